"""The job bar of the window: the newest long work, its counts, how to stop it, and closing meanwhile."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from db.model.words import Translate
from ui.desktop.exchange.words import detail_words, step_words
from ui.desktop.pace import Pace
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.jobbar import JobBar
from ui.desktop.work import Job, Work


@dataclass
class _Shown:
    """How far a job said it is."""

    job: Job
    pace: Pace = field(default_factory=Pace)
    done: int = 0
    total: int = 0
    what: str = ""
    stopping: bool = False


class Jobs(QObject):
    """Shows jobs that take longer than a second. `idle` is emitted when the last one ended."""

    idle = Signal()
    shown = Signal(bool)
    """The bar came or went."""
    leave_asked = Signal(bool)
    """While closing: True to finish in the background, False once everything was stopped."""
    stopped = Signal(str)
    """A job was stopped by the person: its title."""

    def __init__(self, theme: Theme, t: Translate, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.t = theme, t
        self._open: list[_Shown] = []
        self._leaving = False
        self.bar = JobBar(theme, t)
        self.bar.cancelled.connect(self._press)
        self._behind = Button(theme, t("Finish in the background"), compact=True)
        self._behind.clicked.connect(lambda: self.leave_asked.emit(True))
        self._behind.hide()
        layout = self.bar.layout()
        if layout is not None:
            layout.addWidget(self._behind)
        self._timer = QTimer(self, singleShot=True, interval=theme.motion("progress_after"))
        self._timer.timeout.connect(self._draw)
        work.started.connect(self._start)

    def busy(self) -> bool:
        """Tell whether long work runs."""
        return bool(self._open)

    def ask_before_leaving(self) -> None:
        """Ask in the bar: finish in the background, or stop."""
        self._leaving = True
        self._draw()

    def _start(self, job: Job) -> None:
        if job.quiet:
            return
        shown = _Shown(job)
        self._open.append(shown)
        job.progressed.connect(lambda done, total, what: self._step(shown, done, total, what))
        job.cancelled.connect(lambda: self.stopped.emit(job.title))
        job.ended.connect(lambda: self._end(shown))
        self._timer.start()

    def _step(self, shown: _Shown, done: int, total: int, what: str) -> None:
        shown.done, shown.total, shown.what = done, total, what
        shown.pace.step(done, total)
        if self.bar.isVisible():
            self._draw()

    def _end(self, shown: _Shown) -> None:
        self._open.remove(shown)
        if self._open:
            self._draw()
            return
        self._timer.stop()
        self.bar.finish()
        self._behind.hide()
        self.shown.emit(False)
        if self._leaving:
            self.leave_asked.emit(False)
        self.idle.emit()

    def _draw(self) -> None:
        if not self._open:
            return
        now, t = self._open[-1], self.t
        counts = step_words(now.done, now.total, now.what, now.pace.rest(), t)
        detail = detail_words(now.done, now.total, now.what, t)
        if self._leaving:
            detail = t("The window closes when this is done.")
        self.bar.show_job(now.job.title, now.done, now.total, counts, detail)
        self.bar.set_more(len(self._open) - 1)
        word = t("Stopping") if now.stopping else t("Stop") if self._leaving else t("Cancel")
        self.bar.set_cancel(word, enabled=not now.stopping)
        self._behind.setVisible(self._leaving)
        self.shown.emit(True)

    def _press(self) -> None:
        for shown in self._open if self._leaving else self._open[-1:]:
            shown.stopping = True
            shown.job.cancel()
        self._draw()
