"""Every part of the kit in all its states, to look at and to compare with the drawn target."""
