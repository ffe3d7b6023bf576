"""The register of floating members: who, since when, what the facts ask for; and a file for HQ."""

from datetime import date, timedelta

import pytest

from app.records.flow import FlowDirection
from app.records.member import Member, Relation
from app.services.flowing import WORDS
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import InvalidRecord


def floats(book: Workspace, who: str, direction: str = "out", **fields: object) -> str:
    return book.flowing.begin({"member": who, "direction": direction, **fields})


def test_running_stretches_come_first_and_each_says_what_its_facts_ask_for(
    book: Workspace,
) -> None:
    today = book.now().date()
    long_ago, lately = today - timedelta(days=400), today - timedelta(days=20)
    one = book.records.add("member", {"name": "高峻"})
    ended = floats(book, one, from_on="2020-01-01", to_on="2020-08-01", fixed=True)
    fixed = floats(book, one, from_on=long_ago.isoformat(), fixed=True)
    fresh = floats(book, one, from_on=lately.isoformat())
    lines = book.flowing.register()
    assert [(f.flow.id, f.advice) for f in lines] == [
        (fresh, ""), (fixed, "transfer"), (ended, ""),
    ]  # fmt: skip
    assert lines[0].contact_on == lately + timedelta(days=90)
    assert lines[2].contact_on is None


def test_somebody_new_who_floats_in_is_placed_here_in_the_same_change(book: Workspace) -> None:
    fields = {"direction": "in", "from_on": "2026-01-01", "counterpart": "成昆项目支部"}
    book.flowing.begin(fields, "何静")
    member = book.records.all(Member)[0]
    assert (member.name, member.relation_here) == ("何静", Relation.life_only)
    assert book.flowing.register(FlowDirection.in_)[0].member.id == member.id
    book.records.undo()
    assert (book.records.all(Member), book.flowing.register()) == ([], [])
    with pytest.raises(InvalidRecord):
        book.flowing.begin(fields, "  ")


def test_the_file_for_hq_has_a_column_for_each_fact_and_no_place(book: Workspace) -> None:
    who = book.records.add("member", {"name": "高峻"})
    flow = floats(book, who, from_on="2020-01-01", fixed=False, counterpart="某街道支部")
    book.flowing.end(flow, date(2020, 3, 1))
    table = book.flowing.listing(Catalogue("zh_CN"), FlowDirection.out)
    assert len(table.heads) == len(table.rows[0])
    assert table.rows[0][:6] == ("高峻", "流出", "2020-01-01", "", "2020-03-01", "某街道支部")
    assert book.flowing.listing(Catalogue("zh_CN"), FlowDirection.in_).rows == ()


def test_every_advice_has_words() -> None:
    assert all(bool(WORDS[a]) == bool(a) for a in ("", "transfer", "register", "keep"))
