"""What is filed stays as it was filed; what goes on after it goes on; what arrives is not stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.records.meeting import ItemKind, Presence, State
from app.services.meeting import Meeting
from app.terms import ActivityType
from db.model.change import Change, Op, child_id
from db.model.errors import Closed, InvalidRecord
from tests.app.services.site import START, TODAY, Site, T

GENERAL = ActivityType.general_meeting


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "home")
    yield made
    made.book.close()


@pytest.fixture
def filed(site: Site) -> Meeting:
    """A filed meeting with an item, a speech, a vote and a resolution."""
    meeting = site.held(GENERAL)
    item = site.meetings.write.add_item(meeting, "Rotas", ItemKind.vote)
    meeting = site.read(meeting.id)
    site.meetings.write.add_speech(meeting, item, speaker=site.members[0], text="Let us begin.")
    site.meetings.write.add_motion(site.read(meeting.id), "Rotas", item=item)
    site.meetings.write.add_resolution(site.read(meeting.id), "As proposed", item=item)
    site.meetings.file(site.read(meeting.id), TODAY, T)
    return site.read(meeting.id)


def test_nothing_of_a_filed_record_is_changed_and_the_way_on_is_said(
    site: Site, filed: Meeting
) -> None:
    entry = filed.entries[site.members[2]]
    for part, fields in (
        (filed.id, {"title": "Another"}),
        (filed.id, {"state": "minuted"}),
        (filed.items[0].id, {"title": "Another"}),
        (filed.speeches[0].id, {"summary": "Something else."}),
        (filed.motions[0].id, {"yes": 6}),
        (filed.resolutions[0].id, {"text": "Otherwise"}),
        (entry.id, {"status": Presence.absent}),
    ):
        with pytest.raises(Closed, match="correction"):
            site.records.change(part, fields)
    assert site.read(filed.id) == filed


def test_nothing_is_added_to_a_filed_record_or_taken_from_it(site: Site, filed: Meeting) -> None:
    with pytest.raises(Closed):
        site.meetings.write.add_speech(filed, None, speaker=site.members[0], text="Later.")
    for part in (filed.id, filed.items[0].id, filed.speeches[0].id):
        with pytest.raises(Closed):
            site.records.delete(part)


def test_a_decision_is_still_carried_out(site: Site, filed: Meeting) -> None:
    done = {"state": "done", "closed_on": "2026-06-01", "evidence": "Cleared."}
    site.records.change(filed.resolutions[0].id, done)
    assert site.read(filed.id).resolutions[0].evidence == "Cleared."


def test_evidence_and_the_days_of_review_and_filing_are_added_once(
    site: Site, filed: Meeting
) -> None:
    site.records.add("attachment", {"name": "sheet.jpg", "belongs_to": filed.id})
    site.meetings.state.report(filed, TODAY, T)
    site.meetings.state.review(site.read(filed.id), "Member 4", TODAY)
    found = site.read(filed.id).activity
    assert (found.state, found.filed_on, found.reviewed_on) == (State.archived, TODAY, TODAY)
    with pytest.raises(Closed):
        site.records.change(filed.id, {"reviewed_by": "Member 5"})
    site.records.undo()
    assert site.read(filed.id).activity.reviewed_by is None


def test_undo_of_the_filing_opens_it_and_redo_files_it_again(site: Site, filed: Meeting) -> None:
    site.records.undo()
    assert site.read(filed.id).activity.state != State.archived
    site.records.change(filed.id, {"title": "Another"})
    site.records.undo()
    site.records.redo()
    site.records.undo()
    assert site.read(filed.id).activity.title == filed.activity.title


def test_an_older_change_is_not_undone_once_somebody_else_filed_the_record(site: Site) -> None:
    meeting = site.held(GENERAL)
    site.records.change(meeting.id, {"title": "Mine"})
    seen, pen = site.read(meeting.id).activity.record.seen(), site.book.pen()
    op = Op("activity", meeting.id, "state", "archived", seen.get("state", ()))
    hlc = (site.book.clock() + 1000) << 16
    site.book.store.apply([Change(pen.scope, "b" * 16, 1, hlc, "Deputy", "edit", (op,))])
    assert site.read(meeting.id).archived
    with pytest.raises(Closed):
        site.records.undo()


def test_opened_again_with_a_reason_it_is_the_next_version(site: Site, filed: Meeting) -> None:
    with pytest.raises(Closed):
        site.records.change(filed.id, {"state": "reopened"})
    site.meetings.state.reopen(filed, "A mark was wrong")
    found = site.read(filed.id).activity
    assert (found.version, found.archived_on) == (2, None)
    site.records.change(filed.entries[site.members[2]].id, {"status": "absent"})
    site.meetings.file(site.read(filed.id), TODAY, T)
    with pytest.raises(Closed):
        site.records.change(filed.id, {"title": "Another"})


def test_two_values_of_a_filed_record_are_still_settled(site: Site, filed: Meeting) -> None:
    seen, pen = filed.activity.record.seen(), site.book.pen()
    site.meetings.state.reopen(filed, "Title")
    site.records.change(filed.id, {"title": "Mine"})
    site.meetings.file(site.read(filed.id), TODAY, T)
    op = Op("activity", filed.id, "title", "Theirs", seen.get("title", ()))
    hlc = site.book.clock() << 16
    site.book.store.apply([Change(pen.scope, "b" * 16, 1, hlc, "Deputy", "edit", (op,))])
    assert site.read(filed.id).activity.record.conflicts == ("title",)
    site.records.resolve(filed.id, "title", "Both")
    assert site.read(filed.id).activity.title == "Both"


def test_a_record_from_an_older_book_takes_its_parts_and_keeps_them(site: Site) -> None:
    fields = {"type": "general_meeting", "state": "archived", "held_start": START.isoformat()}
    old = site.records.add("activity", fields)
    who = {"activity": old, "member": site.members[0], "status": "present"}
    site.records.add("attendance", who)
    with pytest.raises(Closed):
        site.records.change(child_id(old, site.members[0]), {"status": "absent"})
    site.records.undo()
    site.records.undo()
    assert site.meetings.get(old, TODAY) is None


def test_a_correction_is_appended_and_stays(site: Site, filed: Meeting) -> None:
    with pytest.raises(InvalidRecord):
        site.meetings.state.correct(site.held(GENERAL), "27", TODAY, by="Ma")
    made = site.meetings.state.correct(filed, "27 were due", TODAY, by="Ma", entry="Due")
    found = site.read(filed.id).corrections
    assert [(c.text, c.field, c.by, c.on) for c in found] == [("27 were due", "Due", "Ma", TODAY)]
    with pytest.raises(Closed):
        site.records.change(made, {"text": "28"})
    with pytest.raises(Closed):
        site.records.delete(made)
    site.records.undo()
    assert site.read(filed.id).corrections == ()


def test_the_recorder_is_not_entered_as_reviewer_by_any_way(site: Site) -> None:
    meeting = site.held(GENERAL)
    for name in ("Member 1", " Member1 "):
        with pytest.raises(InvalidRecord):
            site.meetings.state.review(meeting, name, TODAY)
        with pytest.raises(InvalidRecord):
            site.records.change(meeting.id, {"reviewed_by": name})
    site.meetings.state.review(meeting, "Member 4", TODAY)
    with pytest.raises(InvalidRecord):
        site.records.change(meeting.id, {"recorder": site.members[4]})


def test_why_a_record_was_opened_again_stays_with_it(site: Site, filed: Meeting) -> None:
    site.meetings.state.reopen(filed, "A mark was wrong")
    site.meetings.file(site.read(filed.id), TODAY, T)
    for fields in ({"state_reason": "No reason"}, {"version": 1}):
        with pytest.raises(Closed):
            site.records.change(filed.id, fields)


def test_of_many_parts_each_is_looked_at_with_its_own_meeting(site: Site, filed: Meeting) -> None:
    """What one meeting of a write takes, another of the same write does not."""
    open_one = site.new(GENERAL)
    parts = [
        site.records.edit_new("speech", {"activity": to, "summary": f"{n}"})
        for n, to in enumerate((open_one.id, open_one.id, filed.id))
    ]
    with pytest.raises(Closed):
        site.records.write(parts, what="new")
    site.records.write(parts[:2], what="new")
    assert len(site.read(open_one.id).speeches) == 2
