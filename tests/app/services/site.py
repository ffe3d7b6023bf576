"""A small branch for tests of meetings: two groups of three, a committee of three, a day in May."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from app.services.meeting import Meeting
from app.terms import ActivityType
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json
from tests.app.samples import SECRET, copied, folder, new_book

TODAY = date(2026, 5, 22)
START = datetime.fromisoformat("2026-05-22T19:30")
T = Catalogue("en")


def clock() -> int:
    """Stand at noon of the day."""
    return int(datetime.fromisoformat("2026-05-22T12:00").timestamp() * 1000)


@cache
def _made() -> tuple[Path, tuple[str, ...], tuple[str, ...]]:
    """Write the branch once; return its home, its groups and its members."""
    home = folder() / "six"
    book = new_book(home, branch="G109", writer="Ma", clock=clock)
    records = book.records
    groups = tuple(records.add("party_group", {"name": f"Group {n}", "number": n}) for n in (1, 2))
    members = tuple(
        records.add(
            "member",
            {"name": f"Member {n}", "number": n + 1, "group": groups[n // 3],
             "joined_on": "2015-07-01"},
        )
        for n in range(6)
    )  # fmt: skip
    for group, leader in zip(groups, (0, 3), strict=True):
        records.change(group, {"leader": members[leader]})
    offices = ("secretary", "organization_member", "discipline_member")
    for member, office in zip(members, offices, strict=False):
        fields = {"member": member, "office": office, "from_on": "2025-01-01"}
        records.add("office_holding", fields)
    book.close()
    return home, groups, members


class Site:
    """A book with six members."""

    def __init__(self, home: Path) -> None:
        made, groups, members = _made()
        self.book = Workspace.open(copied(made, home), SECRET, clock=clock)
        self.records, self.meetings = self.book.records, self.book.meetings
        self.groups, self.members = list(groups), list(members)

    def new(self, kind: ActivityType, *, group: str = "", **fields: Json) -> Meeting:
        """Arrange a meeting of the day."""
        made = self.meetings.new(kind, START, T, group=group, today=TODAY)
        if fields:
            self.records.change(made, fields)
        return self.read(made)

    def held(self, kind: ActivityType, **fields: Json) -> Meeting:
        """Arrange a meeting, sign everyone in, and write its account."""
        words: Mapping[str, Json] = {"minutes": "We met.", "recorder": self.members[1], **fields}
        meeting = self.new(kind, **words)
        self.meetings.sign.mark_rest(meeting, START)
        return self.read(meeting.id)

    def filed(self, kind: ActivityType, **fields: Json) -> Meeting:
        """Hold a meeting and file it away."""
        meeting = self.held(kind, **fields)
        self.meetings.file(meeting, TODAY, T)
        return self.read(meeting.id)

    def read(self, activity: str) -> Meeting:
        """Return a meeting as the book has it now."""
        found = self.meetings.get(activity, TODAY)
        assert found is not None
        return found
