"""The truth on this machine."""
