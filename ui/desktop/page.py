"""What the window asks of a page, and of a tab in one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from db.model.record import Applied
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button


class Shown(QWidget):
    """What fills the header while it is seen, and takes what is pressed there; all of it may stay empty."""

    header_changed = Signal()
    """The header reads its words and actions again."""
    kinds: frozenset[str] = frozenset()
    """Touched records of these kinds make it read again; empty: all kinds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.t = desk, desk.t

    def is_wide(self) -> bool:
        """Tell whether there is the room of a large screen, beside the sidebar at its full width."""
        theme = self.desk.theme
        return self.width() >= theme.layout("wide_from") - theme.layout("sidebar")

    def meta(self) -> str:
        """Return the line under the title."""
        return ""

    def header_actions(self) -> list[QWidget]:
        """Return the header's actions, made once; the primary one last."""
        return []

    def writing_actions(self) -> list[Button]:
        """Return those of the actions that change the book: held while it takes no change."""
        return []

    def arrive(self, record: str, detail: str) -> None:
        """Show a record or a detail of it; called at every visit, before it is seen."""
        del record, detail
        self.refresh()

    def leave(self) -> None:
        """Write what is still being typed; called before another is shown."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def touched(self, applied: Applied) -> None:
        """Records were touched while it is seen; reads again where that concerns it."""
        if self.concerned(applied):
            self.refresh()

    def concerned(self, applied: Applied) -> bool:
        """Tell whether some of what was touched is of its kinds."""
        return not self.kinds or bool(self.kinds & applied.kinds())

    def primary(self) -> None:
        """Do the primary action (Ctrl+Enter)."""

    def new(self) -> None:
        """Start a new record of the kind that shows (Ctrl+N)."""

    def focus_filter(self) -> None:
        """Put the focus into the filter (Ctrl+F)."""

    def print_this(self) -> None:
        """Print what is shown (Ctrl+P)."""


def keep(shown: Shown) -> None:
    """Make the buttons that have no place yet its children, out of sight until the header shows them.

    A button without a parent is nobody's to destroy: by what its press leads to it would hold the
    window, and the book in it, for as long as the program runs.
    """
    for made in vars(shown).values():
        for part in made if isinstance(made, list) else [made]:
            if isinstance(part, QAbstractButton) and part.parent() is None:
                park(part, shown)


def park(part: QWidget, shown: Shown) -> None:
    """Take a part out of sight; it stays with what made it."""
    part.hide()
    part.setParent(shown)


class Page(Shown):
    """One place of the program. The window draws its header from `title`, `meta` and the parts.

    A page is built on its first visit and kept; it re-reads when a record of its `kinds` was touched.
    """

    place = ""
    """Which of the places is marked: home meetings members study joint service ledger checks sync, or settings."""
    returns = False
    """Whether the header has a back arrow."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        desk.feed.applied.connect(self._on_applied)

    def title(self) -> str:
        """Return the header's title."""
        return ""

    def chips(self) -> list[QWidget]:
        """Return the chips beside the title, made anew at each call."""
        return []

    def _on_applied(self, applied: Applied) -> None:
        # A page that is not seen reads when it is visited.
        if self.isVisible() and self.concerned(applied):
            self.touched(applied)
