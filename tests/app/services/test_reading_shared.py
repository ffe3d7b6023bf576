"""What the rules read of joint building, service and openness."""

from datetime import date

from app.workspace import Workspace


def test_facts_hold_what_is_built_and_served_together(book: Workspace) -> None:
    records = book.records
    partner = records.add("partner_organization", {"name": "养护段党支部"})
    agreement = records.add("cobuild_agreement", {"title": "共建协议", "parties": [partner]})
    records.add("agreement_review", {"agreement": agreement, "on": "2026-03-01"})
    visit = records.add("service_visit", {"partner": partner, "on": "2026-03-02"})
    matter = records.add("matter", {"title": "修水管", "visit": visit})
    told = {"matter": matter, "on": "2026-03-03", "to_whom": "工区", "text": "已修好"}
    records.add("feedback", told)
    team = records.add("service_team", {"name": "抢通突击队"})
    records.add("carrier_review", {"about": team, "on": "2026-04-01"})
    records.add("disclosure", {"title": "困难帮扶名单", "from_on": "2026-03-01"})
    facts = book.checking.facts(date(2026, 1, 1), date(2026, 12, 31))
    assert list(facts.joint.partners) == [partner]
    assert [r.agreement for r in facts.joint.reviews[agreement]] == [agreement]
    assert [m.visit for m in facts.service.matters] == [visit]
    assert [f.to_whom for f in facts.service.feedback[matter]] == ["工区"]
    assert [c.name for c in facts.service.carriers] == ["抢通突击队"]
    assert list(facts.service.reviews) == [team]
    assert [d.title for d in facts.openness.disclosures] == ["困难帮扶名单"]
