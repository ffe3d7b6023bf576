"""The numbers of a period under few headings, each with the records behind it, and whom nobody reached."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.periods import Span, half_of
from app.dates import say_date, say_year_date
from app.services.jointwork import day_of_record
from app.services.numbered import Group, Number, value_of
from app.services.statistics import Statistics
from app.services.values import SEPARATOR
from ui.desktop.desk import Desk
from ui.desktop.seen.jointreport import make_joint_report
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row, Text
from ui.desktop.widgets.segmented import SegmentedControl

_MISSED = "missed"
_SIDE, _HEADINGS = 348, 188
_SIDE_MOST, _HEADINGS_MOST = 0.31, 0.2
_YEAR, _FIRST, _SECOND = "year", "first", "second"


class NumbersView(QWidget):
    """Headings, the numbers of one, and at the right the records of the chosen number. Emits `opened(id)`."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._year = desk.today().year
        self._found: Statistics | None = None
        self._make_tools()
        self._make_lists()
        self._lay()
        self.headings.chosen.connect(lambda _key: self._show_numbers())
        self.numbers.chosen.connect(self._show_behind)
        self.numbers.opened.connect(lambda _key: self.behind.setFocus())
        self.behind.opened.connect(self._open)

    def _make_tools(self) -> None:
        theme, t = self._desk.theme, self._desk.t
        parts = (
            (_YEAR, t("Whole year")), (_FIRST, t("First half-year")), (_SECOND, t("Second half-year")),
        )  # fmt: skip
        self.part = SegmentedControl(theme, parts)
        self.part.setAccessibleName(t("Part of the year"))
        self.part.chosen.connect(lambda _part: self.refresh())
        self.pack = ComboField(theme, (), "tag")
        self.pack.setAccessibleName(t("Tag pack"))
        self.pack.settled.connect(lambda _pack: self.refresh())
        self._report = Button(theme, t("Joint-building report"), "secondary", "printer")
        self._report.clicked.connect(self.print_report)

    def _make_lists(self) -> None:
        theme, t = self._desk.theme, self._desk.t
        self.headings = RowList(
            theme, (Column("heading", t("Heading")), Column("n", "", 40, "right")),
            head=False, many=False,
        )  # fmt: skip
        self.headings.setAccessibleName(t("Headings"))
        self.numbers = RowList(
            theme,
            (
                Column("what", t("What is counted")),
                Column("value", t("Number"), 110, "right"),
            ),
            two_lines=True,
            many=False,
        )
        self.behind = RowList(
            theme, (Column("what", t("Records behind it")),), two_lines=True, head=False
        )
        self._groups = Card(theme, head="")
        self._card = Card(theme, head="")
        for card, part in ((self._groups, self.headings), (self._card, self.numbers)):
            card.body.setContentsMargins(0, 0, 0, 0)
            card.add(part)
        self._side = Card(theme, " ", head="sunken")
        self._side.add(self.behind)
        self._nothing = EmptyLine(theme, "tray", t("No record behind it"))
        self._nothing.setContentsMargins(16, 0, 16, 0)
        self._side.add(self._nothing)
        self._unmet = Card(theme, " ")
        self._words = Label("", wrap=True)
        self._unmet.add(self._words)

    def _lay(self) -> None:
        theme, top = self._desk.theme, Qt.AlignmentFlag.AlignTop
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.part)
        tools.addWidget(self.pack)
        tools.addStretch(1)
        tools.addWidget(self._report)
        middle = QVBoxLayout()
        middle.setSpacing(theme.layout("stack"))
        middle.addWidget(self._card)
        middle.addWidget(self._unmet)
        middle.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self._groups, 0, top)
        row.addLayout(middle, 1)
        row.addWidget(self._side, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addLayout(row)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, whole = self._desk.theme.px, self.width()
        self._groups.setFixedWidth(min(px(_HEADINGS), int(whole * _HEADINGS_MOST)))
        self._side.setFixedWidth(min(px(_SIDE), int(whole * _SIDE_MOST)))

    # Reading

    def show_year(self, year: int) -> None:
        """Read and show the numbers of a year, or of the half of it that is chosen."""
        self._year = year
        self.refresh()

    def span(self) -> Span:
        """Return the period that is chosen."""
        if self.part.current() == _YEAR:
            return Span(str(self._year), date(self._year, 1, 1), date(self._year, 12, 31), 1)
        return half_of(date(self._year, 1 if self.part.current() == _FIRST else 7, 1))

    def refresh(self) -> None:
        """Read the period again."""
        book, t, span = self._desk.book, self._desk.t, self.span()
        self.pack.set_options([(p.id, p.title(t)) for p in book.tags.in_use()])
        last = max(span.first, min(span.last, self._desk.today()))
        self.show_statistics(book.counting.of(span.first, last, pack=self.pack.value()))

    def show_statistics(self, found: Statistics) -> None:
        """Show the numbers of a period."""
        t = self._desk.t
        self._found = found
        there = {n.group for n in found.numbers}
        rows = [
            Row(group.value, (Text(t(group.title_)), Text(self._count(group))))
            for group in Group
            if group in there
        ]
        self.headings.set_rows(ListRows(rows))
        self.headings.fit_height()
        if not self.headings.selection():
            self.headings.select(rows[0].id)
        self._show_numbers()
        self._show_unmet(found)

    def _count(self, group: Group) -> str:
        """Return how many of a heading's numbers have something behind them."""
        mine = [n for n in (self._found.numbers if self._found else ()) if n.group == group]
        return str(sum(not n.is_empty for n in mine) or "")

    def choose(self, key: str) -> bool:
        """Show a number with its heading; False where there is none of this name."""
        number = self._found.number(key) if self._found else None
        group = Group.life if key == _MISSED else number.group if number else None
        return group is not None and self.headings.select(group.value) and self.numbers.select(key)

    def _heading(self) -> str:
        return next(iter(self.headings.selection()), Group.organisation.value)

    def _show_numbers(self) -> None:
        found, t, heading = self._found, self._desk.t, self._heading()
        if found is None:
            return
        rows = [_row(n, self._desk) for n in found.numbers if n.group == heading]
        if heading == Group.life:
            missed = t("Absences that nobody explained")
            how = t("Due, not present, no reason on record")
            rows.append(Row(_MISSED, (Text(missed, how), Text(str(len(found.missed))))))
        self.numbers.set_rows(ListRows(rows))
        self.numbers.fit_height()
        if not self.numbers.selection():
            self.numbers.select(rows[0].id)
        self._unmet.setVisible(heading == Group.life)
        self.pack.setVisible(heading == Group.joint and self.pack.count() > 1)
        self._show_behind(self.numbers.selection()[0])

    def _show_unmet(self, found: Statistics) -> None:
        t, name = self._desk.t, self._desk.book.records.name
        self._unmet.set_title(t("Not met or reached for {n} days", n=found.unmet_after))
        said = [
            t("{name} ({n} days)", name=name(u.member), n=u.days)
            if u.days is not None
            else t("{name} (no day on record)", name=name(u.member))
            for u in found.unmet
        ]
        self._words.setText(
            SEPARATOR.join(said)
            if said
            else t("Everybody was met or reached; in the roster's order")
        )

    def _show_behind(self, key: str) -> None:
        found = self._found
        if found is None or not key:
            return
        t = self._desk.t
        rows = self._missed(found) if key == _MISSED else self._records(found.number(key))
        self._side.set_title(t("Records behind it"))
        self._side.set_meta(str(len(rows)))
        self.behind.set_rows(ListRows(rows))
        self.behind.fit_height(most=10)
        self.behind.setVisible(bool(rows))
        self._nothing.setVisible(not rows)

    def _records(self, number: Number | None) -> list[Row]:
        ids: Sequence[str] = number.records if number else ()
        return [r for r in (record_row(i, self._desk) for i in ids) if r is not None]

    def _missed(self, found: Statistics) -> list[Row]:
        t, name = self._desk.t, self._desk.book.records.name
        return [
            Row(
                f"{m.meeting} {m.member}",
                (Text(name(m.member), f"{say_date(m.day, t)} {name(m.meeting)}"),),
            )
            for m in found.missed
        ]

    # Ways on

    def print_report(self) -> None:
        """Make the joint-building report of the period that is chosen."""
        make_joint_report(self._desk, self.span())

    def _open(self, row: str) -> None:
        self.opened.emit(row.partition(" ")[0])


def _row(number: Number, desk: Desk) -> Row:
    t = desk.t
    words = Text(number.title(t), number.how(t))
    return Row(number.key, (words, Text(value_of(number, t))), quiet=number.is_empty)


def record_row(record: str, desk: Desk) -> Row | None:
    """Return a record as a line: its name, and its kind and day under it; None where it is gone."""
    records, t = desk.book.records, desk.t
    found = records.raw(record)
    if found is None or found.deleted:
        return None
    kind = records.kinds.get(found.kind)
    words = [t(kind.shape.title) if kind else found.kind]
    day = day_of_record(found)
    if day is not None:
        words.insert(0, say_year_date(day, t))
    return Row(record, (Text(records.name_of(found) or record, "  ".join(words)),))
