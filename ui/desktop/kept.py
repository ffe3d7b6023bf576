"""What a page has read stays true until something is written: a second visit need not read again."""

from ui.desktop.feed import Feed


class Kept:
    """Knows for what (a year, a day, a record) a page was read last, and whether that still holds."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._read: tuple[object, ...] = ()
        self._at = self._asked = -1

    def holds(self, *what: object) -> bool:
        """Tell whether just this was read last and nothing was written since. Asked before reading."""
        self._asked = self._feed.count
        return (self._at, self._read) == (self._asked, what)

    def note(self, *what: object) -> None:
        """Say what was read since it was asked for."""
        # What was written while it was being read counts as written after.
        self._at, self._read = self._asked, what

    def forget(self) -> None:
        """Have it read the next time."""
        self._at = -1
