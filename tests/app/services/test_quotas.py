"""The half-year of every enterprise: six cells, each with the records behind it."""

from datetime import date

import pytest

from app.counting.periods import half_of
from app.counting.quota import Count
from app.records.meeting import Activity
from app.services.quotas import QuotaLine, half_named, listing
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json
from db.model.errors import InvalidRecord

T = Catalogue("en")
HALF = half_named("2026H1")
TODAY = date(2026, 5, 21)


def paired(book: Workspace, *names: str, **fields: Json) -> list[str]:
    made = [book.records.add("partner_organization", {"name": name}) for name in names]
    body: dict[str, Json] = {
        "title": "协议", "parties": [*made], "quota": True, "state": "signed",
        "valid_from": "2026-01-01", "valid_to": "2026-12-31",
    }  # fmt: skip
    book.records.add("cobuild_agreement", {**body, **fields})
    return made


def line(book: Workspace, today: date = TODAY) -> QuotaLine:
    (found,) = book.quotas.view(HALF, today).lines
    return found


def test_without_an_agreement_that_counts_there_is_nothing_to_count(book: Workspace) -> None:
    paired(book, "甲", quota=False)
    assert book.quotas.view(HALF, TODAY).lines == ()


def test_enterprises_stand_by_name_with_six_cells(book: Workspace) -> None:
    paired(book, "乙公司", "甲公司")
    found = book.quotas.view(HALF, TODAY)
    assert [x.name for x in found.lines] == sorted(["乙公司", "甲公司"])
    assert [c.counter.count for c in found.lines[0].cells] == list(Count)
    assert found.left == 40


def test_an_enterprise_that_was_taken_out_of_the_register_keeps_its_name(book: Workspace) -> None:
    (mine,) = paired(book, "甲公司")
    book.records.delete(mine)
    assert line(book).name == "甲公司"


def test_each_cell_has_the_records_behind_it(book: Workspace) -> None:
    (mine,) = paired(book, "甲公司")
    book.records.add("service_visit", {"partner": mine, "on": "2026-03-10"})
    body: dict[str, Json] = {"title": "修路", "partner": mine, "kind": "difficulty"}
    solved = {"done_on": "2026-06-30", "state": "done", "result": "通车"}
    book.records.add("matter", {**body, **solved})
    book.records.add("matter", {**body, "state": "registered"})
    states = {c.counter.count: c.state for c in line(book).cells}
    assert {count for count, state in states.items() if state == "done"} == {
        Count.visits,
        Count.difficulty,
    }
    assert line(book).done == 2


def test_a_visit_still_to_come_fills_nothing_until_its_day(book: Workspace) -> None:
    (mine,) = paired(book, "甲公司")
    book.records.add("service_visit", {"partner": mine, "on": "2026-06-20"})
    assert line(book).cells[0].state == "open"
    assert line(book, date(2026, 6, 20)).cells[0].state == "done"


def test_the_last_moment_of_the_half_year_still_counts(book: Workspace) -> None:
    (mine,) = paired(book, "甲公司")
    body: dict[str, Json] = {"type": "joint_activity", "joint_kind": "discussion", "state": "filed"}
    book.records.add("activity", {**body, "partners": [mine], "held_start": "2026-06-30T23:59:00"})
    book.records.add("activity", {**body, "partners": [mine], "held_start": "2026-07-01T00:00:00"})
    (cell,) = [c for c in line(book).cells if c.counter.count == Count.discussion]
    assert [e.day for e in cell.counter.records] == [date(2026, 6, 30)]


def test_open_while_there_is_time_missed_afterwards(book: Workspace) -> None:
    paired(book, "甲公司")
    assert {c.state for c in line(book).cells} == {"open"}
    assert {c.state for c in line(book, date(2026, 7, 1)).cells} == {"missed"}


def test_of_a_half_year_paired_in_part_nothing_is_missed(book: Workspace) -> None:
    paired(book, "甲公司", valid_from="2026-02-01")
    assert {c.state for c in line(book, date(2026, 7, 1)).cells} == {"unasked"}


def test_a_meeting_arranged_from_a_cell_fills_it_once_it_was_held(book: Workspace) -> None:
    (mine,) = paired(book, "甲公司")
    for count in (Count.discussion, Count.party_day):
        made = book.quotas.arrange(count, mine, T)
        activity = book.records.get(Activity, made)
        assert activity is not None
        assert activity.title == f"{count.title_} with 甲公司"
        book.records.change(made, {"held_start": "2026-05-20T10:00:00", "state": "minuted"})
    done = {c.counter.count for c in line(book).cells if c.state == "done"}
    assert done == {Count.discussion, Count.party_day}


def test_half_years_reach_back_to_the_first_agreement(book: Workspace) -> None:
    assert [h.key for h in book.quotas.halves(TODAY)] == ["2026-H1"]
    paired(book, "甲公司", valid_from="2025-03-01")
    assert [h.key for h in book.quotas.halves(TODAY)] == ["2026-H1", "2025-H2", "2025-H1"]


def test_the_table_says_how_each_stands_and_when(book: Workspace) -> None:
    (mine,) = paired(book, "甲公司")
    book.records.add("service_visit", {"partner": mine, "on": "2026-03-10"})
    found = listing(book.quotas.view(HALF, TODAY), T)
    assert found.title == "first half of 2026"
    assert found.heads[:3] == ("Enterprise", "Agreement", "Visit of the enterprise")
    assert found.rows[0][:4] == ("甲公司", "协议", "10 Mar", "Still to do")


@pytest.mark.parametrize("word", ["2026H2", "2026-H2", " 2026h2 "])
def test_a_half_year_is_named_as_people_write_it(word: str) -> None:
    assert half_named(word) == half_of(date(2026, 12, 1))


@pytest.mark.parametrize("word", ["", "2026", "2026H3", "H1", "26H1", "2026H11", "0000H1"])
def test_what_is_no_half_year_is_refused(word: str) -> None:
    with pytest.raises(InvalidRecord):
        half_named(word)
