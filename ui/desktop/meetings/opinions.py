"""Beside a committee's minutes: who of those there has said what on the item, and who has not yet."""

from PySide6.QtCore import Signal

from app.counting.shapes import Panel
from app.records.meeting import AgendaItem
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow


class OpinionsCard(Card):
    """One row a member due and there. Emits `asked(member)` where nothing is on record yet."""

    asked = Signal(str)

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Each member's opinion"), head="sunken")
        self._opened, self.t = opened, opened.desk.t

    def show_opinions(self, item: AgendaItem | None) -> None:
        """Show who spoke on an item."""
        meeting, t, theme = self._opened.meeting, self.t, self._opened.desk.theme
        here = [p for p in meeting.people if p.due and p.present]
        shown = Panel.opinions in meeting.shape.panels and item is not None and bool(here)
        self.setVisible(shown)
        self.clear()
        if not shown or item is None:
            return
        said = {s.speaker: s for s in meeting.speeches_on(item.id)}
        for at, person in enumerate(here):
            speech = said.get(person.id)
            if at:
                self.add_rule()
            if speech is None:
                row = ListRow(theme, "circle-dashed", person.member.name, right=t("not yet"))
                row.set_pressable()
                row.pressed.connect(lambda member=person.id: self.asked.emit(member))
            else:
                stance = t(speech.stance.title_) if speech.stance else t("spoke")
                row = ListRow(theme, "check-circle", person.member.name, right=stance, tone="ok")
            row.setObjectName(f"opinion-{person.id}")
            self.add(row)
        self.set_meta(t("{n} of {all}", n=sum(p.id in said for p in here), all=len(here)))
