"""Types minutes in the real window without end, and says on a line what the book has acknowledged.

Run as ``python -m tests.journeys.windowed HOME PASSPHRASE MEETING``: a process that can be killed.
"""

import itertools
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.paths import resources
from app.records.meeting import Speech
from app.services.choices import ChoiceFile
from db.model.record import Applied
from ui.desktop.application import application
from ui.desktop.desk import Route
from ui.desktop.frame import Frame
from ui.desktop.pages.lock import LockPage
from ui.desktop.theme.theme import Theme

SPOKEN = "一工区认领两处，夜里下雨有人值守。"


class Typist:
    """Presses keys where the focus is: a name's letters, Enter, then words, and again."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._signs = itertools.chain.from_iterable(
            (*"zjg", "\r", *SPOKEN, "\r") for _ in itertools.count()
        )

    def begin(self, meeting: str) -> None:
        """Open the minutes and start typing; say each speech as the book holds it."""
        session = self._frame.session
        assert session is not None
        book = session.book

        def acknowledged(applied: Applied) -> None:
            if "speech" in applied.kinds():
                said = "".join(speech.summary or "" for speech in book.records.all(Speech))
                sys.stdout.write(f"{len(said)}\n")
                sys.stdout.flush()

        book.store.listen(acknowledged)
        session.window.go(Route("meeting", meeting, "minutes"))
        self._timer = QTimer(self._frame, interval=2)
        self._timer.timeout.connect(self.press)
        self._timer.start()

    def press(self) -> None:
        """Press the next key."""
        focus, sign = QApplication.focusWidget(), next(self._signs)
        if focus is None:
            return
        key = (
            Qt.Key.Key_Return
            if sign == "\r"
            else Qt.Key(ord(sign.upper()) if sign.isascii() else 0)
        )
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(focus, event)


def main(home: Path, passphrase: str, meeting: str) -> None:
    """Unlock the window as a person does, and type until killed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    frame = Frame(home, Theme(app, resources(), "light"), ChoiceFile(home))
    frame.start()
    frame.show()
    frame.activateWindow()
    typist = Typist(frame)
    frame.entered.connect(lambda: typist.begin(meeting))
    page = frame.page
    assert isinstance(page, LockPage)
    page.secret.line.setText(passphrase)
    page.open_button.click()
    # Whoever started this kills it much sooner; it must not type for ever where nobody does.
    QTimer.singleShot(60_000, app.quit)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
