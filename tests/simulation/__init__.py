"""Deterministic simulation: one integer is a history of laptops, HQ, sticks and accidents."""
