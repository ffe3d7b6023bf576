"""The use cases: what the program does with records, without a screen."""
