"""The line of tools over the roster: filter, groups, standing, and what the months' colours mean."""

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.meetings.menu import Menu
from ui.desktop.people.rows import ALL, GONE, TAGS, Filter
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.heat import HeatLegend
from ui.desktop.widgets.segmented import SegmentedControl

_GAP = 8


class MoreButton(IconButton):
    """What the roster's page does seldom. Emits `import_asked`, `ending_asked`."""

    import_asked = Signal()
    ending_asked = Signal()

    def __init__(self, theme: Theme, t: Translate) -> None:
        super().__init__(theme, "dots-three", t("More"), edged=True)
        self._look, self.t = theme, t
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> Menu:
        """Show the ways under the button."""
        t = self.t
        ways = (
            ("import", "file-arrow-down", t("Import from Excel")),
            ("ending", "handshake", t("End or move on")),
        )
        asked = {"import": self.import_asked, "ending": self.ending_asked}
        menu = Menu(self._look, ways)
        menu.chosen.connect(lambda key: asked[key].emit())
        menu.open_under(self)
        return menu


class RosterTools(QWidget):
    """Emits `changed` when the filter did."""

    changed = Signal()

    def __init__(self, theme: Theme, t: Translate) -> None:
        super().__init__()
        self.t = t
        self.search = SearchBox(theme, t("Name, initials, post"), "Ctrl+F")
        self.search.setFixedWidth(190)
        self.search.typed.connect(lambda _text: self.changed.emit())
        self.groups = ComboField(theme, [("", t("All groups"))])
        self.groups.setAccessibleName(t("Party group"))
        self.groups.settled.connect(lambda _group: self.changed.emit())
        self.standing = SegmentedControl(theme, [(ALL, t("All"))])
        self.standing.chosen.connect(lambda _standing: self.changed.emit())
        self._only: frozenset[str] = frozenset()
        self.some = Button(theme, "", "secondary", "x", compact=True)
        self.some.clicked.connect(self._drop_only)
        self.some.hide()
        self._legend = HeatLegend(theme, t("not there"), t("always there"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 12)
        row.setSpacing(_GAP)
        for part in (self.search, self.groups, self.standing, self.some):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._legend)

    def wanted(self) -> Filter:
        """Return what is asked for."""
        return Filter(self.search.text(), self.groups.value(), self.standing.current(), self._only)

    def set_only(self, people: Iterable[str]) -> None:
        """Ask for these people alone, in the roster's order as ever; for nobody in particular."""
        self._only = frozenset(people)
        said = self.t("Only this person|Only these {n} people", n=len(self._only))
        self.some.set_label(said)
        self.some.setToolTip(self.t("Show everyone"))
        self.some.setVisible(bool(self._only))
        self._fit()

    def _drop_only(self) -> None:
        self.set_only(())
        self.changed.emit()

    def show_choices(self, groups: Mapping[str, str], counts: Counter[str]) -> None:
        """Offer the groups, and the standings with how many there are of each."""
        t = self.t
        self.groups.set_options([("", t("All groups")), *groups.items()])
        options = [(ALL, t("All {n}", n=counts.total() - counts[GONE]))]
        options += [
            (key, f"{t(word)} {counts[key]}")
            for key, word in TAGS.items()
            if counts[key] or key != GONE
        ]
        self.standing.set_options(options)
        self._fit()

    def clear(self) -> None:
        """Ask for everyone who counts."""
        self.search.clear()
        self.groups.set_value("")
        self.standing.set_current(ALL)
        self.set_only(())
        self.changed.emit()

    def type_on(self, letter: str) -> None:
        """Go on with a letter that was typed over the list."""
        self.search.setFocus()
        self.search.setText(self.search.text() + letter)

    def _fit(self) -> None:
        # The legend is the first to give way, where words are long.
        some = (self.some,) if self._only else ()
        parts = (self.search, self.groups, self.standing, *some, self._legend)
        needed = sum(part.sizeHint().width() + _GAP for part in parts)
        self._legend.setVisible(needed <= self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
