"""Backups: the ones that are there, one more now, back to one of them; and having the book examined."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_moment
from db.model.errors import SuixingError
from ui.desktop.desk import Desk
from ui.desktop.settings.rows import Group
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label

SUFFIX = ".sxbackup"
_SHOWN = 5


class Ailment(Protocol):
    """One thing the doctor found: a msgid with its parameters."""

    @property
    def text(self) -> str:
        """The msgid."""

    @property
    def params(self) -> dict[str, object]:
        """What stands in its places."""


class Report(Protocol):
    """What the doctor says; sound when there are no ailments."""

    @property
    def changes(self) -> int:
        """How many changes were looked at."""

    @property
    def records(self) -> int:
        """How many records."""

    @property
    def files(self) -> int:
        """How many files."""

    @property
    def ailments(self) -> Sequence[Ailment]:
        """What was found."""


class BackupsGroup(Group):
    """Emits `asked_away(path)` for a backup to go back to."""

    key = "backup"

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(desk, t("Backups"), t("Encrypted as the book is; one is made every day"))
        self.now = Button(desk.theme, t("Back up now"))
        self.now.clicked.connect(self.make)
        self.elsewhere = Button(desk.theme, t("To a stick"), "quiet", "usb-stick")
        self.elsewhere.clicked.connect(self.make_elsewhere)
        self.add_row(
            t("Make one"),
            t("Each is read back and checked before it counts."),
            _pair(self.elsewhere, self.now),
        )
        other = Button(desk.theme, t("From a file"), "quiet", "folder-open")
        other.clicked.connect(self._restore_file)
        self.add_row(t("Go back to one"), t("What is here now is kept aside."), other)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(20, 4, 16, 8)
        self._list.setSpacing(0)
        holder = QWidget()
        holder.setLayout(self._list)
        self.add_part(holder)
        look = Button(desk.theme, t("Examine"), icon="heartbeat")
        look.clicked.connect(self.examine)
        said = t("Rebuilds the records from the log, compares, checks pages, files and keys.")
        self.health = self.add_row(t("Have the book examined"), said, look)

    @override
    def refresh(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        found = self.desk.book.backups.listed()
        for backup in found[:_SHOWN]:
            made = datetime.fromisoformat(backup.manifest.made)
            self._list.addWidget(self._row(backup.path, made.replace(tzinfo=None), backup.size))
        if not found:
            self._list.addWidget(Label(self.t("None yet."), "meta"))

    def _row(self, path: Path, made: datetime, size: int) -> QWidget:
        t = self.t
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.addWidget(Label(say_moment(made, t)), 1)
        line.addWidget(Label(f"{max(1, size // 1000):,} KB", "meta"))
        back = Button(self.desk.theme, t("Go back to it"), "link", compact=True)
        back.clicked.connect(lambda: self.asked_away.emit(path))
        line.addWidget(back)
        return row

    def make(self) -> None:
        """Make one in the home's own folder."""
        self._make(None)

    def make_elsewhere(self) -> None:
        """Ask where, and make one there."""
        t, now = self.t, self.desk.now()
        suggested = f"{self.desk.book.branch()}-{now:%Y%m%d}{SUFFIX}"
        name = self.desk.window.choose_file(t("Back up to"), f"(*{SUFFIX})", save_as=suggested)
        if name:
            self._make(Path(name))

    def _make(self, to: Path | None) -> None:
        book = self.desk.book
        self.now.set_busy(True)
        self.desk.work.job(
            self.t("Backing up"),
            lambda _progress: book.backups.make(to),
            self._made,
            self._failed,
            self._released,
        )

    def _made(self, path: Path) -> None:
        self._released()
        self.refresh()
        self.desk.window.note("ok", self.t("Backed up and checked."), str(path))

    def _failed(self, error: SuixingError) -> None:
        self._released()
        self.desk.window.problem(error)

    def _released(self) -> None:
        self.now.set_busy(False)

    def _restore_file(self) -> None:
        name = self.desk.window.choose_file(self.t("Backup"), f"(*{SUFFIX})")
        if name:
            self.asked_away.emit(Path(name))

    def examine(self) -> None:
        """Let the doctor look at everything."""
        self.desk.work.job(
            self.t("Examining the book"),
            self.desk.book.examine,
            self._examined,
            self.desk.window.problem,
        )

    def _examined(self, report: Report) -> None:
        t, window = self.t, self.desk.window
        if not report.ailments:
            sound = t(
                "{changes} changes, {records} records, {files} files: all agree.",
                changes=report.changes,
                records=report.records,
                files=report.files,
            )
            window.note("ok", t("The book is sound."), sound)
            return
        first = report.ailments[0]
        title = t("The book has 1 ailment.|The book has {n} ailments.", n=len(report.ailments))
        window.note("error", title, t(first.text, **first.params))


def _pair(*buttons: Button) -> QWidget:
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    return frame
