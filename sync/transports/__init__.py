"""What carries bytes: HTTP, a file on a stick, and memory for tests."""
