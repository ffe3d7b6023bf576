"""The meeting that is open: read again when something of it was touched, written through one keeper."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.records.member import Member
from app.services.meeting import Meeting
from app.services.meeting_noted import Noted
from app.services.people import initials
from app.services.records import Records
from db.model.record import Applied
from ui.desktop.desk import Desk
from ui.desktop.meetings.keeper import Keeper
from ui.desktop.widgets.person import Person

KINDS = frozenset(
    {"activity", "attendance", "agenda_item", "speech", "motion", "resolution", "attachment",
     "sign_in_sheet", "member", "party_group", "leave_or_absence", "office_holding", "notice",
     "explanation", "branch", "member_status_event", "study_record", "correction", "life_meeting",
     "collected_opinion", "rectification_item", "heart_to_heart_talk", "plan_item",
     "meeting_template", "written_opinion", "election_candidate", "printed_form", "flow_record",
     "group_membership", "outcome", "partner_organization", "campaign"}
)  # fmt: skip
"""Records whose touch makes the meeting read again."""


class OpenMeeting(QObject):
    """Held by the page, given to each step. `reread` after each reading; `asked(step, record, field)`."""

    reread = Signal()
    asked = Signal(str, str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.keeper = Keeper(desk, self)
        self.keeper.idle.connect(self._catch_up)
        self._meeting: Meeting | None = None
        self.noted: list[Noted] = []
        self._owed = False
        self._touched: set[tuple[str, str]] = set()
        self._whole = False
        desk.feed.applied.connect(self._hear)

    @property
    def meeting(self) -> Meeting:
        """Return the meeting; ValueError before one is open."""
        if self._meeting is None:
            raise ValueError("no meeting is open")
        return self._meeting

    @property
    def is_open(self) -> bool:
        """Tell whether a meeting is open."""
        return self._meeting is not None

    def open(self, activity: str) -> bool:
        """Open a meeting; False where there is none."""
        self._meeting = self.desk.book.meetings.get(activity, self.desk.today())
        self._touched, self._whole = set(), False
        if self._meeting is not None:
            self._look()
        return self._meeting is not None

    def read(self) -> bool:
        """Read again, unless a write is on its way: then afterwards. False when it was deleted."""
        if self._meeting is None:
            return False
        if self.keeper.busy:
            self._owed = True
            return True
        self._owed = False
        found = self._found()
        self._touched, self._whole = set(), False
        if found is None:
            self._meeting = None
            return False
        self._meeting = found
        self._look()
        self.reread.emit()
        return True

    def _found(self) -> Meeting | None:
        meetings, meeting, today = self.desk.book.meetings, self.meeting, self.desk.today()
        if self._whole:
            return meetings.get(meeting.id, today)
        return meetings.again(meeting, self._touched, today)

    def forget(self) -> None:
        """Have all of the meeting read again, the branch's people too."""
        self._whole = True

    def _look(self) -> None:
        self.noted = self.desk.book.meetings.noted(self.meeting, self.desk.now())

    def _catch_up(self) -> None:
        if self._owed:
            self.read()

    def foresee(self, meeting: Meeting) -> None:
        """Hold the meeting as a write on its way will make it, so that the screen need not wait."""
        self._meeting = meeting
        # Whatever becomes of the write, who is here is read again after it.
        self._touched.add(("attendance", ""))

    def _hear(self, applied: Applied) -> None:
        self._touched |= applied.touched

    def touched(self, applied: Applied) -> bool:
        """Tell whether records touched may be of this meeting."""
        self._hear(applied)
        return bool(KINDS & applied.kinds())

    def write(
        self,
        task: Callable[[Records], Any],
        *,
        toast: str = "",
        done: Callable[[Any], object] | None = None,
    ) -> None:
        """Write in turn; `toast` offers an undo afterwards."""

        def after(result: Any) -> None:
            if done is not None:
                done(result)
            if toast:
                self.desk.window.undoable(toast)

        self._owed = True
        self.keeper.write(task, after)

    def people(self) -> list[Person]:
        """Return everybody who may be chosen: those due first, then the rest of the branch."""
        meeting = self.meeting
        groups = {g.id: g.name for g in meeting.groups}
        due = [p.member for p in meeting.people]
        known, branch = {m.id for m in due}, meeting.branch
        rest = [m for m in branch.on(meeting.day) if m.id not in known]

        def group(member: Member) -> str:
            return groups.get(branch.group_of(member.id, meeting.day) or "", "")

        return [
            Person(m.id, m.name, initials(m.name), group(m), m.post or "") for m in (*due, *rest)
        ]

    def notice_day(self) -> date | None:
        """Return the day on which the notice went out."""
        found = self.desk.book.meetings.notice(self.meeting.id)
        return found.issued_on if found else None
