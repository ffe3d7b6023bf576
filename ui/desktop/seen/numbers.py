"""The numbers of a period, each with the records behind it, and whom nobody reached."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date, say_year_date
from app.services.statistics import Number, Statistics, value_of
from app.services.values import SEPARATOR
from ui.desktop.desk import Desk
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row, Text

_MISSED = "missed"
_SIDE = 400


class NumbersView(QWidget):
    """Numbers at the left; at the right the records that the chosen one counts. Emits `opened(id)`."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self._found: Statistics | None = None
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
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.add(self.numbers)
        self._side = Card(theme, " ", head="sunken")
        self._side.add(self.behind)
        self._nothing = EmptyLine(theme, "tray", t("No record behind it"))
        self._nothing.setContentsMargins(16, 0, 16, 0)
        self._side.add(self._nothing)
        self._side.setFixedWidth(theme.px(_SIDE))
        self._unmet = Card(theme, " ")
        self._words = Label("", wrap=True)
        self._unmet.add(self._words)
        self._lay()
        self.numbers.chosen.connect(self._show_behind)
        self.numbers.opened.connect(lambda _key: self.behind.setFocus())
        self.behind.opened.connect(self._open)

    def _lay(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(self._desk.theme.layout("stack"))
        left.addWidget(self._card)
        left.addWidget(self._unmet)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._desk.theme.layout("gutter"))
        row.addLayout(left, 1)
        row.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)

    def show_statistics(self, found: Statistics) -> None:
        """Show the numbers of a period."""
        t = self._desk.t
        self._found = found
        rows = [_row(n, self._desk) for n in found.numbers]
        missed = t("Absences that nobody explained")
        how = t("Due, not present, no reason on record")
        rows.append(Row(_MISSED, (Text(missed, how), Text(str(len(found.missed))))))
        self.numbers.set_rows(ListRows(rows))
        self.numbers.fit_height()
        if not self.numbers.selection():
            self.numbers.select(rows[0].id)
        self._show_behind(self.numbers.selection()[0])
        self._show_unmet(found)

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

    def _open(self, row: str) -> None:
        self.opened.emit(row.partition(" ")[0])


def _row(number: Number, desk: Desk) -> Row:
    return Row(
        number.key,
        (Text(desk.t(number.title), number.how(desk.t)), Text(value_of(number, desk.t))),
    )


def record_row(record: str, desk: Desk) -> Row | None:
    """Return a record as a line: its name, and its kind and day under it; None where it is gone."""
    records, t = desk.book.records, desk.t
    found = records.raw(record)
    if found is None or found.deleted:
        return None
    kind = records.kinds.get(found.kind)
    day = next((found.get(f) for f in ("held_start", "held_on", "on") if found.get(f)), "")
    words = [t(kind.shape.title) if kind else found.kind]
    if day:
        words.insert(0, say_year_date(_day(str(day)), t))
    return Row(record, (Text(records.name_of(found) or record, "  ".join(words)),))


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
