"""The parts of the home page: what is due, what comes next, the year."""
