"""The window over ten years of records: from the start of its process to Home, then every page.

Run as ``python -m tests.bench.window HOME MOMENT`` it is the program itself with a hand that types the
passphrase and goes from page to page; `measure` starts it a few times and takes the median.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from app.workspace import Workspace
from tests.bench.measure import Figure, resident_mb
from ui.desktop.application import application, run
from ui.desktop.desk import Route
from ui.desktop.frame import Frame
from ui.desktop.pages.lock import LockPage
from ui.desktop.routes import PAGES
from ui.desktop.window import Window

SECRET = "bench-secret"
STARTS = 5
NAMED = ("meeting", "record", "history")
"""Pages that show one record."""


def measure(home: Path) -> list[Figure]:
    """Return how long the window takes to come, how long each page, and the memory held."""
    book = Workspace.open(home, SECRET)
    book.backups.make()
    book.close()
    # Once unmeasured: modules are compiled, files are in the system's memory as on a second day.
    both = [(started(home), bare()) for _ in range(STARTS + 1)][1:]
    runs, empty = [found for found, _ in both], statistics.median(seconds for _, seconds in both)

    def median(name: str) -> float:
        return statistics.median(float(found[name]) for found in runs)

    last, whole = runs[-1], median("lock") + median("home")
    pages = [
        Figure(
            f"page {name}, first visit / again",
            f"{last['first'][name]:.0f} / {last['again'][name]:.0f} ms",
            "≤ 50 ms again",
        )
        for name in last["first"]
    ]
    return [
        Figure("process start to the lock seen", f"{median('lock'):.2f} s"),
        Figure("passphrase given to Home painted (argon2id too)", f"{median('home'):.2f} s"),
        Figure("start to usable window, both", f"{whole:.2f} s, ×{whole / empty:.1f}", "≤ 1 s"),
        Figure("beside it: an empty window of the toolkit alone", f"{empty:.2f} s"),
        Figure("memory with Home seen, resident", f"{median('small'):.0f} MB"),
        Figure("memory after every page twice, resident", f"{median('large'):.0f} MB", "≤ 300 MB"),
        *pages,
    ]


BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app, label = QApplication([]), QLabel("x")
label.paintEvent = lambda event: (print(time.time() - float(sys.argv[1])), QTimer.singleShot(0, app.quit))
label.show()
app.exec()
"""
"""A program of one empty window, which says how long it took to be painted."""


def environment() -> dict[str, str]:
    """Return the environment of a measured process: compiled modules are kept, as for anybody."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def bare() -> float:
    """Return how long an empty window takes, from the start of its process, seconds."""
    line = [sys.executable, "-c", BARE, repr(time.time())]
    return float(subprocess.check_output(line, env=environment()))


def started(home: Path) -> dict[str, Any]:
    """Run the program once; return what it saw."""
    line = [sys.executable, "-m", "tests.bench.window", str(home), repr(time.time())]
    return dict(json.loads(subprocess.check_output(line, env=environment())))


class Hand(QObject):
    """Opens the book and goes through the pages; prints what it saw and closes the window."""

    def __init__(self, app: QApplication, moment: float) -> None:
        super().__init__()
        self._app, self._moment = app, moment
        self._given = 0.0
        self._found: dict[str, Any] = {}
        self._frame: Frame | None = None
        self._way: list[tuple[str, str]] = []
        app.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            if isinstance(watched, LockPage) and "lock" not in self._found:
                self._found["lock"] = time.time() - self._moment
                QTimer.singleShot(0, lambda: self._unlock(watched))
            elif self._given and type(watched).__name__ == "HomePage" and not self._frame:
                self._frame = next(w for w in self._app.topLevelWidgets() if isinstance(w, Frame))
                # After this paint and all that it brings with it.
                QTimer.singleShot(0, self._arrived)
        return False

    def _unlock(self, page: LockPage) -> None:
        self._given = time.time()
        page.secret.line.setText(SECRET)
        page.open_button.click()

    def _arrived(self) -> None:
        self._found["home"] = time.time() - self._given
        self._app.removeEventFilter(self)
        self._found["small"] = resident_mb()
        self._found |= {"first": {}, "again": {}}
        self._way = [(walk, name) for walk in ("first", "again") for name in PAGES]
        QTimer.singleShot(0, self._visit)

    def _visit(self) -> None:
        """Visit one page; note the milliseconds until it is painted.

        Each visit is a turn of the event loop of its own: what a page drops is only deleted there.
        """
        assert self._frame is not None
        assert self._frame.session is not None
        if not self._way:
            self._found["large"] = resident_mb()
            sys.stdout.write(json.dumps(self._found))
            self._frame.close()
            return
        walk, name = self._way.pop(0)
        window = self._frame.session.window
        route = Route(name, self._record(window) if name in NAMED else "")
        start = time.perf_counter()
        window.go(route)
        self._app.processEvents()
        self._found[walk][name] = (time.perf_counter() - start) * 1000
        QTimer.singleShot(0, self._visit)

    def _record(self, window: Window) -> str:
        records = window.desk.book.records
        return records.find(records.query("activity", limit=1))[0].id


def main(home: Path, moment: float) -> int:
    """Be the program for once."""
    hand = Hand(application(), moment)
    code = run(home)
    hand.deleteLater()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
