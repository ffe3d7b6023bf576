"""What was studied: the left side of a study entry, filled in once for everyone."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout
from typing_extensions import override

from app.records.study import HoursKind
from app.services.studying import Entry
from app.services.values import SEPARATOR
from db.model.progress import Progress
from ui.desktop.desk import Desk
from ui.desktop.forms.editors import DecimalField
from ui.desktop.forms.glyphs import Glyphs
from ui.desktop.forms.people import people
from ui.desktop.people.studymore import StudyMore
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.drop import DropZone
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.person import PersonField
from ui.desktop.widgets.scroll import FlowRow
from ui.desktop.widgets.segmented import SegmentedControl

_LONGEST = 200
_WORDS = 400
_PRINTED = ("topic", "text")


class NameField(PersonField):
    """A name: a member's, offered by initials, or anybody's as typed."""

    @override
    def settle(self) -> None:
        self.set_wrong(False)

    def name(self) -> str:
        """Return the name as it stands."""
        return self.text().strip()


class StudyForm(Card):
    """Emits `changed` when anything that counts is typed."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, head="")
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.files: list[Path] = []
        self.topic, self.day = LineField(theme), DateField(theme, t, desk.today)
        self.hours, self.note = (
            DecimalField(theme),
            LineField(theme, placeholder=t("may stay empty")),
        )
        self.how = SegmentedControl(theme, [(k.value, t(k.title_)) for k in HoursKind], most=_WORDS)
        self.lecturer = NameField(theme, t)
        self.drop = DropZone(
            theme, t("Drop files here"), t("Material, photos of the sign-in sheet, certificates")
        )
        self._kept = FlowRow(6)
        self.more = StudyMore(desk)
        self.fields = {
            "topic": Field(theme, t("Topic"), self.topic),
            "held_on": Field(theme, t("Date"), self.day),
            "hours": Field(theme, t("Study hours"), self.hours),
            "lecturer": Field(theme, t("Who lectured"), self.lecturer),
            "text": Field(theme, t("Note"), self.note),
        }
        for name in _PRINTED:
            glyphs = Glyphs(desk, self)
            glyphs.found.connect(self.fields[name].set_notice)
            self.fields[name].editor.settled.connect(glyphs.ask)  # type: ignore[attr-defined]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay()
        for line in (self.topic, self.hours):
            line.textChanged.connect(lambda _text: self.changed.emit())
        self.day.settled.connect(lambda _day: self.changed.emit())
        self.how.chosen.connect(lambda _form: self.changed.emit())
        self.more.changed.connect(self._take_line)
        self.drop.dropped.connect(self.add_files)
        self.drop.asked.connect(self._ask)

    def _lay(self) -> None:
        t = self._desk.t
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(12)
        self.hours.setMaximumWidth(120)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.fields["held_on"], 1)
        pair.addWidget(self.fields["hours"])
        form = QVBoxLayout()
        form.setSpacing(2)
        form.addWidget(Label(t("Form"), "meta"))
        form.addWidget(self.how)
        proof = QVBoxLayout()
        proof.setSpacing(4)
        proof.addWidget(Label(t("Material or proof"), "meta"))
        proof.addWidget(self.drop)
        proof.addWidget(self._kept)
        self._kept.hide()
        self.body.addWidget(Label(t("What they studied"), "heading"))
        self.body.addWidget(self.fields["topic"])
        self.body.addLayout(pair)
        self.body.addLayout(form)
        self.body.addWidget(self.fields["lecturer"])
        self.body.addLayout(proof)
        self.body.addWidget(self.more)
        self.body.addWidget(self.fields["text"])

    def begin(self) -> None:
        """Start an entry of today."""
        self.topic.set_value("")
        self.note.set_value("")
        self.files = []
        self._show_files()
        self.lecturer.set_people(people(self._desk))
        self.lecturer.set_value("")
        self.more.begin()
        if self.day.value() is None:
            self.day.set_value(self._desk.today())
        for field in self.fields.values():
            field.set_error("")

    def amount(self) -> float | None:
        """Return the hours, None while no number stands there."""
        value = self.hours.value()
        return value if isinstance(value, float) and value > 0 else None

    def kind(self) -> HoursKind:
        """Return the form chosen."""
        return next(kind for kind in HoursKind if kind.value == self.how.current())

    def say_counts(self, *, counts: bool) -> None:
        """Say under the hours where this form does not count towards what applies."""
        words = "" if counts else self._desk.t("On record, not counted towards the hours")
        self.fields["hours"].set_hint(words)

    def entry(self, members: Sequence[str]) -> Entry:
        """Return what was typed, for these members."""
        return Entry(
            self.topic.value(),
            self.day.value() or self._desk.today(),
            self.amount(),
            self.kind(),
            tuple(members),
            self.lecturer.name(),
            SEPARATOR.join(file.name for file in self.files)[:_LONGEST],
            self.note.value(),
            self.more.platform.value(),
            self.more.training.value(),
            tuple(self.more.documents.value()),
            self.more.plan.value(),
        )

    def lacks(self) -> str:
        """Return what is still missing, in words; empty where nothing is."""
        t = self._desk.t
        if not self.topic.value():
            return t("The topic is still empty")
        if self.day.value() is None:
            return t("The date is not clear")
        if self.amount() is None:
            return t("The hours are still empty")
        return self.early()

    def early(self) -> str:
        """Return which document was not issued yet on that day, in words; also said at its field."""
        found = self._desk.book.receiving.too_early(self.more.documents.value(), self.day.value())
        text = found(self._desk.t) if found else ""
        self.more.say_early(text)
        return text

    def choose_line(self, item: str) -> None:
        """Fill in what a line of the study plan says."""
        if self.more.choose_line(item) is not None:
            self._take_line()

    def _take_line(self) -> None:
        line = self.more.line()
        if line is not None and not self.topic.value():
            self.topic.set_value(line.item.title)
            self.hours.set_value(line.item.hours)
        self.changed.emit()

    def add_files(self, files: Sequence[Path]) -> None:
        """Keep files to attach when the entry is made."""
        self.files += [file for file in files if file not in self.files]
        self._show_files()

    def _ask(self) -> None:
        path = self._desk.window.choose_file(self._desk.t("Material or proof"), "(*)")
        if path:
            self.add_files([Path(path)])

    def _show_files(self) -> None:
        self._kept.clear()
        for file in self.files:
            chip = Button(self._desk.theme, file.name, "secondary", "x", compact=True)
            chip.clicked.connect(lambda _on=False, file=file: self._drop_file(file))
            self._kept.add(chip)
        self._kept.setVisible(bool(self.files))

    def _drop_file(self, file: Path) -> None:
        self.files.remove(file)
        self._show_files()


def attach_proof(desk: Desk, record: str, files: Sequence[Path]) -> None:
    """Attach files to a study; the first is its proof."""

    def add(progress: Progress) -> None:
        for at, file in enumerate(files):
            progress.step(at, len(files), file.name)
            attached = desk.book.attachments.add(record, file)
            if at == 0:
                desk.book.studying.show_proof(record, attached)

    desk.work.job(desk.t("Attaching files"), add, failed=desk.window.problem)
