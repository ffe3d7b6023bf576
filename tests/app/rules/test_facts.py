"""What a period holds, and what a branch is, read from its records."""

from datetime import date

from app.records.organisation import OfficeHolding
from tests.app.rules.conftest import facts, made, meeting


def test_a_meeting_outside_the_period_is_known_but_not_looked_at() -> None:
    both = [meeting("a", "group_meeting", f"2026-0{m}-08T10:00:00") for m in (1, 4)]
    given_ = facts(both, first=date(2026, 4, 1))
    assert [a.held_start for a in given_.in_period] == [both[1].held_start]
    assert len(given_.activities) == 2


def test_whether_there_is_a_committee_is_said_or_read_from_the_offices() -> None:
    three = [
        made(OfficeHolding, office, member=office, office=office)
        for office in ("secretary", "deputy_secretary", "organization_member")
    ]
    assert facts(offices=three).has_committee
    assert not facts(offices=three, branch={"has_committee": False}).has_committee
    # Under seven members there is a secretary, a deputy if needed, and no committee (regulation 20).
    assert not facts(offices=three[:2]).has_committee
