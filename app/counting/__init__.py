"""What the records of a branch amount to: who was due, what a vote decided, how late it was entered."""
