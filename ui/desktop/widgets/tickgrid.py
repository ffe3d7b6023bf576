"""Who took part: people in columns by group with neutral ticks, and what it does to each at the right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.arrows import ARROWS
from ui.desktop.widgets.checks import draw_check
from ui.desktop.widgets.columns import Plan, draw_column, plan_columns
from ui.desktop.widgets.names import means
from ui.desktop.widgets.painted import (
    RIGHT,
    Painted,
    draw_box,
    draw_name,
    draw_ring,
    draw_words,
    words_width,
)


@dataclass(frozen=True, slots=True)
class TickCell:
    """One person and what is written at the right (`27→29`)."""

    id: str
    name: str
    initials: str = ""
    checked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class TickGroup:
    """One party group and its people."""

    id: str
    name: str
    cells: tuple[TickCell, ...]


class TickGrid(Painted):
    """Ticks change at once; emits `ticked(id, bool)` and `group_ticked(group id, bool)`."""

    ticked = Signal(str, bool)
    group_ticked = Signal(str, bool)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._groups: tuple[TickGroup, ...] = ()
        self._current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_groups(self, groups: Sequence[TickGroup]) -> None:
        """Show these groups."""
        self._groups = tuple(groups)
        self.setMinimumHeight(round(self._plan().height))
        self.follow_theme()

    def checked(self) -> list[str]:
        """Return the ids ticked, in order."""
        return [cell.id for cell in self._flat() if cell.checked]

    def cells_of(self, group: str) -> tuple[TickCell, ...]:
        """Return the people of a group."""
        return next((g.cells for g in self._groups if g.id == group), ())

    def set_checked(self, ids: Sequence[str]) -> None:
        """Tick these and no others, silently."""
        wanted = frozenset(ids)
        self._change(lambda cell: replace(cell, checked=cell.id in wanted))

    def set_notes(self, notes: dict[str, str]) -> None:
        """Change what is written at the right, by id."""
        self._change(lambda cell: replace(cell, note=notes.get(cell.id, cell.note)))

    def seek(self, typed: str) -> bool:
        """Go to the first person whose name or initials begin so."""
        for cell in self._flat():
            if means(typed, cell.name, cell.initials):
                self._current = cell.id
                self._name_it()
                return True
        return False

    def toggle(self, member_id: str = "") -> None:
        """Turn a person's tick, the current one's where no id is given."""
        wanted = member_id or self._current
        for cell in self._flat():
            if cell.id == wanted:
                self._change(
                    lambda one: replace(one, checked=not one.checked) if one.id == wanted else one
                )
                self._name_it()
                self.ticked.emit(wanted, not cell.checked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            self._move(*ARROWS[key])
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        plan = self._plan()
        column = plan.head_at(event.position())
        place = plan.at(event.position())
        if column is not None:
            self._toggle_group(self._groups[column])
        elif place is not None:
            self._current = self._groups[place[0]].cells[place[1]].id
            self.toggle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(700, max(80, round(self._plan().height)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(round(self._plan().height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, plan = self.open_painter(), self._plan()
        for at, group in enumerate(self._groups):
            draw_column(painter, self.theme, plan.boxes[at], plan.heads[at])
            self._paint_head(painter, plan.heads[at], group)
            for cell, rect in zip(group.cells, plan.cells[at], strict=True):
                self._paint_cell(painter, rect, cell)
        painter.end()

    def _paint_head(self, painter: QPainter, head: QRectF, group: TickGroup) -> None:
        theme, on = self.theme, sum(cell.checked for cell in group.cells)
        state = None if 0 < on < len(group.cells) else on > 0
        draw_check(painter, theme, _box(head), state)
        count, meta = f"{on}/{len(group.cells)}", theme.font("meta")
        room = words_width(count, meta) + 8
        words = head.adjusted(40, 0, -12 - room, 0)
        strong = theme.font("body", strong=True)
        taken = draw_words(painter, words, group.name, strong, theme.color("text.primary"))
        words = words.adjusted(taken + 8, 0, room, 0)
        draw_words(painter, words, count, meta, theme.color("text.secondary"))

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: TickCell) -> None:
        theme = self.theme
        if cell.id == self._current and self.hasFocus():
            inner = rect.adjusted(5, 1, -5, -1)
            draw_box(painter, inner, 6, theme.color("ground.hover"))
            draw_ring(painter, theme, inner)
        draw_check(painter, theme, _box(rect), cell.checked)
        name = rect.adjusted(40, 0, -14, 0)
        color = theme.color("text.primary" if cell.checked else "text.secondary")
        taken = draw_name(painter, name, cell.name, theme.font("strong"), color)
        name.setLeft(name.left() + taken + 8)
        if name.width() > words_width(cell.note, theme.font("meta")):
            draw_words(
                painter, name, cell.note, theme.font("meta"), theme.color("text.secondary"), RIGHT
            )

    def _plan(self) -> Plan:
        wide = self.window().width() >= self.theme.layout("wide_from")
        row = self.theme.px(44) if wide else self.theme.size("row_one_line")
        return plan_columns(
            [len(group.cells) for group in self._groups], self.width(), self.theme.px(40), row
        )

    def _toggle_group(self, group: TickGroup) -> None:
        on = not all(cell.checked for cell in group.cells)
        ids = {cell.id for cell in group.cells}
        self._change(lambda cell: replace(cell, checked=on) if cell.id in ids else cell)
        self.group_ticked.emit(group.id, on)

    def _change(self, alter: object) -> None:
        if callable(alter):
            self._groups = tuple(
                replace(group, cells=tuple(alter(cell) for cell in group.cells))
                for group in self._groups
            )
            self.update()

    def _flat(self) -> list[TickCell]:
        return [cell for group in self._groups for cell in group.cells]

    def _move(self, across: int, down: int) -> None:
        columns = [[cell.id for cell in group.cells] for group in self._groups]
        place = next(
            (
                (at, ids.index(self._current))
                for at, ids in enumerate(columns)
                if self._current in ids
            ),
            None,
        )
        if place is None:
            self._current = next((cell.id for cell in self._flat()), "")
        else:
            column = max(0, min(len(columns) - 1, place[0] + across))
            if columns[column]:
                self._current = columns[column][
                    max(0, min(len(columns[column]) - 1, place[1] + down))
                ]
        self._name_it()

    def _name_it(self) -> None:
        for cell in self._flat():
            if cell.id == self._current:
                self.setAccessibleName(
                    f"{cell.name} {'✓' if cell.checked else ''} {cell.note}".strip()
                )
        self.update()


def _box(rect: QRectF) -> QRectF:
    return QRectF(rect.left() + 13, rect.center().y() - 9, 18, 18)
