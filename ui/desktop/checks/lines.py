"""The findings as a list: a model of lines and a painter for them, so that thousands cost nothing.

Only the line that is open is a widget of its own; every other is painted when it comes into sight.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
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

from app.rules.finding import CHOOSE, EXPLAIN, PEOPLE, Action, Finding
from db.model.words import N_, Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import (
    CENTER,
    draw_box,
    draw_line,
    draw_ring,
    draw_words,
    words_width,
)
from ui.desktop.widgets.roles import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_AGAIN = Action(EXPLAIN, N_("Change it"))
_ROW, _PAD, _WORDS, _EDGE = 56, 16, 49, 13


class Head(NamedTuple):
    """A line that heads a group: its words, how many follow."""

    text: str
    many: int


Line = Head | Finding


class LineModel(QAbstractListModel):
    """Heads and findings as Qt asks for them; heads take neither focus nor choice."""

    def __init__(self, t: Translate) -> None:
        super().__init__()
        self._t = t
        self.lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def place(self, explanation: str) -> int:
        """Return where a finding stands, by the id of its explanation; -1 where it does not."""
        return next(
            (
                at
                for at, line in enumerate(self.lines)
                if isinstance(line, Finding) and line.explanation_id == explanation
            ),
            -1,
        )

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        line = self.lines[index.row()] if index.isValid() else None
        return super().flags(index) if isinstance(line, Finding) else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(line, Head):
                return f"{line.text} {line.many}"
            return f"{state_word(line, self._t)}: {line.said(self._t)} {second_line(line, self._t)}"
        return None


class LinePainter(QStyledItemDelegate):
    """Paints icon, what, why and the first way out; heads on their sunken ground."""

    def __init__(self, theme: Theme, t: Translate, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._t = theme, t
        self.hovered = -1
        self.opened = -1
        self.opened_height = 0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if index.row() == self.opened:
            return QSize(80, self.opened_height)
        head = isinstance(index.data(LINE_ROLE), Head)
        return QSize(80, self._theme.size("card_head") if head else self._theme.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, rect = index.data(LINE_ROLE), QRectF(option.rect)
        if index.row() == self.opened:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Head):
            self._paint_head(painter, rect, line)
        elif isinstance(line, Finding):
            self._paint_ground(painter, option, index)
            self._paint_finding(painter, rect, line)
            if self._has_focus(option, index):
                draw_ring(painter, self._theme, rect.adjusted(2, 2, -2, -2))
        painter.restore()

    def _has_focus(self, option: QStyleOptionViewItem, index: _Index) -> bool:
        view = option.widget
        return (
            isinstance(view, QAbstractItemView)
            and view.hasFocus()
            and view.currentIndex().row() == index.row()
        )

    def _paint_head(self, painter: QPainter, rect: QRectF, head: Head) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("ground.sunken"))
        foot = rect.bottom() - 0.5
        draw_line(painter, rect.bottomLeft(), rect.bottomRight(), theme.color("line.hair"))
        words = rect.adjusted(_PAD, 0, -_PAD, 0)
        words.setBottom(foot)
        taken = draw_words(
            painter, words, head.text, theme.font("heading"), theme.color("text.primary")
        )
        words.setLeft(words.left() + taken + 8)
        color = theme.color("text.secondary")
        draw_words(painter, words, str(head.many), theme.font("meta"), color)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("ground.selected"))
            bar = QRectF(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, theme.color("accent.mark"))
        elif index.row() == self.hovered:
            painter.fillRect(rect, theme.color("ground.hover"))
        if index.row() < index.model().rowCount() - 1:
            draw_line(painter, rect.bottomLeft(), rect.bottomRight(), theme.color("line.hair"))

    def _paint_finding(self, painter: QPainter, rect: QRectF, finding: Finding) -> None:
        theme, t = self._theme, self._t
        side = theme.size("icon_nav")
        tone = "error" if finding.is_error else "wait"
        icon = QRectF(rect.left() + 17, rect.center().y() - side / 2, side, side)
        theme.draw_icon(painter, icon, icon_of(finding), f"state.{tone}_text")
        button = self.button(rect, finding)
        if button is not None:
            self._paint_button(painter, button, first_way(finding).text)
        right = (button.left() if button is not None else rect.right()) - 12
        first, second = theme.line("strong"), theme.line("caption")
        top = rect.center().y() - (first + second) / 2
        words = QRectF(rect.left() + _WORDS, top, right - rect.left() - _WORDS, first)
        draw_words(
            painter, words, finding.said(t), theme.font("strong"), theme.color("text.primary")
        )
        words = QRectF(words.left(), top + first, words.width(), second)
        color = theme.color("text.secondary")
        draw_words(painter, words, second_line(finding, t), theme.font("caption"), color)

    def _paint_button(self, painter: QPainter, rect: QRectF, text: str) -> None:
        theme = self._theme
        ground, edge = theme.color("ground.surface"), theme.color("line.control")
        draw_box(painter, rect, theme.radius("control"), ground, edge)
        color = theme.color("text.primary")
        font = theme.font("body", strong=True)
        draw_words(painter, rect, self._t(text), font, color, CENTER, elide=False)

    def button(self, rect: QRectF, finding: Finding) -> QRectF | None:
        """Return where the first way out stands in a line; None where there is none."""
        way = first_way(finding)
        if not way.key:
            return None
        theme = self._theme
        wide = words_width(self._t(way.text), theme.font("body", strong=True)) + 2 * _EDGE
        tall = float(theme.size("control_compact"))
        return QRectF(rect.right() - 12 - wide, rect.center().y() - tall / 2, wide, tall)

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        line = index.data(LINE_ROLE) if index.isValid() else None
        text = ""
        if isinstance(line, Finding):
            room = option.rect.width() - _WORDS - 120
            said, why = line.said(self._t), second_line(line, self._t)
            cut = max(
                words_width(said, self._theme.font("strong")),
                words_width(why, self._theme.font("caption")),
            )
            text = f"{said}\n{why}" if cut > room else ""
        QToolTip.showText(event.globalPos(), plain_tip(text), view)
        return True


def icon_of(finding: Finding) -> str:
    """Return the icon of a finding: explained ones, two values, people have their own."""
    keys = {a.key for a in finding.actions}
    if finding.explained:
        return "chat-text"
    if CHOOSE.key in keys:
        return "git-fork"
    if finding.is_error:
        return "warning-octagon"
    return "book-open" if PEOPLE.key in keys else "clock"


def state_word(finding: Finding, t: Translate) -> str:
    """Return what a finding is, in one word."""
    if finding.is_error:
        return t("Contradiction")
    return t("Explained") if finding.explained else t("Reminder")


def second_line(finding: Finding, t: Translate) -> str:
    """Return what stands under a finding: its explanation, else why it matters."""
    return finding.explanation or finding.reason(t)


def ways_of(finding: Finding) -> tuple[Action, ...]:
    """Return the ways out, the first the one most people take; an explained one can be changed."""
    return (_AGAIN,) if finding.explained else finding.actions


def first_way(finding: Finding) -> Action:
    """Return the first way out; one without a key where there is none."""
    ways = ways_of(finding)
    return ways[0] if ways else Action("", "")
