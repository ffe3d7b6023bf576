"""The one top-level window: first run, lock, the opened book, or what is wrong, one at a time."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget
from typing_extensions import override

from app.services.choices import ChoiceFile, Choices
from app.words import Catalogue
from app.workspace import BOOK, LOW_ON_DISK, Workspace
from db.model.errors import StoreMissing, SuixingError, WrongPassphrase
from db.model.words import N_
from ui.desktop.connection import Connection
from ui.desktop.feed import Feed
from ui.desktop.pages.first_run import FirstRun
from ui.desktop.pages.lock import LockPage
from ui.desktop.pages.trouble import TroublePage
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.roles import give
from ui.desktop.window import HOME, LEAST_SIZE, Window, listening_feed
from ui.desktop.work import Work

_STILL_THERE_MS = 5000
_TOUCHES = frozenset({
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
})


@dataclass
class _Session:
    """An opened book with its lanes and its window."""

    book: Workspace
    feed: Feed
    work: Work
    window: Window
    connection: Connection
    changed: bool = False


class Frame(QWidget):
    """Leads from the home's state to the window, and back to the lock."""

    failed = Signal(object)
    """An error that nobody caught; may be emitted from any thread."""
    entered = Signal()
    """A book was opened and its window is seen."""

    def __init__(self, home: Path, theme: Theme, choices: ChoiceFile) -> None:
        super().__init__()
        give(self, part="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._home, self._theme, self._choices = home, theme, choices
        self.t = Catalogue(choices.now.language)
        self._work = Work(self)
        self._session: _Session | None = None
        self._seen: QWidget | None = None
        self._locked, self._leaving = False, False
        self._stack = QStackedLayout(self)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._lock_when_idle)
        self._watch = QTimer(self, interval=_STILL_THERE_MS)
        self._watch.timeout.connect(self._look_for_file)
        self.failed.connect(self.trouble)
        choices.listen(self._follow)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(1366, 768)

    @property
    def window_(self) -> Window | None:
        """The opened book's window, where there is one."""
        return None if self._session is None else self._session.window

    def start(self) -> None:
        """Show what the home's state asks for: the first run, or the lock."""
        if Workspace.exists(self._home):
            self._show_lock()
        else:
            self._show_first_run()

    # What is seen

    def _see(self, page: QWidget) -> None:
        """Show a page that stands alone; the one before is dropped, an opened book's window kept."""
        before = self._seen
        self._seen = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None and before is not page:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _show_first_run(self, step: str = "") -> None:
        page = FirstRun(self._home, self._theme, self.t, self._work, self._choices, step)
        page.opened.connect(self.enter)
        page.language_asked.connect(self._speak)
        self._see(page)

    def _show_lock(self) -> None:
        page = LockPage(self._theme, self.t)
        page.secret_given.connect(self._unlock)
        page.restore_asked.connect(lambda: self._show_first_run("restore"))
        self._see(page)
        page.setFocus()

    def trouble(self, error: SuixingError) -> None:
        """Show an error where people look: the banner of the window, or a page of its own."""
        if self._session is not None and not self._locked:
            self._session.window.problem(error)
            return
        page = TroublePage(self._theme, self.t, error)
        page.again_asked.connect(self.start)
        page.restore_asked.connect(lambda: self._show_first_run("restore"))
        page.quit_asked.connect(self.close)
        self._see(page)

    def come_forward(self) -> None:
        """Show the window before all others."""
        screen = self.screen().availableGeometry()
        small = screen.width() <= self.width() or screen.height() <= self.height()
        if self.isHidden() and small:
            self.showMaximized()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # Opening and locking

    def _unlock(self, secret: str) -> None:
        self._work.edit(lambda: Workspace.open(self._home, secret), self._unlocked, self._refused)

    def _unlocked(self, book: Workspace) -> None:
        if self._session is None:
            self.enter(book)
            return
        # A job kept the book open behind the lock; the passphrase has been proved.
        book.close()
        self._uncover(self._session)

    def _refused(self, error: SuixingError) -> None:
        page = self._seen
        if isinstance(error, WrongPassphrase) and isinstance(page, LockPage):
            page.refuse(self.t(error.text, **error.params), self.t(error.hint, **error.params))
        else:
            self.trouble(error)

    def enter(self, book: Workspace) -> None:
        """Show the window of an opened book."""
        self._choices.forget(self._follow)
        book.choices.change(**self._choices.now.model_dump())
        self._choices = book.choices
        self._choices.listen(self._follow)
        feed, work = listening_feed(book), Work(self)
        window = self._make_window(book, feed, work)
        self._session = _Session(book, feed, work, window, Connection(window, self))
        feed.applied.connect(self._note_change)
        self._uncover(self._session)
        window.open()
        self._watch.start()
        self._begin_day(self._session)
        self.entered.emit()

    def _make_window(self, book: Workspace, feed: Feed, work: Work) -> Window:
        window = Window(book, self._theme, self.t, work, book.now, feed=feed)
        window.lock_asked.connect(self.lock)
        window.jobs.leave_asked.connect(self._leave)
        window.jobs.idle.connect(self._end_locked)
        return window

    def _uncover(self, session: _Session) -> None:
        self._locked = False
        before, self._seen = self._seen, None
        self._stack.addWidget(session.window)
        self._stack.setCurrentWidget(session.window)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        self.touch()

    def _begin_day(self, session: _Session) -> None:
        book, t = session.book, self.t
        free = book.free_bytes()
        if free < LOW_ON_DISK:
            title = t("{mb} MB of disk left.", mb=free // 1_000_000)
            session.window.note("wait", title, t("Text is fine; leave photos for now."))
        if book.backups.due():
            session.work.job(
                t("Backing up"), lambda _progress: book.backups.make(), failed=session.window.problem
            )

    def lock(self) -> None:
        """Write what is typed, cover the screen, and close the book once no job needs it."""
        if self._session is None or self._locked:
            return
        self._session.window.page.leave()
        self._locked = True
        self._idle.stop()
        self._show_lock()
        self._end_locked()

    def _end_locked(self) -> None:
        if self._locked and self._session is not None and not self._session.window.jobs.busy():
            self._drop_session()

    def _drop_session(self) -> None:
        session, self._session = self._session, None
        if session is None:
            return
        self._watch.stop()
        session.connection.stop()
        session.work.finish()
        self._stack.removeWidget(session.window)
        session.window.deleteLater()
        # What the lanes announced last still comes to the pages; the book is closed after that.
        QTimer.singleShot(0, session.book.close)

    # Idle

    def touch(self) -> None:
        """Begin counting idle minutes anew."""
        minutes = self._choices.now.lock_minutes
        if minutes and self._session is not None and not self._locked:
            self._idle.start(minutes * 60_000)
        else:
            self._idle.stop()

    def _lock_when_idle(self) -> None:
        if self._session is not None and self._session.window.jobs.busy():
            self.touch()
        else:
            self.lock()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only what the system sends to the whole window: far less than what widgets send about.
        handle = self.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._idle.isActive():
            self.touch()
        return False

    # Choices, the file, leaving

    def _follow(self, choices: Choices) -> None:
        self._theme.set_choice(choices.theme)
        if choices.scale != self._theme.scale:
            self._theme.set_scale(choices.scale)
        self.touch()
        if choices.language != self.t.language:
            # After the page that asked has finished with its event.
            QTimer.singleShot(0, self._change_language)

    def _speak(self, language: str) -> None:
        with contextlib.suppress(SuixingError):
            self._choices.change(language=language)

    def _change_language(self) -> None:
        self.t = Catalogue(self._choices.now.language)
        session = self._session
        if session is None:
            self.start()
            return
        old, route = session.window, session.window.route
        old.page.leave()
        session.window = self._make_window(session.book, session.feed, session.work)
        session.connection.serve(session.window)
        self._stack.addWidget(session.window)
        self._stack.setCurrentWidget(session.window)
        self._stack.removeWidget(old)
        old.deleteLater()
        session.window.open(route if route.page else HOME)

    def _note_change(self) -> None:
        if self._session is not None:
            self._session.changed = True

    def _look_for_file(self) -> None:
        if self._session is None or (self._home / BOOK).exists():
            return
        self._watch.stop()
        self.trouble(
            StoreMissing(
                N_("The record book {path} was moved or deleted while it was open."),
                safe=N_("What is on the screen is still here."),
                hint=N_("Put the file back, or restore the latest backup."),
                path=self._home / BOOK,
            )
        )

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        session = self._session
        if session is not None and not self._leaving:
            if not self._locked:
                session.window.page.leave()
            if session.window.jobs.busy():
                session.window.jobs.ask_before_leaving()
                event.ignore()
                return
        event.accept()

    def _leave(self, behind: bool) -> None:  # noqa: FBT001 - a signal's shape
        self._leaving = True
        if behind and self._session is not None:
            self._session.window.jobs.idle.connect(QApplication.quit)
            self.hide()
        else:
            self.close()

    def end(self) -> None:
        """Finish the lanes, back up what this session changed, close the book."""
        session, self._session = self._session, None
        self._work.finish()
        if session is None:
            return
        session.connection.stop()
        session.work.finish()
        if session.changed:
            # Without a screen there is nobody to tell; the next start sees that none was made.
            with contextlib.suppress(SuixingError):
                session.book.backups.make()
        session.book.close()
