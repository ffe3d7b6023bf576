"""One suggestion and one opinion become one matter, however many laptops take them up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.records.openness import Opinion, OpinionState
from app.records.service import MatterState, ServiceMatter, Suggestion
from app.services.becoming import matter_id
from app.workspace import Workspace
from db import keys
from db.model.errors import InvalidRecord

CHEAP = keys.Cost(1, 1, 8)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """Two laptops of one branch that have not met."""
    one, other = (
        Workspace.create(
            tmp_path / name, "secret1", branch="支部", writer=name, cost=CHEAP
        ).workspace
        for name in ("one", "other")
    )
    scope = one.pen().scope
    other.store.rescope(other.pen().scope, scope)
    other.store.settings.put("scope", scope)
    yield one, other
    one.close()
    other.close()


def meet(one: Workspace, other: Workspace) -> None:
    """Carry everything both ways."""
    for source, target in ((one, other), (other, one)):
        target.store.apply(list(source.store.log.all(source.pen().scope)))


def suggested(book: Workspace, title: str = "装路灯") -> str:
    return book.records.add("suggestion", {"title": title, "received_on": "2026-05-01"})


def asked(book: Workspace, record: str) -> list[str]:
    """Return the fields of a record that hold two values."""
    return [c.field for c in book.records.conflicts() if c.record.id == record]


def only(book: Workspace) -> ServiceMatter:
    (matter,) = book.records.all(ServiceMatter)
    return matter


def test_two_laptops_that_accept_one_suggestion_make_one_matter(
    pair: tuple[Workspace, Workspace],
) -> None:
    one, other = pair
    idea = suggested(one)
    meet(one, other)
    first = one.suggesting.accept(idea, {"owner_unit": "五工区"})
    second = other.suggesting.accept(idea, {"owner_unit": "三工区"})
    meet(one, other)
    assert first == second == matter_id(idea)
    for book in pair:
        assert only(book).suggestion == idea
        assert asked(book, first) == ["owner_unit"]
    one.matters.step(first, MatterState.rejected, {"state_reason": "已在计划内"})
    meet(one, other)
    assert only(other).state == MatterState.rejected


def test_two_laptops_that_take_up_one_opinion_make_one_matter(
    pair: tuple[Workspace, Workspace],
) -> None:
    one, other = pair
    said = one.box.give({"text": "班车改点", "author": "高峻"})
    meet(one, other)
    assert one.box.take_up(said) == other.box.take_up(said) == matter_id(said)
    meet(one, other)
    for book in pair:
        assert only(book).title == "班车改点"
        assert asked(book, said) + asked(book, matter_id(said)) == []


def test_accepted_again_after_its_matter_was_deleted_it_begins_anew(book: Workspace) -> None:
    idea = suggested(book)
    matter = book.suggesting.accept(idea, {"owner_unit": "五工区", "due_on": "2026-05-20"})
    book.matters.step(matter, MatterState.in_progress)
    book.matters.step(matter, MatterState.done, {"result": "装好了"})
    with pytest.raises(InvalidRecord, match="decided already"):
        book.suggesting.accept(idea)
    book.records.delete(matter)
    assert book.suggesting.accept(idea, {"owner_unit": "三工区"}) == matter
    held = only(book)
    assert (held.state, held.result, held.done_on, held.due_on, held.owner_unit) == (
        MatterState.registered, None, None, None, "三工区"
    )  # fmt: skip
    book.records.undo()
    assert book.records.all(ServiceMatter) == []


def test_an_acceptance_that_was_taken_back_may_be_made_again(book: Workspace) -> None:
    idea = suggested(book)
    book.suggesting.accept(idea)
    book.records.undo()
    assert book.suggesting.accept(idea) == only(book).id == matter_id(idea)


def test_deleted_here_and_taken_further_there_it_is_one_that_asks(
    pair: tuple[Workspace, Workspace],
) -> None:
    one, other = pair
    idea = suggested(one)
    matter = one.suggesting.accept(idea, {"owner_unit": "五工区", "due_on": "2026-05-20"})
    meet(one, other)
    one.records.delete(matter)
    one.suggesting.accept(idea)
    other.matters.step(matter, MatterState.assigned)
    meet(one, other)
    for book in pair:
        assert only(book).id == matter
        assert book.records.get(Suggestion, idea) is not None


def test_one_put_back_by_hand_keeps_the_way_of_its_matter(book: Workspace) -> None:
    idea = suggested(book)
    matter = book.suggesting.accept(idea, {"owner_unit": "五工区", "due_on": "2026-05-20"})
    book.matters.step(matter, MatterState.in_progress)
    book.records.change(idea, {"state": "received"})
    assert book.suggesting.accept(idea, {"owner_unit": "三工区"}) == matter
    assert (only(book).state, only(book).owner_unit) == (MatterState.in_progress, "五工区")


def test_an_opinion_whose_matter_was_deleted_is_taken_up_again(book: Workspace) -> None:
    said = book.records.add("opinion", {"text": "班车改点", "author": "高峻"})
    matter = book.box.take_up(said)
    book.records.delete(matter)
    assert book.box.matter_of(said) == ""
    assert book.box.take_up(said) == matter == only(book).id
    found = book.records.get(Opinion, said)
    assert found is not None
    assert (found.state, found.matter) == (OpinionState.taken_up, matter)
