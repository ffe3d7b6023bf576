"""A mirror of the four floors, the rules of the house, and stories of a day."""
