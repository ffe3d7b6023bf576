"""The one place at the foot of the page where long work tells how far it is and can be stopped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import ElidingLabel, Label
from ui.desktop.widgets.progress import ProgressLine, Spinner
from ui.desktop.widgets.roles import give


class JobBar(QFrame):
    """Hidden while nothing runs; shows the newest job and how many more there are."""

    cancelled = Signal()

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give(self, part="jobbar")
        self._theme, self.t = theme, t
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title, self._counts = ElidingLabel("", "body"), Label("", "meta")
        give(self._title, weight="strong")
        self._detail, self._more = (
            ElidingLabel("", "caption", "secondary"),
            Label("", "caption", "secondary"),
        )
        self._line = ProgressLine(theme)
        self._cancel = Button(theme, t("Cancel"), compact=True)
        self._cancel.clicked.connect(self.cancelled)
        self._lay()
        self.hide()

    def _lay(self) -> None:
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._title, 1)
        first.addWidget(self._counts)
        last.addWidget(self._detail, 1)
        last.addWidget(self._more)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addLayout(first)
        words.addWidget(self._line)
        words.addLayout(last)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        row.setSpacing(10)
        row.addWidget(Spinner(self._theme), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addSpacing(2)
        row.addWidget(self._cancel)
        self.setMinimumHeight(self._theme.px(72))

    def show_job(self, title: str, done: int, total: int, counts: str, detail: str = "") -> None:
        """Show how far a job is; `total` 0 where that is unknown."""
        self._title.setText(title)
        self._counts.setText(counts)
        self._detail.setText(detail)
        self._line.set_part(done / total if total else 0)
        self._line.setVisible(total > 0)
        self.setAccessibleName(f"{title} {counts}")
        self.show()

    def set_more(self, count: int) -> None:
        """Say how many further jobs run or wait."""
        self._more.setText(self.t("{n} more", n=count) if count else "")

    def set_cancel(self, text: str, *, enabled: bool = True) -> None:
        """Name what the button does, or show that stopping is under way."""
        self._cancel.set_label(text)
        self._cancel.setEnabled(enabled)

    def finish(self) -> None:
        """Leave the page."""
        self.hide()
