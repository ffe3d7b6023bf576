"""The side panel that belongs to a page: flush, one hair line, its own scroll; folds to a strip."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.labels import ElidingLabel, Label, Rule
from ui.desktop.widgets.painted import Painted, draw_words
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.scroll import ScrollPage

_STRIP, _MOST = 40, 420


def panel_width(theme: Theme, name: str = "panel_profile") -> int:
    """Return a panel's width, more in larger type as far as the page beside it can spare it."""
    width = theme.layout(name)
    return max(width, min(theme.px(width), _MOST))


def side_width(theme: Theme, whole: int, wanted: int, most: float) -> int:
    """Return the width of what stands beside a list: `wanted` in this type, `most` of the `whole` at most."""
    return min(theme.px(wanted), int(whole * most))


class SidePanel(QFrame):
    """Add to `body`; `set_foot` pins actions. Emits `folded(bool)`. Without a title it has no head."""

    folded = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        title: str = "",
        meta: str = "",
        side: str = "right",
        *,
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        give(self, part="panel", side=side)
        self._theme, self._wide, self._folded = (
            theme,
            width or theme.layout("panel_findings"),
            False,
        )
        self._title, self._meta = Label(title, "heading"), ElidingLabel(meta, "meta")
        self._scroll = ScrollPage(gap=0)
        self.body = self._scroll.body
        self._foot = QFrame()
        give(self._foot, part="foot")
        self._foot_row = QHBoxLayout(self._foot)
        self._foot_row.setContentsMargins(16, 12, 20, 12)
        self._foot.hide()
        self._strip = _Strip(theme, title)
        self._strip.pressed.connect(lambda: self.set_folded(folded=False))
        self._strip.hide()
        fold = t("Fold the panel")
        self._button = IconButton(theme, "caret-double-right", fold, "Ctrl+Shift+F", compact=True)
        self._button.clicked.connect(lambda: self.set_folded(folded=True))
        self._lay(title)
        self.setFixedWidth(self._wide)

    def _lay(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        self._head = QWidget()
        bar = QHBoxLayout(self._head)
        bar.setContentsMargins(16, 6, 6, 6)
        bar.setSpacing(8)
        bar.addWidget(self._title)
        bar.addWidget(self._meta, 1)
        bar.addWidget(self._button)
        self._line = Rule()
        for part in (self._head, self._line):
            outer.addWidget(part)
            part.setVisible(bool(title))
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._strip, 1)
        outer.addWidget(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_meta(self, text: str) -> None:
        """Change the count in the head and on the strip."""
        self._meta.setText(text)
        self._strip.set_text(f"{self._title.text()} {text}")

    def set_width(self, width: int) -> None:
        """Take another width, as the page grows."""
        self._wide = width
        if not self._folded:
            self.setFixedWidth(width)

    def set_foot(self, *widgets: QWidget) -> None:
        """Pin actions at the bottom; the last one stands at the right."""
        for at, widget in enumerate(widgets):
            if at == len(widgets) - 1 and at:
                self._foot_row.addStretch(1)
            self._foot_row.addWidget(widget)
        self._foot.setVisible(bool(widgets))

    def set_folded(self, *, folded: bool) -> None:
        """Fold to a strip with the count, or open."""
        if folded == self._folded:
            return
        self._folded = folded
        titled = bool(self._title.text())
        for part in (self._head, self._line):
            part.setVisible(titled and not folded)
        self._scroll.setVisible(not folded)
        self._foot.setVisible(not folded and self._foot_row.count() > 0)
        self._strip.setVisible(folded)
        self.setFixedWidth(_STRIP if folded else self._wide)
        self.folded.emit(folded)

    def is_folded(self) -> bool:
        """Whether only the strip shows."""
        return self._folded

    def clear(self) -> None:
        """Take everything out of the body."""
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class _Strip(Painted):
    pressed = Signal()

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme)
        self._text = text
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_STRIP - 1, 120)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        theme.draw_icon(painter, QRectF(11, 12, 18, 18), "caret-double-left", "text.secondary")
        painter.translate(self.width() / 2, 44)
        painter.rotate(90)
        words = QRectF(0, -10, self.height() - 60, 20)
        draw_words(painter, words, self._text, theme.font("meta"), theme.color("text.secondary"))
        painter.end()
