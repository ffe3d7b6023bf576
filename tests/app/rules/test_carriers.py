"""Posts, areas, teams and commitments are looked at again; what was promised is answered."""

from collections.abc import Sequence
from typing import Any

from app.declare import RecordType
from app.records.cobuilding import Milestone
from app.records.vanguard import (
    CarrierReview,
    Commitment,
    DemonstrationPost,
    ResponsibilityArea,
    ServiceTeam,
)
from app.rules import carriers
from app.rules.facts import Facts
from app.rules.shared_shelves import Joint, Service
from tests.app.rules.conftest import facts, grouped, made, passed, told


def shelf(*things: RecordType, looks: Sequence[CarrierReview] = (), **more: Any) -> Facts:
    commitments = [t for t in things if isinstance(t, Commitment)]
    others = [
        t for t in things if isinstance(t, DemonstrationPost | ResponsibilityArea | ServiceTeam)
    ]
    held = Service(carriers=others, commitments=commitments, reviews=grouped(looks, "about"))
    return facts(service=held, **more)


def look(about: str, on: str, **fields: Any) -> CarrierReview:
    return made(CarrierReview, f"look-{about}-{on}", about=about, on=on, **fields)


def test_a_look_that_is_past_its_day_is_told_of_post_area_team_and_commitment() -> None:
    given = shelf(
        made(DemonstrationPost, "p", name="示范岗", review_on="2026-05-01"),
        made(ResponsibilityArea, "a", name="责任区", review_on="2026-05-01"),
        made(ServiceTeam, "t", name="突击队", review_on="2026-05-01"),
        made(Commitment, "c", text="坚持", made_on="2026-01-10", review_on="2026-05-01"),
    )
    found = told(carriers.reviewed, given)
    assert [(f.record, f.kind, f.rule, f.severity) for f in found] == [
        ("p", "demonstration_post", "R45", "info"),
        ("a", "responsibility_area", "R45", "info"),
        ("t", "service_team", "R45", "info"),
        ("c", "commitment", "R45", "info"),
    ]
    assert all(f.due and f.due.isoformat() == "2026-05-01" and not f.people for f in found)


def test_without_a_written_day_half_a_year_after_the_last_look() -> None:
    post = made(DemonstrationPost, "p", name="示范岗", set_on="2025-06-01")
    assert told(carriers.reviewed, shelf(post))
    assert passed(carriers.reviewed, shelf(post, looks=[look("p", "2026-01-10")])) == 1


def test_what_ended_and_what_came_later_is_left_alone() -> None:
    ended = made(
        DemonstrationPost, "p", name="示范岗", review_on="2026-02-01", ended_on="2026-03-01"
    )
    later = made(ServiceTeam, "t", name="队", set_on="2027-01-01", review_on="2026-01-01")
    assert not told(carriers.reviewed, shelf(ended, later))


def test_a_commitment_past_its_day_closes_with_its_fulfilment_or_a_word_why() -> None:
    late = made(Commitment, "c", text="坚守岗位", made_on="2026-01-10", due_on="2026-04-30")
    (found,) = told(carriers.answered, shelf(late))
    assert (found.rule, found.field, found.severity, found.people) == (
        "R45",
        "fulfilled_on",
        "warning",
        (),
    )
    why = look("c", "2026-05-02", text="雨季推迟")
    assert not told(carriers.answered, shelf(late, looks=[why]))
    kept = made(Commitment, "c", text="坚守岗位", due_on="2026-04-30", fulfilled_on="2026-04-30")
    assert passed(carriers.answered, shelf(kept)) == 1


def test_a_commitment_begun_without_words_is_no_broken_promise() -> None:
    empty = made(Commitment, "c", text="", due_on="2026-04-30", review_on="2026-03-01")
    assert not told(carriers.answered, shelf(empty))
    assert not told(carriers.reviewed, shelf(empty))


def test_a_step_of_an_apprentice_that_is_not_reached_by_its_day_is_told_once_it_is_past() -> None:
    def step(name: str, due: str | None, done: str | None = None) -> Milestone:
        return made(Milestone, name, mentorship="m", title=name, due_on=due, done_on=done)

    steps = [
        step("过期", "2026-04-30"),
        step("当日", "2026-05-21"),
        step("已完成", "2026-04-30", "2026-05-02"),
        step("无日期", None),
    ]
    given = facts(joint=Joint(milestones=steps))
    (found,) = told(carriers.reached, given)
    assert (found.record, found.kind, found.rule, found.severity) == (
        "过期", "milestone", "R45", "info",
    )  # fmt: skip
    assert passed(carriers.reached, given) == 2
