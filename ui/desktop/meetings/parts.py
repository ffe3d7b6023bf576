"""What a themed Party day holds: other meetings at the same time, signed in once, each counted once."""

from PySide6.QtWidgets import QWidget

from app.counting.shapes import PARTS, Panel
from ui.desktop.desk import Route
from ui.desktop.meetings.menu import Menu
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.standing import ICONS
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import Label


class PartsCard(Card):
    """The parts, each opened by its row, and a menu that adds one."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Held in it"), head="sunken")
        self._opened, self.t = opened, opened.desk.t
        self._adder = Button(opened.desk.theme, self.t("Add a part"), "quiet", "plus", compact=True)
        self._adder.clicked.connect(self._ask)
        self.set_action(self._adder)

    def show_parts(self) -> None:
        """Show what is held in the open meeting."""
        meeting, t, theme = self._opened.meeting, self.t, self._opened.desk.theme
        self.setVisible(Panel.parts in meeting.shape.panels)
        self._adder.setVisible(not meeting.archived)
        self.clear()
        for at, part in enumerate(meeting.linked):
            if at:
                self.add_rule()
            kind = t(part.type.title_)
            row = ListRow(theme, ICONS[part.type], part.title or kind, kind)
            row.set_pressable()
            row.pressed.connect(lambda a=part.id: self._go(a))
            self.add(row)
        self.add(self._note())

    def _note(self) -> QWidget:
        words = self.t(
            "One sign-in serves all; each is counted for its own rule, hours are given once."
        )
        note = Label(words, "caption", "secondary", wrap=True)
        note.setContentsMargins(16, 8, 16, 10)
        return note

    def _go(self, activity: str) -> None:
        self._opened.desk.window.go(Route("meeting", activity, "prepare"))

    def _ask(self) -> None:
        entries = [(kind.value, ICONS[kind], self.t(kind.title_)) for kind in PARTS]
        menu = Menu(self._opened.desk.theme, entries)
        menu.chosen.connect(self.add_part)
        self._menu = menu.open_under(self._adder)

    def add_part(self, kind: str) -> None:
        """Make a meeting that is held in the open one."""
        meeting, meetings, t = self._opened.meeting, self._opened.desk.book.meetings, self.t
        wanted = next(k for k in PARTS if k == kind)
        toast = t("Added: {what}", what=t(wanted.title_))
        self._opened.write(lambda _r: meetings.add_part(meeting, wanted, t), toast=toast)
