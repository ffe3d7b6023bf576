"""A roster about to be taken: its rows with the problems first, and its columns named by hand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kinds import Kind
from app.services.roster_import import Column as FileColumn
from app.services.roster_import import RosterPreview, RosterRow
from app.services.roster_words import HEADINGS
from db.model.words import N_, Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import ElidingLabel
from ui.desktop.widgets.rows import Cell, Chip, Column, Row, Text
from ui.desktop.widgets.scroll import FlowRow

_ORDER = {"unclear": 0, "not taken": 1, "taken": 2}
_CHIPS = {
    "taken": ("ok", "check-circle", N_("Recognised")),
    "unclear": ("wait", "warning-circle", N_("Unclear")),
    "not taken": ("mute", "minus-circle", N_("Not taken")),
}
_LEFT = ("mute", "minus-circle", N_("Left out"))
_OWN = {"office": N_("Office"), "id_suffix": N_("Last 4 of ID number")}
_NEVER = "id_whole"


def columns(t: Translate) -> tuple[Column, ...]:
    """Return the preview's columns."""
    return (
        Column("row", t("Row"), 56, "right"),
        Column("verdict", t("Result"), 118),
        Column("name", t("Name"), 180),
        Column("group", t("Party group"), 100),
        Column("status", t("Status"), 84),
        Column("joined", t("Joined"), 104),
        Column("post", t("Post"), 110),
        Column("why", t("Why")),
    )


def in_order(rows: Sequence[RosterRow]) -> list[RosterRow]:
    """Return the rows with those to look at first."""
    return sorted(rows, key=lambda r: (_ORDER[r.verdict], r.number))


def row(one: RosterRow, kind: Kind, t: Translate, *, left: bool) -> Row:
    """Return a row of the preview; `left` when the person left it out."""
    tone, icon, word = _LEFT if left else _CHIPS[one.verdict]
    status = kind.field("status")
    titles = {c.value: c.title_ for c in status.choices} if status else {}
    said = titles.get(str(one.fields.get("status")), "")
    why = "; ".join(doubt(t) for doubt in one.doubts)
    cells: tuple[Cell, ...] = (
        Text(str(one.number), role="meta"),
        Chip(tone, icon, t(word)),
        Text(one.name, role="strong"),
        Text(one.group, role="meta"),
        Text(t(said) if said else "", role="meta"),
        Text(str(one.fields.get("joined_on") or ""), role="meta"),
        Text(str(one.fields.get("post") or ""), role="meta"),
        Text(why, role="meta", tone="wait" if one.verdict == "unclear" and not left else ""),
    )
    return Row(str(one.number), cells, quiet=left or one.verdict == "not taken")


def fields(kind: Kind, t: Translate) -> list[tuple[str, str]]:
    """Return what a column can be, with its label; the whole identity number is never offered."""
    offered = [("", t("Leave this column out"))]
    for name in HEADINGS:
        field = kind.field(name)
        if name != _NEVER:
            offered.append((name, t(field.title if field else _OWN[name])))
    return offered


class ColumnNames(Card):
    """One choice a column: what it holds. Emits `changed(mapping of place to field)`."""

    changed = Signal(object)

    def __init__(self, theme: Theme, t: Translate, kind: Kind) -> None:
        super().__init__(theme, t("What each column holds"))
        self._theme, self.t, self._kind = theme, t, kind
        self._combos: dict[int, ComboField] = {}
        self._flow = FlowRow(12)
        self.add(self._flow)

    def show_columns(self, found: Sequence[FileColumn], preview: RosterPreview) -> None:
        """Show the columns of a file."""
        self._flow.clear()
        self._combos = {}
        options = fields(self._kind, self.t)
        for column in found:
            combo = ComboField(self._theme, options)
            combo.set_value("" if column.field == _NEVER else column.field)
            combo.settled.connect(lambda _value: self.changed.emit(self.mapping()))
            heading = column.heading or self.t("Column {n}", n=_letters(column.at))
            combo.setAccessibleName(heading)
            self._combos[column.at] = combo
            note = self.t("not kept") if column.field == _NEVER else column.sample
            self._flow.add(_pair(heading, combo, note))
        self.set_meta(preview.sheet)

    def mapping(self) -> Mapping[int, str]:
        """Return place -> field as chosen."""
        return {at: combo.value() for at, combo in self._combos.items() if combo.value()}


def _pair(heading: str, combo: ComboField, note: str) -> QWidget:
    box = QWidget()
    box.setFixedWidth(170)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(2)
    column.addWidget(ElidingLabel(heading, "meta"))
    column.addWidget(combo)
    column.addWidget(ElidingLabel(note, "caption", "secondary"))
    return box


def _letters(at: int) -> str:
    """Return a column's name as spreadsheets say it: A, B, … Z, AA."""
    said, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("A") + rest) + said
    return said
