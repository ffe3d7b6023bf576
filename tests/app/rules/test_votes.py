"""Votes that cannot be true are contradictions; what is not typed yet is none."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.records.meeting import Resolution
from app.rules import votes
from app.rules.catalogue import Check
from app.rules.finding import Finding
from app.rules.pack import shipped
from tests.app.rules.conftest import facts, made, meeting, motion, seat

MEETING = meeting("m", "general_meeting", "2026-05-08T10:00:00")
TYPED = {"eligible": 5, "present": 5, "yes": 5, "no": 0, "abstain": 0}


def found(check: Check, vote: Mapping[str, object], **more: Any) -> list[Finding]:
    given = facts([MEETING], motions=[motion("v", "m", **vote)], **more)
    return [f for f in check(given, shipped().thresholds) if f is not None]


def test_votes_that_add_up_are_nobodys_business() -> None:
    assert not found(votes.sums, TYPED)


def test_a_sum_that_is_not_those_present_is_an_error() -> None:
    (wrong,) = found(votes.sums, TYPED | {"no": 1})
    assert (wrong.rule, wrong.severity, wrong.record, wrong.kind) == ("R08", "error", "m", "motion")
    assert dict(wrong.what.params)["have"] == 6


def test_a_vote_that_is_not_typed_yet_is_no_error() -> None:
    assert not found(votes.sums, {"eligible": 5, "present": 5})


@pytest.mark.parametrize(("present", "wrong"), [(2, True), (3, False)])
def test_an_ordinary_vote_needs_half_of_those_entitled(present: int, wrong: bool) -> None:
    vote = {"eligible": 6, "present": present, "yes": present, "no": 0, "abstain": 0}
    assert bool(found(votes.quorum, vote)) is wrong


def test_admission_needs_more_than_half_and_a_secret_ballot() -> None:
    vote = TYPED | {"kind": "admission", "method": "show_of_hands"}
    (open_vote,) = found(votes.sums, vote)
    assert open_vote.rule == "R07"


def test_a_resolution_of_what_was_not_carried_is_an_error() -> None:
    vote = {"eligible": 10, "present": 6, "yes": 5, "no": 1, "abstain": 0, "item": "i"}
    written = {"m": [made(Resolution, "r", activity="m", item="i", text="x")]}
    (wrong,) = found(votes.decided, vote, resolutions=written)
    assert wrong.rule == "R06"
    assert not found(votes.decided, vote | {"yes": 6, "no": 0}, resolutions=written)


def test_those_entitled_are_the_voters_due() -> None:
    people: dict[str, dict[str, str]] = {"a": {}, "b": {}, "c": {"status": "probationary"}}
    sheet = [seat("m", p, "present") for p in people]
    vote = {"eligible": 3, "present": 2}
    (reminder,) = found(votes.entitled, vote, members=people, seats=sheet)
    assert (reminder.severity, dict(reminder.what.params)["voters"]) == ("warning", 2)
    assert not found(votes.entitled, {"eligible": 2}, members=people, seats=sheet)
