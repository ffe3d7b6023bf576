"""The words every floor speaks: pure values, no disk, no clock, no threads."""
