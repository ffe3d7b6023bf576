from dataclasses import replace
from datetime import date

from app.records.meeting import Motion, MotionKind
from app.records.voting import ElectionCandidate
from app.reports.ballots import BallotList, Ballots, ballots, measurement
from app.services.meeting import Meeting
from tests.app.reports.book import Book, T


def meeting(book: Book) -> Meeting:
    found = book.workspace.meetings.get(book.meeting, date(2026, 5, 22))
    assert found is not None
    return found


def test_there_is_one_for_each_who_may_vote_and_none_names_anybody(book: Book) -> None:
    held = meeting(book)
    found = ballots(held, Motion(activity=held.id, title="转正"), T, branch="支部")
    assert isinstance(found, Ballots)
    assert found.count == held.tally.voters_due
    assert found.motion == "转正"
    assert found.choices == ("In favour", "Against", "Abstains")


def test_an_admission_is_about_the_one_candidate_named_on_it(book: Book) -> None:
    one = Motion(
        activity="a", kind=MotionKind.admission, title="接收预备党员", candidate_name="高峻"
    )
    assert ballots(meeting(book), one, T, branch="支部").motion == "接收预备党员 (candidate: 高峻)"
    named = one.model_copy(update={"title": "接收高峻为预备党员"})
    assert ballots(meeting(book), named, T, branch="支部").motion == "接收高峻为预备党员"


def election(book: Book, *, seats: int = 2, excluded: int | None = None) -> BallotList:
    one = Motion(
        activity="a", kind=MotionKind.election, title="选举", seats=seats, excluded=excluded
    )
    names = (
        *(ElectionCandidate(motion="", name=n) for n in ("甲", "乙", "丙")),
        ElectionCandidate(motion="", name="丁", written_in=True),
    )
    found = ballots(replace(meeting(book), candidates=names), one, T, branch="支部")
    assert isinstance(found, BallotList)
    return found


def test_an_election_ballot_has_its_names_against_abstain_and_lines_to_write_in(book: Book) -> None:
    found = election(book)
    assert found.rows == ("甲", "乙", "丙")
    assert found.choices == ("In favour", "Against", "Abstains")
    assert found.write_in == 2
    assert "At most 2 names" in found.rules[1]


def test_whom_the_meeting_left_out_gets_no_ballot(book: Book) -> None:
    assert election(book, excluded=3).count == election(book).count - 3


def test_an_appraisal_form_rates_full_members_and_does_not_say_who_filled_it_in(book: Book) -> None:
    held = meeting(book)
    found = measurement(held, T, branch="支部")
    assert len(found.rows) == held.tally.full_due
    assert found.count == held.tally.due
    assert len(found.choices) == 4
    assert found.write_in == 0
