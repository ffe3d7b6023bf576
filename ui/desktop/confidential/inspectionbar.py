"""The line that stays while an inspection is under way: who reads, until when, and the way to end it."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.model.record import Applied
from ui.desktop.desk import Desk, Route
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import ElidingLabel, IconLabel
from ui.desktop.widgets.roles import give

_EVERY_MS = 15_000


class InspectionBar(QWidget):
    """Hidden while there is none. Emits `ended` when its time is up, and asks for the lock."""

    ended = Signal()

    def __init__(self, desk: Desk, lock: SignalInstance, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ended.connect(lock)
        theme, t = desk.theme, desk.t
        frame = QFrame()
        give(frame, part="banner", tone="wait")
        self.words, self.rest = ElidingLabel("", "body"), ElidingLabel("", "meta", "primary")
        give(self.words, weight="strong", tone="wait")
        self.log = Button(theme, t("Access log"), "quiet", "eye", compact=True)
        self.log.clicked.connect(lambda: desk.window.go(Route("access", detail=self._record())))
        self.end = Button(theme, t("End the inspection"), "secondary", compact=True)
        self.end.clicked.connect(lambda: desk.window.go(Route("inspection")))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.words)
        words.addWidget(self.rest)
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel(theme, "magnifying-glass-plus", "state.wait_text", "icon_nav"))
        row.addLayout(words, 1)
        row.addWidget(self.log)
        row.addWidget(self.end)
        outer = QVBoxLayout(self)
        margin = theme.layout("page_margin")
        outer.setContentsMargins(margin, 0, margin, theme.layout("stack"))
        outer.addWidget(frame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        desk.feed.applied.connect(self._follow)
        self.refresh()

    def _record(self) -> str:
        return self._desk.book.inspecting.record()

    def _follow(self, applied: Applied) -> None:
        if "inspection" in applied.kinds():
            # The state is kept a moment after the record: look once that is done.
            QTimer.singleShot(0, self, self._later)

    def _later(self) -> None:
        self._desk.work.edit(lambda: None, lambda _none: self.refresh())

    def refresh(self) -> None:
        """Show what is under way."""
        now, t = self._desk.book.inspecting.current(), self._desk.t
        self.setVisible(now is not None)
        if now is None:
            self._timer.stop()
            return
        self._timer.start()
        self.words.setText(
            t(
                "{team} reads until {until}, 1 minute left|{team} reads until {until}, {n} minutes left",
                n=now.minutes,
                team=now.team,
                until=f"{now.until:%Y-%m-%d %H:%M}",
            )
        )
        self.rest.setText(
            t("Nothing can be changed; every page, record and paper opened is written down")
        )

    def look(self) -> None:
        """Keep the moment, and say when the time is up."""
        self._desk.work.edit(self._desk.book.inspecting.look, self._looked)

    def _looked(self, over: bool) -> None:
        self.refresh()
        if over:
            self.ended.emit()

    def taken(self, chosen: tuple[str, str]) -> str:
        """Return the file chosen to be written; that it is taken out is written down."""
        if chosen[0]:
            self.saw(Path(chosen[0]).name)
        return chosen[0]

    def saw(self, what: str, about: str = "") -> None:
        """Write down that something was opened."""
        inspecting = self._desk.book.inspecting
        if self._timer.isActive():
            self._desk.work.edit(
                lambda: inspecting.read(what, about), failed=self._desk.window.problem
            )
