"""The year's appraisal: steps in order, sealed results, two counts; nobody's level is anywhere open."""

from datetime import date

import pytest

from app.counting.appraising import Level, Result, Tally
from app.records.life import Appraisal
from app.records.oversight import AccessWay
from app.workspace import Workspace
from db import keys
from db.model.errors import InvalidRecord, NotFound, WrongPassphrase

CHEAP = keys.Cost(1, 1, 8)
SECRET = "mishi-2026"
GOOD = Result(Level.excellent, Tally(10, 3, 0, 0, 0), "肯干")


@pytest.fixture
def people(book: Workspace) -> dict[str, str]:
    fields = {
        "周建国": {},
        "高峻": {},
        "王海燕": {},
        "冯宇轩": {"status": "probationary"},
        "罗布": {"relation_here": "organizational_life_only"},
    }
    return {
        name: book.records.add("member", {"name": name, "number": at, **more})
        for at, (name, more) in enumerate(fields.items())
    }


@pytest.fixture
def appraisal(book: Workspace, people: dict[str, str]) -> str:
    book.confidential.begin(SECRET, cost=CHEAP)
    meeting = book.records.add(
        "activity", {"type": "democratic_appraisal", "held_start": "2026-02-10T15:00:00"}
    )
    return book.appraising.begin(2025, meeting)


def test_everybody_takes_part_in_the_rosters_order_and_not_everybody_gets_a_level(
    book: Workspace, people: dict[str, str], appraisal: str
) -> None:
    standing = book.appraising.standing(appraisal)
    assert [s.member.name for s in standing.seats] == list(people)
    assert [s.has_level_due for s in standing.seats] == [True, True, True, False, False]
    assert (standing.full, standing.most) == (3, 1)


def test_a_year_begins_at_its_meeting_or_makes_one_and_each_meeting_has_one(
    book: Workspace, appraisal: str
) -> None:
    assert book.appraising.meetings() == []
    other = book.appraising.begin(2026)
    standing = book.appraising.standing(other)
    assert standing.meeting is not None
    assert standing.appraisal.for_year == 2026
    assert {a.id for a in book.appraising.all()} == {appraisal, other}
    with pytest.raises(NotFound):
        book.appraising.standing("x")


def test_steps_are_done_one_by_one_and_a_wrong_order_is_seen(
    book: Workspace, people: dict[str, str], appraisal: str
) -> None:
    book.appraising.change(appraisal, {"self_on": "2026-02-10", "measured_on": "2026-02-09"})
    standing = book.appraising.standing(appraisal)
    assert standing.done() == (True, False, True, False, False)
    assert standing.out_of_order() == ("self_on", "measured_on")
    for member in people.values():
        book.appraising.set_dates(appraisal, member, {"feedback_on": "2026-02-20"})
    assert book.appraising.standing(appraisal).done()[-1]


def test_more_ballots_cannot_come_back_than_went_out(book: Workspace, appraisal: str) -> None:
    book.appraising.change(appraisal, {"ballots_issued": 13})
    with pytest.raises(InvalidRecord) as caught:
        book.appraising.change(appraisal, {"ballots_returned": 14})
    assert caught.value.field == "ballots_returned"


def test_results_are_sealed_opened_with_an_entry_and_counted_without_names(
    book: Workspace, people: dict[str, str], appraisal: str
) -> None:
    one, other = people["周建国"], people["高峻"]
    book.appraising.write_result(appraisal, one, GOOD)
    book.appraising.write_result(appraisal, other, Result(Level.qualified, Tally(1, 12, 0, 0, 0)))
    book.appraising.write_self(appraisal, one, "一年来")
    assert book.appraising.open_result(appraisal, one) == GOOD
    assert book.appraising.open_self(appraisal, one) == "一年来"
    assert book.appraising.open_result(appraisal, people["王海燕"]) == Result()
    assert [e.field for e in book.access.entries()] == ["self_text", "result"]
    counts = book.appraising.count(appraisal)
    assert (counts[Level.excellent], counts[Level.qualified]) == (1, 1)
    kept = book.records.get(Appraisal, appraisal)
    assert kept is not None
    assert (kept.rated, kept.excellent) == (2, 1)
    assert len(book.access.of(appraisal)) == 1
    open_words = "".join(
        str(v) for r in book.records.find(book.records.query("appraisal_result"))
        for k, v in r.body.items() if k not in ("result", "self_text")
    )  # fmt: skip
    assert "excellent" not in open_words
    assert "肯干" not in open_words


def test_probationary_and_placed_members_get_an_opinion_and_no_level(
    book: Workspace, people: dict[str, str], appraisal: str
) -> None:
    for name in ("冯宇轩", "罗布"):
        with pytest.raises(InvalidRecord):
            book.appraising.write_result(appraisal, people[name], GOOD)
        book.appraising.write_result(appraisal, people[name], Result(opinion="再努力"))


def test_results_can_be_written_while_they_are_locked_and_not_read(
    book: Workspace, people: dict[str, str], appraisal: str
) -> None:
    book.confidential.lock()
    book.appraising.write_result(appraisal, people["高峻"], GOOD)
    with pytest.raises(WrongPassphrase):
        book.appraising.open_result(appraisal, people["高峻"])
    with pytest.raises(WrongPassphrase):
        book.appraising.count(appraisal)
    assert book.access.entries() == []


def test_the_papers_show_counts_to_all_and_a_level_to_one(
    book: Workspace, people: dict[str, str], appraisal: str
) -> None:
    member = people["周建国"]
    book.appraising.write_result(appraisal, member, GOOD)
    assert book.slips.appraisal_pdf(appraisal).startswith(b"%PDF")
    assert book.access.entries() == []
    slip = book.slips.slip_pdf(appraisal, member, purpose="反馈")
    assert slip.startswith(b"%PDF")
    (entry,) = book.access.entries(date.min, None)
    assert (entry.way, entry.purpose, entry.recipient) == (AccessWay.print, "反馈", "周建国")
    with pytest.raises(NotFound):
        book.slips.slip_pdf(appraisal, people["高峻"], purpose="反馈")
