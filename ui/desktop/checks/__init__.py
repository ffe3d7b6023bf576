"""The parts of the checks page: what was found, the folder, the ways out."""
