"""Admission and conversion: one candidate a vote, written opinions in before the meeting."""

from typing import Any

import pytest

from app.records.voting import WrittenOpinion
from app.rules import admission
from app.rules.rulebook import Situation
from app.rules.shelves import Ballots
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, grouped, made, meeting, motion, seat, told

MEETING = meeting("m", "general_meeting", "2026-05-15T10:00:00")
PEOPLE: dict[str, dict[str, Any]] = {"a": {}, "b": {}, "c": {"status": "probationary"}}


def opinion(member: str, dated: str, stance: str = "support") -> WrittenOpinion:
    fields = {"motion": "v", "member": member, "stance": stance, "dated_on": dated}
    return made(WrittenOpinion, f"v+{member}", **fields)


def given(*opinions: WrittenOpinion, day: str = "2026-05-15", **vote: Any) -> Any:
    held = meeting("m", "general_meeting", f"{day}T10:00:00")
    return facts(
        [held],
        seats=[seat("m", "a", "present")],
        motions=[motion("v", "m", **{"kind": "admission", **vote})],
        members=PEOPLE,
        ballots=Ballots(grouped(opinions, "motion"), {}),
    )


@pytest.mark.parametrize(
    ("name", "wrong"), [("王磊、李强", 1), ("王磊,李强", 1), ("才让 多杰", 0), ("王磊", 0)]
)
def test_one_candidate_a_vote(name: str, wrong: int) -> None:
    assert len(told(admission.candidates, given(candidate_name=name))) == wrong


def test_an_opinion_handed_in_before_counts() -> None:
    assert not told(admission.opinions, given(opinion("b", "2026-05-14"), written_yes=1))


def test_an_opinion_of_the_day_itself_came_too_late() -> None:
    (late,) = told(admission.opinions, given(opinion("b", "2026-05-15"), written_yes=0))
    assert (late.severity, late.people, late.rule) == ("error", ("b",), "R07")


def test_who_was_there_hands_in_no_opinion_besides() -> None:
    (both,) = told(admission.opinions, given(opinion("a", "2026-05-10"), written_yes=0))
    assert both.about == "v/present"


def test_who_has_no_vote_has_no_written_one() -> None:
    (young,) = told(admission.opinions, given(opinion("c", "2026-05-10"), written_yes=0))
    assert young.people == ("c",)


def test_opinions_on_record_are_as_many_as_counted() -> None:
    (short,) = told(admission.opinions, given(opinion("b", "2026-05-10"), written_yes=2))
    assert short.field == "written_yes"


@pytest.mark.parametrize(
    ("day", "source"), [("2026-05-10", "（2014）"), ("2026-05-11", "（2026年修订）")]
)
def test_a_meeting_is_held_to_the_text_of_its_own_day(day: str, source: str) -> None:
    (finding,) = told(admission.candidates, given(day=day, candidate_name="甲、乙"))
    assert finding.ruling is not None
    assert source in finding.ruling.source.zh


def test_in_a_temporary_branch_admission_is_barred_altogether_and_not_checked_here() -> None:
    book = usual(Situation("temporary"))
    assert not told(admission.candidates, given(candidate_name="甲、乙"), book)


def test_only_opinions_that_count_are_held_against_the_number_typed() -> None:
    found = told(admission.opinions, given(opinion("b", "2026-05-15"), written_yes=1))
    assert [f.field for f in found] == ["dated_on", "written_yes"]
