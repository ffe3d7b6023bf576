"""The one top-level window: first run, lock, the opened book, or what is wrong, one at a time."""

import contextlib
import importlib
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget
from typing_extensions import override

from app.services.choices import ChoiceFile, Choices
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import SuixingError, WrongPassphrase
from ui.desktop.idle import Idle
from ui.desktop.pages.lock import LockPage
from ui.desktop.pages.trouble import TroublePage
from ui.desktop.session import Session
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.roles import give
from ui.desktop.window import LEAST_SIZE, Window
from ui.desktop.work import Work


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
        self.session: Session | None = None
        self.page: QWidget | None = None
        self._sample: tempfile.TemporaryDirectory[str] | None = None
        self._leaving = False
        self._stack = QStackedLayout(self)
        self.idle = Idle(self)
        self.idle.passed.connect(self.lock_when_idle)
        self.failed.connect(self.trouble)
        choices.listen(self._follow)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(1366, 768)

    @property
    def locked(self) -> bool:
        """Whether a page stands before the book's window, or there is no window."""
        return self.page is not None

    def start(self) -> None:
        """Show what the home's state asks for: the first run, or the lock."""
        if Workspace.exists(self._home):
            self._show_lock()
        else:
            self._show_first_run()

    # What is seen

    def _see(self, page: QWidget) -> None:
        """Show a page that stands alone; the one before it is dropped."""
        before, self.page = self.page, page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._drop(before)

    def _uncover(self, window: Window) -> None:
        before, self.page = self.page, None
        self._stack.addWidget(window)
        self._stack.setCurrentWidget(window)
        self._drop(before)
        self.touch()

    def _drop(self, page: QWidget | None) -> None:
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def _show_first_run(self, backup: Path | None = None, *, restore: bool = False) -> None:
        # Loaded when first needed: a home is begun once.
        made = importlib.import_module("ui.desktop.pages.first_run").FirstRun
        page = made(self._home, self._theme, self.t, self._work, self._choices)
        if restore:
            page.begin_restoring(backup, may_leave=Workspace.exists(self._home))
        page.opened.connect(self.enter)
        page.language_asked.connect(self._speak)
        page.sample_asked.connect(self.show_sample)
        page.left.connect(self.start)
        self._see(page)

    def _show_lock(self) -> None:
        page = LockPage(self._theme, self.t)
        page.secret_given.connect(self._unlock)
        page.restore_asked.connect(lambda: self._show_first_run(restore=True))
        self._see(page)
        page.setFocus()

    def trouble(self, error: SuixingError) -> None:
        """Show an error where people look: the banner of the window, or a page of its own."""
        if self.session is not None and not self.locked:
            self.session.window.problem(error)
            return
        page = TroublePage(self._theme, self.t, error)
        page.again_asked.connect(self.start)
        page.restore_asked.connect(lambda: self._show_first_run(restore=True))
        page.quit_asked.connect(self.close)
        self._see(page)

    # Opening

    def _unlock(self, secret: str) -> None:
        self._work.edit(lambda: Workspace.open(self._home, secret), self._unlocked, self._refused)

    def _unlocked(self, book: Workspace) -> None:
        if self.session is None:
            self.enter(book)
            return
        # A job kept the book open behind the lock; the passphrase has been proved.
        book.close()
        self._uncover(self.session.window)

    def _refused(self, error: SuixingError) -> None:
        page = self.page
        if isinstance(error, WrongPassphrase) and isinstance(page, LockPage):
            page.refuse(self.t(error.text, **error.params), self.t(error.hint, **error.params))
        else:
            self.trouble(error)

    def enter(self, book: Workspace, *, sample: bool = False) -> None:
        """Show the window of an opened book."""
        self._choices.forget(self._follow)
        with contextlib.suppress(SuixingError):
            book.choices.change(**self._choices.now.model_dump())
        self._choices = book.choices
        self._choices.listen(self._follow)
        self.session = Session(book, self._theme, self.t, self, sample=sample)
        self.session.gone.connect(self.trouble)
        self._join(self.session.window)
        self._uncover(self.session.window)
        self.session.begin()
        self.entered.emit()

    def _join(self, window: Window) -> None:
        window.lock_asked.connect(self.lock)
        window.restore_asked.connect(self._restore)
        window.messages.acted.connect(self._act)
        window.jobs.leave_asked.connect(self._leave)
        window.jobs.idle.connect(self._end_locked)

    def show_sample(self) -> None:
        """Open the sample branch, which lies in a folder that goes with it."""
        self._sample = tempfile.TemporaryDirectory(prefix="suixing-", ignore_cleanup_errors=True)
        home = Path(self._sample.name) / "sample"
        make = importlib.import_module("app.sample_book").sample_book
        self._work.edit(
            lambda: make(home), lambda book: self.enter(book, sample=True), self.trouble
        )

    def _act(self, key: str) -> None:
        if key == "begin":
            self.lock()

    def _restore(self, backup: Path) -> None:
        if self.session is not None and not self.session.busy():
            self._end_session()
            self._show_first_run(backup, restore=True)

    # Locking

    def lock(self) -> None:
        """Write what is typed, cover the screen, and close the book once no job needs it."""
        if self.session is None or self.locked:
            return
        self.session.window.page.leave()
        # A job may keep the book open behind the cover; what is sealed is closed at once.
        self.session.book.confidential.lock()
        self.idle.count(0)
        self.start()
        self._end_locked()

    def lock_when_idle(self) -> None:
        """Lock, unless a job is at work: then count anew."""
        if self.session is not None and self.session.busy():
            self.touch()
        else:
            self.lock()

    def _end_locked(self) -> None:
        if self.session is not None and self.locked and not self.session.busy():
            self._end_session()

    def _end_session(self) -> None:
        session, self.session = self.session, None
        if session is None:
            return
        session.stop()
        self._drop(session.window)
        # What the lanes announced last still comes to the pages; the book is closed after that.
        QTimer.singleShot(0, session.close)

    def touch(self) -> None:
        """Begin counting idle minutes anew; the sample has nothing to lock."""
        opened = self.session is not None and not self.session.sample and not self.locked
        self.idle.count(self._choices.now.lock_minutes if opened else 0)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.idle.watch(self)

    # Choices, and leaving

    def _follow(self, choices: Choices) -> None:
        self._theme.choose(choices.theme, choices.scale)
        self.touch()
        if choices.language != self.t.language:
            # After the page that asked has finished with its event.
            QTimer.singleShot(0, self._change_language)

    def _speak(self, language: str) -> None:
        with contextlib.suppress(SuixingError):
            self._choices.change(language=language)

    def _change_language(self) -> None:
        self.t = Catalogue(self._choices.now.language)
        QApplication.setApplicationDisplayName(self.t("Suixing"))
        if self.session is None:
            self.start()
            return
        old = self.session.speak(self.t)
        self._join(self.session.window)
        if not self.locked:
            self._uncover(self.session.window)
        self._drop(old)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        session = self.session
        if session is not None and not self._leaving:
            if not self.locked:
                session.window.page.leave()
            if session.busy():
                session.window.jobs.ask_before_leaving()
                event.ignore()
                return
        event.accept()

    def _leave(self, behind: bool) -> None:
        self._leaving = True
        if behind and self.session is not None:
            self.session.window.jobs.idle.connect(QApplication.quit)
            self.hide()
        else:
            self.close()

    def end(self) -> None:
        """Finish the lanes, back up, close the book: nothing of the program is left running."""
        session, self.session = self.session, None
        self._work.finish()
        if session is not None:
            session.stop()
            session.close()
        if self._sample is not None:
            self._sample.cleanup()
