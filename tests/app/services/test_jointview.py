"""What joint building asks for today: findings of its rules, whose turn it is, agreements running out."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.rules.pack import Entry, Pack, Text
from app.rules.rulebook import Rulebook
from app.rules.shipped import shipped
from app.services.agreements import Agreements
from app.services.jointview import JointOverview
from app.services.sample import StoppedClock
from app.workspace import Workspace
from tests.app.samples import new_book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    """A book of 21 May 2026."""
    clock = StoppedClock(datetime(2026, 5, 21, 9, 0))  # noqa: DTZ001 - site time is naive
    book = new_book(tmp_path / "home", branch="b", clock=clock)
    yield book
    book.close()


def test_turns_are_those_of_today_and_the_next(book: Workspace) -> None:
    add = book.records.add
    units = [add("partner_organization", {"name": name}) for name in ("甲", "乙", "丙")]
    quarters = (("01", "03-31"), ("04", "06-30"), ("07", "09-30"))
    turns = [
        add("duty_rotation", {"unit": u, "from_on": f"2026-{a}-01", "to_on": f"2026-{b}"})
        for u, (a, b) in zip(units, quarters, strict=True)
    ]
    now = book.joint.now()
    assert [turn.record.id for turn in now.leading] == [turns[1]]
    assert now.next is not None
    assert now.next.record.id == turns[2]


def test_agreements_that_have_expired_or_soon_will_are_named_the_most_urgent_first(
    book: Workspace,
) -> None:
    for title, last in (("久", "2027-12-31"), ("近", "2026-06-30"), ("过", "2026-05-01")):
        fields = {"title": title, "state": "signed", "signed_on": "2025-01-01", "valid_to": last}
        book.records.add("cobuild_agreement", fields)
    assert [a.title for a, _ in book.joint.now().ending] == ["过", "近"]


def test_how_many_days_before_is_said_by_the_pack_as_in_the_list_of_agreements(
    book: Workspace,
) -> None:
    fields = {"title": "八十天", "state": "signed", "signed_on": "2025-01-01"}
    book.records.add("cobuild_agreement", {**fields, "valid_to": "2026-08-09"})
    earlier = Entry(
        "R28",
        "expiry",
        effective_from=date(2026, 1, 1),
        thresholds={"soon_days": 90.0},
        replaces=True,
    )
    asked = Rulebook((*shipped(), Pack("group", "2026.1", Text("集团"), entries=(earlier,))))
    agreements = Agreements(book.records, lambda: asked)
    overview = JointOverview(book.records, book.checking, agreements, book.now)
    assert book.joint.now().ending == ()
    assert [a.title for a, _ in overview.now().ending] == ["八十天"]


def test_only_findings_of_joint_building_are_named(book: Workspace) -> None:
    fields = {"type": "joint_activity", "held_start": "2026-05-04T10:00:00", "state": "minuted"}
    activity = book.records.add("activity", fields)
    found = [a.finding for a in book.joint.now().attention if a.finding is not None]
    assert {f.rule for f in found} == {"R28"}
    assert {f.record for f in found} == {activity}
    everything = {f.rule for f in book.checking.this_year().findings}
    assert everything > {"R28"}
