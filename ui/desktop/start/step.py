"""What the first run asks of each of its steps, and what the person has said so far."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.workspace import Workspace
from db.model.errors import SuixingError
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.labels import ElidingLabel
from ui.desktop.widgets.roles import give
from ui.desktop.work import Work

Way = Literal["new", "join", "restore"]


@dataclass
class Answers:
    """What was said: the way to begin, the branch, the files, and the book once it is made."""

    home: Path
    way: Way = "new"
    branch: str = ""
    branch_type: str = ""
    writer: str = ""
    roster: Path | None = None
    bundle: Path | None = None
    backup: Path | None = None
    book: Workspace | None = None
    recovery_key: str = ""
    imported: int = 0
    problems: list[SuixingError] = field(default_factory=list)


class StepPage(QWidget):
    """One step: a title, a line, its fields in `body`. Emits `changed` when `lacks` may differ."""

    changed = Signal()
    finished = Signal()
    """The step asks to go on by itself."""

    def __init__(self, theme: Theme, t: Translate, work: Work, answers: Answers) -> None:
        super().__init__()
        give(self, part="clear")
        self.theme, self.t, self.work, self.answers = theme, t, work, answers
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 36, 0, 8)
        self.body.setSpacing(12)
        self._title, self._meta = ElidingLabel("", "display"), ElidingLabel("", "meta")
        self.body.addWidget(self._title)
        self.body.addWidget(self._meta)
        self.body.addSpacing(10)

    def say(self, title: str, meta: str) -> None:
        """Change the title and the line under it."""
        self._title.setText(title)
        self._meta.setText(meta)

    def arrive(self) -> None:
        """Show what was said so far."""

    def take_focus(self) -> None:
        """Put the focus into the first field."""

    def aside(self) -> str:
        """Return the words of the quiet button beside the primary one; empty for none."""
        return ""

    def onward(self) -> str:
        """Return the words of the primary button."""
        return ""

    def lacks(self) -> str:
        """Return why one cannot go on yet; empty when one can."""
        return ""

    def go_on(self) -> None:
        """Do the step; `finished` follows when it is done."""
        self.finished.emit()
