"""States said three times: icon, word, colour."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import draw_badge
from ui.desktop.widgets.painted import Painted, draw_box, draw_words, words_width

_PAD, _GAP, _ICON = 7, 5, 14
# Where a record is: the icon and the tone of each place.
WHERE = {
    "local": ("laptop", "wait"),
    "stick": ("usb-stick", "info"),
    "hq": ("shield-check", "ok"),
    "open": ("git-fork", "error"),
}


def chip_width(theme: Theme, icon: str, text: str) -> float:
    """Return the width a chip takes."""
    side = theme.px(_ICON) + _GAP if icon else 0
    return _PAD * 2 + side + words_width(text, theme.font("meta"))


def draw_chip(
    painter: QPainter, theme: Theme, rect: QRectF, tone: str, icon: str, text: str
) -> QRectF:
    """Draw a chip at the left of `rect`, in its middle; return the place it took."""
    height = theme.size("chip")
    box = QRectF(rect.left(), rect.center().y() - height / 2, chip_width(theme, icon, text), height)
    box.setWidth(min(box.width(), rect.width()))
    draw_box(painter, box, theme.radius("chip"), theme.color(f"state.{tone}_soft"))
    left = box.left() + _PAD
    if icon:
        side = theme.px(_ICON)
        mark = QRectF(left, box.center().y() - side / 2, side, side)
        theme.draw_icon(painter, mark, icon, f"state.{tone}_text")
        left += side + _GAP
    words = QRectF(left, box.top(), box.right() - left - _PAD + 2, height)
    draw_words(painter, words, text, theme.font("meta"), theme.color(f"state.{tone}_text"))
    return box


def draw_where(painter: QPainter, theme: Theme, rect: QRectF, where: str, text: str) -> None:
    """Draw where a record is, without a ground."""
    icon, tone = WHERE[where]
    side = theme.size("icon_small")
    mark = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
    theme.draw_icon(painter, mark, icon, f"state.{tone}_text")
    words = rect.adjusted(side + 6, 0, 0, 0)
    draw_words(painter, words, text, theme.font("body"), theme.color(f"state.{tone}_text"))


class StatusChip(Painted):
    """A state on its soft ground; not clickable."""

    def __init__(
        self, theme: Theme, tone: str, icon: str, text: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._status = (tone, icon, text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_status(self, tone: str, icon: str, text: str) -> None:
        """Say another state."""
        self._status = (tone, icon, text)
        self.setAccessibleName(text)
        self.follow_theme()

    def text(self) -> str:
        """Return the word."""
        return self._status[2]

    @override
    def sizeHint(self) -> QSize:
        _, icon, text = self._status
        return QSize(round(chip_width(self.theme, icon, text) + 0.5), self.theme.size("chip"))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        draw_chip(painter, self.theme, QRectF(self.rect()), *self._status)
        painter.end()


class WhereMark(Painted):
    """Where a record is: local, stick, hq, open (two values)."""

    def __init__(
        self, theme: Theme, where: str, text: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._where, self._text = where, text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_where(self, where: str, text: str) -> None:
        """Say another place."""
        self._where, self._text = where, text
        self.setAccessibleName(text)
        self.follow_theme()

    @override
    def sizeHint(self) -> QSize:
        side = self.theme.size("icon_small") + 6
        return QSize(
            round(side + words_width(self._text, self.theme.font("body")) + 2),
            self.theme.size("chip"),
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        draw_where(painter, self.theme, QRectF(self.rect()), self._where, self._text)
        painter.end()


class Badge(Painted):
    """A number of contradictions; hidden at 0. Reminders are never badges."""

    def __init__(self, theme: Theme, count: int = 0, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._count = count
        self.setFixedSize(24, 20)
        self.set_count(count)

    def set_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setAccessibleName(str(count))
        self.setVisible(count > 0)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        draw_badge(painter, self.theme, QRectF(self.rect()), self._count)
        painter.end()


class SavedMark(Painted):
    """The header's word on saving: a green check and `20:14 已保存`."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._text, self._saved = "", True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_saved(self, text: str) -> None:
        """Say that all is saved."""
        self._show(text, saved=True)

    def show_saving(self, text: str) -> None:
        """Say that saving is under way; call after 300 ms only."""
        self._show(text, saved=False)

    def _show(self, text: str, *, saved: bool) -> None:
        self._text, self._saved = text, saved
        self.setAccessibleName(text)
        self.follow_theme()

    @override
    def sizeHint(self) -> QSize:
        width = 22 + words_width(self._text, self.theme.font("meta")) if self._text else 0
        return QSize(round(width), self.theme.size("chip"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        painter, middle = self.open_painter(), self.height() / 2
        icon, color = (
            ("check", "state.ok_text") if self._saved else ("circle-dashed", "text.tertiary")
        )
        self.theme.draw_icon(painter, QRectF(0, middle - 8, 16, 16), icon, color)
        words = QRectF(self.rect()).adjusted(20, 0, 0, 0)
        draw_words(
            painter, words, self._text, self.theme.font("meta"), self.theme.color("text.secondary")
        )
        painter.end()
