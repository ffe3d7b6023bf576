"""Samples of every released format, and the promise that they import for ever."""
