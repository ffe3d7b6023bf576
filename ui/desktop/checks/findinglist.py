"""The list of findings: walks by keys, opens a finding in its place, and acts on its first way out."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy
from typing_extensions import override

from app.rules.finding import EXPLAIN, Finding
from ui.desktop.checks.lines import (
    LINE_ROLE,
    Head,
    Line,
    LineModel,
    LinePainter,
    first_way,
    second_line,
    state_word,
)
from ui.desktop.checks.opened import OpenFinding
from ui.desktop.desk import Desk

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST = 3


class FindingList(QListView):
    """Up and Down walk, Enter opens and shuts, F2 explains, Ctrl+Enter takes the first way out.

    Emits `acted(Finding, key)`, `explained(Finding, text)`, `typed(str)` for the page's filter, and
    `turned` when a finding was opened or shut.
    """

    acted = Signal(object, str)
    explained = Signal(object, str)
    typed = Signal(str)
    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._model = LineModel(desk.t)
        self._painter = LinePainter(desk.theme, desk.t, self)
        self.open_row: OpenFinding | None = None
        self._boxes: Mapping[str, str] = {}
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(desk.t("Findings"))
        self.entered.connect(self._hover)
        desk.theme.changed.connect(self._retheme)

    # What the card asks

    def show_lines(self, lines: Sequence[Line], boxes: Mapping[str, str]) -> None:
        """Show these; what was open is shut. ``boxes`` names the box of each finding."""
        self.shut()
        at = self._current_id()
        self._boxes = boxes
        self._model.set_lines(lines)
        place = self._model.place(at) if at else -1
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))

    def lines(self) -> Sequence[Line]:
        """Return what is shown."""
        return self._model.lines

    def findings(self) -> list[Finding]:
        """Return the findings shown, in order."""
        return [line for line in self._model.lines if isinstance(line, Finding)]

    def whole_height(self) -> int:
        """Return the height of all lines."""
        heads = sum(isinstance(line, Head) for line in self._model.lines)
        theme, rows = self._desk.theme, len(self._model.lines) - heads
        tall = heads * theme.size("card_head") + rows * theme.px(56)
        return tall + (self._painter.opened_height - theme.px(56) if self.open_row else 0) + 1

    def open_finding(self, explanation: str, *, write: bool = False) -> bool:
        """Open a finding by the id of its explanation; with `write` the cursor goes into its line."""
        at = self._model.place(explanation)
        if at < 0:
            return False
        self._open(at)
        if write and self.open_row is not None:
            self.open_row.write()
        return True

    def shut(self) -> None:
        """Shut the finding that is open, writing what is still being typed."""
        row, at = self.open_row, self._painter.opened
        if row is None:
            return
        row.settle()
        self.open_row, self._painter.opened = None, -1
        index = self._model.index(at)
        self.setIndexWidget(index, None)  # type: ignore[arg-type]
        self.scheduleDelayedItemsLayout()
        self.turned.emit()

    # Opening

    def _open(self, at: int) -> None:
        self.shut()
        index = self._model.index(at)
        line = index.data(LINE_ROLE)
        if not isinstance(line, Finding):
            return
        row = OpenFinding(self._desk, line, self._boxes.get(line.explanation_id, ""), self)
        row.acted.connect(lambda key: self.acted.emit(line, key))
        row.explained.connect(lambda text: self.explained.emit(line, text))
        row.shut.connect(self._shut_and_stay)
        self.open_row, self._painter.opened = row, at
        self._measure()
        self.setIndexWidget(index, row)
        self.setCurrentIndex(index)
        self.turned.emit()
        self.scrollTo(index)

    def _shut_and_stay(self) -> None:
        self.shut()
        self.setFocus()

    def _measure(self) -> None:
        row = self.open_row
        if row is None:
            return
        layout, wide = row.layout(), self.viewport().width()
        tall = layout.totalHeightForWidth(wide) if layout is not None else -1
        self._painter.opened_height = max(tall, row.sizeHint().height() if tall < 0 else tall)
        self.doItemsLayout()

    # Keys and mouse

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        finding, key = self._current(), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.table_text())
        elif key in _ENTER and finding is not None:
            if control:
                self._act(finding, first_way(finding).key)
            else:
                self._turn(self.currentIndex().row())
        elif key == Qt.Key.Key_F2 and finding is not None and not finding.is_error:
            self.open_finding(finding.explanation_id, write=True)
        elif key == Qt.Key.Key_Escape and self.open_row is not None:
            self.shut()
        elif event.text().isalnum() and not control:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = index.data(LINE_ROLE) if index.isValid() else None
        if event.button() != Qt.MouseButton.LeftButton or not isinstance(line, Finding):
            return
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            return
        button = self._painter.button(QRectF(self.visualRect(index)), line)
        if button is not None and button.contains(QPointF(event.position())):
            self._act(line, first_way(line).key)
        else:
            self._turn(index.row())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).isValid()
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._measure()

    def _act(self, finding: Finding, key: str) -> None:
        if key == EXPLAIN:
            self.open_finding(finding.explanation_id, write=True)
        elif key:
            self.acted.emit(finding, key)

    def _turn(self, at: int) -> None:
        if at == self._painter.opened:
            self.shut()
        else:
            self._open(at)

    def _hover(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self._painter.hovered = index.row()
        self.viewport().update()

    def _current(self) -> Finding | None:
        line = self.currentIndex().data(LINE_ROLE) if self.currentIndex().isValid() else None
        return line if isinstance(line, Finding) else None

    def _current_id(self) -> str:
        found = self._current()
        return found.explanation_id if found is not None else ""

    def table_text(self) -> str:
        """Return the chosen findings as a table of tabs: what it is, what, why, rule, source, day."""
        t = self._desk.t
        heads = (t("State"), t("Finding"), t("Why"), t("Rule"), t("Source"), t("Day of the fact"))
        rows = ["\t".join(heads)]
        for index in sorted(self.selectedIndexes(), key=lambda i: i.row()):
            f = index.data(LINE_ROLE)
            if isinstance(f, Finding):
                day = f.day.isoformat() if f.day else ""
                cells = (state_word(f, t), f.said(t), second_line(f, t), f.rule, f.source(t), day)
                rows.append("\t".join(" ".join(cell.split()) for cell in cells))
        return "\n".join(rows)

    def _retheme(self) -> None:
        self._measure()
        self.viewport().update()
