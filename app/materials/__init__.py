"""Packs of study materials that headquarters sends or somebody brings; the program ships none."""
