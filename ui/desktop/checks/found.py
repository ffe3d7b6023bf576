"""What was found, as one card: contradictions first, then reminders, each with its way out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.finding import CHOOSE, EXPLAIN, PEOPLE, Action, Finding
from app.services.checking import Report
from db.model.words import N_
from ui.desktop.desk import Desk
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.finding import ExplanationLine, FindingRow
from ui.desktop.widgets.finding import Finding as Shown
from ui.desktop.widgets.segmented import SegmentedControl

ALL, WRONG, REMINDERS, EXPLAINED = "all", "wrong", "reminders", "explained"
_FILTERS = (
    (ALL, N_("All")),
    (WRONG, N_("Contradictions")),
    (REMINDERS, N_("Reminders")),
    (EXPLAINED, N_("Explained")),
)
_AGAIN = Action(EXPLAIN, N_("Change it"))


class FoundCard(QWidget):
    """Emits `asked(Finding, action key)` and `explained(Finding, text)`."""

    asked = Signal(object, str)
    explained = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._report: Report | None = None
        self._filter = ALL
        self._rows: dict[str, FindingRow] = {}
        self._open: tuple[str, ExplanationLine] | None = None
        self._card = Card(desk.theme, " ", head="sunken")
        self._filters = SegmentedControl(
            desk.theme, [(key, desk.t(text)) for key, text in _FILTERS], ALL
        )
        self._filters.chosen.connect(self._choose)
        self._card.set_action(self._filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    @property
    def writing(self) -> bool:
        """Tell whether a line to explain in is open."""
        return self._open is not None

    def show_report(self, report: Report) -> None:
        """Show what was found."""
        self._report = report
        self._draw()

    def settle(self) -> None:
        """Write what is still being typed."""
        if self._open is not None:
            self._open[1].field.settle()

    def show_saved(self, text: str) -> None:
        """Say beside the open line when it was saved."""
        if self._open is not None:
            self._open[1].show_saved(text)

    def open_line(self, explanation: str) -> None:
        """Open the line that explains a finding, by the id of its explanation."""
        for finding in self._report.findings if self._report else ():
            if finding.explanation_id == explanation and explanation in self._rows:
                if finding.is_error:
                    self._rows[explanation].setFocus()
                else:
                    self._write(finding)

    # Drawing

    def _choose(self, key: str) -> None:
        self._filter = key
        self._draw()

    def _draw(self) -> None:
        self.settle()
        self._open = None
        self._rows.clear()
        self._card.clear()
        report, t = self._report, self._desk.t
        if report is None:
            return
        wrong = report.errors if self._filter in (ALL, WRONG) else ()
        reminders = [f for f in report.reminders if self._wanted(f)]
        first = wrong or self._filter == WRONG
        self._card.set_title(
            t("Contradictions, to be corrected") if first else t("Reminders, to be explained")
        )
        self._card.set_meta(str(len(wrong) if first else len(reminders)))
        self._fill(wrong)
        if first and self._filter == ALL and reminders:
            self._card.add_group(
                self._desk.theme, t("Reminders, to be explained"), str(len(reminders))
            )
        self._fill(reminders)

    def _wanted(self, finding: Finding) -> bool:
        wanted = {ALL: True, REMINDERS: not finding.explained, EXPLAINED: finding.explained}
        return wanted.get(self._filter, False)

    def _fill(self, findings: Sequence[Finding]) -> None:
        for at, finding in enumerate(findings):
            if at:
                self._card.add_rule()
            row = self._row(finding)
            self._rows[finding.explanation_id] = row
            self._card.add(row)

    def _row(self, finding: Finding) -> FindingRow:
        t = self._desk.t
        shown = Shown(
            "error" if finding.is_error else "wait",
            icon_of(finding),
            t("Contradiction") if finding.is_error else t("Reminder"),
            finding.said(t),
            finding.reason(t),
            tuple((a.key, t(a.text)) for a in _actions(finding)),
            finding.explanation,
        )
        row = FindingRow(self._desk.theme, t, shown)
        row.acted.connect(lambda key: self._act(finding, key))
        return row

    def _act(self, finding: Finding, key: str) -> None:
        if key == EXPLAIN:
            self._write(finding)
        else:
            self.asked.emit(finding, key)

    def _write(self, finding: Finding) -> None:
        if self._open is not None and self._open[0] == finding.explanation_id:
            self._open[1].field.setFocus()
            return
        if self._open is not None:
            self._draw()
        t, row = self._desk.t, self._rows[finding.explanation_id]
        line = row.open_explanation(
            finding.explanation, t("Source: {text}", text=finding.source(t))
        )
        line.explained.connect(lambda text: self.explained.emit(finding, text))
        row.add_mark(StatusChip(self._desk.theme, "info", "pencil-simple", t("Explaining")))
        self._open = (finding.explanation_id, line)


def icon_of(finding: Finding) -> str:
    """Return the icon of a finding: two values, people and study have their own."""
    keys = {a.key for a in finding.actions}
    if CHOOSE.key in keys:
        return "git-fork"
    if finding.is_error:
        return "warning-octagon"
    return "book-open" if PEOPLE.key in keys else "clock"


def _actions(finding: Finding) -> tuple[Action, ...]:
    """Return at most two ways out, the first the one most people take."""
    if finding.explained:
        return (_AGAIN,)
    return finding.actions[:2]
