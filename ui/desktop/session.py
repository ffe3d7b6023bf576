"""An opened book on the desktop: its feed, lanes, window and connection, from unlocking to locking."""

import contextlib
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.wiring import BOOK
from app.workspace import LOW_ON_DISK, Workspace
from db.model.errors import StoreMissing, SuixingError
from db.model.words import N_, Translate
from ui.desktop.connection import Connection
from ui.desktop.theme.theme import Theme
from ui.desktop.window import HOME, Window, listening_feed
from ui.desktop.work import Work

_STILL_THERE_MS = 5000


class Session(QObject):
    """Lives as long as the book is open; windows may change under it. `gone` is a missing file."""

    gone = Signal(object)

    def __init__(
        self, book: Workspace, theme: Theme, t: Translate, parent: QObject, *, sample: bool = False
    ) -> None:
        super().__init__(parent)
        self.book, self.sample = book, sample
        self._theme, self._changed = theme, False
        self.feed, self.work = listening_feed(book), Work(self)
        self.feed.applied.connect(self._note_change)
        self.window = self._make_window(t)
        self.connection = Connection(self.window, self)
        self._watch = QTimer(self, interval=_STILL_THERE_MS)
        self._watch.timeout.connect(self.look_for_file)
        self._watch.start()

    def _make_window(self, t: Translate) -> Window:
        return Window(self.book, self._theme, t, self.work, self.book.now, feed=self.feed)

    def begin(self) -> None:
        """Show Home, say what the day begins with, and back up where that is due."""
        self.window.open()
        t, free = self.window.desk.t, self.book.free_bytes()
        if self.sample:
            title = t("This is the sample branch. Nothing you change here is kept.")
            way = ("begin", t("Begin your own"))
            self.window.messages.note("info", title, t("Ctrl+L leaves it, too."), way, whole=True)
        elif free < LOW_ON_DISK:
            title = t("{mb} MB of disk left.", mb=free // 1_000_000)
            said = t("Text is fine; leave photos for now.")
            self.window.messages.note("wait", title, said, whole=True)
        if not self.sample and self.book.backups.due():
            self.work.job(
                t("Backing up"),
                lambda _progress: self.book.backups.make(),
                failed=partial(self.window.messages.problem, whole=True),
            )

    def speak(self, t: Translate) -> Window:
        """Change the language: the same page in a new window; return it and let the old one go."""
        old, route = self.window, self.window.route
        old.finish()
        self.window = self._make_window(t)
        self.connection.serve(self.window)
        self.window.open(route if route.page else HOME)
        return old

    def busy(self) -> bool:
        """Tell whether long work keeps the book open."""
        return self.window.jobs.busy()

    def look_for_file(self) -> None:
        """Say so, once, when the book's file was taken away under us."""
        if (self.book.home / BOOK).exists():
            return
        self._watch.stop()
        self.gone.emit(
            StoreMissing(
                N_("The record book {path} was moved or deleted while it was open."),
                safe=N_("What is on the screen is still here."),
                hint=N_("Put the file back, or restore the latest backup."),
                path=self.book.home / BOOK,
            )
        )

    def _note_change(self) -> None:
        self._changed = True

    def stop(self) -> None:
        """Write what is typed, let the lanes run out; what they announced last is still to come."""
        self._watch.stop()
        self.connection.stop()
        self.window.finish()
        self.work.finish()

    def close(self) -> None:
        """Back up what this session changed, close the book, and let go of both."""
        if self._changed and not self.sample:
            # Behind the lock there is nobody to tell; the next start sees that none was made.
            with contextlib.suppress(SuixingError):
                self.book.backups.make()
        self.book.close()
        self.deleteLater()
