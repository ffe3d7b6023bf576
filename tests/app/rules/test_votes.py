"""Votes that cannot be true are contradictions; what is not typed yet is none."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.records.meeting import Resolution, Role
from app.records.organisation import PartyGroup
from app.rules import election, votes
from app.rules.catalogue import Check
from app.rules.finding import Finding
from app.rules.pack import Entry, Pack, Text
from app.rules.rulebook import Rulebook
from app.rules.shipped import shipped, usual
from tests.app.rules.conftest import facts, made, meeting, motion, seat, told

MEETING = meeting("m", "general_meeting", "2026-05-08T10:00:00")
TYPED = {"eligible": 5, "present": 5, "yes": 5, "no": 0, "abstain": 0}


def found(check: Check, vote: Mapping[str, object], **more: Any) -> list[Finding]:
    given = facts([MEETING], motions=[motion("v", "m", **vote)], **more)
    return [f for f in check(given, usual()) if f is not None]


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


def test_an_election_may_leave_a_candidate_out_and_still_have_a_resolution() -> None:
    vote = {"kind": "election", "eligible": 5, "present": 5, "yes": 2, "no": 3, "abstain": 0}
    written = {"m": [made(Resolution, "r", activity="m", item="i", text="x")]}
    assert not found(votes.decided, vote | {"item": "i"}, resolutions=written)


@pytest.mark.parametrize(
    ("kind", "resolved", "rule", "severity"),
    [
        ("ordinary", False, "R05", "warning"),
        ("ordinary", True, "R05", "error"),
        ("conversion", False, "R07", "error"),
        ("election", False, "R37", "error"),
    ],
)
def test_a_missing_quorum_is_told_under_the_law_of_its_vote(
    kind: str, resolved: bool, rule: str, severity: str
) -> None:
    vote = {"kind": kind, "eligible": 6, "present": 2, "yes": 2, "no": 0, "abstain": 0, "item": "i"}
    written = {"m": [made(Resolution, "r", activity="m", item="i", text="x")]} if resolved else {}
    (told,) = found(votes.quorum, vote, resolutions=written)
    assert (told.rule, told.severity) == (rule, severity)


def test_every_fault_of_a_vote_is_told_and_none_before_it_is_typed() -> None:
    vote = {"kind": "admission", "method": "show_of_hands", "eligible": 5, "present": 5}
    assert not found(votes.sums, vote)
    both = found(votes.sums, vote | {"yes": 5, "no": 1, "abstain": 0})
    assert [f.rule for f in both] == ["R07", "R08"]


def test_who_attends_without_a_vote_or_was_not_marked_counts_as_on_the_meetings_page() -> None:
    people: dict[str, dict[str, str]] = {m: {} for m in "abcd"}
    guest = seat("m", "c", "present")._replace(role=Role.non_voting)
    open_meeting = meeting("m", "general_meeting", "2026-05-08T10:00:00", state="minuted")
    given = facts([open_meeting], members=people, seats=[seat("m", "a", "present"), guest])
    assert given.voters(open_meeting) == (3, 1)
    filed = facts([MEETING], members=people, seats=[seat("m", "a", "present"), guest])
    assert filed.voters(MEETING) == (1, 1)


def test_those_entitled_are_the_voters_due() -> None:
    people: dict[str, dict[str, str]] = {"a": {}, "b": {}, "c": {"status": "probationary"}}
    sheet = [seat("m", p, "present") for p in people]
    vote = {"eligible": 3, "present": 2}
    (wrong,) = found(votes.entitled, vote, members=people, seats=sheet)
    assert (wrong.severity, dict(wrong.what.params)["voters"]) == ("error", 2)
    assert not found(votes.entitled, {"eligible": 2}, members=people, seats=sheet)


def test_whom_the_meeting_left_out_is_counted_and_needs_its_document() -> None:
    people: dict[str, dict[str, str]] = {m: {} for m in "abc"}
    sheet = [seat("m", p, "present") for p in people]
    vote = {"eligible": 2, "excluded": 1}
    (without,) = found(votes.entitled, vote, members=people, seats=sheet)
    assert (without.severity, without.field) == ("warning", "exclusion_document")
    documented = vote | {"exclusion_document": "党委批复"}
    assert not found(votes.entitled, documented, members=people, seats=sheet)


def test_hq_may_ask_for_more_than_half() -> None:
    strict = Entry("R05", thresholds={"present_inclusive": False})
    book = Rulebook((*shipped(), Pack("hq", "1", Text("总部"), entries=(strict,))))
    vote = motion("v", "m", eligible=6, present=3, yes=3, no=0, abstain=0)
    given = facts([MEETING], motions=[vote])
    assert not told(votes.quorum, given)
    (wrong,) = told(votes.quorum, given, book)
    assert dict(wrong.what.params)["least"] == 4


def test_a_majority_counts_those_entitled_and_not_those_there() -> None:
    written = {"m": [made(Resolution, "r", activity="m", item="i", text="x")]}
    vote = {"eligible": 10, "present": 6, "yes": 5, "no": 1, "abstain": 0, "item": "i"}
    (wrong,) = found(votes.decided, vote, resolutions=written)
    assert dict(wrong.why.params)["over"] == 5
    excused = vote | {"override_reason": "上级批复"}
    assert not found(votes.decided, excused, resolutions=written)


def test_ballots_beyond_the_voters_of_an_election_are_told_once_as_void() -> None:
    vote = {"kind": "election", "method": "secret_ballot", "eligible": 5, "present": 5}
    vote |= {"issued": 5, "returned": 6, "yes": 5, "no": 0, "abstain": 1}
    assert not found(votes.sums, vote)
    assert [f.rule for f in found(election.elections, vote)] == ["R37"]


def test_a_vote_in_an_online_micro_branch_is_told_and_elsewhere_is_not() -> None:
    groups = [
        made(PartyGroup, "g", name="云上微支部", micro=True),
        made(PartyGroup, "h", name="第一党小组"),
    ]
    held = [
        meeting("m", "group_meeting", "2026-05-08T10:00:00", group="g"),
        meeting("n", "group_meeting", "2026-05-09T10:00:00", group="h"),
        meeting("o", "group_meeting", "2026-05-10T10:00:00", group="g"),
    ]
    given = replace(
        facts(held, motions=[motion("v", "m", **TYPED), motion("w", "n", **TYPED)]), groups=groups
    )
    answers = list(votes.micro(given, usual()))
    (one,) = [f for f in answers if f is not None]
    assert (one.rule, one.severity, one.record, one.kind) == ("R42", "warning", "m", "motion")
    assert dict(one.what.params)["group"] == "云上微支部"
    assert len(answers) == 2
