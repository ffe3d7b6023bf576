"""What was done with others is found by period, kind, partner and scope, and added up unit by unit."""

from datetime import date

import pytest

from app.counting.outcomes import read_line
from app.records.meeting import LectureDirection, LecturerCapacity
from app.services.activities import Activities, Sieve, sums
from app.workspace import Workspace

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def units(book: Workspace) -> dict[str, str]:
    return {
        scope: book.records.add("partner_organization", {"name": scope, "scope": scope})
        for scope in ("internal", "same_group", "external")
    }


def held(
    book: Workspace, day: str, *rows: str, kind: str = "joint_activity", **more: object
) -> str:
    body = {"type": kind, "title": f"{kind} {day}", "held_start": f"{day}T09:00:00", **more}
    made = book.records.add("activity", body)
    for row in rows:
        book.outcomes.add(made, read_line(row))
    return made


def found(book: Workspace) -> list[str]:
    return [h.activity.id for h in Activities(book.records).between(*YEAR)]


def test_what_is_held_with_others_is_found_latest_first(
    book: Workspace, units: dict[str, str]
) -> None:
    first = held(book, "2026-01-01")
    themed = held(book, "2026-12-31", kind="themed_party_day", partners=[units["external"]])
    given = held(book, "2026-05-01", kind="party_lecture", lecture_direction="given")
    held(book, "2026-06-01", kind="themed_party_day")
    held(book, "2025-12-31")
    held(book, "2026-07-01", state="cancelled")
    assert found(book) == [themed, given, first]


def test_partners_are_named_and_the_farthest_says_the_scope(
    book: Workspace, units: dict[str, str]
) -> None:
    held(book, "2026-05-08", partners=[units["internal"], units["external"]], partner_text="运输队")
    (one,) = Activities(book.records).between(*YEAR)
    assert one.names == ("internal", "external", "运输队")
    assert one.scope == "external"


def test_the_sieve_takes_kind_partner_scope_and_words(
    book: Workspace, units: dict[str, str]
) -> None:
    held(book, "2026-02-01", joint_kind="emergency", partners=[units["external"]], title="防疫")
    held(book, "2026-03-01", joint_kind="discussion", partners=[units["internal"]], title="座谈")
    everything = Activities(book.records).between(*YEAR)

    def titles(**sieve: str) -> list[str | None]:
        return [h.activity.title for h in everything if Sieve(**sieve).passes(h)]

    assert titles() == ["座谈", "防疫"]
    assert titles(kind="emergency") == ["防疫"]
    assert titles(kind="joint_activity") == ["座谈", "防疫"]
    assert titles(partner=units["internal"]) == ["座谈"]
    assert titles(scope="external") == ["防疫"]
    assert titles(text="座 internal") == ["座谈"]
    assert titles(text="nothing") == []


def test_numbers_of_a_period_are_added_unit_by_unit(book: Workspace) -> None:
    held(book, "2026-03-02", "口罩 10000 只", "信息 16000000 条以上")
    held(book, "2026-04-18", "义卖 3000 元", "口罩 500 只")
    held(book, "2025-04-18", "义卖 9000 元")
    found = {(x.label, x.unit): x for x in sums(Activities(book.records).between(*YEAR))}
    assert found["口罩", "只"].number == 10_500
    assert found["义卖", "元"].number == 3000
    assert found["信息", "条"].at_least


def test_lectures_of_a_period_by_who_speaks(book: Workspace) -> None:
    book.records.add(
        "activity",
        {"type": "party_lecture", "held_start": "2026-05-12T10:00:00", "lecturer_capacity": "secretary",
         "lecture_direction": "given", "micro": True},
    )  # fmt: skip
    told = Activities(book.records).lectures(*YEAR)
    assert len(told.of(LecturerCapacity.secretary, LectureDirection.given)) == 1
    assert Activities(book.records).lectures(date(2025, 1, 1), date(2025, 12, 31)).how_many() == 0


def test_the_years_go_back_to_the_earliest_meeting(book: Workspace) -> None:
    activities = Activities(book.records)
    assert list(activities.years(2026)) == [2026]
    held(book, "2019-05-04")
    held(book, "2026-05-04")
    assert list(activities.years(2026)) == [2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019]


def test_a_unit_taken_out_of_the_register_shifts_no_name(
    book: Workspace, units: dict[str, str]
) -> None:
    held(book, "2026-05-08", partners=[units["internal"], units["external"]])
    book.records.delete(units["internal"])
    (one,) = Activities(book.records).between(*YEAR)
    assert dict(zip(one.partners, one.names, strict=True)) == {units["external"]: "external"}
