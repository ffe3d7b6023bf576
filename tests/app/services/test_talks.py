"""A year of talks: the committee of its day, the roster's order, what is planned apart from what was."""

import pytest

from app.workspace import Workspace


@pytest.fixture
def people(book: Workspace) -> list[str]:
    made = [
        book.records.add("member", {"name": n, "number": at})
        for at, n in enumerate(("周建国", "王海燕", "高峻", "罗布"))
    ]
    for member, office in zip(made[:2], ("secretary", "organization_member"), strict=True):
        book.records.add(
            "office_holding", {"member": member, "office": office, "from_on": "2020-01-01"}
        )
    return made


def talk(book: Workspace, one: str, other: str, on: str | None) -> str:
    return book.records.add("heart_to_heart_talk", {"initiator": one, "partner": other, "on": on})


def test_the_year_has_its_talks_and_what_is_still_to_come(
    book: Workspace, people: list[str]
) -> None:
    year = book.now().year
    held = talk(book, people[0], people[2], f"{year}-02-03")
    planned = talk(book, people[0], people[1], None)
    talk(book, people[0], people[1], f"{year - 1}-02-03")
    found = book.talks.year(year)
    assert {t.id for t in found.talks} == {held, planned}
    assert found.pairs.committee == tuple(people[:2])
    assert found.pairs.members == tuple(people[2:])
    assert found.pairs.committee_lacking() == ((people[0], people[1]),)
    assert found.pairs.without_committee() == (people[3],)
    assert book.talks.year(year - 1).pairs.committee_lacking() == ()


def test_whoever_left_office_is_a_member_again(book: Workspace, people: list[str]) -> None:
    holding = book.records.find(book.records.query("office_holding", where={"member": people[1]}))[
        0
    ]
    book.records.change(holding.id, {"to_on": "2021-01-01"})
    assert book.talks.year(book.now().year).pairs.committee == (people[0],)
    assert book.talks.year(2020).pairs.committee == tuple(people[:2])
