"""A real book in a temporary home: what the secretary does with meetings, from notice to filing."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.records.meeting import (
    Activity,
    AgendaItem,
    Attendance,
    ItemKind,
    MotionKind,
    Presence,
    State,
)
from app.records.study import StudyRecord
from app.services.filing import study_id
from app.services.meeting import Meeting
from app.services.progress import first_open, progress
from app.terms import ActivityType
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json, child_id
from db.model.errors import InvalidRecord
from tests.app.samples import SECRET, copied, new_book

moment = datetime.fromisoformat
"""The site's own times have no zone."""

TODAY = date(2026, 5, 22)
START = moment("2026-05-22T19:30")
T = Catalogue("en")


def clock() -> int:
    return int(moment("2026-05-22T12:00").timestamp() * 1000)


def member(n: int, group: str) -> dict[str, Json]:
    fields: dict[str, Json] = {
        "name": f"Member {n:02}",
        "number": n + 1,
        "group": group,
        "joined_on": "2015-07-01",
    }
    if n % 10 == 8:
        fields["status"] = "probationary"
    if n % 10 == 9:
        fields["relation_here"] = "organizational_life_only"
    return fields


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of thirty people in three groups, six of them without a vote; written once."""
    home = tmp_path_factory.mktemp("thirty") / "home"
    book = new_book(home, branch="G109", clock=clock)
    add = book.records.add
    groups = [add("party_group", {"name": f"Group {n}", "number": n}) for n in (1, 2, 3)]
    for n in range(30):
        add("member", member(n, groups[n // 10]))
    book.close()
    return home


class Site:
    """A book with thirty people in three groups, six of them without a vote."""

    def __init__(self, home: Path) -> None:
        self.book = Workspace.open(home, SECRET, clock=clock)
        self.records, self.meetings = self.book.records, self.book.meetings
        self.groups = self._ids("party_group")
        self.members = self._ids("member")

    def _ids(self, kind: str) -> list[str]:
        return [r.id for r in self.records.find(self.records.query(kind, order=("number",)))]

    def general(self) -> Meeting:
        made = self.meetings.new(ActivityType.general_meeting, START, T, today=TODAY)
        return self.read(made)

    def read(self, activity: str) -> Meeting:
        found = self.meetings.get(activity, TODAY)
        assert found is not None
        return found

    def everyone_signs(self, meeting: Meeting) -> Meeting:
        self.meetings.sign.mark_rest(meeting, START)
        return self.read(meeting.id)

    def noted(self, meeting: Meeting) -> list[str]:
        return [n.finding.rule for n in self.meetings.noted(meeting, START)]


@pytest.fixture
def site(tmp_path: Path, thirty: Path) -> Iterator[Site]:
    made = Site(copied(thirty, tmp_path / "home"))
    yield made
    made.book.close()


def test_everyone_is_due_at_a_general_meeting_but_only_full_members_of_here_vote(
    site: Site,
) -> None:
    count = site.general().tally
    assert (count.due, count.voters_due, count.full_due, count.probationary_due) == (30, 24, 27, 3)


def test_a_group_meeting_is_for_its_group(site: Site) -> None:
    made = site.meetings.new(
        ActivityType.group_meeting, START, T, group=site.groups[1], today=TODAY
    )
    meeting = site.read(made)
    assert [p.member.id for p in meeting.people] == site.members[10:20]
    assert meeting.activity.title == "Meeting of Group 2"


def test_the_committee_is_who_held_office_on_the_day(site: Site) -> None:
    for n, office in enumerate(("secretary", "organization_member", "publicity_member")):
        site.records.add("office_holding", {"member": site.members[n], "office": office})
    site.records.add(
        "office_holding",
        {"member": site.members[5], "office": "discipline_member", "to_on": "2026-05-01"},
    )
    meeting = site.read(site.meetings.new(ActivityType.committee_meeting, START, T, today=TODAY))
    assert [p.member.id for p in meeting.people] == site.members[:3]
    quorum = meeting.quorum
    assert quorum is not None
    assert (quorum.due, quorum.needed, quorum.committee) == (3, 2, True)


def test_who_came_later_or_had_left_is_not_due(site: Site) -> None:
    came, left = site.members[0], site.members[1]
    site.records.add("member_status_event", {"member": came, "event": "in", "on": "2026-06-01"})
    site.records.add("member_status_event", {"member": left, "event": "out", "on": "2026-04-01"})
    gone = site.members[2]
    site.records.add("member_status_event", {"member": gone, "event": "out", "on": "2026-07-01"})
    site.records.change(gone, {"status": "removed"})
    due = [p.member.id for p in site.general().people]
    assert came not in due
    assert left not in due
    assert gone in due


def test_a_member_made_full_at_a_meeting_has_no_vote_there(site: Site) -> None:
    site.records.change(site.members[8], {"status": "full", "full_on": "2026-05-22"})
    meeting = site.general()
    assert meeting.tally.voters_due == 24
    person = meeting.person(site.members[8])
    assert person is not None
    assert person.probationary


def test_a_known_leave_counts_as_leave_until_something_else_is_written(site: Site) -> None:
    site.records.add(
        "leave_or_absence",
        {
            "member": site.members[3],
            "from_on": "2026-05-20",
            "to_on": "2026-05-25",
            "reason": "business",
        },
    )
    meeting = site.general()
    assert (meeting.tally.leave, meeting.tally.open) == (1, 29)
    site.meetings.sign.mark(meeting, site.members[3], Presence.present, at=START)
    assert "R17" in site.noted(site.read(meeting.id))


def test_the_quorum_states_its_arithmetic(site: Site) -> None:
    meeting = site.general()
    for member in site.members[:12]:
        site.meetings.sign.mark(meeting, member, Presence.present, at=START)
    quorum = site.read(meeting.id).quorum
    assert quorum is not None
    assert (quorum.due, quorum.present, quorum.needed, quorum.missing) == (24, 10, 12, 2)
    assert not quorum.met


def test_the_rest_is_marked_in_one_change_and_one_undo_takes_it_back(site: Site) -> None:
    meeting = site.general()
    site.meetings.sign.mark(meeting, site.members[0], Presence.leave, reason="away")
    site.meetings.sign.mark_rest(site.read(meeting.id), START)
    assert site.read(meeting.id).tally.present == 29
    site.records.undo()
    count = site.read(meeting.id).tally
    assert (count.present, count.leave, count.open) == (0, 1, 29)


def test_the_first_who_is_there_signs_the_meeting_in_and_a_leave_does_not(site: Site) -> None:
    meeting = site.general()
    site.meetings.sign.mark(meeting, site.members[0], Presence.leave, reason="rotation")
    assert site.read(meeting.id).activity.state == State.planned
    site.meetings.sign.mark(meeting, site.members[1], Presence.present, at=START)
    assert site.read(meeting.id).activity.state == State.signed_in
    site.records.undo()
    assert site.read(meeting.id).activity.state == State.planned


def test_a_mark_can_be_taken_back(site: Site) -> None:
    meeting = site.general()
    site.meetings.sign.mark(meeting, site.members[0], Presence.present, at=START)
    site.meetings.sign.mark(site.read(meeting.id), site.members[0], None)
    assert site.read(meeting.id).tally.open == 30


def test_marking_twice_is_one_record(site: Site) -> None:
    meeting = site.general()
    site.meetings.sign.mark(meeting, site.members[0], Presence.present, at=START)
    site.meetings.sign.mark(site.read(meeting.id), site.members[0], Presence.absent, reason="ill")
    stored = site.records.all(Attendance, where={"activity": meeting.id})
    assert [(e.status, e.reason, e.arrival) for e in stored] == [(Presence.absent, "ill", None)]


def test_a_new_meeting_takes_place_chair_and_open_matters_from_the_last(site: Site) -> None:
    last = site.meetings.new(
        ActivityType.general_meeting, moment("2026-02-26T19:30"), T, today=TODAY
    )
    site.records.change(last, {"place_text": "Camp 1", "chair": site.members[0]})
    meeting = site.read(last)
    site.meetings.write.add_item(meeting, "Report on safety", ItemKind.report)
    put_off = site.meetings.write.add_item(site.read(last), "Rotas", ItemKind.discussion)
    site.meetings.write.no_decision(put_off)
    site.meetings.write.add_item(site.read(last), "Done with", ItemKind.vote)
    site.meetings.write.add_resolution(site.read(last), "Mark six slopes")
    made = site.general()
    assert made.activity.title == "Second quarter general meeting"
    assert (made.activity.place_text, made.activity.chair) == ("Camp 1", site.members[0])
    titles = [i.title for i in made.items]
    assert titles == ["How the last resolutions were carried out", "Report on safety", "Rotas"]
    assert made.items[0].from_resolution


def test_the_follow_up_is_not_brought_in_twice(site: Site) -> None:
    first = site.meetings.new(
        ActivityType.general_meeting, moment("2025-11-26T19:30"), T, today=TODAY
    )
    site.meetings.write.add_resolution(site.read(first), "Old matter")
    second = site.meetings.new(
        ActivityType.general_meeting, moment("2026-02-26T19:30"), T, today=TODAY
    )
    site.meetings.write.add_resolution(site.read(second), "New matter")
    assert len(site.general().items) == 1


def test_items_keep_their_numbers_whatever_moves(site: Site) -> None:
    meeting = site.general()
    add = site.meetings.write.add_item
    ids = [add(site.read(meeting.id), title) for title in ("a", "b", "c")]
    site.meetings.write.move_item(site.read(meeting.id), ids[2], 0)
    assert [i.title for i in site.read(meeting.id).items] == ["c", "a", "b"]
    site.meetings.write.remove_item(site.read(meeting.id), ids[0])
    left = site.read(meeting.id).items
    assert [(i.number, i.title) for i in left] == [(1, "c"), (2, "b")]


def test_a_speech_goes_between_two_others(site: Site) -> None:
    meeting = site.general()
    write = site.meetings.write
    item = write.add_item(meeting, "Rotas")
    first = write.add_speech(site.read(meeting.id), item, name="A", text="one")
    write.add_speech(site.read(meeting.id), item, name="C", text="three")
    write.add_speech(site.read(meeting.id), item, name="B", text="two", after=first)
    assert [s.summary for s in site.read(meeting.id).speeches] == ["one", "two", "three"]
    assert site.read(meeting.id).activity.state == State.minuted


def test_a_vote_that_does_not_add_up_is_a_contradiction_until_it_does(site: Site) -> None:
    meeting = site.everyone_signs(site.general())
    write = site.meetings.write
    made = write.add_motion(meeting, "Rotas")
    motion = site.read(meeting.id).motions[0]
    write.count(motion, {"yes": 20, "no": 1, "abstain": 0})
    meeting = site.read(meeting.id)
    assert "R08" in site.noted(meeting)
    assert progress(meeting, site.meetings.noted(meeting, START))["vote"] == "contradiction"
    write.count(meeting.motions[0], {"abstain": 3})
    assert "R08" not in site.noted(site.read(meeting.id))
    assert site.read(meeting.id).outcome(site.read(meeting.id).motions[0]).state == "carried"
    assert made


def test_the_committees_review_is_asked_for_before_a_conversion(site: Site) -> None:
    site.records.change("branch", {"has_committee": True})
    meeting = site.general()
    item = site.meetings.write.add_item(meeting, "Conversion of a member", ItemKind.vote)
    site.meetings.write.add_motion(
        site.read(meeting.id), "Conversion", item=item, kind=MotionKind.conversion
    )
    assert "R09" in site.noted(site.read(meeting.id))


def at_once(site: Site, meeting: str) -> list[str]:
    noted = site.meetings.noted(site.read(meeting), START)
    return [n.finding.severity for n in noted if n.finding.rule == "R16"]


def test_two_meetings_at_once_contradict_only_where_the_same_people_are_at_both(site: Site) -> None:
    first = site.everyone_signs(site.general())
    other = site.meetings.new(
        ActivityType.party_lecture, START + timedelta(minutes=30), T, today=TODAY
    )
    site.everyone_signs(site.read(other))
    (told,) = at_once(site, first.id)
    assert told == "warning"
    site.records.change(first.id, {"held_end": "2026-05-22T21:00:00"})
    (told,) = at_once(site, first.id)
    assert told == "error"
    site.records.change(first.id, {"parent": other})
    assert "R16" not in site.noted(site.read(first.id))


def test_filing_fixes_the_roster_and_gives_everyone_present_their_hours_once(site: Site) -> None:
    site.records.add(
        "leave_or_absence",
        {"member": site.members[3], "from_on": "2026-05-20", "reason": "rotation"},
    )
    meeting = site.general()
    site.records.change(meeting.id, {"held_end": (START + timedelta(hours=2)).isoformat()})
    meeting = site.everyone_signs(site.read(meeting.id))
    site.meetings.file(meeting, TODAY, T)
    filed = site.read(meeting.id)
    assert filed.activity.state == State.archived
    assert filed.entries[site.members[3]].reason == "On rotation leave"
    study = site.records.get(StudyRecord, study_id(meeting.id))
    assert study is not None
    assert (study.hours, len(study.members)) == (2.0, 29)
    site.records.add("member", {"name": "Newcomer", "number": 31})
    assert site.read(meeting.id).tally.due == 30
    site.meetings.state.reopen(site.read(meeting.id), "A mark was wrong")
    site.meetings.file(site.read(meeting.id), TODAY, T)
    assert len(site.records.all(StudyRecord)) == 1


def test_one_undo_takes_a_filing_back(site: Site) -> None:
    meeting = site.general()
    site.records.change(meeting.id, {"held_end": (START + timedelta(hours=2)).isoformat()})
    meeting = site.everyone_signs(site.read(meeting.id))
    site.meetings.file(meeting, TODAY, T)
    site.records.undo()
    assert site.read(meeting.id).activity.state == State.signed_in
    assert not site.records.all(StudyRecord)


def test_what_is_held_together_is_filed_together_and_gives_hours_once(site: Site) -> None:
    meeting = site.general()
    site.meetings.combine_new(meeting, ActivityType.themed_party_day, T)
    site.records.change(meeting.id, {"held_end": (START + timedelta(hours=2)).isoformat()})
    meeting = site.everyone_signs(site.read(meeting.id))
    assert len(site.meetings.feeds(meeting).meets) == 2
    site.meetings.file(meeting, TODAY, T)
    day = meeting.linked[0].id
    found = site.records.get(Activity, day)
    assert found is not None
    assert found.state == State.archived
    assert site.read(day).tally.present == 30
    site.meetings.state.reopen(site.read(day), "Look again")
    site.meetings.file(site.read(day), TODAY, T)
    assert len(site.records.all(StudyRecord)) == 1


def test_a_meeting_moves_with_its_end_and_undo_brings_it_back(site: Site) -> None:
    meeting = site.general()
    site.records.change(meeting.id, {"held_end": (START + timedelta(hours=2)).isoformat()})
    site.meetings.move(meeting.id, date(2026, 5, 29))
    moved = site.read(meeting.id).activity
    assert (moved.held_start, moved.held_end) == (
        moment("2026-05-29T19:30"), moment("2026-05-29T21:30"),
    )  # fmt: skip
    site.records.undo()
    assert site.read(meeting.id).activity.held_start == START


def test_cancelling_needs_a_reason(site: Site) -> None:
    meeting = site.general()
    with pytest.raises(InvalidRecord):
        site.meetings.state.cancel(meeting, " ")
    site.meetings.state.cancel(meeting, "Road closed")
    assert site.read(meeting.id).activity.state == State.cancelled


def test_the_recorder_does_not_review_alone(site: Site) -> None:
    meeting = site.general()
    site.records.change(meeting.id, {"recorder": site.members[2], "minutes": "We met."})
    with pytest.raises(InvalidRecord):
        site.meetings.state.review(site.read(meeting.id), "Member 02", TODAY)
    with pytest.raises(InvalidRecord):
        site.records.change(meeting.id, {"reviewed_by": "Member 02"})
    site.meetings.state.review(site.read(meeting.id), "Member 05", TODAY)
    reviewed = site.read(meeting.id).activity
    assert (reviewed.reviewed_by, reviewed.reviewed_on) == ("Member 05", TODAY)
    assert reviewed.state == State.reviewed


def test_what_is_due_names_each_group_and_what_is_planned(site: Site) -> None:
    site.meetings.new(ActivityType.group_meeting, START, T, group=site.groups[0], today=TODAY)
    held = site.meetings.new(
        ActivityType.group_meeting, START, T, group=site.groups[1], today=TODAY
    )
    site.records.change(held, {"state": "archived"})
    due = site.meetings.due(TODAY)
    groups = {d.group: d for d in due if d.kind == ActivityType.group_meeting}
    assert [groups[g].held for g in site.groups] == [False, True, False]
    assert groups[site.groups[0]].planned
    lecture = next(d for d in due if d.kind == ActivityType.party_lecture)
    assert lecture.until == date(2026, 6, 30)


def test_a_suggested_day_is_a_working_day_with_nothing_else(site: Site) -> None:
    lacking = next(d for d in site.meetings.due(TODAY) if d.group == site.groups[2])
    assert site.meetings.suggested(lacking, date(2026, 5, 21)) == (date(2026, 5, 29), 0)
    site.meetings.new(ActivityType.party_lecture, moment("2026-05-29T19:00"), T, today=TODAY)
    assert site.meetings.suggested(lacking, date(2026, 5, 21)) == (date(2026, 5, 28), 0)


def test_an_explained_reminder_stays_and_a_contradiction_stays_one(site: Site) -> None:
    site.records.change("branch", {"themed_day": 10})
    made = site.meetings.new(ActivityType.themed_party_day, START, T, today=TODAY)
    noted = next(n for n in site.meetings.noted(site.read(made), START) if n.finding.rule == "R11")
    site.meetings.explain(noted.finding, "Rescue work on the 10th")
    again = next(n for n in site.meetings.noted(site.read(made), START) if n.finding.rule == "R11")
    assert again.finding.explanation == "Rescue work on the 10th"
    # Filed where the check of the whole month finds it, too.
    assert site.records.raw(child_id("R11", again.finding.about)) is not None
    assert again.finding.about != made


def test_a_day_goes_step_by_step(site: Site) -> None:
    meeting = site.general()
    site.records.change(meeting.id, {"place_text": "Camp 1"})
    item = site.meetings.write.add_item(site.read(meeting.id), "Rotas", ItemKind.discussion)
    steps = progress(site.read(meeting.id), [])
    assert (steps["prepare"], first_open(steps)) == ("done", "signin")
    site.everyone_signs(site.read(meeting.id))
    site.meetings.write.add_speech(site.read(meeting.id), item, speaker=site.members[0], text="x")
    site.meetings.write.add_resolution(site.read(meeting.id), "Do it", item=item)
    steps = progress(site.read(meeting.id), [])
    assert first_open(steps) == "evidence"


def test_a_year_reads_in_a_few_queries_and_counts_each_meeting(site: Site) -> None:
    for day in range(1, 20):
        made = site.meetings.new(
            ActivityType.party_lecture, moment(f"2026-04-{day:02}T19:00"), T, today=TODAY
        )
        site.meetings.sign.mark_rest(site.read(made), START)
    year = site.meetings.year(2026, TODAY)
    assert [m.tally.present for m in year] == [30] * 19
    assert year[0].day > year[-1].day


def test_an_item_of_a_stored_agenda_is_typed(site: Site) -> None:
    meeting = site.general()
    made = site.meetings.write.add_item(meeting, "Rotas", ItemKind.vote)
    found = site.records.get(AgendaItem, made)
    assert found is not None
    assert found.kind == ItemKind.vote
