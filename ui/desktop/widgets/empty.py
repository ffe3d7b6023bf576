"""Places where nothing is yet: what belongs here, and up to three ways to begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.checks import draw_tick
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.painted import Painted, draw_box
from ui.desktop.widgets.roles import give


@dataclass(frozen=True, slots=True)
class Way:
    """One way to begin; without title and sentence only its button shows."""

    key: str
    icon: str
    title: str
    sentence: str
    button: str


class SheetDrawing(Painted):
    """Two sheets of paper, the upper one with two lines ticked."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, 136)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        edge = theme.color("line.strong")
        painter.save()
        painter.translate(14, 22)
        painter.rotate(-6)
        draw_box(painter, QRectF(0, 0, 84, 104), 6, theme.color("ground.sunken"), edge, 2)
        painter.restore()
        draw_box(painter, QRectF(45, 10, 87, 106), 6, theme.color("ground.surface"), edge, 2)
        for at in range(4):
            painter.setPen(QPen(edge, 2))
            y = 37 + at * 20
            painter.drawLine(QPointF(70, y), QPointF(116, y))
        painter.setPen(
            QPen(theme.color("accent.mark"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        for at in range(2):
            draw_tick(painter, QRectF(51, 28 + at * 20, 18, 18))
        painter.end()


class EmptyState(QWidget):
    """For a whole page: drawing, title, one sentence, ways to begin. Emits `chosen(key)`.

    The first way has the page's one red button.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str,
        ways: Sequence[Way] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        give(self, part="clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(SheetDrawing(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role, tone in ((title, "title", ""), (sentence, "body", "secondary")):
            label = Label(text, role, tone, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
            label.setVisible(bool(text))
        column.addSpacing(12)
        column.addLayout(self._lay_ways(theme, ways))
        column.addStretch(3)

    def _lay_ways(self, theme: Theme, ways: Sequence[Way]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.layout("gutter"))
        row.addStretch(1)
        for at, way in enumerate(ways):
            button = Button(theme, way.button, "secondary" if at else "primary")
            button.clicked.connect(lambda _on=False, key=way.key: self.chosen.emit(key))
            row.addWidget(_way_card(theme, way, button, first=not at) if way.title else button)
        row.addStretch(1)
        return row


def _way_card(theme: Theme, way: Way, button: Button, *, first: bool) -> Card:
    card = Card(theme)
    card.setFixedWidth(282)
    card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    card.setMaximumHeight(theme.px(190))
    card.body.setContentsMargins(18, 16, 18, 16)
    card.body.setSpacing(4)
    icon = IconLabel(theme, way.icon, "accent.text" if first else "text.secondary", "icon_large")
    card.body.addWidget(icon, 0, Qt.AlignmentFlag.AlignLeft)
    card.add(Label(way.title, "heading"))
    card.add(Label(way.sentence, "meta", wrap=True))
    card.body.addStretch(1)
    card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card


class EmptyLine(QWidget):
    """In a list: one line, one sentence, one quiet action. Emits `acted`."""

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        sentence: str = "",
        action: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel(theme, icon, "text.secondary", "icon_nav"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, wrap=True))
        if sentence:
            words.addWidget(Label(sentence, "caption", "secondary", wrap=True))
        row.addLayout(words, 1)
        if action:
            button = Button(theme, action, "quiet", compact=True)
            button.clicked.connect(self.acted)
            row.addWidget(button)
