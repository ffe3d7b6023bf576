"""The sign-in sheet: everyone on one sheet, groups as columns, one key for each person.

It is one painted widget: thirty cells are thirty rectangles, and a mark is on screen in the frame in
which its key was pressed.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets import signcells
from ui.desktop.widgets.arrows import ARROWS
from ui.desktop.widgets.checks import draw_check
from ui.desktop.widgets.columns import Plan, draw_column, plan_columns
from ui.desktop.widgets.painted import (
    CENTER,
    RIGHT,
    Painted,
    draw_box,
    draw_name,
    draw_ring,
    draw_words,
    words_width,
)
from ui.desktop.widgets.signcells import REASONS, STATE_WORDS, Sheet, SignInCell, SignInGroup

_KEYS = {
    Qt.Key.Key_Space: "present",
    Qt.Key.Key_Return: "present",
    Qt.Key.Key_Enter: "present",
    Qt.Key.Key_F3: "leave",
    Qt.Key.Key_F4: "absent",
    Qt.Key.Key_Backspace: "open",
}


class SignInGrid(Painted):
    """Emits `marked(id, state)` when a key or a press says so, and `reasoned(id, reason)` after a leave.

    The grid shows only what it is told: the page answers with `update_cell`. `asking(bool)` says
    that the next digit is a reason for leave.
    """

    marked = Signal(str, str)
    reasoned = Signal(str, str)
    moved = Signal(str)
    asking = Signal(bool)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._whole: Sheet = ()
        self._shown: Sheet = ()
        self._filter, self._current, self._asked = "all", "", ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_groups(self, groups: Sequence[SignInGroup]) -> None:
        """Show these groups; the present place is kept if it is still there."""
        if self._whole and self._whole == tuple(groups):
            return  # What a key said is shown already when it has been written.
        self._whole = tuple(groups)
        self._refresh()

    def update_cell(self, member_id: str, state: str, note: str = "") -> None:
        """Show a person's state, at once."""
        self._whole = signcells.with_state(self._whole, member_id, state, note)
        self._refresh()

    def cells(self) -> list[SignInCell]:
        """Return everyone, in order, whether shown or not."""
        return signcells.everyone(self._whole)

    def show_only(self, which: str) -> None:
        """Show `all`, those not `open` yet, or those on `leave`."""
        self._filter = which
        self._refresh()

    def current(self) -> str:
        """Return who is meant by the next key, "" for nobody."""
        return self._current

    def set_current(self, member_id: str) -> None:
        """Put the focus ring on a person."""
        self._stop_asking()
        self._current = member_id
        self._name_it()
        self.moved.emit(member_id)

    def seek(self, typed: str) -> bool:
        """Go to the first person whose name or initials begin so, those not marked first."""
        found = signcells.sought(self._shown, typed)
        if found:
            self.set_current(found)
        return bool(found)

    def mark(self, state: str) -> None:
        """Mark the current person; present goes on to the next not marked, leave asks for its reason."""
        member = self._current
        if not member:
            return
        self.marked.emit(member, state)
        if state == "leave":
            self._asked = member
            self.asking.emit(True)
        elif state in ("present", "absent"):
            self.jump()
        self.update()

    def jump(self) -> None:
        """Go to the next person not marked, round the end."""
        found = signcells.next_open(self._shown, self._current)
        if found:
            self.set_current(found)

    def take_key(self, event: QKeyEvent, *, typing: bool = False) -> bool:
        """Do what a key means here; False where it means nothing. `typing` leaves editing keys alone."""
        key = Qt.Key(event.key())
        if self._asked and event.text() and event.text() in "12345":
            self._give_reason(int(event.text()) - 1)
            return True
        if typing and key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backspace):
            return False
        if key in ARROWS:
            self._stop_asking()
            self.set_current(signcells.beside(self._shown, self._current, *ARROWS[key]))
        elif key in _KEYS:
            self._stop_asking()
            self.mark(_KEYS[key])
        else:
            return False
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event) and not (event.text().isalpha() and self.seek(event.text())):
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._plan().at(event.position())
        if place is None:
            return
        cell = self._shown[place[0]].cells[place[1]]
        self.set_current(cell.id)
        # The whole cell is the target; a marked one is only chosen, so that no mark is lost by a slip.
        if cell.state == "open":
            self.marked.emit(cell.id, "present")

    @override
    def sizeHint(self) -> QSize:
        return QSize(760, max(80, round(self._plan().height)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(round(self._plan().height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, plan = self.open_painter(), self._plan()
        for at, (group, whole) in enumerate(zip(self._shown, self._whole, strict=True)):
            draw_column(painter, self.theme, plan.boxes[at], plan.heads[at])
            self._paint_head(painter, plan.heads[at], whole)
            for cell, rect in zip(group.cells, plan.cells[at], strict=True):
                self._paint_cell(painter, rect, cell)
        painter.end()

    def _paint_head(self, painter: QPainter, head: QRectF, whole: SignInGroup) -> None:
        theme = self.theme
        words = head.adjusted(14, 0, -12, 0)
        taken = draw_words(
            painter, words, whole.name, theme.font("body", strong=True), theme.color("text.primary")
        )
        count = self.t("present {here}/{due}", here=whole.present(), due=len(whole.cells))
        words.setLeft(words.left() + taken + 8)
        draw_words(painter, words, count, theme.font("meta"), theme.color("text.secondary"))

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: SignInCell) -> None:
        theme = self.theme
        if cell.id == self._current:
            inner = rect.adjusted(6, 1, -6, -1)
            draw_box(painter, inner, 6, theme.color("ground.hover"))
            draw_ring(painter, theme, inner)
        box = QRectF(rect.left() + 15, rect.center().y() - 13, 26, 26)
        self._paint_state(painter, box, cell.state)
        name = QRectF(box.right() + 8, rect.top(), rect.right() - box.right() - 22, rect.height())
        ink = theme.color("text.primary")
        taken = draw_name(painter, name, cell.name, theme.font("strong"), ink)
        rest = QRectF(
            name.left() + taken + 6,
            rect.top(),
            name.right() - name.left() - taken - 6,
            rect.height(),
        )
        if cell.tag and rest.width() > words_width(cell.tag, theme.font("caption")):
            taken = draw_words(
                painter, rest, cell.tag, theme.font("caption"), theme.color("state.info_text")
            )
            rest.setLeft(rest.left() + taken + 4)
        # The name is never cut: where it needs the room, the time or reason goes.
        if cell.note and rest.width() > words_width(cell.note, theme.font("meta")) + 4:
            color = theme.color("state.wait_text" if cell.state == "leave" else "text.tertiary")
            font = theme.font("caption" if cell.state == "leave" else "meta")
            draw_words(painter, rest, cell.note, font, color, RIGHT)

    def _paint_state(self, painter: QPainter, box: QRectF, state: str) -> None:
        theme = self.theme
        if state == "present":
            draw_check(painter, theme, box.adjusted(3, 3, -3, -3), state=True, fill="state.ok_mark")
        elif state == "leave":
            draw_box(painter, box, 4, theme.color("state.wait_soft"))
            font = theme.font("meta", strong=True)
            draw_words(
                painter,
                box,
                self.t("L"),
                font,
                theme.color("state.wait_text"),
                CENTER,
                elide=False,
            )
        else:
            draw_box(
                painter, box, 5, theme.color("ground.surface"), theme.color("line.control"), 1.4
            )
            if state == "absent":
                font = theme.font("meta")
                draw_words(
                    painter,
                    box,
                    self.t("A"),
                    font,
                    theme.color("text.secondary"),
                    CENTER,
                    elide=False,
                )

    def _plan(self) -> Plan:
        counts = [len(group.cells) for group in self._shown]
        wide = self.window().width() >= self.theme.layout("wide_from")
        row = self.theme.px(44) if wide else self.theme.size("row_one_line")
        return plan_columns(counts, self.width(), self.theme.px(36), row)

    def _refresh(self) -> None:
        self._shown = signcells.only(self._whole, self._filter)
        if self._current not in {cell.id for cell in self.cells()}:
            self._current = signcells.next_open(self._shown, "")
        self.setMinimumHeight(round(self._plan().height))
        self.updateGeometry()
        self._name_it()

    def _give_reason(self, at: int) -> None:
        member, self._asked = self._asked, ""
        self.asking.emit(False)
        self.reasoned.emit(member, REASONS[at][0])
        self.jump()

    def _stop_asking(self) -> None:
        if self._asked:
            self._asked = ""
            self.asking.emit(False)

    def _name_it(self) -> None:
        for group in self._whole:
            for cell in group.cells:
                if cell.id == self._current:
                    state = self.t(STATE_WORDS[cell.state])
                    self.setAccessibleName(f"{cell.name}, {group.name}, {state}")
        self.update()
