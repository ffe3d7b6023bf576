"""Words on the page, each with its role in the type scale."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_words
from ui.desktop.widgets.roles import give, plain_tip

# The natural line of the family is 1.45 em already; this percentage of it gives 27 px at 16.
_READ_LINE = 116


class Label(QLabel):
    """Plain text with a role and, where it says a state, a tone. Marks in the text are text."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = role == "read" and wrap
        self.setTextFormat(Qt.TextFormat.RichText if self._reading else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        give(self, role=role, tone=tone)
        self.setText(text)

    @override
    def setText(self, text: str, /) -> None:
        if self._reading:
            lines = escape(text).replace("\n", "<br>")
            text = f'<p style="line-height:{_READ_LINE}%; margin:0">{lines}</p>' if text else ""
        super().setText(text)

    def set_tone(self, tone: str) -> None:
        """Take another state's colour, or none with an empty string."""
        give(self, tone=tone)


class ElidingLabel(QLabel):
    """One line that gives way with …; the whole text is its tooltip and its accessible name."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        *,
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self._whole = ""
        give(self, role=role, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    @override
    def setText(self, text: str, /) -> None:
        whole = " ".join(text.split())
        if whole == self._whole:
            return
        self._whole = whole
        self.setAccessibleName(self._whole)
        self._fit()
        self.updateGeometry()

    def whole(self) -> str:
        """Return the text in full."""
        return self._whole

    @override
    def sizeHint(self) -> QSize:
        # Qt gives it the font of its role here, if nobody asked before.
        height = super().sizeHint().height()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, height)

    @override
    def minimumSizeHint(self) -> QSize:
        height = super().minimumSizeHint().height()
        return QSize(self.fontMetrics().horizontalAdvance("…") + 2, height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(0, self.width()))
        if shown != self.text():
            super().setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


class NameLabel(Label):
    """A person's name: it wraps to a second line and is never cut."""

    def __init__(
        self, name: str = "", role: str = "strong", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, role, wrap=True, parent=parent)


class KeyCap(QLabel):
    """A key and what it does: `空格 到`."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        give(self, role="keycap")


class Rule(QFrame):
    """One hair line."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give(self, part="rule")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class IconLabel(Painted):
    """An icon that follows the theme."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        color: str = "text.secondary",
        size: str = "icon",
        *,
        fill: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._icon, self._color, self._size, self._fill = icon, color, size, fill
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, color: str = "", *, fill: bool | None = None) -> None:
        """Show another icon, in another token's colour where one is named."""
        self._icon, self._color = icon, color or self._color
        self._fill = self._fill if fill is None else fill
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self.theme.size(self._size)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        color = self._color if self.isEnabled() else "text.disabled"
        self.theme.draw_icon(painter, QRectF(self.rect()), self._icon, color, fill=self._fill)
        painter.end()


class IconLine(QWidget):
    """An icon and its words in one line; the words give way when room is short."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        role: str = "body",
        tone: str = "",
        *,
        color: str = "text.secondary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon = IconLabel(theme, icon, f"state.{tone}_text" if tone else color, "icon_small")
        self.words = ElidingLabel(text, role, tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("x2"))
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)

    def set_text(self, text: str) -> None:
        """Change the words."""
        self.words.setText(text)


class Avatar(Painted):
    """The first character of a name in a circle; a picture of nobody."""

    def __init__(
        self, theme: Theme, name: str, size: int = 36, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._name, self._side = name, size
        self.setFixedSize(size, size)

    def set_name(self, name: str) -> None:
        """Show another person's first character."""
        self._name = name
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        rect = QRectF(self.rect())
        draw_box(painter, rect, self._side / 2, self.theme.color("ground.pressed"))
        font = self.theme.font("body", strong=True)
        font.setPixelSize(max(11, round(self._side * 0.4)))
        draw_words(
            painter,
            rect,
            self._name[:1],
            font,
            self.theme.color("text.secondary"),
            CENTER,
            elide=False,
        )
        painter.end()
