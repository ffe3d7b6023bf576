"""Pictures as files: what a camera wrote beside the picture, and a small one to travel first."""
