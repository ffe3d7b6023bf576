"""Rows of short lists that carry their own way on: what is due on Home, what waits in a card."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.labels import ElidingLabel, IconLabel, Label
from ui.desktop.widgets.painted import Painted, draw_words, words_width
from ui.desktop.widgets.progress import draw_segments
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.shortlabel import ShortLabel

_BUTTON = 124


class Segments(Painted):
    """How many of a few are done: pieces and figures."""

    def __init__(
        self, theme: Theme, done: int, total: int, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._done, self._total = done, total
        self.setAccessibleName(f"{done}/{total}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        pieces = min(6, self._total) * 23
        return QSize(
            pieces
            + round(words_width(f"{self._done}/{self._total}", self.theme.font("meta")))
            + 10
            + self.contentsMargins().right(),
            20,
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = self.open_painter(), self.theme, QRectF(self.rect())
        taken = draw_segments(painter, theme, rect, self._done, self._total)
        words = rect.adjusted(taken + 8, 0, 4, 0)
        color = theme.color("text.secondary")
        draw_words(
            painter, words, f"{self._done}/{self._total}", theme.font("meta"), color, elide=False
        )
        painter.end()


class DueRow(QFrame):
    """What, how far, state, and a button of one width. Emits `acted`. `chip` is (tone, icon, word)."""

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        sub: str,
        chip: tuple[str, str, str],
        button: str,
        *,
        segments: tuple[int, int] | None = None,
        primary: bool = False,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        give(self, part="row")
        self.setAccessibleName(f"{title}, {chip[2]}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self._title, self._chip = ElidingLabel(title, "strong"), StatusChip(theme, *chip)
        words.addWidget(self._title)
        words.addWidget(ElidingLabel(sub, "meta"))
        words.addStretch(1)
        self.button = Button(
            theme, button, "primary" if primary else "quiet" if quiet else "secondary"
        )
        self.button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 0, 12, 0)
        row.setSpacing(14)
        row.addWidget(IconLabel(theme, icon, size="icon_large"))
        row.addLayout(words, 1)
        self._segments: Segments | None = None
        if segments is not None:
            self._segments = Segments(theme, *segments)
            self._segments.setContentsMargins(0, 0, theme.space("x8"), 0)
            row.addWidget(self._segments)
        row.addWidget(self._chip)
        row.addWidget(self.button)
        self._row = row
        self._theme = theme
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.size("row_due"))
        self.button.setMinimumWidth(self._theme.px(_BUTTON))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Names come first: the pieces give way, then the chip; the row's name says what it said.
        gap = self._row.spacing()
        left = self.width() - self._title.sizeHint().width() - self.button.sizeHint().width()
        left -= self._theme.size("icon_large") + 29 + 2 * gap
        for part in (self._chip, self._segments):
            if part is not None:
                left -= part.sizeHint().width() + gap
                part.setVisible(left >= 0)


def _lines(text: str, role: str = "body", tone: str = "", *, lines: int) -> Label:
    """Return words that wrap, to no more than so many lines where a number is given."""
    if lines:
        return ShortLabel(text, role, tone, lines=lines)
    return Label(text, role, tone, wrap=True)


class ListRow(QFrame):
    """A light row: icon, title, second line, figures, and a link at the end. Emits `acted`, `pressed`.

    Its words are cut where there is no room, unless it may `wrap`; then it grows, to so many `lines` of
    each where a number is given.
    """

    acted = Signal()
    pressed = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        sub: str = "",
        right: str = "",
        *,
        tone: str = "",
        action: str = "",
        flush: bool = False,
        wrap: bool = False,
        lines: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        give(self, part="row", chosen=False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sub)
        row = QHBoxLayout(self)
        row.setContentsMargins(0 if flush else 16, 0, 0 if flush else 12, 0)
        row.setSpacing(12)
        if icon:
            row.addWidget(
                IconLabel(theme, icon, f"state.{tone}_text" if tone else "text.secondary")
            )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, 5 if wrap else 0, 0, 5 if wrap else 0)
        words.addStretch(1)
        words.addWidget(_lines(title, lines=lines) if wrap else ElidingLabel(title))
        if sub:
            second = ("caption", "secondary")
            under = _lines(sub, *second, lines=lines) if wrap else ElidingLabel(sub, *second)
            words.addWidget(under)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._right = Label(right, "meta")
        row.addWidget(self._right)
        self._right.setVisible(bool(right))
        if action:
            link = Button(theme, action, "link", compact=True)
            link.clicked.connect(self.acted)
            row.addWidget(link)
        self._row = row
        self._press_on = False
        self._wrap = wrap
        self._theme, self._row_size = theme, "row_two_lines" if sub else "row_one_line"
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        if self._wrap:
            self.setMinimumHeight(self._theme.size(self._row_size))
        else:
            self.setFixedHeight(self._theme.size(self._row_size))

    def add(self, widget: QWidget) -> None:
        """Put a chip or a button at the end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def lead(self, widget: QWidget) -> None:
        """Put something before the icon: a day."""
        self._row.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_pressable(self, *, chosen: bool = False) -> None:
        """Make the whole row a target; `chosen` draws it as the current one."""
        self._press_on = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        give(self, chosen=chosen, press=True)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press_on and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._press_on and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        ):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)
