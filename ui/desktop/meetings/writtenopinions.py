"""Written opinions on an admission or a conversion: who handed in what, when, and whether it counts."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.counting.judging import Judged
from app.counting.written import VOTES
from app.records.voting import WrittenOpinion
from app.services.meeting import Meeting
from db.model.words import N_
from ui.desktop.meetings.keeper import as_day
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import ElidingLabel, Label, NameLabel
from ui.desktop.widgets.person import Person, PersonField

WHY = {
    "": N_("counts as a vote"),
    "no-stance": N_("not counted: no position"),
    "no-vote": N_("not counted: no right to vote"),
    "present": N_("not counted: was there and votes in the room"),
    "undated": N_("not counted: without a date"),
    "late": N_("not counted: not dated before the meeting"),
    "twice": N_("not counted: entered twice"),
}
"""Whether an opinion counts, in words."""


class OpinionRow(QWidget):
    """One opinion: name, position, day, whether it counts."""

    def __init__(self, opened: OpenMeeting, opinion: WrittenOpinion) -> None:
        super().__init__()
        theme, t, keep = opened.desk.theme, opened.desk.t, opened.keeper.bind
        self.t, self.opinion = t, opinion.id
        self._name = NameLabel("", "body")
        self._name.setMinimumWidth(96)
        stances = [("", t("Which?"))] + [(s.value, t(s.title_)) for s in VOTES]
        self.stance = ComboField(theme, stances)
        self.stance.setAccessibleName(t("Position"))
        self.dated = DateField(theme, t, opened.desk.today)
        self.dated.setAccessibleName(t("Handed in on"))
        self.dated.setFixedWidth(148)
        self._why = ElidingLabel("", "meta")
        self._out = IconButton(theme, "trash", t("Take out"), compact=True)
        toast = t("Took out a written opinion")
        self._out.clicked.connect(
            lambda: opened.write(lambda records: records.delete(opinion.id), toast=toast)
        )
        self._bounds = (
            keep(self.stance, opinion.id, "stance"),
            keep(self.dated, opinion.id, "dated_on", read=as_day),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._name, self.stance, self.dated):
            row.addWidget(part)
        row.addWidget(self._why, 1)
        row.addWidget(self._out)

    def show_opinion(self, meeting: Meeting, opinion: WrittenOpinion, why: str) -> None:
        """Show it as stored."""
        self._name.setText(meeting.name(opinion.member))
        self._why.setText(self.t(WHY[why]))
        self._out.setVisible(not meeting.archived)
        for bound in self._bounds:
            bound.show_record(opinion.record)

    def settle(self) -> None:
        """Write the day that is being typed."""
        self.dated.settle()


class OpinionsList(QWidget):
    """The opinions of one vote, and a field that adds one by a name's initials."""

    def __init__(self, opened: OpenMeeting, motion: str) -> None:
        super().__init__()
        theme, t = opened.desk.theme, opened.desk.t
        self._opened, self._motion, self.t = opened, motion, t
        self._rows: dict[str, OpinionRow] = {}
        self._wanted = ""
        self._head = Label(t("Written opinions, handed in before the meeting"), "meta")
        self.adder = PersonField(theme, t)
        self.adder.setPlaceholderText(t("Who handed one in?"))
        self.adder.setAccessibleName(t("Who handed one in?"))
        self.adder.setFixedWidth(208)
        self.adder.settled.connect(self._add)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._head, 1)
        first.addWidget(self.adder)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(first)

    def show_opinions(self, meeting: Meeting, vote: Judged) -> None:
        """Show who gave one, and offer those with a vote who are not here."""
        opinions = meeting.opinions_of(self._motion)
        refused = dict(vote.written.refused)
        for gone in [key for key in self._rows if key not in {o.id for o in opinions}]:
            old = self._rows.pop(gone)
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        for opinion in opinions:
            if opinion.id not in self._rows:
                self._rows[opinion.id] = OpinionRow(self._opened, opinion)
                self._column.addWidget(self._rows[opinion.id])
            why = refused.get(opinion.id, "")
            self._rows[opinion.id].show_opinion(meeting, opinion, why)
        if self._wanted in self._rows:
            self._rows[self._wanted].stance.setFocus()
            self._wanted = ""
        self._show_head(vote)
        if not self.adder.hasFocus():
            self.adder.set_people(self._away(meeting, {o.member for o in opinions}))

    def _show_head(self, vote: Judged) -> None:
        t, heard = self.t, vote.written
        said = t("Written opinions, handed in before the meeting")
        if self._rows:
            counts = {"yes": heard.yes, "no": heard.no, "abstain": heard.abstain}
            said = t("Written: for {yes}, against {no}, abstained {abstain}; they count as votes, not as presence", **counts)  # fmt: skip
        self._head.setText(said)

    def _away(self, meeting: Meeting, known: set[str]) -> list[Person]:
        wanted = meeting.electors.due - meeting.electors.here - known
        return [person for person in self._opened.people() if person.id in wanted]

    def _add(self, member: object) -> None:
        if not member:
            return
        self.adder.set_value("")
        voting, motion = self._opened.desk.book.voting, self._motion
        self._opened.write(
            lambda _records: voting.add_opinion(motion, str(member)), done=self._want
        )

    def _want(self, opinion: str) -> None:
        self._wanted = opinion

    def settle(self) -> None:
        """Write what is being typed."""
        for row in self._rows.values():
            row.settle()
