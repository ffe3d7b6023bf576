"""Problems that several units have, those with a solution first: what one unit found, others can use."""

from collections.abc import Callable, Sequence

from app.services.matterlists import Line, grouped
from ui.desktop.desk import Desk
from ui.desktop.service.standing import TONES, origin_words
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.scroll import ScrollPage

_MOST = 100
"""So many stand on one page; the list has all of them."""


class CommonView(ScrollPage):
    """Two cards of common problems; a press opens the matter."""

    def __init__(self, desk: Desk, opened: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._opened = desk, opened

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these common problems."""
        t, parts = self._desk.t, grouped(lines)
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        solved, open_ = parts.get("solved", []), parts.get("open", [])
        title = t("With a solution others can use")
        self.body.addWidget(self._card(title, t("No solution written down yet"), solved))
        self.body.addWidget(
            self._card(t("Still without a solution"), t("None is left here"), open_)
        )

    def _card(self, title: str, none: str, lines: Sequence[Line]) -> Card:
        card = Card(self._desk.theme, title, str(len(lines)) if lines else "", "sunken")
        if not lines:
            line = EmptyLine(self._desk.theme, "lightbulb", none)
            line.setContentsMargins(16, 0, 16, 0)
            card.add(line)
        for at, one in enumerate(lines[:_MOST]):
            if at:
                card.add_rule()
            card.add(self._row(one))
        return card

    def _row(self, line: Line) -> ListRow:
        matter, t = line.matter, self._desk.t
        sub = (matter.shared_solution or "").strip() or origin_words(line, t)
        tone, icon = TONES[matter.state]
        row = ListRow(self._desk.theme, icon, matter.title, sub, tone=tone, wrap=True, lines=2)
        row.set_pressable()
        row.pressed.connect(lambda: self._opened(line.id))
        return row
