"""Words of a few lines at most: a title of two hundred characters must not make its row a page tall."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import plain_tip

_WISHED, _LEAST = 240, 40


class ShortLabel(Label):
    """Wraps to `lines` lines, the last of which ends with …; the whole text is tooltip and name."""

    def __init__(
        self,
        text: str,
        role: str = "body",
        tone: str = "",
        *,
        lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        self._whole, self._lines = " ".join(text.split()), lines
        super().__init__(self._whole, role, tone, wrap=True, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self._whole)

    def whole(self) -> str:
        """Return the text in full."""
        return self._whole

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        lines = max(1, len(self._broken(width)))
        return lines * self.fontMetrics().lineSpacing() + self._around()

    @override
    def sizeHint(self) -> QSize:
        width = min(self.fontMetrics().horizontalAdvance(self._whole) + 2, _WISHED)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.fontMetrics().lineSpacing() + self._around())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _around(self) -> int:
        margins = self.contentsMargins()
        return margins.top() + margins.bottom()

    def _broken(self, width: int) -> list[str]:
        margins = self.contentsMargins()
        room = max(1, width - margins.left() - margins.right())
        return broken(self._whole, self.font(), room, self._lines)

    def _fit(self) -> None:
        shown = self._broken(self.width())
        if (text := "\n".join(shown)) != self.text():
            self.setText(text)
            self.updateGeometry()
        cut = shown[-1:] != [] and shown[-1].endswith("…") and not self._whole.endswith(shown[-1])
        self.setToolTip(plain_tip(self._whole) if cut else "")


def broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return a text in lines of `width` pixels, at most `most` of them; of a longer one the last ends in …."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = list[str]()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            rest, elide = text[start:], Qt.TextElideMode.ElideRight
            lines.append(QFontMetrics(font).elidedText(rest, elide, width))
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines
