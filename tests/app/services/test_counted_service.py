"""The numbers of service, openness and vanguard: a mean only of what was said, nobody named or compared."""

from typing import Any

from app.records.openness import Disclosure
from app.records.service import (
    Donation,
    PracticalDeed,
    ServiceMatter,
    ServiceVisit,
    Suggestion,
    VolunteerService,
)
from app.records.vanguard import Commitment, DemonstrationPost, Exemplar
from app.rules.shared_shelves import Open, Service
from app.services.counted_service import service_numbers, vanguard_numbers
from app.services.jointwork import JointWork
from app.services.numbered import Number, value_of
from app.words import Catalogue
from tests.app.rules.conftest import facts, made, meeting

T = Catalogue("en")


def numbers(service: Service | None = None, **more: Any) -> dict[str, Number]:
    known = facts(service=service or Service(), openness=more.pop("openness", Open()),
                  activities=more.pop("activities", ()))  # fmt: skip
    work = JointWork(known, **more)
    found = [*service_numbers(work), *vanguard_numbers(work)]
    assert len({n.key for n in found}) == len(found)
    return {n.key: n for n in found}


def visit(record: str, on: str, **fields: Any) -> ServiceVisit:
    return made(ServiceVisit, record, partner="p", on=on, **fields)


def matter(record: str, **fields: Any) -> ServiceMatter:
    return made(ServiceMatter, record, title=record, raised_on="2026-03-01", **fields)


def test_visits_are_said_by_half_year_and_each_counts_once() -> None:
    visits = {v.id: v for v in (visit("v", "2026-02-01", activity="m"), visit("old", "2025-02-01"))}
    held = [
        meeting("m", "service_visit", "2026-02-01T09:00:00"),
        meeting("n", "service_visit", "2026-03-01T09:00:00"),
    ]
    found = numbers(Service(visits=visits), activities=held)["visits"]
    assert found.records == ("v", "n")
    assert "2026: 2" in found.how(T)


def test_days_and_satisfaction_are_means_of_what_there_is() -> None:
    service = Service(
        matters=[
            matter("a", state="closed", done_on="2026-03-11", satisfaction=5),
            matter("b", state="done", done_on="2026-03-05"),
            matter("c", state="in_progress"),
        ]
    )
    found = numbers(service)
    assert found["matters_raised"].value == 3
    assert found["matters_solved"].records == ("a", "b")
    assert value_of(found["matter_days"], T) == "7 days"
    assert value_of(found["matter_satisfaction"], T) == "5 of 5"
    assert found["matter_satisfaction"].records == ("a",)


def test_what_nobody_said_is_a_dash_and_never_a_zero() -> None:
    found = numbers()
    for key in ("matter_days", "matter_satisfaction", "volunteer_hours"):
        assert value_of(found[key], T) == "—"


def test_suggestions_say_how_many_were_answered() -> None:
    service = Service(
        suggestions=[
            made(Suggestion, "s", title="s", received_on="2026-02-01", reply="好"),
            made(Suggestion, "t", title="t", received_on="2026-02-02"),
        ]
    )
    assert numbers(service)["suggestions"].how(T) == "Received in the period, 1 of them answered"


def test_hours_are_people_times_hours_and_money_is_never_added_to_goods() -> None:
    found = numbers(
        Service(deeds=[made(PracticalDeed, "d", title="d", done_on="2026-02-01", people=40)]),
        volunteers=[
            made(VolunteerService, "v", title="v", on="2026-02-01", members=["a", "b"], others=3,
                 hours=2, people=30),
            made(VolunteerService, "w", title="w", on="2026-02-02", members=["a"]),
        ],
        donations=[
            made(Donation, "m", title="m", on="2026-02-01", kind="money", amount=3000, unit="元"),
            made(Donation, "g", title="g", on="2026-02-01", kind="goods", amount=20, unit="箱"),
        ],
    )  # fmt: skip
    assert found["deeds_done"].how(T) == "Done in the period, for 40 people"
    assert found["volunteer_hours"].value == 10
    assert found["volunteer_hours"].records == ("v",)
    given = [found[key] for key in found if key.startswith("donation.")]
    assert {(n.value, n.measure) for n in given} == {(3000, "元"), (20, "箱")}


def test_a_disclosure_counts_when_it_showed_on_any_day() -> None:
    openness = Open(
        disclosures=[
            made(Disclosure, "now", title="x", from_on="2025-12-20", to_on="2026-01-05"),
            made(Disclosure, "past", title="x", from_on="2025-01-01", to_on="2025-02-01"),
        ]
    )
    assert numbers(openness=openness)["disclosures"].records == ("now",)


def test_carriers_are_those_of_the_day_and_commitments_those_of_the_period() -> None:
    service = Service(
        carriers=[
            made(DemonstrationPost, "on", name="x", set_on="2025-01-01"),
            made(DemonstrationPost, "ended", name="x", set_on="2025-01-01", ended_on="2026-01-01"),
            made(DemonstrationPost, "later", name="x", set_on="2026-12-01"),
        ],
        commitments=[
            made(Commitment, "kept", text="x", made_on="2026-01-05", fulfilled_on="2026-05-01"),
            made(Commitment, "open", text="x", made_on="2026-01-05"),
            made(Commitment, "old", text="x", made_on="2025-01-05"),
            made(Commitment, "begun", text="", made_on="2026-01-05"),
        ],
    )
    exemplars = [
        made(Exemplar, "e", who="w", title="t", named_on="2026-03-01", consent_on="2026-03-02")
    ]
    found = numbers(service, exemplars=exemplars)
    assert found["carriers"].records == ("on",)
    assert found["commitments"].records == ("kept", "open")
    assert found["commitments"].how(T) == "Made in the period, 1 of them fulfilled"
    assert found["exemplars"].records == ("e",)
