"""The parts of the sync centre: the ways out, what waits, who holds what."""
