"""The look: tokens read from a file, and everything that is made from them."""
