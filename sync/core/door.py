"""What HQ's web door is called and how it shows that it is HQ and no log-in page."""

TYPE = "application/x-suixing"
SYNC, HEALTH = "/v1/sync", "/v1/health"
HELLO = b"suixing hq 1\n"
"""The whole body of HQ's answer to `HEALTH`."""
