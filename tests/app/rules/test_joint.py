"""What is done with others names them; what a visit took up is answered."""

from typing import Any

from app.records.alliance import CobuildAgreement, PartnerOrganization
from app.records.meeting import Resolution
from app.rules import joint
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.shared_shelves import Joint
from app.words import Catalogue
from tests.app.rules.conftest import facts, made, meeting, passed, told

DAY = "2026-03-08T10:00:00"


def test_a_joint_activity_names_its_partner() -> None:
    (bare,) = told(joint.partners, facts([meeting("m", "joint_activity", DAY)]))
    assert (bare.rule, bare.field) == ("R28", "partners")
    for named in ({"partner_text": "村委会"}, {"partners": ["p"]}):
        assert not told(joint.partners, facts([meeting("m", "joint_activity", DAY, **named)]))


def test_a_party_day_with_others_names_them_too() -> None:
    alone = meeting("m", "themed_party_day", DAY)
    shared = meeting("n", "themed_party_day", "2026-03-09T10:00:00", joint_kind="joint_party_day")
    assert [f.record for f in told(joint.partners, facts([alone, shared]))] == ["n"]


def test_a_lecture_given_to_others_too_and_one_to_the_branch_not() -> None:
    given = meeting("m", "party_lecture", DAY, lecture_direction="given")
    own = meeting("n", "party_lecture", "2026-03-09T10:00:00", lecture_direction="own")
    assert [f.record for f in told(joint.partners, facts([given, own]))] == ["m"]


def visit(**task: Any) -> Facts:
    body = {"activity": "m", "text": "修路灯", "owner": "a", "due_on": "2026-06-30"} | task
    return facts(
        [meeting("m", "service_visit", DAY)],
        resolutions={"m": [made(Resolution, "r", **body)]},
    )


def fields(given: Facts) -> list[str]:
    return [f.field for f in told(joint.visits, given)]


def test_a_task_has_somebody_and_a_day() -> None:
    assert fields(visit(owner=None)) == ["owner"]
    assert fields(visit()) == []


def test_an_overdue_task_is_told() -> None:
    assert fields(visit(due_on="2026-05-20")) == ["closed_on"]


def test_a_closed_task_says_what_was_answered() -> None:
    assert fields(visit(state="done")) == ["evidence"]
    assert fields(visit(state="done", evidence="已告知村委会")) == []


EN = Catalogue("en")


def agreement(record: str = "a", **fields: Any) -> CobuildAgreement:
    body = {
        "title": "结对共建协议", "parties": ["p"], "state": "signed",
        "signed_on": "2025-12-20", "valid_from": "2026-01-01", "valid_to": "2026-12-31",
    } | fields  # fmt: skip
    return made(CobuildAgreement, record, **body)


def built(*agreements: CobuildAgreement, activities: list[Any] | None = None) -> Facts:
    known = {"p": made(PartnerOrganization, "p", name="桥梁一公司")}
    return facts(activities or [], joint=Joint(known, agreements))


def with_partner(record: str = "m", day: str = DAY) -> Any:
    return meeting(record, "joint_activity", day, partners=["p"])


def said(found: list[Finding]) -> list[str]:
    return [f.said(EN) for f in found]


def test_a_partner_with_activities_has_an_agreement_that_binds_that_day() -> None:
    assert not told(joint.agreed, built(agreement(), activities=[with_partner()]))
    late = agreement(valid_from="2026-04-01", signed_on="2026-04-01")
    found = told(joint.agreed, built(late, activities=[with_partner()]))
    assert said(found) == [
        "桥梁一公司: 1 joint activity of 2026 without an agreement in force that day"
    ]
    assert [a.key for a in found[0].actions] == ["agree", "open", "explain"]


def test_that_there_is_none_yet_is_said_once_a_year_for_a_partner() -> None:
    twice = [with_partner(), with_partner("n", "2026-04-08T10:00:00")]
    (found,) = told(joint.agreed, built(agreement(state="draft"), activities=twice))
    assert (found.record, found.about) == ("p", "p/2026")
    assert said([found])[0].startswith("桥梁一公司: 2 joint activities")


def test_a_renewed_agreement_still_covers_its_own_term() -> None:
    assert not told(joint.agreed, built(agreement(state="renewed"), activities=[with_partner()]))


def test_a_signed_agreement_names_the_other_party() -> None:
    empty: dict[str, Any] = {"parties": [], "signed_on": "2026-02-01"}
    assert [f.field for f in told(joint.parties, built(agreement(**empty)))] == ["parties"]
    assert passed(joint.parties, built(agreement(signed_on="2026-02-01"))) == 1
    # A team, or a household by its code, is no unit.
    assert not told(joint.parties, built(agreement(other_side="H-07", **empty)))
    assert not told(joint.parties, built(agreement(state="draft", **empty)))


def test_an_agreement_is_seen_sixty_days_before_it_expires() -> None:
    assert not told(joint.expiring, built(agreement(valid_to="2026-07-21")))
    (found,) = told(joint.expiring, built(agreement(valid_to="2026-07-20")))
    assert (found.severity, found.record, str(found.due)) == ("info", "a", "2026-07-20")
    assert said([found]) == ["结对共建协议: expires on 20 Jul, 60 days left"]


def test_an_expired_agreement_is_a_reminder_until_it_is_renewed() -> None:
    old = agreement(valid_to="2026-04-30")
    (found,) = told(joint.expiring, built(old))
    assert (found.severity, found.kind) == ("warning", "cobuild_agreement")
    draft = agreement("b", renews="a", state="draft")
    assert len(told(joint.expiring, built(old, draft))) == 1
    signed = agreement("b", renews="a", signed_on="2026-05-02", valid_to="2027-04-30")
    assert not told(joint.expiring, built(old, signed))


def test_what_expired_in_another_period_is_left_alone() -> None:
    assert not told(joint.expiring, built(agreement(valid_to="2025-12-31")))
