"""One list for every page: a model that asks for rows as they come into sight and a painter for them.

100,000 rows scroll in a frame because nothing is made for a row that does not show.
"""

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import draw_words, words_width
from ui.desktop.widgets.rowpaint import PAD, ROW_ROLE, RowPainter
from ui.desktop.widgets.rows import Column, ListRows, RowSource

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
# What a stretching column takes before the others give way to it, how far they do, how few stay.
_LEAST, _KEPT, _FEWEST = 180, 112, 2
# Columns of more than so many that share a list are of single words or figures: twelve months.
_MANY = 4
_SIGN = 16


def _any(_row: str) -> bool:
    return True


class RowModel(QAbstractTableModel):
    """Rows of a source as Qt asks for them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.source: RowSource = ListRows(())

    def set_source(self, source: RowSource) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.source = source
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.source)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return len(self.columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole):
            return None
        row = self.source.row(index.row())
        if role == ROW_ROLE:
            return row
        cell = row.cells[index.column()] if index.column() < len(row.cells) else None
        return cell.plain() if cell is not None else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        asked = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role in asked and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None


class RowHead(QHeaderView):
    """The head: caption text; only columns sorted by date or name take a click."""

    def __init__(self, theme: Theme, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._columns = theme, columns
        self.sorted: tuple[str, bool] = ("", False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(any(column.sort for column in columns))
        self.setFixedHeight(theme.size("table_head"))

    @override
    def paintSection(self, painter: QPainter, rect: object, logicalIndex: int) -> None:
        theme, column = self._theme, self._columns[logicalIndex]
        box = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(box, theme.color("ground.sunken"))
        painter.fillRect(
            QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("line.hair")
        )
        words = box.adjusted(0 if logicalIndex else PAD, 0, -PAD, 0)
        font = theme.font("caption")
        draw_words(
            painter, words, column.title, font, theme.color("text.tertiary"), column.alignment()
        )
        if self.sorted[0] == column.key:
            left = words.left() + words_width(column.title, font) + 4
            icon = "caret-down" if self.sorted[1] else "caret-up"
            theme.draw_icon(
                painter, QRectF(left, box.center().y() - 6, 12, 12), icon, "text.tertiary"
            )
        painter.restore()


class RowList(QTableView):
    """Up and Down walk, Enter opens, Ctrl+Enter opens beside, Delete removes, Ctrl+C copies a table.

    Letters go out as `typed`, for the page's filter. Rows are of one or of two lines. `copied` says
    how many rows were copied, and how many `may_leave` kept back.
    """

    opened = Signal(str)
    opened_beside = Signal(str)
    chosen = Signal(str)
    removed = Signal(list)
    sorted_by = Signal(str, bool)
    typed = Signal(str)
    copied = Signal(int, int)

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column],
        *,
        two_lines: bool = False,
        head: bool = True,
        many: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._columns, self._two_lines = theme, tuple(columns), two_lines
        self.may_leave: Callable[[str], bool] = _any
        """Tells of a row's id whether the row may be copied out of the program."""
        self._rows = RowModel(columns)
        self._painter = RowPainter(theme, self._columns, self._row_height(), self)
        self._head = RowHead(theme, self._columns, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.setHorizontalHeader(self._head)
        self._head.setVisible(head)
        self._head.sectionClicked.connect(self._sort)
        self.setAccessibleName(", ".join(column.title for column in columns if column.title))
        self._set_up(many=many)
        theme.changed.connect(self._retheme)

    def _set_up(self, *, many: bool) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(20)
        side.setDefaultSectionSize(self._row_height())
        self.selectionModel().selectionChanged.connect(self._say_chosen)
        self.entered.connect(self._hover)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id(index.row())))

    def set_rows(self, source: RowSource) -> None:
        """Show these rows; the first that was chosen stays so, where it is among the first thousand.

        That is nobody's choice, and `chosen` does not say it: a page may be about to choose another one.
        """
        kept, scroll = self.selection(), self.verticalScrollBar().value()
        self._rows.set_source(source)
        self._fit_columns()
        silent = self.blockSignals(True)
        for member in kept[:1]:
            self.select(member)
        self.blockSignals(silent)
        self.verticalScrollBar().setValue(scroll)

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows.source)

    def select(self, row_id: str) -> bool:
        """Choose a row by its id, silently where it is not among the first thousand."""
        for at in range(min(1000, self.count())):
            if self._id(at) == row_id:
                flags = (
                    QItemSelectionModel.SelectionFlag.ClearAndSelect
                    | QItemSelectionModel.SelectionFlag.Rows
                )
                self.selectionModel().setCurrentIndex(self._rows.index(at, 0), flags)
                return True
        return False

    def selection(self) -> list[str]:
        """Return the ids chosen, in the list's order."""
        return [self._id(at) for at in self._chosen()]

    def show_sorted(self, key: str, *, descending: bool) -> None:
        """Draw the sign of the present order."""
        self._head.sorted = (key, descending)
        self._head.viewport().update()

    def rows_in(self, height: int) -> int:
        """Return how many whole rows show below the head in `height` pixels."""
        head = self._head.height() if self._head.isVisibleTo(self) else 0
        return max(0, height - head - 1) // self._row_height()

    def fit_height(self, most: int = 0) -> None:
        """Take the height of all rows, at most `most` of them, so that the page scrolls and not the list."""
        shown = min(self.count(), most) if most else self.count()
        head = self._head.height() if self._head.isVisibleTo(self) else 0
        self.setFixedHeight(head + shown * self._row_height() + 1)

    def table_text(self) -> str:
        """Return the chosen rows that may leave as a table of tabs, heads first."""
        heads = "\t".join(column.title for column in self._columns)
        rows = [self._rows.source.row(at) for at in self._chosen() if self.may_leave(self._id(at))]
        return "\n".join([heads, *("\t".join(cell.plain() for cell in row.cells) for row in rows)])

    def copy(self) -> None:
        """Copy the chosen rows; where none of them may leave the clipboard stays as it was."""
        chosen = self.selection()
        kept_back = sum(not self.may_leave(row) for row in chosen)
        if kept_back < len(chosen):
            QGuiApplication.clipboard().setText(self.table_text())
        self.copied.emit(len(chosen) - kept_back, kept_back)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ENTER:
            beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            at = self.currentIndex().row()
            if at >= 0:
                (self.opened_beside if beside else self.opened).emit(self._id(at))
        elif event.key() == Qt.Key.Key_Delete and self.selection():
            self.removed.emit(self.selection())
        elif event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.count():
            flags = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._rows.index(0, 0), flags)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._painter.hovered = -1
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.viewport().update()

    def _hover(self, index: QModelIndex) -> None:
        self._painter.hovered = index.row()
        self.viewport().update()

    def _say_chosen(self) -> None:
        ids = self.selection()
        self.chosen.emit(ids[0] if len(ids) == 1 else "")
        self.viewport().update()

    def _sort(self, section: int) -> None:
        column = self._columns[section]
        if column.sort:
            key, descending = self._head.sorted
            turned = not descending if key == column.key else column.sort == "date"
            self.show_sorted(column.key, descending=turned)
            self.sorted_by.emit(column.key, turned)

    def _chosen(self) -> list[int]:
        return sorted({index.row() for index in self.selectedIndexes()})

    def _id(self, at: int) -> str:
        return self._rows.source.row(at).id

    def _row_height(self) -> int:
        return self._theme.size("row_two_lines" if self._two_lines else "row_table")

    def _retheme(self) -> None:
        self._painter.height = self._row_height()
        self.verticalHeader().setDefaultSectionSize(self._row_height())
        self._head.setFixedHeight(self._theme.size("table_head"))
        self._fit_columns()
        self.viewport().update()

    def _fit_columns(self) -> None:
        px = self._theme.px
        heads = [self._head_width(at) for at in range(len(self._columns))]
        # A column of a fixed width is never narrower than the words of its head.
        given = [
            (px(column.width), head) for column, head in zip(self._columns, heads, strict=True)
        ]
        wanted = [max(width, head) if width else 0 for width, head in given]
        widths = fitted(wanted, self.viewport().width(), px(_LEAST), px(_KEPT), heads)
        for at, width in enumerate(widths):
            self.setColumnHidden(at, not width)
            self.setColumnWidth(at, width)
        self._painter.last = max((at for at, width in enumerate(widths) if width), default=0)

    def _head_width(self, at: int) -> int:
        if self._head.isHidden():
            return 0
        column = self._columns[at]
        words = words_width(column.title, self._theme.font("caption"))
        return ceil(words) + (_SIGN if column.sort else 0) + PAD * (2 if at else 1)


def fitted(
    wanted: Sequence[int], whole: int, least: int, kept: int, heads: Sequence[int] = ()
) -> list[int]:
    """Return the width of each column in `whole`; a wanted width of 0 takes what is left.

    Where less than `least` is left for it, the columns of a fixed width give way as far as `kept`, or
    to what their `heads` take; where that is not enough the last ones are left out (0): nothing scrolls
    sideways, and a name is cut last.
    """
    shown, floors = list(wanted), [max(kept, head) for head in heads] or [kept] * len(wanted)
    while True:
        stretching = sum(not width for width in shown)
        spares = [max(0, width - floor) for width, floor in zip(shown, floors, strict=False)]
        spare = sum(spares)
        over = sum(shown) + least * stretching - whole
        part = min(1.0, max(0.0, over / spare)) if spare else 0.0
        widths = [w - int(give * part) for w, give in zip(shown, spares, strict=True)]
        left = whole - sum(widths)
        if len(shown) <= _FEWEST or left >= least // (2 if stretching <= _MANY else 3) * stretching:
            break
        shown.pop()
    room = max(1, left // stretching) if stretching else 0
    widths = [max(1, width) if width else room for width in widths]
    if sum(widths) > whole:
        widths = [max(1, int(width * whole / sum(widths))) for width in widths]
    return widths + [0] * (len(wanted) - len(shown))
