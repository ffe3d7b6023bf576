"""An alliance's book: a unit's stages, what names it, turns handed over, versions, conferences."""

from datetime import date

import pytest

from app.counting.alliance import state_on
from app.records.alliance import DutyRotation, PartnerOrganization, PartnerState, SystemDocument
from app.workspace import Workspace
from db.model.errors import NotFound

DAY = date(2026, 5, 21)


def unit(book: Workspace, name: str, **fields: object) -> str:
    return book.records.add("partner_organization", {"name": name, **fields})


def test_a_stage_is_one_change_that_one_undo_takes_back(book: Workspace) -> None:
    one = unit(book, "养护段", joined_on="2019-06-01")
    book.alliance.reach(one, PartnerState.left, date(2020, 1, 1))
    book.alliance.reach(one, PartnerState.member, DAY)
    (found,) = book.alliance.units()
    assert (found.earlier, found.joined_on) == ("2019-06-01/2020-01-01", DAY)
    book.records.undo()
    (found,) = book.alliance.units()
    assert state_on(found, DAY) == PartnerState.left
    with pytest.raises(NotFound):
        book.alliance.reach("nobody", PartnerState.left, DAY)


def turn(book: Workspace, first: str, last: str | None = None) -> str:
    return book.records.add("duty_rotation", {"from_on": first, "to_on": last})


def days(book: Workspace) -> list[tuple[str | None, ...]]:
    found = sorted(book.records.all(DutyRotation), key=lambda r: r.from_on or date.min)
    return [
        tuple(d.isoformat() if d else None for d in (r.from_on, r.to_on, r.handed_over_on))
        for r in found
    ]


def test_a_turn_handed_over_early_ends_and_the_next_begins_in_one_change(book: Workspace) -> None:
    first = turn(book, "2026-01-01", "2026-06-30")
    second = turn(book, "2026-07-01", "2026-12-31")
    assert book.alliance.hand_over(first, DAY) == second
    assert days(book) == [
        ("2026-01-01", "2026-05-21", "2026-05-21"),
        ("2026-05-22", "2026-12-31", None),
    ]
    book.records.undo()
    assert days(book)[1] == ("2026-07-01", "2026-12-31", None)


def test_a_turn_handed_over_late_keeps_its_days(book: Workspace) -> None:
    first = turn(book, "2026-01-01", "2026-03-31")
    turn(book, "2026-04-01")
    book.alliance.hand_over(first, DAY)
    assert days(book) == [("2026-01-01", "2026-03-31", "2026-05-21"), ("2026-04-01", None, None)]


def test_without_an_end_a_turn_ends_where_the_next_began_or_on_the_day(book: Workspace) -> None:
    first = turn(book, "2026-01-01")
    turn(book, "2026-04-01")
    book.alliance.hand_over(first, DAY)
    assert days(book)[0] == ("2026-01-01", "2026-03-31", "2026-05-21")
    last = book.records.all(DutyRotation, where={"from_on": "2026-04-01"})[0].id
    assert book.alliance.hand_over(last, DAY) == ""
    assert days(book)[1] == ("2026-04-01", "2026-05-21", "2026-05-21")
    with pytest.raises(NotFound):
        book.alliance.hand_over("nobody", DAY)


def test_a_turn_that_has_not_begun_moves_nobodys_days(book: Workspace) -> None:
    coming = turn(book, "2026-07-01", "2026-09-30")
    turn(book, "2026-10-01")
    book.alliance.hand_over(coming, DAY)
    assert days(book) == [
        ("2026-07-01", "2026-09-30", "2026-05-21"),
        ("2026-10-01", None, None),
    ]


def test_a_new_version_copies_the_text_and_closes_the_one_before(book: Workspace) -> None:
    old = book.records.add(
        "system_document",
        {"title": "联盟章程", "kind": "charter", "version": "第1版", "effective_from": "2019-06-01",
         "text": "第一条 名称。", "adopted_by": "成员大会"},
    )  # fmt: skip
    new = book.alliance.new_version(old, DAY)
    (line,) = book.alliance.documents()
    first, second = line.versions
    assert (first.id, first.effective_to) == (old, date(2026, 5, 20))
    assert (second.id, second.version, second.text) == (new, "第2版", "第一条 名称。")
    # Who adopted the new one nobody knows yet.
    assert second.adopted_by is None
    assert line.in_force(DAY) == second
    book.records.undo()
    assert [v.effective_to for v in book.records.all(SystemDocument)] == [None]
    with pytest.raises(NotFound):
        book.alliance.new_version("nobody", DAY)


def test_what_conferences_decided_stands_in_one_list(book: Workspace) -> None:
    add = book.records.add
    held = add("activity", {"type": "joint_conference", "title": "第一次联席会议"})
    other = add("activity", {"type": "general_meeting"})
    late = add("resolution", {"text": "修路", "activity": held, "due_on": "2026-05-01"})
    soon = add("resolution", {"text": "通水", "activity": held, "due_on": "2026-06-01"})
    add("resolution", {"text": "大会的事", "activity": other})
    assert [m.resolution.id for m in book.alliance.matters(DAY)] == [late, soon]
    assert book.alliance.matters(DAY)[0].conference.title == "第一次联席会议"


def test_an_empty_book_has_an_empty_alliance(book: Workspace) -> None:
    alliance = book.alliance
    assert (alliance.units(), alliance.growth(), alliance.matters(), alliance.documents()) == (
        [], [], [], [],
    )  # fmt: skip
    assert alliance.coverage().units == ()


def test_units_are_read_once_for_their_names(book: Workspace) -> None:
    one = unit(book, "养护段")
    assert book.alliance.names() == {one: "养护段"}
    assert [u.id for u in book.records.all(PartnerOrganization)] == [one]
