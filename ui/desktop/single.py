"""One window per home: the second start raises the first window and leaves."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from db.model.errors import StoreReadOnly
from db.model.words import N_

FILE = "window.lock"
_WAIT_MS = 500


class SingleWindow(QObject):
    """Holds the lock file of a home while the program runs. Emits `raise_asked`."""

    raise_asked = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._lock = QLockFile(str(home / FILE))
        # The lock is as old as the program runs; only a dead owner makes it stale.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._answer)

    def first(self) -> bool:
        """Take the lock and tell whether this is the first window. Raises StoreReadOnly."""
        _make(self._home)
        if self._lock.tryLock(0):
            QLocalServer.removeServer(name_of(self._home))
            self._server.listen(name_of(self._home))
            return True
        if self._lock.error() == QLockFile.LockError.PermissionError:
            raise _cannot_write(self._home)
        return False

    def raise_first(self) -> bool:
        """Ask the window that holds the lock to come to the front; False where nobody answers."""
        socket = QLocalSocket()
        socket.connectToServer(name_of(self._home))
        answered = socket.waitForConnected(_WAIT_MS)
        socket.disconnectFromServer()
        return answered

    def release(self) -> None:
        """Let another window have the home."""
        self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
        self.raise_asked.emit()


def name_of(home: Path) -> str:
    """Return the name under which a home's window answers on this machine."""
    return "suixing-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(home) from error


def _cannot_write(home: Path) -> StoreReadOnly:
    return StoreReadOnly(
        N_("The folder of {path} cannot be written."),
        safe=N_("Nothing in it was changed."),
        hint=N_("Check the folder's permission, or choose another folder."),
        path=home,
    )
