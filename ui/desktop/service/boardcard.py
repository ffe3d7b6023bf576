"""One card of a board: what it says, how tall it is, how it is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import RIGHT, draw_box, draw_ring, draw_words, words_width

PAD = 12
_TITLE, _LINE, _EDGE = 22, 20, 10


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One card: a title of up to two lines, a second line, who at the left, until when at the right.

    ``tone`` and ``icon`` are those of the words at the right.
    """

    id: str
    title: str
    sub: str = ""
    who: str = ""
    when: str = ""
    tone: str = ""
    icon: str = ""

    def said(self) -> str:
        """Return the card in words."""
        return ", ".join(part for part in (self.title, self.sub, self.who, self.when) if part)


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column: its key, its words, how many there are in all, and the line below what shows."""

    key: str
    title: str
    count: int
    cards: tuple[BoardCard, ...]
    more: str = ""


def title_lines(theme: Theme, title: str, wide: float) -> tuple[str, ...]:
    """Return a title in one line or two; the second one is cut when it is painted."""
    font = theme.font("strong")
    if words_width(title, font) <= wide:
        return (title,)
    metrics = QFontMetricsF(font)
    low, high = 1, len(title)
    while low < high:
        middle = (low + high + 1) // 2
        fits = metrics.horizontalAdvance(title[:middle]) <= wide
        low, high = (middle, high) if fits else (low, middle - 1)
    blank = title.rfind(" ", 0, low + 1)
    # Hanzi break anywhere; what has blanks breaks at one.
    at = blank if blank > low // 2 else low
    return (title[:at].rstrip(), title[at:].lstrip())


def card_height(theme: Theme, card: BoardCard, wide: float) -> float:
    """Return how tall a card is in a column so wide."""
    px = theme.px
    lines = px(_TITLE) * len(title_lines(theme, card.title, wide - 2 * PAD))
    below = px(_LINE) * (bool(card.sub) + bool(card.who or card.when))
    return float(lines + below + 2 * px(_EDGE))


def paint_card(
    painter: QPainter, theme: Theme, rect: QRectF, card: BoardCard, *, hot: bool, ringed: bool
) -> None:
    """Paint a card; ``hot`` under the pointer or the cursor, ``ringed`` with the focus."""
    px = theme.px
    fill = theme.color("ground.hover" if hot else "ground.surface")
    draw_box(painter, rect, theme.radius("card"), fill, theme.color("line.hair"))
    y, inner = rect.top() + px(_EDGE), rect.adjusted(PAD, 0, -PAD, 0)
    for line in title_lines(theme, card.title, inner.width()):
        room = QRectF(inner.left(), y, inner.width(), px(_TITLE))
        draw_words(painter, room, line, theme.font("strong"), theme.color("text.primary"))
        y += px(_TITLE)
    if card.sub:
        room = QRectF(inner.left(), y, inner.width(), px(_LINE))
        draw_words(painter, room, card.sub, theme.font("meta"), theme.color("text.secondary"))
        y += px(_LINE)
    _paint_foot(painter, theme, QRectF(inner.left(), y, inner.width(), px(_LINE)), card)
    if ringed:
        draw_ring(painter, theme, rect.adjusted(1, 1, -1, -1), theme.radius("card"))


def _paint_foot(painter: QPainter, theme: Theme, room: QRectF, card: BoardCard) -> None:
    used = 0.0
    if card.when:
        color = f"state.{card.tone}_text" if card.tone else "text.tertiary"
        font = theme.font("caption")
        used = words_width(card.when, font) + (18 if card.icon else 0)
        draw_words(painter, room, card.when, font, theme.color(color), RIGHT, elide=False)
        if card.icon:
            spot = QRectF(room.right() - used, room.center().y() - 7, 14, 14)
            theme.draw_icon(painter, spot, card.icon, color)
    who = room.adjusted(0, 0, -used - 8, 0)
    draw_words(painter, who, card.who, theme.font("meta"), theme.color("text.primary"))
