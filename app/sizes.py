"""How many bytes, as people read it."""


def sized(count: int) -> str:
    """Return bytes as people read them: 184 KB, 2.1 MB."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB" if count else "0 KB"
    return f"{count / 1_000_000:.1f} MB"
