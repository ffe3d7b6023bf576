"""The parts of the two meeting pages: the list and month, and the steps of one meeting."""
