"""How one cell of a list is painted: text, chip, strip, bar; no widget ever stands in a row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.chips import chip_width, draw_chip, draw_where
from ui.desktop.widgets.heat import draw_strip
from ui.desktop.widgets.painted import LEFT, draw_box, draw_line, draw_name, draw_words, words_width
from ui.desktop.widgets.roles import plain_tip
from ui.desktop.widgets.rows import Bar, Cell, Chip, Column, Icon, Row, Strip, Text, Where

PAD = 16
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_STRIP_PITCH = 13


class RowPainter(QStyledItemDelegate):
    """Paints each cell of a row by its kind; selection is a warm fill and a red bar, focus a ring inside."""

    def __init__(
        self, theme: Theme, columns: tuple[Column, ...], height: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme, self._columns, self.height = theme, columns, height
        self.hovered, self.last = -1, len(columns) - 1

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(60, self.height)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(
            painter, rect, index, chosen=bool(state & QStyle.StateFlag.State_Selected)
        )
        column, at = self._columns[index.column()], index.column()
        room = rect.adjusted(PAD if not at else 0, 0, -PAD, 0)
        if at < len(row.cells):
            self._paint_cell(painter, room, column, row.cells[at], row)
        if self._row_has_focus(option, index):
            self._paint_ring(painter, rect, index)
        painter.restore()

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        row = index.data(ROW_ROLE) if index.isValid() else None
        cell = row.cells[index.column()] if isinstance(row, Row) else None
        cut = cell is not None and self._is_cut(cell, option.rect.width())
        QToolTip.showText(event.globalPos(), plain_tip(cell.plain()) if cell and cut else "", view)
        return True

    def _is_cut(self, cell: Cell, width: int) -> bool:
        room = width - PAD * 2
        if isinstance(cell, Chip):
            return chip_width(self._theme, cell.icon, cell.text) > width - PAD
        if not isinstance(cell, Text):
            return False
        longest = max(
            words_width(cell.text, self._theme.font(cell.role)),
            words_width(cell.sub, self._theme.font("caption")),
        )
        return longest > room

    def _row_has_focus(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> bool:
        view = option.widget
        return (
            isinstance(view, QAbstractItemView)
            and view.hasFocus()
            and view.currentIndex().row() == index.row()
        )

    def _paint_ground(
        self,
        painter: QPainter,
        rect: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        *,
        chosen: bool,
    ) -> None:
        theme = self._theme
        if chosen:
            painter.fillRect(rect, theme.color("ground.selected"))
            if index.column() == 0:
                painter.fillRect(
                    QRectF(rect.left(), rect.top(), 3, rect.height()), theme.color("accent.mark")
                )
        elif index.row() == self.hovered:
            painter.fillRect(rect, theme.color("ground.hover"))
        if index.row() < index.model().rowCount() - 1:
            foot = rect.bottom() - 0.5
            draw_line(
                painter,
                QPointF(rect.left(), foot),
                QPointF(rect.right(), foot),
                theme.color("line.hair"),
            )

    def _paint_ring(
        self, painter: QPainter, rect: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # Each cell draws its part of one ring around the whole row.
        first, last = index.column() == 0, index.column() == self.last
        painter.setClipRect(rect)
        ring = rect.adjusted(1 if first else -20, 1, -1 if last else 20, -2)
        draw_box(painter, ring, 6, None, self._theme.color("line.focus"), 2)

    def _paint_cell(
        self, painter: QPainter, room: QRectF, column: Column, cell: Cell, row: Row
    ) -> None:
        theme = self._theme
        match cell:
            case Text():
                self._paint_text(painter, room, column, cell, quiet=row.quiet)
            case Chip(tone, icon, text):
                if column.align == "right":
                    room.setLeft(max(room.left(), room.right() - chip_width(theme, icon, text)))
                draw_chip(painter, theme, room, tone, icon, text)
            case Where(where, text):
                draw_where(painter, theme, room, where, text)
            case Strip(values):
                draw_strip(painter, theme, room, values, _STRIP_PITCH)
            case Bar():
                self._paint_bar(painter, room, cell)
            case Icon(icon, tone):
                side = theme.size("icon")
                box = QRectF(room.left(), room.center().y() - side / 2, side, side)
                theme.draw_icon(
                    painter, box, icon, f"state.{tone}_text" if tone else "text.secondary"
                )

    def _paint_text(
        self, painter: QPainter, room: QRectF, column: Column, cell: Text, *, quiet: bool
    ) -> None:
        theme, align = self._theme, column.alignment()
        if cell.icon:
            side = theme.size("icon")
            box = QRectF(room.left(), room.center().y() - side / 2, side, side)
            theme.draw_icon(
                painter,
                box,
                cell.icon,
                f"state.{cell.tone}_text" if cell.tone else "text.secondary",
            )
            room = room.adjusted(side + 11, 0, 0, 0)
        font = theme.font(cell.role)
        color = theme.tone(
            cell.tone or ("secondary" if quiet or cell.role in ("meta", "caption") else "primary")
        )
        if cell.sub:
            first, second = (
                theme.line("body" if cell.role == "body" else cell.role) - 2,
                theme.line("caption"),
            )
            top = room.center().y() - (first + second) / 2
            sub = QRectF(room.left(), top + first, room.width(), second)
            draw_words(
                painter, sub, cell.sub, theme.font("caption"), theme.color("text.secondary"), align
            )
            room = QRectF(room.left(), top, room.width(), first)
        if cell.role == "strong" and not cell.sub:
            taken = draw_name(painter, room, cell.text, font, color)
        else:
            taken = draw_words(painter, room, cell.text, font, color, align)
        if cell.tag and align & Qt.AlignmentFlag.AlignLeft:
            place = QRectF(
                room.left() + taken + 8, room.top(), room.width() - taken - 8, room.height()
            )
            if place.width() >= chip_width(theme, "", cell.tag):
                draw_chip(painter, theme, place, "info", "", cell.tag)

    def _paint_bar(self, painter: QPainter, room: QRectF, cell: Bar) -> None:
        theme, font = self._theme, self._theme.font("meta")
        track = QRectF(room.left(), room.center().y() - 3.5, 64, 7)
        draw_box(painter, track, 3.5, theme.color("data.track"))
        part = min(1.0, cell.value / cell.goal) if cell.goal else 0.0
        if part > 0:
            done = QRectF(track.left(), track.top(), max(7.0, track.width() * part), track.height())
            draw_box(painter, done, 3.5, theme.color("data.bar"))
        words = QRectF(
            track.right() + 8, room.top(), words_width(cell.text, font) + 4, room.height()
        )
        draw_words(
            painter, words, cell.text, font, theme.color("text.secondary"), LEFT, elide=False
        )
