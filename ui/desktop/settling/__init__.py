"""The parts of the page of two values: the list, the sides, the merged text."""
