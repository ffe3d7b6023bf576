"""A visit has three answers, its tasks are answered, and a half-year has six counters."""

from datetime import date
from typing import Any

from app.records.alliance import CobuildAgreement, PartnerOrganization
from app.records.service import Feedback, ServiceMatter, ServiceVisit
from app.rules import matters, visiting
from app.rules.facts import Facts
from app.rules.shared_shelves import Joint, Service
from app.words import Catalogue
from tests.app.rules.conftest import facts, made, meeting, passed, told

EN = Catalogue("en")
DAY = "2026-03-10"
ANSWERS = {"standing": "两条生产线", "difficulties": "用工难", "needs": "配套道路"}


def visit(record: str = "v", **fields: Any) -> ServiceVisit:
    return made(ServiceVisit, record, **({"partner": "p", "on": DAY} | ANSWERS | fields))


def task(record: str = "x", **fields: Any) -> ServiceMatter:
    body = {
        "title": "修路灯", "partner": "p", "visit": "v", "source": "visit", "raised_on": DAY,
        "owner": "member", "due_on": "2026-06-30", "state": "assigned",
    } | fields  # fmt: skip
    return made(ServiceMatter, record, **body)


def served(
    *visits: ServiceVisit,
    matters: tuple[ServiceMatter, ...] = (),
    feedback: dict[str, list[Feedback]] | None = None,
) -> Facts:
    service = Service({v.id: v for v in visits}, matters, feedback or {})
    known = {"p": made(PartnerOrganization, "p", name="桥梁一公司")}
    return facts(service=service, joint=Joint(known))


def test_a_visit_without_an_answer_says_which() -> None:
    (found,) = told(visiting.answered, served(visit(needs=" ", difficulties=None)))
    assert found.said(EN) == (
        "Visit of 10 Mar to 桥梁一公司: not answered: "
        "What difficulties it has, What it needs to develop"
    )
    assert (found.rule, found.record, found.field) == ("R29", "v", "difficulties")
    assert passed(visiting.answered, served(visit())) == 1


def test_a_visit_that_is_still_to_come_is_not_asked() -> None:
    assert not told(visiting.answered, served(visit(on="2026-05-22", needs=None)))
    assert not told(visiting.answered, served(visit(on=None, needs=None)))


def fields(matter: ServiceMatter, **more: Any) -> list[str]:
    return [f.field for f in told(visiting.tasks, served(visit(), matters=(matter,), **more))]


def test_a_task_of_a_visit_has_somebody_and_a_day() -> None:
    assert fields(task()) == []
    assert fields(task(owner=None)) == ["owner"]
    assert fields(task(owner=None, owner_unit="工程部")) == []
    assert fields(task(due_on=None)) == ["due_on"]


def test_a_task_past_its_day_is_told_once_and_not_by_two_rules() -> None:
    late = served(visit(), matters=(task(due_on="2026-05-20"),))
    assert [f.field for f in told(visiting.tasks, late)] == ["state"]
    assert not told(matters.overdue, late)
    assert fields(task(due_on="2026-05-20", state="done")) == []
    assert fields(task(due_on="2026-05-20", state="suspended")) == []


def test_a_closed_task_has_its_feedback() -> None:
    answer = {"x": [made(Feedback, "f", matter="x")]}
    assert fields(task(state="closed")) == ["closed_on"]
    assert fields(task(state="closed"), feedback=answer) == []
    before = {"raised_on": "2025-03-10", "done_on": "2025-04-01", "closed_on": "2025-04-02"}
    assert fields(task(state="closed", **before)) == [], "told of in the year it was closed"


def test_what_came_from_elsewhere_is_no_task_of_a_visit() -> None:
    assert fields(task(visit=None, source="masses", owner=None)) == []


def half_year(
    today: date,
    *visits: ServiceVisit,
    activities: tuple[Any, ...] = (),
    matters: tuple[ServiceMatter, ...] = (),
    **agreed: Any,
) -> Facts:
    body = {
        "title": "协议", "parties": ["p"], "quota": True, "state": "signed",
        "valid_from": "2026-01-01", "valid_to": "2026-12-31",
    } | agreed  # fmt: skip
    known = {"p": made(PartnerOrganization, "p", name="桥梁一公司")}
    return facts(
        activities,
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        today=today,
        joint=Joint(known, [made(CobuildAgreement, "a", **body)]),
        service=Service({v.id: v for v in visits}, matters),
    )


def test_the_six_are_reminded_of_from_the_last_month_on() -> None:
    assert not told(visiting.counted, half_year(date(2026, 5, 31)))
    (found,) = told(visiting.counted, half_year(date(2026, 6, 1), visit()))
    assert (found.severity, found.record, found.about) == ("info", "p", "p/2026-H1")
    assert found.said(EN).startswith(
        "桥梁一公司, first half of 2026: 29 days left for Discussion meeting, "
    )


def test_after_its_end_what_is_lacking_is_a_finding() -> None:
    (found,) = told(visiting.counted, half_year(date(2026, 7, 1), visit()))
    assert found.severity == "warning"
    assert found.said(EN) == (
        "桥梁一公司, first half of 2026: no record of Discussion meeting, "
        "Policy guidance, Difficulty solved, Project advanced, Joint Party day"
    )


def test_a_half_year_with_all_six_is_in_order() -> None:
    done = {"state": "closed", "done_on": DAY}
    matters = tuple(task(k, kind=k, **done) for k in ("policy", "difficulty", "project"))
    start = f"{DAY}T09:00:00"
    met = (
        meeting("m", "joint_activity", start, partners=["p"], joint_kind="discussion"),
        meeting("n", "themed_party_day", start, partners=["p"]),
    )
    given = half_year(date(2026, 7, 1), visit(), activities=met, matters=matters)
    assert (told(visiting.counted, given), passed(visiting.counted, given)) == ([], 1)


def test_nothing_is_missed_of_a_half_year_paired_in_part_or_without_a_quota() -> None:
    assert not told(visiting.counted, half_year(date(2026, 7, 1), valid_from="2026-02-01"))
    assert not told(visiting.counted, half_year(date(2026, 7, 1), quota=None))


def test_a_finding_leads_to_the_half_year_it_is_about() -> None:
    (found,) = told(visiting.counted, half_year(date(2026, 7, 1)))
    assert (found.kind, found.field) == ("quota", "2026-H1")
