"""What the program does, without a screen."""
