"""HQ's side: the hub, which knows no HTTP, and the web door in front of it."""
