"""Days of joint building and service: each stands on its day until it is done, and leaves without a name."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.alliance import CobuildAgreement, DutyRotation
from app.said import shown
from app.services.calendar_entry import Coming
from app.services.sample import StoppedClock
from app.services.shared_days import ROWS, Around
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json
from tests.app.samples import new_book

NOW = datetime(2026, 5, 21, 20, 14)  # noqa: DTZ001
TODAY = NOW.date()
YEAR = (date(2026, 5, 1), date(2027, 4, 30))
T = Catalogue("en")
Fields = dict[str, Json]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    made = new_book(tmp_path / "home", branch="b", clock=StoppedClock(NOW))
    made.records.change("branch", {"has_committee": False})
    yield made
    made.close()


def of(book: Workspace, *areas: str) -> list[Coming]:
    return [c for c in book.calendar.between(*YEAR) if c.area in areas]


def days(book: Workspace) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for one in of(book, "joint", "service"):
        found.setdefault(one.source, []).append(one.day)
    return found


def title(one: Coming) -> str:
    return str(shown(one.title, T))


AGREEMENT: Fields = {
    "title": "张三帮扶协议", "state": "signed", "signed_on": "2025-07-01", "valid_to": "2026-07-20",
}  # fmt: skip


def test_an_agreement_is_told_sixty_days_before_and_on_its_last_day(book: Workspace) -> None:
    agreement = book.records.add("cobuild_agreement", AGREEMENT)
    soon, end = of(book, "joint")
    assert (soon.day, end.day) == (date(2026, 5, 21), date(2026, 7, 20))
    assert soon.is_notice
    assert not end.is_notice
    assert {soon.record, end.record} == {agreement}
    assert title(end) == "Agreement ends: 张三帮扶协议"


def test_a_renewed_an_ended_and_a_draft_agreement_end_nowhere(book: Workspace) -> None:
    agreement = book.records.add("cobuild_agreement", AGREEMENT)
    book.records.add(
        "cobuild_agreement",
        {"title": "续签", "state": "signed", "signed_on": "2026-05-10", "renews": agreement},
    )
    assert days(book) == {}
    book.records.add("cobuild_agreement", AGREEMENT | {"state": "draft"})
    ended: Fields = {"state": "ended", "ended_on": "2026-02-01"}
    book.records.add("cobuild_agreement", AGREEMENT | ended)
    assert days(book) == {}


def test_a_turn_begins_and_is_handed_over_also_where_its_end_follows_from_the_next(
    book: Workspace,
) -> None:
    first = book.records.add("duty_rotation", {"from_on": "2026-01-01"})
    book.records.add("duty_rotation", {"from_on": "2026-07-01", "to_on": "2026-12-31"})
    assert days(book) == {"turn": [date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)]}
    book.records.change(first, {"handed_over_on": "2026-05-20"})
    assert days(book) == {"turn": [date(2026, 7, 1), date(2026, 12, 31)]}


REVIEWED: tuple[tuple[str, Fields], ...] = (
    ("demonstration_post", {"name": "岗", "set_on": "2026-01-01"}),
    ("responsibility_area", {"name": "区", "set_on": "2026-01-01"}),
    ("service_team", {"name": "队", "set_on": "2026-01-01"}),
    ("commitment", {"text": "按期送水", "made_on": "2026-01-01"}),
)


@pytest.mark.parametrize(("kind", "fields"), REVIEWED)
def test_a_look_is_due_half_a_year_after_the_last_until_it_ends(
    book: Workspace, kind: str, fields: Fields
) -> None:
    one = book.records.add(kind, fields)
    assert days(book) == {"review": [date(2026, 6, 30)]}
    book.records.add("carrier_review", {"about": one, "on": "2026-05-01"})
    assert days(book) == {"review": [date(2026, 10, 28)]}
    end = "fulfilled_on" if kind == "commitment" else "ended_on"
    book.records.change(one, {end: "2026-05-20"})
    assert days(book) == {}


DONE: Mapping[str, tuple[str, Fields, Fields]] = {
    "milestone": (
        "milestone",
        {"title": "独立操作", "due_on": "2026-06-01", "mentorship": "m"},
        {"done_on": "2026-05-20"},
    ),
    "loan": (
        "loan",
        {"resource": "r", "borrower": "李四", "due_on": "2026-06-02"},
        {"returned_on": "2026-05-20"},
    ),
    "deed": ("practical_deed", {"title": "修路", "due_on": "2026-06-03"}, {"done_on": "2026-05-20"}),
    "matter": (
        "matter",
        {"title": "户017用水", "due_on": "2026-06-04"},
        {"state": "suspended", "state_reason": "等水泵"},
    ),
    "commitment": (
        "commitment",
        {"text": "送水", "due_on": "2026-06-05", "review_on": "2030-01-01"},
        {"fulfilled_on": "2026-05-20"},
    ),
    "deliberation": (
        "deliberation",
        {"title": "王五发展", "opinions_until": "2026-06-06", "state": "opinions"},
        {"state": "vote"},
    ),
    "round": (
        "election_round",
        {"title": "评选", "closed_on": "2026-06-07"},
        {"decision": "已公布"},
    ),
    "disclosure": (
        "disclosure",
        {"title": "党费", "from_on": "2026-05-01", "to_on": "2026-06-08"},
        {"to_on": None},
    ),
    "joint_body": (
        "joint_organization",
        {"name": "联合党委", "to_on": "2026-06-09"},
        {"dissolved_on": "2026-05-20"},
    ),
    "booking": (
        "booking",
        {"resource": "r", "from_at": "2026-06-10T09:00:00", "to_at": "2026-06-10T11:00:00"},
        {"state": "cancelled"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", DONE)
def test_what_has_a_day_stands_on_it_until_it_is_done(book: Workspace, source: str) -> None:
    kind, fields, done = DONE[source]
    one = book.records.add(kind, fields)
    (entry,) = of(book, "joint", "service")
    assert (entry.source, entry.record, entry.kind) == (source, one, kind)
    assert entry.day == date(2026, 6, 1) + timedelta(days=list(DONE).index(source))
    book.records.change(one, done)
    assert of(book, "joint", "service") == []


def test_a_booking_has_its_hours_and_falls_not_due(book: Workspace) -> None:
    book.records.add("booking", DONE["booking"][1])
    (entry,) = of(book, "joint")
    assert entry.start == datetime(2026, 6, 10, 9)  # noqa: DTZ001
    assert entry.end == datetime(2026, 6, 10, 11)  # noqa: DTZ001
    assert not entry.is_due


def test_items_of_a_campaign_and_of_a_joint_plan_are_told_apart(book: Workspace) -> None:
    add = book.records.add
    campaign = add("campaign", {"title": "百日行动"})
    mine = add("plan", {"title": "甲", "campaign": campaign})
    joint = add("plan", {"title": "乙", "kind": "cobuild"})
    own = add("plan", {"title": "丙", "kind": "year"})
    items = {p: add("plan_item", {"title": "事", "plan": p, "due_on": "2026-06-01"})
             for p in (mine, joint, own)}  # fmt: skip
    found = {c.key: (c.source, c.kind, c.record) for c in of(book, "joint", "due") if not c.begin}
    assert found == {
        items[mine]: ("joint_plan", "campaign", campaign),
        items[joint]: ("joint_plan", "plan_item", items[joint]),
        items[own]: ("plan", "plan_item", items[own]),
    }
    for item in items.values():
        book.records.change(item, {"done_on": "2026-05-20"})
    assert [c for c in of(book, "joint", "due") if not c.begin] == []


def test_what_is_past_and_open_is_overdue_and_a_notice_never_is(book: Workspace) -> None:
    book.records.add("loan", {"resource": "r", "due_on": "2026-04-01"})
    book.records.add("disclosure", {"title": "旧", "from_on": "2026-04-01", "to_on": "2026-04-09"})
    book.records.add("duty_rotation", {"from_on": "2026-04-02"})
    late = [c.source for c in book.calendar.overdue(TODAY) if c.area in ("joint", "service")]
    assert late == ["loan"]


def test_no_title_and_no_name_leaves_in_a_calendar_file(book: Workspace) -> None:
    book.records.add("cobuild_agreement", AGREEMENT)
    book.records.add("duty_rotation", {"from_on": "2026-07-01", "to_on": "2026-12-31"})
    for kind, fields in (*REVIEWED, *((k, f) for k, f, _ in DONE.values())):
        book.records.add(kind, fields)
    found = of(book, "joint", "service")
    assert {c.source for c in found} == {row.source for row in ROWS}
    for one in found:
        outward = str(shown(one.open_title, T))
        assert outward.isascii()
        assert "{" not in outward


def test_every_row_has_a_key_of_its_own(book: Workspace) -> None:
    told = [(row.source, row.model, row.suffix) for row in ROWS]
    assert len(set(told)) == len(told)


# Pure

DAYS = st.dates(date(2, 1, 1), date(9999, 12, 31))
SOME = st.one_of(st.none(), DAYS)


def of_source(source: str, *, notice: bool) -> Callable[[object, Around], date | None]:
    return next(r.day for r in ROWS if (r.source, r.notice) == (source, notice))


@given(SOME, SOME, SOME, DAYS, st.integers(0, 4000))
def test_an_agreement_is_announced_its_days_before_whenever_it_ends(
    signed: date | None, begins: date | None, ends: date | None, today: date, soon: int
) -> None:
    one = CobuildAgreement.model_validate(
        {
            "title": "x",
            "state": "signed",
            "signed_on": signed,
            "valid_from": begins,
            "valid_to": ends,
        }
    )
    end = of_source("agreement", notice=False)(one, Around(today, soon))
    announced = of_source("agreement", notice=True)(one, Around(today, soon))
    assert end in (None, ends)
    if end is None or soon == 0:
        assert announced is None
    elif announced is not None:
        assert end - announced == timedelta(days=soon)


@given(SOME, SOME, DAYS)
def test_a_turn_that_nobody_knows_the_end_of_ends_on_no_day(
    begins: date | None, ends: date | None, today: date
) -> None:
    one = DutyRotation.model_validate({"from_on": begins, "to_on": ends})
    assert of_source("turn", notice=True)(one, Around(today)) == begins
    assert of_source("turn", notice=False)(one, Around(today)) is None
