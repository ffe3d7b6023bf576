"""One happening is one change; the member's own record follows from all events, in any order."""

from datetime import date
from itertools import permutations

import pytest

from app.records.flow import GroupMembership
from app.records.member import Member, MemberStatusEvent, Standing, StatusEvent
from app.records.organisation import OfficeHolding
from app.services.membership import Happening
from app.workspace import Workspace
from db.model.errors import InvalidRecord

E = StatusEvent


def member(book: Workspace, **fields: object) -> str:
    return book.records.add("member", {"name": "高峻", **fields})


def read(book: Workspace, who: str) -> Member:
    found = book.records.get(Member, who)
    assert found is not None
    return found


def happen(
    book: Workspace, who: str, what: StatusEvent, on: str, document: str = "", counterpart: str = ""
) -> str:
    happening = Happening(who, what, date.fromisoformat(on), document, counterpart)
    return book.membership.happened(happening).ids[0]


def test_a_happening_writes_its_event_and_the_status_in_one_change_that_one_undo_takes_back(
    book: Workspace,
) -> None:
    who = member(book)
    happen(book, who, E.out, "2026-05-01", document="介字〔2026〕7号", counterpart="成昆项目支部")
    event = book.records.all(MemberStatusEvent)[0]
    assert (event.counterpart, read(book, who).status) == ("成昆项目支部", Standing.left)
    book.records.undo()
    assert book.records.all(MemberStatusEvent) == []
    assert read(book, who).status == Standing.full


def test_the_status_follows_the_events_in_whatever_order_they_are_entered(book: Workspace) -> None:
    story = (
        (E.admit, "2024-03-01"),
        (E.convert, "2025-03-02"),
        (E.suspend, "2025-09-01"),
        (E.restore, "2026-02-01"),
    )
    for order in permutations(story):
        who = member(book, status="probationary")
        for what, on in order:
            happen(book, who, what, on)
        found = read(book, who)
        assert found.status == Standing.full
        assert (found.joined_on, found.full_on) == (date(2024, 3, 1), date(2025, 3, 2))


def test_an_old_event_entered_today_leaves_todays_status_alone(book: Workspace) -> None:
    who = member(book)
    happen(book, who, E.out, "2026-05-01")
    happen(book, who, E.in_, "2023-05-01")
    assert read(book, who).status == Standing.left


def test_an_event_that_did_not_happen_is_withdrawn_with_what_followed_from_it(
    book: Workspace,
) -> None:
    who = member(book)
    event = happen(book, who, E.suspend, "2026-05-01")
    assert read(book, who).status == Standing.suspended
    book.membership.withdraw(event)
    assert book.records.all(MemberStatusEvent) == []
    assert read(book, who).status == Standing.full
    young = member(book, status="probationary")
    event = happen(book, young, E.convert, "2026-05-01")
    assert (read(book, young).status, read(book, young).full_on) == (
        Standing.full,
        date(2026, 5, 1),
    )
    book.membership.withdraw(event)
    assert (read(book, young).status, read(book, young).full_on) == (Standing.probationary, None)


def test_an_event_has_its_day(book: Workspace) -> None:
    with pytest.raises(InvalidRecord) as refused:
        book.membership.happened(Happening(member(book), E.out, None))
    assert refused.value.field == "on"


def test_who_leaves_for_good_leaves_office_and_group_the_day_before(book: Workspace) -> None:
    who = member(book)
    group = book.records.add("party_group", {"name": "第一党小组"})
    book.records.add("office_holding", {"member": who, "office": "secretary"})
    book.membership.move(who, group, date(2025, 1, 1))
    happen(book, who, E.out, "2026-05-01")
    assert book.records.all(OfficeHolding)[0].to_on == date(2026, 4, 30)
    assert book.records.all(GroupMembership)[0].to_on == date(2026, 4, 30)


def test_a_relation_that_follows_ends_the_floating(book: Workspace) -> None:
    who = member(book, relation_here="organizational_life_only")
    flow = book.records.add(
        "flow_record", {"member": who, "direction": "in", "from_on": "2025-10-01"}
    )
    happen(book, who, E.in_, "2026-05-01")
    assert book.records.raw(flow).get("to_on") == "2026-04-30"  # type: ignore[union-attr]
    assert read(book, who).relation_here.value == "formal"
    assert book.membership.life(who).here(date(2026, 1, 1))


def test_a_move_keeps_the_group_before_and_puts_the_one_of_today_on_the_record(
    book: Workspace,
) -> None:
    first = book.records.add("party_group", {"name": "第一党小组"})
    second = book.records.add("party_group", {"name": "第二党小组"})
    who = member(book, group=first)
    book.membership.move(who, second, date(2026, 5, 1))
    branch = book.membership.branch()
    assert branch.group_of(who, date(2026, 4, 30)) == first
    assert branch.group_of(who, date(2026, 5, 1)) == second
    assert read(book, who).group == second
    book.records.undo()
    assert read(book, who).group == first


def test_moves_entered_in_any_order_give_the_same_groups(book: Workspace) -> None:
    names = {k: book.records.add("party_group", {"name": k}) for k in "abc"}
    moves = [("b", date(2026, 2, 1)), ("c", date(2026, 4, 1))]
    found = []
    for order in (moves, moves[::-1]):
        who = member(book, group=names["a"])
        for group, on in order:
            book.membership.move(who, names[group], on)
        branch = book.membership.branch()
        found.append([branch.group_of(who, date(2026, m, 15)) for m in (1, 2, 3, 4, 5)])
    assert found[0] == [names["a"], names["b"], names["b"], names["c"], names["c"]]
    assert found[0] == found[1]
