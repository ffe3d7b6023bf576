"""Every parser that meets foreign bytes, under bytes that nobody would write."""
