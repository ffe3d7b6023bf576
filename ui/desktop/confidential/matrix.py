"""Who has talked with whom as a picture: members down, the committee across, other members last."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.dates import say_date
from app.said import listed
from app.services.talks import TalkYear
from db.model.words import N_, Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.arrows import ARROWS
from ui.desktop.widgets.heat import draw_dot
from ui.desktop.widgets.painted import (
    CENTER,
    Painted,
    draw_box,
    draw_line,
    draw_name,
    draw_ring,
    draw_words,
    words_width,
)
from ui.desktop.widgets.roles import plain_tip

OTHERS = ""
"""The column of other members."""
_WORDS = {"done": N_("talked"), "due": N_("not yet"), "free": N_("not needed"), "self": "—"}


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: state done, due, free (one with somebody else is enough) or self; words and tip."""

    state: str
    text: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns and rows as (id, name); a cell for each, in order."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]
    cells: tuple[tuple[MatrixCell, ...], ...]


def matrix_of(year: TalkYear, t: Translate) -> Matrix:
    """Return a year's pairs as cells, in the roster's order."""
    found, names = year.pairs, year.names
    columns = (*((m, names.get(m, m)) for m in found.committee), (OTHERS, t("Other members")))
    rows = tuple((m, names.get(m, m)) for m in (*found.committee, *found.members))
    without = {True: set(found.without_committee()), False: set(found.without_member())}
    cells = []
    for who, _name in rows:
        seated = who in found.committee
        line = []
        for column, _ in columns:
            if column == who or (seated and column == OTHERS):
                line.append(MatrixCell("self"))
                continue
            others = found.members if column == OTHERS else (column,)
            days = found.talked(who, others)
            due = seated or who in without[column != OTHERS]
            state = "done" if days else "due" if due else "free"
            last = say_date(days[-1], t) if days else ""
            text = f"{last} ×{len(days)}" if len(days) > 1 else last
            tip = listed([day.isoformat() for day in days], t) or t(_WORDS[state])
            line.append(MatrixCell(state, text, tip))
        cells.append(tuple(line))
    return Matrix(columns, rows, tuple(cells))


class TalkMatrix(Painted):
    """Arrows walk, Enter or a press chooses. Emits `chosen(row id, column id)`; "" is other members."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._shown = Matrix((), (), ())
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_matrix(self, shown: Matrix) -> None:
        """Show a year."""
        self._shown = shown
        rows, columns = len(shown.rows), len(shown.columns)
        self._at = (min(self._at[0], max(0, columns - 1)), min(self._at[1], max(0, rows - 1)))
        self._name_it()
        self.follow_theme()

    def place_of(self, row: str, column: str) -> QRectF:
        """Return where a pair's cell stands."""
        across = next(i for i, (c, _) in enumerate(self._shown.columns) if c == column)
        down = next(i for i, (r, _) in enumerate(self._shown.rows) if r == row)
        return self._cell(across, down)

    def _names(self) -> float:
        font = self.theme.font("meta")
        longest = max((words_width(n, font) for _, n in self._shown.rows), default=60)
        return min(self.theme.px(176), max(self.theme.px(72), longest + 16))

    def _head(self) -> int:
        return self.theme.px(40)

    def _tall(self) -> int:
        return self.theme.px(30)

    def _wide(self) -> float:
        return (self.width() - self._names()) / max(1, len(self._shown.columns))

    def _cell(self, across: int, down: int) -> QRectF:
        left = self._names() + across * self._wide()
        return QRectF(left, self._head() + down * self._tall(), self._wide(), self._tall())

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, self._head() + len(self._shown.rows) * self._tall() + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        for across, (_id, name) in enumerate(self._shown.columns):
            box = QRectF(self._names() + across * self._wide(), 0, self._wide(), self._head())
            self._draw_head(painter, box.adjusted(3, 2, -3, -2), name)
        for down, (_id, name) in enumerate(self._shown.rows):
            top = self._head() + down * self._tall()
            draw_line(
                painter, QPointF(0, top), QPointF(self.width(), top), theme.color("line.hair")
            )
            words = QRectF(8, top, self._names() - 12, self._tall())
            draw_name(painter, words, name, theme.font("meta"), theme.color("text.primary"))
            for across, cell in enumerate(self._shown.cells[down]):
                self._draw_cell(painter, self._cell(across, down), cell)
        if self.hasFocus() and self._shown.rows:
            draw_ring(painter, theme, self._cell(*self._at).adjusted(2, 1, -2, -1))
        painter.end()

    def _draw_head(self, painter: QPainter, box: QRectF, name: str) -> None:
        font, tint = self.theme.font("caption"), self.theme.color("text.secondary")
        if words_width(name, font) <= box.width():
            draw_words(painter, box, name, font, tint, CENTER, elide=False)
        else:
            draw_name(painter, box, name, font, tint)

    def _draw_cell(self, painter: QPainter, rect: QRectF, cell: MatrixCell) -> None:
        theme, box = self.theme, rect.adjusted(4, 4, -4, -4)
        match cell.state:
            case "done":
                draw_box(painter, box, 4, theme.color("data.heat_2"))
                ink = theme.color("text.primary")
                draw_words(painter, box, cell.text, theme.font("caption"), ink, CENTER)
            case "due":
                side = theme.px(16)
                mark = QRectF(0, 0, side, side)
                mark.moveCenter(rect.center())
                edge = theme.color("line.control")
                draw_box(painter, mark, 4, theme.color("ground.surface"), edge, 1.2)
            case "free":
                draw_dot(painter, theme, rect)

    # Pointing and keys

    def _find(self, at: QPointF) -> tuple[int, int] | None:
        if at.x() < self._names() or at.y() < self._head():
            return None
        across = int((at.x() - self._names()) / self._wide())
        down = int((at.y() - self._head()) / self._tall())
        inside = across < len(self._shown.columns) and down < len(self._shown.rows)
        return (across, down) if inside else None

    def _of(self, place: tuple[int, int]) -> MatrixCell:
        return self._shown.cells[place[1]][place[0]]

    def _choose(self, place: tuple[int, int]) -> None:
        self._at = place
        self._name_it()
        self.update()
        if self._of(place).state != "self":
            self.chosen.emit(self._shown.rows[place[1]][0], self._shown.columns[place[0]][0])

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._find(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(place)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._find(event.position())
        over = place is not None and self._of(place).state != "self"
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._find(QPointF(event.pos()))
            text = self._said(place) if place else ""
            QToolTip.showText(event.globalPos(), plain_tip(text) if text else "", self)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and self._shown.rows:
            across, down = ARROWS[key]
            self._at = (
                max(0, min(len(self._shown.columns) - 1, self._at[0] + across)),
                max(0, min(len(self._shown.rows) - 1, self._at[1] + down)),
            )
            self._name_it()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._shown.rows:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def _said(self, place: tuple[int, int]) -> str:
        cell = self._of(place)
        if cell.state == "self":
            return ""
        return self.t(
            "{one} and {other}: {what}",
            one=self._shown.rows[place[1]][1],
            other=self._shown.columns[place[0]][1],
            what=cell.tip,
        )

    def _name_it(self) -> None:
        self.setAccessibleName(self.t("Who has talked with whom"))
        self.setAccessibleDescription(self._said(self._at) if self._shown.rows else "")
