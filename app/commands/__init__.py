"""The command line, a module a subject; each command is a thin call of a service."""
