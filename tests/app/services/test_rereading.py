"""What is read again of an open meeting is what a whole reading would show, whatever was written."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.records.evidence import PrintedForm, SignInSheet
from app.records.meeting import MotionKind, Presence
from app.services.meeting import Meeting
from app.services.rereading import read_again
from app.terms import ActivityType
from app.words import Catalogue
from app.workspace import Workspace
from db import keys
from db.model.record import Applied

START = datetime.fromisoformat("2026-05-22T19:30")
TODAY = date(2026, 5, 22)


class Open:
    """A branch of four with a meeting that is open on the screen, and what was touched since."""

    def __init__(self, home: Path) -> None:
        made = Workspace.create(
            home, "a long passphrase", branch="G109", cost=keys.Cost(1, 1, 8),
            clock=lambda: int(START.timestamp() * 1000),
        )  # fmt: skip
        self.book, self.touched = made.workspace, set[tuple[str, str]]()
        self.records, self.meetings = self.book.records, self.book.meetings
        self.group = self.records.add("party_group", {"name": "Group 1"})
        self.members = [
            self.records.add("member", {"name": f"Member {n}", "group": self.group})
            for n in range(4)
        ]
        self.other = self._new()
        self.id = self._new()
        self.shown = self.whole()
        self.book.store.listen(self._hear)

    def _new(self) -> str:
        kind = ActivityType.general_meeting
        return self.meetings.new(kind, START, Catalogue("en"), today=TODAY)

    def _hear(self, applied: Applied) -> None:
        self.touched |= applied.touched

    def whole(self) -> Meeting:
        found = self.meetings.get(self.id, TODAY)
        assert found is not None
        return found

    def again(self) -> Meeting:
        found = self.meetings.again(self.shown, self.touched, TODAY)
        assert found is not None
        self.touched.clear()
        self.shown = found
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    made = Open(tmp_path_factory.mktemp("open") / "home")
    yield made
    made.book.close()


def _beside(kind: str) -> Callable[[Open], object]:
    return lambda o: o.records.add(kind, {"activity": o.id})


def _voted(kind: MotionKind) -> Callable[[Open], object]:
    return lambda o: o.meetings.write.add_motion(o.shown, "A vote", kind=kind)


WRITINGS: dict[str, Callable[[Open], object]] = {
    "title": lambda o: o.records.change(o.id, {"title": f"Meeting {len(o.shown.speeches)}"}),
    "another kind": lambda o: o.records.change(o.id, {"type": ActivityType.themed_party_day}),
    "usual kind": lambda o: o.records.change(o.id, {"type": ActivityType.general_meeting}),
    "held together": lambda o: o.records.change(o.id, {"parent": o.other}),
    "named as its own": lambda o: o.records.change(o.other, {"parent": o.id}),
    "life meeting": lambda o: o.records.change(o.id, {"type": ActivityType.organizational_life_meeting}),
    "present": lambda o: o.meetings.sign.mark(o.shown, o.members[0], Presence.present),
    "on leave": lambda o: o.meetings.sign.mark(o.shown, o.members[1], Presence.leave),
    "item": _beside("agenda_item"),
    "items gone": lambda o: o.records.delete(*(i.id for i in o.shown.items)),
    "said": lambda o: o.meetings.write.add_speech(o.shown, None, speaker=o.members[0], text="Yes."),
    "vote": _voted(MotionKind.ordinary),
    "admission": _voted(MotionKind.admission),
    "opinion": lambda o: [
        o.records.add("written_opinion", {"motion": m.id, "member": o.members[1]})
        for m in o.shown.motions
    ],
    "resolution": lambda o: o.meetings.write.add_resolution(o.shown, "To do."),
    "sheet": _beside(SignInSheet.shape.name),
    "form": _beside(PrintedForm.shape.name),
    "file": lambda o: o.records.add("attachment", {"belongs_to": o.id, "name": "a.jpg"}),
    "file of an item": lambda o: [
        o.records.add("attachment", {"belongs_to": i.id, "name": "b.jpg"}) for i in o.shown.items
    ],
    "correction": lambda o: o.records.add(
        "correction", {"about": o.id, "text": "Not two."}
    ),
    "explanation": lambda o: o.records.add(
        "explanation", {"rule": "R05", "about": o.id, "text": "So it was."}
    ),
    "group": lambda o: o.records.change(o.group, {"name": "Group one"}),
    "member": lambda o: o.records.change(o.members[3], {"name": "Member three"}),
    "a new member": lambda o: o.records.add("member", {"name": "New"}),
    "came in": lambda o: o.records.add("member_status_event", {"member": o.members[2], "event": "in"}),
}  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.sampled_from(sorted(WRITINGS)), min_size=1, max_size=3), max_size=5))
def test_what_is_read_again_is_what_a_whole_reading_shows(
    site: Open, evening: list[list[str]]
) -> None:
    for written in evening:
        for one in written:
            WRITINGS[one](site)
        assert site.again() == site.whole(), written


def test_only_the_part_that_was_touched_is_read(site: Open) -> None:
    quiet = site.meetings.get(site._new(), TODAY)
    assert quiet is not None
    fresh = read_again(site.records, quiet, {("explanation", "any")})
    assert fresh is not None
    assert fresh.entries is quiet.entries
    assert fresh.branch is quiet.branch
    assert read_again(site.records, quiet, {("member", site.members[0])}) is None


def test_a_deleted_meeting_is_gone(site: Open) -> None:
    gone = site._new()
    shown = site.meetings.get(gone, TODAY)
    assert shown is not None
    site.records.delete(gone)
    assert site.meetings.again(shown, {("activity", gone)}, TODAY) is None
