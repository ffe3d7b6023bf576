"""Carriers of a book: in what order they show, what a look writes, how commitments begin."""

from datetime import date

import pytest

from app.counting.carriers import Kept
from app.records.member import Member, StatusEvent
from app.records.vanguard import CarrierReview, DemonstrationPost
from app.services.membership import Happening
from app.workspace import Workspace
from db.model.errors import InvalidRecord, NotFound

MADE = date(2026, 1, 10)


@pytest.fixture
def people(book: Workspace) -> list[str]:
    names = [("周建国", 2), ("阿旺", 1), ("李娜", 3)]
    return [book.records.add("member", {"name": n, "number": at}) for n, at in names]


def test_members_stand_in_the_rosters_order_and_units_before_them(
    book: Workspace, people: list[str]
) -> None:
    carriers = book.vanguard.carriers
    carriers.begin(people, MADE)
    book.records.add("commitment", {"text": "按期完工", "unit": "支部", "made_on": "2026-02-01"})
    roster = [m.name for m in book.members.roster()]
    assert [p.who for p in carriers.promises(2026)] == ["支部", *roster]
    assert carriers.promises(2025) == []


def test_a_year_is_begun_for_many_with_nothing_invented_and_once_each(
    book: Workspace, people: list[str]
) -> None:
    carriers = book.vanguard.carriers
    carriers.begin(people[:2], MADE, due_on=date(2026, 12, 31), shown_at="公示栏")
    assert [(p.thing.text, p.kept) for p in carriers.promises(2026)] == [("", Kept.unwritten)] * 2
    assert [m.id for m in carriers.lacking(2026)] == people[2:]
    carriers.begin(people, MADE)
    assert len(carriers.promises(2026)) == 3
    with pytest.raises(InvalidRecord):
        carriers.begin(people, MADE)
    assert book.records.undo() is not None
    assert len(carriers.promises(2026)) == 2


def test_a_look_and_the_day_of_the_next_are_one_change(book: Workspace) -> None:
    post = book.records.add("demonstration_post", {"name": "示范岗", "review_on": "2026-05-01"})
    carriers = book.vanguard.carriers
    applied = carriers.review(
        post, {"on": "2026-05-02", "found": "kept", "text": "正常"}, date(2026, 11, 1)
    )
    assert len(applied.changes) == 1
    (look,) = carriers.reviews(post)
    assert (look.text, look.on) == ("正常", date(2026, 5, 2))
    (held,) = carriers.held("demonstration_post")
    assert held.standing.next_on == date(2026, 11, 1)
    book.records.undo()
    assert carriers.reviews(post) == []
    (held,) = carriers.held("demonstration_post")
    assert held.thing.review_on == date(2026, 5, 1)


def test_without_a_next_day_it_follows_from_the_packs(book: Workspace) -> None:
    post = book.records.add("demonstration_post", {"name": "示范岗", "review_on": "2026-05-01"})
    book.vanguard.carriers.review(post, {"on": "2026-05-02"})
    (held,) = book.vanguard.carriers.held("demonstration_post")
    assert held.thing.review_on is None
    assert held.standing.next_on == date(2026, 10, 29)
    assert book.vanguard.carriers.every == 180


def test_only_a_carrier_or_a_commitment_is_looked_at(book: Workspace, people: list[str]) -> None:
    with pytest.raises(InvalidRecord):
        book.vanguard.carriers.review(people[0], {"on": "2026-05-02"})
    post = book.records.add("demonstration_post", {"name": "示范岗"})
    book.records.delete(post)
    with pytest.raises(NotFound):
        book.vanguard.carriers.review(post, {"on": "2026-05-02"})
    assert book.records.all(CarrierReview) == []


def test_ended_carriers_come_last_and_those_due_first(book: Workspace) -> None:
    add = book.records.add
    add("demonstration_post", {"name": "甲", "set_on": "2026-03-01"})
    add("demonstration_post", {"name": "乙", "set_on": "2020-01-01", "ended_on": "2021-01-01"})
    add("responsibility_area", {"name": "丙", "review_on": "2020-02-01"})
    held = book.vanguard.carriers.held("demonstration_post", "responsibility_area")
    assert [(h.thing.name, h.running) for h in held] == [("丙", True), ("甲", True), ("乙", False)]


def test_files_that_hang_on_carriers_are_counted(book: Workspace) -> None:
    post = book.records.add("demonstration_post", {"name": "示范岗"})
    book.attachments.add_bytes(post, b"a picture", "a.jpg")
    assert book.vanguard.carriers.files([post, "other"]) == {post: 1}
    assert book.records.get(DemonstrationPost, post) is not None


def test_nominations_stand_by_unit_and_a_round_without_any_is_there_too(book: Workspace) -> None:
    add = book.records.add
    first = add("election_round", {"title": "巾帼服务明星"})
    add("election_round", {"title": "先锋"})
    for unit in ("乙公司", "甲公司", "乙公司"):
        add("nomination", {"round": first, "unit": unit})
    rounds = {r.thing.title: r for r in book.vanguard.carriers.rounds()}
    assert [n.unit for n in rounds["巾帼服务明星"].nominations] == ["乙公司", "乙公司", "甲公司"]
    assert rounds["先锋"].nominations == ()


def test_a_former_member_keeps_the_name_under_a_commitment(
    book: Workspace, people: list[str]
) -> None:
    book.vanguard.carriers.begin(people[:1], MADE)
    book.membership.happened(Happening(people[0], StatusEvent.out, date(2026, 2, 1)))
    assert people[0] not in {m.id for m in book.members.roster()}
    (promise,) = book.vanguard.carriers.promises(2026)
    assert promise.who == book.records.get(Member, people[0]).name  # type: ignore[union-attr]
