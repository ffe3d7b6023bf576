"""Buttons: one red one on a screen, the others white or without an edge; each says verb and object."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import CENTER, draw_box, draw_words
from ui.desktop.widgets.roles import give, plain_tip

_ICON_COLOR = {
    "primary": "text.on_accent",
    "secondary": "text.primary",
    "quiet": "text.secondary",
    "link": "text.link",
    "danger": "state.error_text",
    "toast": "ground.surface",
}
# Qt leaves 4 px between icon and word; a box wider than the icon makes it 8.
_AIR = 4
_TURN_MS = 80
_TURN = 30


class Button(QPushButton):
    """A button of one kind: primary, secondary, quiet, link or danger."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: str = "secondary",
        icon: str = "",
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._theme, self._kind, self._icon = theme, kind, icon
        self._tip, self._why, self._held = "", "", ""
        self._angle, self._timer = 0, QTimer(self)
        self._timer.setInterval(_TURN_MS)
        self._timer.timeout.connect(self._turn)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        give(self, kind=kind, compact=compact, ring=True)
        self._show_icon()
        theme.changed.connect(self._show_icon)

    def set_label(self, text: str) -> None:
        """Change the words."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_bare(self, *, bare: bool) -> None:
        """Show the icon alone, the words as tooltip, or both again."""
        words = self.accessibleName()
        self.setText("" if bare else words.replace("&", "&&"))
        self._tip = plain_tip(words) if bare else ""
        if self.isEnabled():
            self.setToolTip(self._tip)
        self._show_icon()

    def set_kind(self, kind: str) -> None:
        """Become another kind of button."""
        self._kind = kind
        give(self, kind=kind)
        self._show_icon()

    def set_icon(self, name: str) -> None:
        """Show another icon before the words, none for an empty name."""
        self._icon = name
        self._show_icon()

    def set_busy(self, busy: bool) -> None:
        """Turn a spinner in the icon's place and take no clicks; the width stays."""
        if busy == self._timer.isActive():
            return
        if busy:
            self.setMinimumWidth(self.width())
            self._timer.start()
        else:
            self._timer.stop()
            self.setMinimumWidth(0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, busy)
        self._show_icon()

    def is_busy(self) -> bool:
        """Whether the spinner turns."""
        return self._timer.isActive()

    def explain(self, reason: str) -> None:
        """Disable with a reason to read; an empty reason enables."""
        self._why = reason
        self._say_reason()

    def hold(self, reason: str) -> None:
        """Disable while the book takes no change, whatever else enables it; "" lets go."""
        if reason != self._held:
            self._held = reason
            self._say_reason()

    def _say_reason(self) -> None:
        reason = self._held or self._why
        self.setEnabled(not reason)
        self.setToolTip(plain_tip(reason) if reason else self._tip)
        self.setAccessibleDescription(reason)

    @override
    def click(self) -> None:
        if not self.is_busy():
            super().click()

    def _turn(self) -> None:
        self._angle = (self._angle + _TURN) % 360
        self.update()

    def _show_icon(self) -> None:
        side = self._theme.size("icon")
        air = _AIR if self.text() else 0
        if self._icon and not self.is_busy():
            self.setIcon(self._theme.icon(self._icon, _ICON_COLOR[self._kind], air=air))
        elif self.is_busy():
            self.setIcon(_clear_icon(QSize(side + air, side)))
        else:
            self.setIcon(QIcon())
        self.setIconSize(QSize(side + air, side))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_busy():
            # Qt centres icon, 4 px and words; the spinner stands where the icon would.
            words = self.fontMetrics().horizontalAdvance(self.text())
            wide = self.iconSize().width() + (4 + words if words else 0)
            side = self._theme.size("icon")
            place = QRectF((self.width() - wide) / 2, (self.height() - side) / 2, side, side)
            painter = QPainter(self)
            draw_spinner(painter, self._theme, place, self._angle, _ICON_COLOR[self._kind])
            painter.end()


def _clear_icon(size: QSize) -> QIcon:
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


def draw_spinner(painter: QPainter, theme: Theme, rect: QRectF, angle: int, color: str) -> None:
    """Draw a turning arc of a quarter circle on its track."""
    side = min(rect.width(), rect.height()) - 3
    circle = QRectF(rect.left() + 1.5, rect.center().y() - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("data.track"), 2))
    painter.drawEllipse(circle)
    painter.setPen(QPen(theme.color(color), 2))
    painter.drawArc(circle, (90 - angle) * 16, -110 * 16)
    painter.restore()


class IconButton(Button):
    """A quiet 36-px button without words; its tooltip names it and its key."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        tip: str,
        key: str = "",
        *,
        edged: bool = False,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, "", "secondary" if edged else "quiet", icon, compact=compact, parent=parent
        )
        give(self, shape="icon")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_tip(tip, key)

    def set_tip(self, tip: str, key: str = "") -> None:
        """Name the button and its key."""
        self._tip = plain_tip(f"{tip} ({key})" if key else tip)
        self.setToolTip(self._tip)
        self.setAccessibleName(tip)


class NavButton(QPushButton):
    """One place in the sidebar: icon, word, and the number of contradictions there."""

    def __init__(
        self, theme: Theme, icon: str, text: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._icon, self._badge, self._narrow = theme, icon, 0, False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)
        give(self, shape="nav")

    def set_badge(self, count: int) -> None:
        """Show how many facts contradict each other there; 0 shows nothing."""
        self._badge = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, the word as tooltip."""
        self._narrow = narrow
        self.setToolTip(plain_tip(self.text()) if narrow else "")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(40, self._theme.size("nav_item"))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter)
        if self._badge:
            draw_badge(painter, self._theme, self._badge_rect(), self._badge)
        if self.hasFocus():
            draw_box(painter, QRectF(self.rect()), 6, None, self._theme.color("line.focus"), 2)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        if self.isChecked():
            draw_box(painter, rect, 6, theme.color("ground.surface"))
            draw_box(painter, QRectF(0, 10, 3, rect.height() - 20), 0, theme.color("accent.mark"))
        elif self.isDown() or self.underMouse():
            draw_box(painter, rect, 6, theme.color("ground.pressed"))

    def _paint_words(self, painter: QPainter) -> None:
        theme, rect, here = self._theme, QRectF(self.rect()), self.isChecked()
        side = theme.size("icon_nav")
        left = (rect.width() - side) / 2 if self._narrow else 14
        box = QRectF(left, (rect.height() - side) / 2, side, side)
        theme.draw_icon(
            painter, box, self._icon, "accent.text" if here else "text.secondary", fill=here
        )
        if not self._narrow:
            words = rect.adjusted(box.right() + 10, 0, -8, 0)
            color = theme.color("text.primary" if here else "text.secondary")
            draw_words(painter, words, self.text(), theme.font("strong", strong=here), color)

    def _badge_rect(self) -> QRectF:
        width, height = 24, 20
        if self._narrow:
            return QRectF(self.width() - width, 0, width, height)
        return QRectF(self.width() - width - 8, (self.height() - height) / 2, width, height)


def draw_badge(painter: QPainter, theme: Theme, rect: QRectF, count: int) -> None:
    """Draw a number of contradictions in its pill."""
    draw_box(painter, rect, rect.height() / 2, theme.color("state.error_soft"))
    font = theme.font("caption", strong=True)
    draw_words(
        painter, rect, str(count), font, theme.color("state.error_text"), CENTER, elide=False
    )
