"""Ticks and choices whose whole row is the target; ticks are neutral dark, not red."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import RIGHT, Painted, draw_box, draw_ring, draw_words, words_width
from ui.desktop.widgets.roles import plain_tip

# A row gives way to this width, then its words give way.
_LEAST = 160
_TICK = ((0.27, 0.52), (0.44, 0.68), (0.74, 0.37))


def draw_check(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    state: bool | None,
    *,
    enabled: bool = True,
    fill: str = "control.on",
) -> None:
    """Draw the mark: ticked, empty, or a bar for some (None)."""
    side = box.width()
    if state is False:
        edge = "line.control" if enabled else "line.strong"
        draw_box(painter, box, 4, theme.color("ground.surface"), theme.color(edge), 1.2)
        return
    draw_box(painter, box, 4, theme.color(fill if enabled else "line.control"))
    painter.setPen(
        QPen(
            theme.color("control.tick"),
            max(1.6, side * 0.1),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is None:
        middle = box.center().y()
        painter.drawLine(
            QPointF(box.left() + side * 0.25, middle), QPointF(box.right() - side * 0.25, middle)
        )
    else:
        draw_tick(painter, box)


def draw_tick(painter: QPainter, box: QRectF) -> None:
    """Draw the tick of a box with the painter's pen."""
    points = [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in _TICK]
    painter.drawPolyline(QPolygonF(points))


class CheckRow(Painted):
    """A tick, its words, and what it means in numbers at the right. Emits `toggled(bool)`.

    The third state, None, says that some of a group are ticked; a press makes it all.
    """

    toggled = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        text: str,
        meta: str = "",
        *,
        checked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._text, self._meta = text, meta
        self._state: bool | None = checked
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name_it()

    def state(self) -> bool | None:
        """Return ticked, empty, or None for some."""
        return self._state

    def set_state(self, state: bool | None) -> None:
        """Show a state, silently."""
        self._state = state
        self._name_it()
        self.update()

    def set_meta(self, text: str) -> None:
        """Change the words at the right."""
        self._meta = text
        self.update()

    def explain(self, reason: str) -> None:
        """Disable with a reason to read; an empty reason enables."""
        self.setEnabled(not reason)
        self.setToolTip(plain_tip(reason))

    @override
    def sizeHint(self) -> QSize:
        font = self.theme.font("body")
        width = 20 + 10 + words_width(self._text, font) + 8
        width += words_width(self._meta, self.theme.font("meta")) + 12 if self._meta else 0
        return QSize(round(width), self.theme.size("control_compact"))

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.theme.px(_LEAST)), hint.height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            self._toggle()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._toggle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = self.open_painter(), self.theme, QRectF(self.rect())
        if self.underMouse() and self.isEnabled():
            draw_box(painter, rect, 4, theme.color("ground.hover"))
        side = theme.size("check_box") - 2
        box = QRectF(1, (rect.height() - side) / 2, side, side)
        draw_check(painter, theme, box, self._state, enabled=self.isEnabled())
        color = "text.disabled" if not self.isEnabled() else "text.primary"
        words = rect.adjusted(box.right() + 9, 0, -4, 0)
        if self._meta:
            draw_words(
                painter, words, self._meta, theme.font("meta"), theme.color("text.secondary"), RIGHT
            )
            words.setRight(words.right() - words_width(self._meta, theme.font("meta")) - 12)
        draw_words(painter, words, self._text, theme.font("body"), theme.color(color))
        if self.hasFocus():
            draw_ring(painter, theme, rect.adjusted(-0, 0, 0, 0), 4)
        painter.end()

    def _toggle(self) -> None:
        self.set_state(self._state is not True)
        self.toggled.emit(self._state is True)

    def _name_it(self) -> None:
        mark = {True: "✓", False: "", None: "–"}[self._state]
        self.setAccessibleName(f"{self._text} {mark}".strip())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()


class RadioRow(QAbstractButton):
    """One choice among siblings; `key` is a key cap shown at the right."""

    def __init__(
        self, theme: Theme, text: str, key: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._key = theme, key
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        width = 20 + 8 + words_width(self.text(), self._theme.font("body", strong=True)) + 8
        width += words_width(self._key, self._theme.font("caption")) + 28 if self._key else 0
        return QSize(round(width), self._theme.size("control_compact"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = QPainter(self), self._theme, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            draw_box(painter, rect, 4, theme.color("ground.hover"))
        box = QRectF(1, (rect.height() - 18) / 2, 18, 18)
        draw_radio(painter, theme, box, on=self.isChecked(), enabled=self.isEnabled())
        color = theme.color("text.primary" if self.isEnabled() else "text.disabled")
        words = rect.adjusted(box.right() + 8, 0, -4, 0)
        draw_words(painter, words, self.text(), theme.font("body", strong=self.isChecked()), color)
        if self._key:
            width = words_width(self._key, theme.font("caption")) + 18
            draw_key(
                painter,
                theme,
                QRectF(rect.right() - width, rect.center().y() - 10, width, 20),
                self._key,
            )
        if self.hasFocus():
            draw_ring(painter, theme, rect, 4)
        painter.end()


def draw_radio(
    painter: QPainter, theme: Theme, box: QRectF, *, on: bool, enabled: bool = True
) -> None:
    """Draw the mark of a choice."""
    color = theme.color(("control.on" if on else "line.control") if enabled else "line.strong")
    draw_box(painter, box, box.width() / 2, theme.color("ground.surface"), color, 2 if on else 1.2)
    if on:
        draw_box(painter, box.adjusted(4.5, 4.5, -4.5, -4.5), box.width(), color)


def draw_key(painter: QPainter, theme: Theme, rect: QRectF, text: str) -> None:
    """Draw a key cap."""
    draw_box(painter, rect, 3, theme.color("ground.sunken"), theme.color("line.hair"))
    font, color = theme.font("caption"), theme.color("text.secondary")
    draw_words(painter, rect, text, font, color, Qt.AlignmentFlag.AlignCenter, elide=False)


class ChoiceCard(QAbstractButton):
    """A big choice: icon, title, one sentence; the chosen one has a red edge and a mark."""

    def __init__(
        self, theme: Theme, icon: str, title: str, sentence: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._sentence = theme, icon, sentence
        self.setText(title)
        self.setAccessibleDescription(sentence)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.px(72))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect, on = (
            QPainter(self),
            self._theme,
            QRectF(self.rect()),
            self.isChecked(),
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("ground.hover" if self.underMouse() else "ground.surface")
        edge = theme.color("accent.mark" if on else "line.control")
        draw_box(painter, rect, theme.radius("card"), ground, edge, 2 if on else 1)
        middle = rect.center().y()
        color = "accent.text" if on else "text.secondary"
        theme.draw_icon(painter, QRectF(22, middle - 14, 28, 28), self._icon, color)
        words = rect.adjusted(66, 14, -56, 0)
        words.setHeight(theme.line("heading"))
        draw_words(painter, words, self.text(), theme.font("heading"), theme.color("text.primary"))
        words.moveTop(words.bottom())
        words.setHeight(theme.line("meta"))
        draw_words(
            painter, words, self._sentence, theme.font("meta"), theme.color("text.secondary")
        )
        if on:
            mark = QRectF(rect.right() - 44, middle - 11, 22, 22)
            theme.draw_icon(painter, mark, "check-circle", "accent.mark", fill=True)
        if self.hasFocus():
            draw_ring(painter, theme, rect.adjusted(3, 3, -3, -3))
        painter.end()
