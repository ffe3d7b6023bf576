"""An exchange that began by itself: how far it is, and the way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.desktop.desk import Desk
from ui.desktop.exchange.words import detail_words, step_words
from ui.desktop.pace import Pace
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import ElidingLabel
from ui.desktop.widgets.progress import ProgressLine, Spinner
from ui.desktop.widgets.roles import give
from ui.desktop.work import Job

EXCHANGE = "exchange"
"""The subject of jobs that meet HQ or a stick: there is one at a time."""
_SOON_MS = 300


class UnderWay(QFrame):
    """Hidden while nothing runs. Jobs that show in the job bar are not shown twice."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self._t, self._pace = t, Pace()
        self._job: Job | None = None
        give(self, part="soft", tone="info")
        self._words, self._line = ElidingLabel("", "body"), ProgressLine(theme)
        stop = Button(theme, t("Cancel"), "link", compact=True)
        stop.clicked.connect(self.cancel)
        words = QVBoxLayout()
        words.setSpacing(5)
        words.addWidget(self._words)
        words.addWidget(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 4, 9)
        row.setSpacing(10)
        row.addWidget(Spinner(theme, 18))
        row.addLayout(words, 1)
        row.addWidget(stop)
        # What takes less than a moment does not flash up.
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._appear)
        self.hide()

    def watch(self, job: Job) -> None:
        """Show a quiet job until it ends."""
        if not job.quiet:
            return
        self._job, self._pace = job, Pace()
        job.progressed.connect(self._step)
        job.ended.connect(self._end)
        self._step(*job.at)
        self._soon.start()

    def cancel(self) -> None:
        """Stop it at its next step."""
        if self._job is not None:
            self._job.cancel()
            self._words.setText(self._t("Stopping"))

    def _appear(self) -> None:
        self.setVisible(self._job is not None)

    def _step(self, done: int, total: int, what: str) -> None:
        t = self._t
        self._pace.step(done, total)
        counts = step_words(done, total, what, self._pace.rest(), t)
        text = counts if counts and done < total else detail_words(done, total, what, t)
        self._words.setText(t("Syncing by itself: {what}", what=text))
        self._line.set_part(done / total if total else 0)

    def _end(self) -> None:
        self._job = None
        self._soon.stop()
        self.hide()
