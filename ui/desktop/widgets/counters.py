"""Due, present, on leave, not yet; and one sentence about the quorum with its arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import Painted, draw_box, draw_line, draw_words, words_width

_LINE, _LEAST, _GAP, _CLOSE = 58, 190, 18, 9


@dataclass(frozen=True, slots=True)
class Count:
    """One number and what it counts."""

    number: int
    text: str
    tone: str = "primary"


class CounterStrip(Painted):
    """Numbers at the left, the verdict at the right or below; both change in the frame they are told."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._counts: tuple[Count, ...] = ()
        self._verdict, self._tall = ("mute", "", "", ""), 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show these numbers."""
        self._counts = tuple(counts)
        self._name_it()

    def show_verdict(self, tone: str, icon: str, title: str, sentence: str) -> None:
        """Say what the numbers mean; an empty title says nothing."""
        self._verdict = (tone, icon, title, sentence)
        self._name_it()

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, self._tall * self.theme.px(_LINE))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        """Give the verdict a line of its own where the numbers leave it too little room."""
        narrow = self._counts_width() + self.theme.px(_LEAST) > self.width()
        tall = 2 if self._verdict[2] and narrow else 1
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()

    def _counts_width(self) -> float:
        number, meta = self.theme.font("number"), self.theme.font("meta")
        words = [
            words_width(str(c.number), number) + words_width(c.text, meta) for c in self._counts
        ]
        return 20 + sum(width + 45 for width in words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = self.open_painter(), self.theme, QRectF(self.rect())
        draw_box(
            painter,
            rect,
            theme.radius("card"),
            theme.color("ground.surface"),
            theme.color("line.hair"),
        )
        above = QRectF(rect)
        above.setHeight(rect.height() / self._tall)
        left = self._paint_counts(painter, above)
        if self._verdict[2]:
            below = QRectF(rect.left(), above.bottom(), rect.width(), above.height())
            place = (above, left) if self._tall == 1 else (below, rect.left() + 6)
            self._paint_verdict(painter, *place)
        painter.end()

    def _paint_counts(self, painter: QPainter, rect: QRectF) -> float:
        theme, left = self.theme, rect.left() + 20
        gap = _GAP if self._counts_width() <= rect.width() else _CLOSE
        for at, count in enumerate(self._counts):
            if at:
                top, foot = QPointF(left, rect.top() + 1), QPointF(left, rect.bottom() - 1)
                draw_line(painter, top, foot, theme.color("line.hair"))
                left += gap
            number = str(count.number)
            width = words_width(number, theme.font("number"))
            box = QRectF(left, rect.top(), width + 2, rect.height())
            color = theme.tone(count.tone)
            draw_words(painter, box, number, theme.font("number"), color, elide=False)
            left += width + 9
            width = words_width(count.text, theme.font("meta"))
            words = QRectF(left, rect.top() + 1, width + 2, rect.height())
            draw_words(
                painter,
                words,
                count.text,
                theme.font("meta"),
                theme.color("text.secondary"),
                elide=False,
            )
            left += width + gap
        return left

    def _paint_verdict(self, painter: QPainter, rect: QRectF, left: float) -> None:
        theme, (tone, icon, title, sentence) = self.theme, self._verdict
        wide = max(
            words_width(title, theme.font("body", strong=True)),
            words_width(sentence, theme.font("caption")),
        )
        width = min(wide + 62, rect.right() - 7 - left)
        box = QRectF(rect.right() - 6 - width, rect.top() + 6, width, rect.height() - 12)
        draw_box(painter, box, 6, theme.color(f"state.{tone}_soft"))
        mark = QRectF(box.left() + 14, box.center().y() - 11, 22, 22)
        theme.draw_icon(painter, mark, icon, f"state.{tone}_mark", fill=True)
        words = QRectF(box.left() + 46, box.top() + 4, box.width() - 54, theme.line("meta"))
        draw_words(painter, words, title, theme.font("body", strong=True), theme.tone(tone))
        words.moveTop(box.bottom() - 4 - theme.line("caption"))
        words.setHeight(theme.line("caption"))
        draw_words(painter, words, sentence, theme.font("caption"), theme.color("text.secondary"))

    def _name_it(self) -> None:
        self.setAccessibleName(", ".join(f"{count.text} {count.number}" for count in self._counts))
        self.setAccessibleDescription(" ".join(self._verdict[2:]))
        self._stand()
        self.update()
