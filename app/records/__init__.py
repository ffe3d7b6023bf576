"""What is recorded: one file an area, small pydantic classes, nothing else."""
