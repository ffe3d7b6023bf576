"""The pages: each shows one place of the program and knows no other page."""
