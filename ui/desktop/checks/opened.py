"""A finding opened in its place: the facts, the rule and where it comes from, why, by when, ways out."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_year_date
from app.rules.finding import EXPLAIN, Finding
from app.services.values import SEPARATOR
from db.model.words import Translate
from ui.desktop.checks.lines import icon_of, state_word, ways_of
from ui.desktop.checks.sift import rule_words
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.finding import ExplanationLine
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.scroll import FlowRow

_NAMED = 12


class OpenFinding(QFrame):
    """Emits `acted(key)`, `explained(text)`, `shut`."""

    acted = Signal(str)
    explained = Signal(str)
    shut = Signal()

    def __init__(self, desk: Desk, finding: Finding, box: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self._desk = desk
        self.line: ExplanationLine | None = None
        give(self, part="row", chosen=True)
        self.setAccessibleName(f"{state_word(finding, desk.t)}: {finding.said(desk.t)}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 9, 12, 11)
        self._column.setSpacing(6)
        self._column.addLayout(self._head())
        body = QVBoxLayout()
        body.setContentsMargins(33, 0, 0, 0)
        body.setSpacing(6)
        body.addLayout(self._facts(box))
        self._body = body
        self._column.addLayout(body)
        if not finding.is_error:
            self._write()
        self._column.addWidget(self._ways())

    def _head(self) -> QHBoxLayout:
        desk, finding = self._desk, self.finding
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(finding.said(desk.t), "strong", wrap=True))
        words.addWidget(Label(finding.reason(desk.t), "caption", "secondary", wrap=True))
        tone = "error" if finding.is_error else "wait"
        row = QHBoxLayout()
        row.setSpacing(12)
        icon = IconLabel(desk.theme, icon_of(finding), f"state.{tone}_text", "icon_nav")
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        shown = "chat-text" if finding.explained else icon_of(finding)
        chip = StatusChip(desk.theme, tone, shown, state_word(finding, desk.t))
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _facts(self, box: str) -> QGridLayout:
        t, finding = self._desk.t, self.finding
        name = self._desk.book.records.name
        people = [name(m) for m in finding.people[:_NAMED]]
        if len(finding.people) > _NAMED:
            people.append(t("and {n} more", n=len(finding.people) - _NAMED))
        found = finding.record and finding.record not in finding.people
        facts = (
            (t("Rule"), rule_words(finding, t)),
            (t("Source"), finding.source(t)),
            (t("Rule pack"), _pack(finding, t)),
            (t("Filed in box"), box),
            (t("Day of the fact"), say_year_date(finding.day, t) if finding.day else ""),
            (t("To be done by"), say_year_date(finding.due, t) if finding.due else ""),
            (t("Record"), name(finding.record) if found else ""),
            (t("People"), SEPARATOR.join(p for p in people if p)),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        for label, value in facts:
            if value:
                at = grid.rowCount()
                grid.addWidget(
                    Label(label, "caption", "secondary"), at, 0, Qt.AlignmentFlag.AlignTop
                )
                grid.addWidget(Label(value, "meta", wrap=True), at, 1)
        return grid

    def _write(self) -> None:
        t = self._desk.t
        line = ExplanationLine(self._desk.theme, t, self.finding.explanation, "")
        line.explained.connect(self.explained)
        self._body.addWidget(line)
        self.line = line

    def _ways(self) -> QWidget:
        row = FlowRow(6)
        row.setContentsMargins(33, 0, 0, 0)
        theme, t = self._desk.theme, self._desk.t
        ways = [a for a in ways_of(self.finding) if a.key != EXPLAIN]
        for at, way in enumerate(ways):
            button = Button(theme, t(way.text), "quiet" if at else "secondary", compact=True)
            button.clicked.connect(_saying(self.acted.emit, way.key))
            row.add(button)
        shut = Button(theme, t("Close"), "quiet", "caret-up", compact=True)
        shut.clicked.connect(self.shut)
        row.add(shut)
        return row

    def write(self) -> None:
        """Put the cursor into the line that explains."""
        if self.line is not None:
            self.line.field.setFocus()

    def settle(self) -> None:
        """Write what is still being typed."""
        if self.line is not None:
            self.line.field.settle()

    def show_saved(self, text: str) -> None:
        """Say beside the line when it was saved."""
        if self.line is not None:
            self.line.show_saved(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)


def _pack(finding: Finding, t: Translate) -> str:
    """Return the pack that decided, and its version."""
    ruling = finding.ruling
    return ruling.by[-1].said(t) if ruling is not None else ""


def _saying(say: Callable[[str], object], key: str) -> Callable[[], None]:
    def act() -> None:
        say(key)

    return act
