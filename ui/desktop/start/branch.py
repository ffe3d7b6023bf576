"""The first step: begin a branch, join one, or restore a backup."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.organisation import BranchType
from app.services.roster_import import read_roster
from app.site import SITE
from app.workspace import Workspace
from db.model.errors import SuixingError, WrongPassphrase
from db.model.words import N_, Translate
from ui.desktop.forms.secret import SecretField
from ui.desktop.start.step import Answers, StepPage, Way
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.checks import ChoiceCard
from ui.desktop.widgets.drop import DropZone
from ui.desktop.widgets.fields import ComboField, Field, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.work import Work

_WAYS: tuple[tuple[Way, str, str, str], ...] = (
    ("new", "plus-circle", N_("Begin a branch"), N_("From nothing, or with an Excel roster")),
    (
        "join",
        "users",
        N_("Join a branch"),
        N_("The second laptop: read a colleague's file from a stick"),
    ),
    (
        "restore",
        "clock-counter-clockwise",
        N_("Restore a backup"),
        N_("The backup file, and the passphrase or the recovery key"),
    ),
)
TABLES = "Excel, CSV (*.xlsx *.xlsm *.csv *.txt)"
BUNDLES = "(*.sxb *.bundle *)"
BACKUPS = "(*.sxbackup)"


class BranchStep(StepPage):
    """Three ways to begin; each shows its own fields below."""

    def __init__(self, theme: Theme, t: Translate, work: Work, answers: Answers) -> None:
        super().__init__(theme, t, work, answers)
        self.say(t("First, the branch"), t("Three minutes; everything can be changed later."))
        self.cards: dict[Way, ChoiceCard] = {}
        for way, icon, title, sentence in _WAYS:
            card = ChoiceCard(theme, icon, t(title), t(sentence))
            card.clicked.connect(lambda _on=False, way=way: self.choose(way))
            self.cards[way] = card
            self.body.addWidget(card)
        self.body.addSpacing(8)
        self.name = LineField(theme)
        self.name.textChanged.connect(self.changed)
        self.name_field = Field(theme, t("Branch name"), self.name, t("Printed on every cover"))
        self.type = ComboField(theme, [(kind.value, t(kind.title_)) for kind in BranchType])
        self.secret = SecretField(theme, t)
        self.secret.typed.connect(self._secret_typed)
        self.secret.entered.connect(self.go_on)
        self.secret_field = Field(theme, t("Passphrase or recovery key"), self.secret)
        self._note: NoteLine | None = None
        self._names = self._named()
        self.rosters = self._zone(
            t("Drop the roster here"),
            t("Excel or CSV; knows name, group, joining dates; lists what it does not know"),
            TABLES,
        )
        self.bundles = self._zone(
            t("Drop the colleague's file here"), t("Read as soon as HQ has answered"), BUNDLES
        )
        self.backups = self._zone(
            t("Drop the backup here"), t("A file that ends in .sxbackup"), BACKUPS
        )
        self._roster_label = Label(t("Roster (can be brought in later)"), "meta")
        self._bundle_label = Label(t("Colleague's file (can be read later)"), "meta")
        for part in (
            self._names,
            self._roster_label,
            self.rosters,
            self._bundle_label,
            self.bundles,
            self.backups,
            self.secret_field,
        ):
            self.body.addWidget(part)
        self._notes = QVBoxLayout()
        self.body.addLayout(self._notes)
        self.body.addStretch(1)
        self.choose(answers.way)

    def _named(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.name_field, 3)
        kind = Field(
            self.theme, self.t("Branch type"), self.type, self.t("Decides which rules apply")
        )
        line.addWidget(kind, 2)
        return row

    def _zone(self, title: str, sentence: str, pattern: str) -> DropZone:
        zone = DropZone(self.theme, title, sentence)
        zone.setMinimumHeight(self.theme.px(94))
        zone.dropped.connect(lambda files: self.take(files[0]))
        zone.asked.connect(lambda: self._ask(title, pattern))
        return zone

    def choose(self, way: Way) -> None:
        """Begin in another way."""
        self.answers.way = way
        self.cards[way].setChecked(True)
        restoring = way == "restore"
        self._names.setVisible(not restoring)
        hint = self.t("As HQ has it") if way == "join" else self.t("Printed on every cover")
        self.name_field.set_hint(hint)
        shown: dict[Way, tuple[QWidget, ...]] = {
            "new": (self._roster_label, self.rosters),
            "join": (self._bundle_label, self.bundles),
            "restore": (self.backups, self.secret_field),
        }
        for name, parts in shown.items():
            for part in parts:
                part.setVisible(name == way)
        self._say_file("", "")
        self.changed.emit()

    def _ask(self, title: str, pattern: str) -> None:
        name = QFileDialog.getOpenFileName(self, title, "", pattern)[0]
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Take a dropped file: what it is depends on the way that is chosen."""
        match self.answers.way:
            case "new":
                self._take_roster(file)
            case "join":
                self.answers.bundle = file
                self._say_file(
                    "ok", self.t("{file} will be read after the enrolment.", file=file.name)
                )
            case "restore":
                self.answers.backup = file
                self._say_file("ok", file.name)
        self.changed.emit()

    def _take_roster(self, file: Path) -> None:
        try:
            preview = read_roster(file, today=datetime.now(SITE).date())
        except SuixingError as error:
            self.answers.roster = None
            self._say_file("error", error.said(self.t))
            return
        counts, t = preview.counts(), self.t
        taken, unclear = counts["taken"] + counts["unclear"], counts["unclear"]
        self.answers.roster = file if preview.recognised and taken else None
        if self.answers.roster is None:
            self._say_file("error", t("{file} has no column of names.", file=file.name))
        elif unclear:
            said = t(
                "{file}: {n} rows recognised, {m} to look at.", file=file.name, n=taken, m=unclear
            )
            self._say_file("wait", said)
        else:
            self._say_file("ok", t("{file}: {n} rows recognised.", file=file.name, n=taken))

    def _say_file(self, tone: str, text: str) -> None:
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        if text:
            self._note = NoteLine(self.theme, tone, text)
            self._notes.addWidget(self._note)

    def _secret_typed(self) -> None:
        self.secret_field.set_error("")
        self.changed.emit()

    @override
    def arrive(self) -> None:
        if self.answers.backup is not None:
            self.take(self.answers.backup)
        self.name.set_value(self.answers.branch)
        if self.answers.branch_type:
            self.type.set_value(self.answers.branch_type)

    @override
    def take_focus(self) -> None:
        (self.secret if self.answers.way == "restore" else self.name).setFocus()

    @override
    def aside(self) -> str:
        return self.t("Look at sample data first")

    @override
    def onward(self) -> str:
        if self.answers.way == "restore":
            return self.t("Restore this backup")
        return self.t("Next: the passphrase")

    @override
    def lacks(self) -> str:
        if self.answers.way == "restore":
            if self.answers.backup is None:
                return self.t("The backup file is still missing.")
            return "" if self.secret.value() else self.t("The passphrase is still empty.")
        return "" if self.name.value() else self.t("The branch still has no name.")

    @override
    def go_on(self) -> None:
        if self.lacks():
            return
        self.answers.branch, self.answers.branch_type = self.name.value(), self.type.value()
        if self.answers.way != "restore":
            self.finished.emit()
            return
        home, backup, secret = self.answers.home, self.answers.backup, self.secret.value()
        if backup is not None:
            self.work.edit(
                lambda: Workspace.restore(home, backup, secret), self._restored, self._refused
            )

    def _restored(self, book: Workspace) -> None:
        self.answers.book = book
        self.finished.emit()

    def _refused(self, error: SuixingError) -> None:
        if isinstance(error, WrongPassphrase):
            self.secret_field.set_error(error.said(self.t))
        else:
            self._say_file("error", error.said(self.t))
        self.changed.emit()
