from datetime import date

import pytest

from app.records.meeting import Motion, MotionKind, Presence
from app.records.voting import ElectionCandidate, WrittenOpinion
from app.services.meeting import Meeting
from app.terms import ActivityType, Stance
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import InvalidRecord

DAY = date(2026, 6, 10)
ZH = Catalogue("zh_CN")


def held(book: Workspace, kind: ActivityType = ActivityType.general_meeting) -> Meeting:
    for name in ("周建国", "达瓦次仁", "王海燕", "次仁旺堆", "扎西"):
        book.records.add("member", {"name": name})
    made = book.records.add("activity", {"type": kind, "held_start": "2026-06-10T19:30:00"})
    return read(book, made)


def read(book: Workspace, activity: str) -> Meeting:
    found = book.meetings.get(activity, DAY)
    assert found is not None
    return found


def test_names_stand_on_the_ballot_in_the_order_they_were_put(book: Workspace) -> None:
    meeting = held(book)
    motion = book.meetings.write.add_motion(meeting, "选举支委会", kind=MotionKind.election)
    for name in ("甲", "乙", "丙"):
        book.voting.add_candidate(read(book, meeting.id), motion, name)
    book.voting.add_candidate(read(book, meeting.id), motion, "丁", written_in=True)
    first = read(book, meeting.id).candidates_of(motion)[0]
    book.voting.remove_candidate(read(book, meeting.id), first)
    found = read(book, meeting.id).candidates_of(motion)
    assert [(c.number, c.name, bool(c.written_in)) for c in found] == [
        (1, "乙", False),
        (2, "丙", False),
        (3, "丁", True),
    ]
    with pytest.raises(InvalidRecord):
        book.voting.add_candidate(read(book, meeting.id), motion, "乙")


def test_one_person_has_one_opinion_and_it_can_be_entered_again(book: Workspace) -> None:
    meeting = held(book)
    motion = book.meetings.write.add_motion(meeting, "转正", kind=MotionKind.conversion)
    who = meeting.people[4].id
    first = book.voting.add_opinion(motion, who, Stance.oppose, DAY)
    book.records.delete(first)
    assert read(book, meeting.id).opinions_of(motion) == ()
    assert book.voting.add_opinion(motion, who) == first
    (found,) = read(book, meeting.id).opinions_of(motion)
    assert (found.stance, found.dated_on) == (None, None)
    book.voting.add_opinion(motion, who, Stance.support, DAY)
    assert [o.stance for o in book.records.all(WrittenOpinion)] == [Stance.support]


def test_another_outcome_is_not_written_without_a_reason(book: Workspace) -> None:
    meeting = held(book)
    key = book.meetings.write.add_motion(meeting, "议题")
    motion = book.records.get(Motion, key)
    assert motion is not None
    with pytest.raises(InvalidRecord):
        book.voting.override(motion, passed=True, reason="  ")
    book.voting.override(motion, passed=False, reason="主持人宣布重议")
    book.voting.override(motion, passed=None, reason="")
    again = book.records.get(Motion, key)
    assert again is not None
    assert (again.passed_override, again.override_reason) == (None, None)


def test_filing_writes_down_what_a_vote_was_counted_from(book: Workspace) -> None:
    meeting = held(book)
    key = book.meetings.write.add_motion(meeting, "转正", kind=MotionKind.conversion)
    for person in meeting.people[:4]:
        book.meetings.sign.mark(read(book, meeting.id), person.id, Presence.present)
    book.voting.add_opinion(key, meeting.people[4].id, Stance.support, date(2026, 6, 8))
    numbers = {
        "issued": 4,
        "returned": 4,
        "yes": 2,
        "no": 2,
        "abstain": 0,
        "candidate_name": "卓玛",
    }
    book.records.change(key, numbers)
    assert read(book, meeting.id).judged(read(book, meeting.id).motions[0]).passed
    book.meetings.file(read(book, meeting.id), DAY, ZH)
    kept = book.records.get(Motion, key)
    assert kept is not None
    assert (kept.eligible, kept.present) == (5, 4)
    assert (kept.written_yes, kept.written_no, kept.written_abstain) == (1, 0, 0)


def test_an_election_by_a_list_is_decided_name_by_name(book: Workspace) -> None:
    meeting = held(book)
    key = book.meetings.write.add_motion(meeting, "选举", kind=MotionKind.election)
    for person in meeting.people:
        book.meetings.sign.mark(read(book, meeting.id), person.id, Presence.present)
    book.records.change(key, {"seats": 1, "issued": 5, "returned": 5})
    for name, yes in (("甲", 3), ("乙", 2)):
        one = book.voting.add_candidate(read(book, meeting.id), key, name)
        book.records.change(one, {"yes": yes, "no": 5 - yes, "abstain": 0})
    after = read(book, meeting.id)
    poll = after.judged(after.motions[0]).poll
    assert poll is not None
    assert [n.name for n in poll.elected] == ["甲"]
    assert after.outcome(after.motions[0]).state == "carried"
    assert book.records.count(book.records.query(ElectionCandidate.shape.name)) == 2


def test_in_its_own_meeting_a_committee_member_decides_also_without_relation_here(
    book: Workspace,
) -> None:
    meeting = held(book, ActivityType.committee_meeting)
    people = [m.id for m in meeting.branch.members][:3]
    for at, person in enumerate(people):
        office = ("secretary", "organization_member", "discipline_member")[at]
        book.records.add("office_holding", {"member": person, "office": office})
        book.records.change(person, {"relation_here": "organizational_life_only"})
    assert read(book, meeting.id).electors.due == frozenset(people)
