from dataclasses import replace
from datetime import date

from app.records.meeting import ElectedTo, Motion, MotionKind, VoteMethod
from app.records.voting import ElectionCandidate, WrittenOpinion
from app.reports.paper import Block, Facts, Spoken, Table
from app.reports.votes import vote_blocks
from app.services.meeting import Meeting
from app.terms import Stance
from tests.app.reports.book import Book, T

DAY = date(2026, 5, 20)


def held(book: Book, motion: Motion, **more: object) -> list[Block]:
    found = book.workspace.meetings.get(book.meeting, date(2026, 5, 22))
    assert found is not None
    meeting: Meeting = replace(found, motions=(motion,), **more)  # type: ignore[arg-type]
    return vote_blocks(meeting, motion, T)


def facts(blocks: list[Block]) -> dict[str, str]:
    rows = [row for b in blocks if isinstance(b, Facts) for row in b.rows]
    return {row[i]: row[i + 1] for row in rows for i in range(0, len(row), 2)}


def tables(blocks: list[Block]) -> list[Table]:
    return [b for b in blocks if isinstance(b, Table)]


def motion(kind: MotionKind, **fields: object) -> Motion:
    known = {"activity": "a", "kind": kind, "title": "事项", "method": VoteMethod.secret_ballot}
    return Motion.model_validate({**known, **fields})


def test_an_election_names_everybody_in_the_ballots_order_and_who_is_elected(book: Book) -> None:
    one = motion(
        MotionKind.election, seats=1, elected_to=ElectedTo.committee, issued=20, returned=20,
        tellers="王海燕", excluded=2, exclusion_document="组〔2026〕3号",
    )  # fmt: skip
    names = tuple(
        ElectionCandidate(motion="", name=name, yes=yes, no=20 - yes, abstain=0)
        for name, yes in (("甲", 8), ("乙", 12))
    )
    blocks = held(book, one, candidates=names)
    list_of_names = next(t for t in tables(blocks) if t.head[1] == "Name")
    assert [(row[1], row[2], row[5]) for row in list_of_names.rows] == [
        ("甲", "8", ""),
        ("乙", "12", "Elected"),
    ]
    said = facts(blocks)
    assert said["Result"].startswith("Elected: 乙")
    assert said["Not counted as due"].startswith("2 members")
    assert said["Document of the exclusion"] == "组〔2026〕3号"
    assert tables(blocks)[0].rows[0][0] == "22"


def test_written_opinions_stand_with_person_and_date_and_whether_they_count(book: Book) -> None:
    found = book.workspace.meetings.get(book.meeting, date(2026, 5, 22))
    assert found is not None
    away = min(found.electors.due - found.electors.here)
    here = min(found.electors.here)
    opinions = tuple(
        WrittenOpinion(motion="", member=who, stance=Stance.support, dated_on=DAY)
        for who in (away, here)
    )
    one = motion(MotionKind.admission, yes=12, no=8, abstain=0, returned=20, candidate_name="高峻")
    blocks = held(book, one, opinions=opinions)
    rows = next(t for t in tables(blocks) if t.head[0] == "Written opinion of").rows
    assert [(row[1], row[2]) for row in rows] == [("In favour", "20 May 2026")] * 2
    assert facts(blocks)["Candidate"] == "高峻"


def test_dissent_stays_as_spoken_and_another_outcome_stands_beside_with_its_reason(
    book: Book,
) -> None:
    one = motion(
        MotionKind.ordinary, method=VoteMethod.show_of_hands, yes=8, no=12, abstain=0,
        dissent="索南多杰：夜里没人守，不同意。", passed_override=True, override_reason="上级批复",
    )  # fmt: skip
    blocks = held(book, one)
    assert [b.lines for b in blocks if isinstance(b, Spoken)] == [
        ("索南多杰：夜里没人守，不同意。",)
    ]
    said = facts(blocks)
    assert said["Result"].startswith("Not carried")
    assert (said["Outcome by decision"], said["Reason for another outcome"]) == (
        "Carried",
        "上级批复",
    )


def test_another_outcome_without_a_reason_is_not_printed(book: Book) -> None:
    one = motion(
        MotionKind.ordinary, method=VoteMethod.voice, yes=8, no=12, abstain=0, passed_override=True
    )
    assert "Outcome by decision" not in facts(held(book, one))


def test_nothing_typed_is_room_for_a_hand(book: Book) -> None:
    blocks = held(book, motion(MotionKind.ordinary, method=None))
    assert facts(blocks)["Result"] == "____"
    assert tables(blocks)[0].rows[0][2:] == ("____", "____", "____")
