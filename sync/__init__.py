"""Who has not seen what, and how it travels."""
