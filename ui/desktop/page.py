"""What the window asks of a page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.model.record import Applied
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button


class Page(QWidget):
    """One place of the program. The window draws its header from `title`, `meta` and the parts.

    A page is built on its first visit and kept; `arrive` is called at every visit. It re-reads when
    a record of its `kinds` was touched.
    """

    header_changed = Signal()
    """The window reads `title`, `meta`, `chips` and `header_actions` again."""

    place = ""
    """Which of the places is marked: home meetings members study joint service ledger checks sync, or settings."""
    kinds: frozenset[str] = frozenset()
    """Touched records of these kinds make the page re-read; empty: all kinds."""
    returns = False
    """Whether the header has a back arrow."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.t = desk.t
        self._stale = False
        desk.feed.applied.connect(self._on_applied)

    def is_wide(self) -> bool:
        """Tell whether the page has the room of a large screen, beside the sidebar at its full width."""
        theme = self.desk.theme
        return self.width() >= theme.layout("wide_from") - theme.layout("sidebar")

    def title(self) -> str:
        """Return the header's title."""
        return ""

    def meta(self) -> str:
        """Return the line under the title."""
        return ""

    def chips(self) -> list[QWidget]:
        """Return the chips beside the title, made anew at each call."""
        return []

    def header_actions(self) -> list[QWidget]:
        """Return the header's actions, made once; the primary one last."""
        return []

    def writing_actions(self) -> list[Button]:
        """Return those of the actions that change the book: held while it takes no change."""
        return []

    def arrive(self, record: str, detail: str) -> None:
        """Show a record or a detail of the page; called at every visit, before it is seen."""
        del record, detail
        self.refresh()

    def leave(self) -> None:
        """Write what is still being typed; called before another page is shown."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def primary(self) -> None:
        """Do the page's primary action (Ctrl+Enter)."""

    def new(self) -> None:
        """Start a new record of the kind the page shows (Ctrl+N)."""

    def focus_filter(self) -> None:
        """Put the focus into the page's filter (Ctrl+F)."""

    def print_this(self) -> None:
        """Print what is shown (Ctrl+P)."""

    def touched(self, applied: Applied) -> None:
        """Records were touched while the page is seen; reads again unless a page knows better."""
        del applied
        self.refresh()

    def _on_applied(self, applied: Applied) -> None:
        if self.kinds and not (self.kinds & applied.kinds()):
            return
        if self.isVisible():
            self.touched(applied)
        else:
            self._stale = True
