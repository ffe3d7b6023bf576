"""What the sidebar says of the whole book: what contradicts, what is only here, the last receipt."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from app.services.delivery import SyncStatus
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.exchange.underway import EXCHANGE
from ui.desktop.exchange.words import step_words
from ui.desktop.sidebar import Sidebar, Standing
from ui.desktop.work import Job, Work

_SAID_MS = 60_000
_AFTER_MS = 400
"""A pause this long after a change, so that nothing is counted between two keys."""


class Standings(QObject):
    """Keeps the sidebar true: reads again a moment after records were touched, and at midnight."""

    def __init__(self, desk: Desk, quiet: Work, sidebar: Sidebar, parent: QObject) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self._desk, self._sidebar, self._checks, self._stopped = desk, sidebar, 0, False
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self.refresh)
        desk.feed.applied.connect(self._timer.start)
        self._said = self._moving = ""
        self._shown = Standing()
        self._silence = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._silence.timeout.connect(self._fall_silent)
        desk.work.started.connect(self._follow)

    def refresh(self) -> None:
        """Read again now what is quickly read; what contradicts is counted off the screen's thread."""
        if self._stopped:
            return
        self._show_person()
        self._show()
        self._quiet.edit(self._counted, self._take, self._leave)

    def _counted(self) -> int:
        return len(self._desk.book.checking.this_year().errors)

    def _take(self, checks: int) -> None:
        self._checks = checks
        self._show()

    def _leave(self, _error: object) -> None:
        """Keep the last number: a count that failed is said by the page that shows it."""

    def stop(self) -> None:
        """Show nothing more: the book is about to be closed."""
        self._stopped = True
        self._timer.stop()
        self._silence.stop()

    # What happens by itself

    def say(self, text: str) -> None:
        """Say something in the card's second line for a minute."""
        self._said = text
        self._silence.start()
        self._draw()

    def _fall_silent(self) -> None:
        self._said = ""
        self._draw()

    def _follow(self, job: Job) -> None:
        """Say how far an exchange is, as long as it runs."""
        if job.subject == EXCHANGE:
            job.progressed.connect(self._step)
            job.ended.connect(self._stand)

    def _step(self, done: int, total: int, what: str) -> None:
        t = self._desk.t
        said = step_words(done, total, what, 0, t) or t("Syncing")
        if said != self._moving:
            self._moving = said
            self._draw()

    def _stand(self) -> None:
        self._moving = ""
        self._draw()

    def _show(self) -> None:
        if self._stopped:
            return
        status = self._desk.book.syncing.status()
        self._shown = standing(status, self._checks, self._desk.now(), self._desk.t)
        self._draw()

    def _draw(self) -> None:
        if not self._stopped:
            second = self._moving or self._said or self._shown.receipt
            self._sidebar.show_standing(replace(self._shown, receipt=second))

    def _show_person(self) -> None:
        book = self._desk.book
        name = book.pen().by
        self._sidebar.show_person(name, post_of(self._desk, name))


def post_of(desk: Desk, name: str) -> str:
    """Return the post of the member who writes, else the branch's name."""
    found = desk.book.records.find(desk.book.records.query("member", where={"name": name}, limit=1))
    post = str(found[0].get("post") or "") if found else ""
    return post or desk.book.branch()


def standing(status: SyncStatus, checks: int, now: datetime, t: Translate) -> Standing:
    """Put a status into the sidebar's two lines."""
    tone, icon, said = _where(status, t)
    receipt = t("No receipt yet")
    if status.receipt is not None:
        days = (now.date() - status.receipt.at.date()).days
        if days > 0:
            receipt = t("Receipt 1 day ago|Receipt {n} days ago", n=days)
        else:
            receipt = t("Receipt today")
    return Standing(checks, status.conflicts, status.only_here, said, receipt, tone, icon)


def _where(status: SyncStatus, t: Translate) -> tuple[str, str, str]:
    if not status.total_changes:
        return "mute", "laptop", t("No records yet")
    if not status.only_here:
        return "ok", "shield-check", t("HQ has everything")
    if status.on_stick >= status.only_here:
        return "info", "usb-stick", t("{n} on the stick", n=status.only_here)
    return "wait", "laptop", t("{n} only here", n=status.only_here)
