"""A meeting of the branch's own reads nothing of others; one held with others knows them by name."""

from app.records.meeting import Activity
from app.services.shared import is_shared, read_shared, shared_is_same
from app.workspace import Workspace


def activity(**fields: object) -> Activity:
    return Activity.model_validate({"type": "joint_activity", **fields})


def test_partners_and_campaign_are_called_by_name(book: Workspace) -> None:
    unit = book.records.add("partner_organization", {"name": "甲公司", "scope": "external"})
    campaign = book.records.add("campaign", {"title": "联防联控"})
    found = read_shared(
        book.records, activity(partners=[unit, unit, "gone"], campaign=campaign, tags=["x.y"])
    )
    assert [p.name for p in found.partners] == ["甲公司"]
    assert found.name(campaign) == "联防联控"
    assert found.name("nobody") == "nobody"
    assert found.scope == "external"


def test_an_own_meeting_has_no_partners(book: Workspace) -> None:
    own = read_shared(book.records, activity(type="general_meeting"))
    assert own.partners == ()
    assert own.scope is None
    assert not is_shared(activity(type="general_meeting"), ())
    assert is_shared(activity(), ())


def test_other_partners_or_tags_make_it_another_reading() -> None:
    assert shared_is_same(activity(title="a"), activity(title="b"))
    assert not shared_is_same(activity(), activity(partners=["p"]))
    assert not shared_is_same(activity(), activity(tags=["x.y"]))
