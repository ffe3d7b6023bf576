"""Whether what is typed means a person."""


def means(typed: str, name: str, initials: str) -> bool:
    """Whether letters begin the initials or the name, or characters stand anywhere in the name."""
    wanted = typed.strip().lower()
    if not wanted:
        return False
    if wanted.isascii():
        return initials.lower().startswith(wanted) or name.lower().startswith(wanted)
    return wanted in name
