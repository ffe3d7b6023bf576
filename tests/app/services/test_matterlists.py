"""The board and the list read what is shown: a book that is full of closed matters costs no more."""

from datetime import date, timedelta

import pytest

from app.counting.matters import OVER, Column
from app.records.service import MatterState
from app.services.matterlists import SHOWN_CLOSED, Line, Offered, Pick, Sift, Tally
from app.workspace import Workspace
from tests.app.services.decoded import decoded, put

DAY = date(2026, 1, 1)


def closed(number: int) -> list[dict[str, object]]:
    """Return so many matters that are over: closed on a day, handed over on one, rejected without."""
    found: list[dict[str, object]] = []
    for n in range(number):
        day = (DAY + timedelta(days=n * 7 % 1009)).isoformat()
        body: dict[str, object] = {"title": f"已了事项{n}", "raised_on": day, "kind": "request"}
        match n % 5:
            case 0:
                body |= {"state": "transferred", "done_on": day}
            case 1:
                body |= {"state": "rejected"}
            case _:
                body |= {"state": "closed", "closed_on": day, "done_on": "2026-01-01"}
        found.append(body)
    return found


def opened(number: int, **fields: object) -> list[dict[str, object]]:
    states = (
        None,
        "assigned",
        "in_progress",
        "suspended",
        "done",
        "verified",
        "of a later release",
    )
    return [
        {"title": f"在办事项{n}", "state": states[n % 7], "due_on": "2026-02-01", **fields}
        for n in range(number)
    ]


def ended(line: Line) -> tuple[date, int]:
    m = line.matter
    return (m.closed_on or m.done_on or m.raised_on or date.min, m.record.touched)


def test_the_board_reads_no_more_where_more_is_over(book: Workspace) -> None:
    lists = book.matters.lists
    put(book, "matter", opened(10))
    put(book, "matter", closed(200))
    few = decoded(book, lists.board)
    put(book, "matter", closed(800))
    assert decoded(book, lists.board) == few <= 10 + 3 * SHOWN_CLOSED
    assert decoded(book, lambda: (lists.tally(), lists.offered())) == 0
    assert decoded(book, lambda: lists.listed(Sift())) == 0


@pytest.mark.parametrize("sift", [Sift(), Sift(kind="request"), Sift(text="事项")])
def test_the_board_shows_the_latest_of_what_is_over(book: Workspace, sift: Sift) -> None:
    put(book, "matter", [*opened(14), *closed(120)])
    board = book.matters.lists.board(sift)
    every = [line for line in book.matters.lines(sift) if line.matter.state in OVER]
    latest = sorted(every, key=ended, reverse=True)[:SHOWN_CLOSED]
    assert board.over == len(every) == 120
    assert [ended(line) for line in board.columns[Column.over]] == [ended(x) for x in latest]
    going = [x for c, lines in board.columns.items() if c != Column.over for x in lines]
    assert len(going) == (0 if sift.kind else 14)


def test_a_state_that_is_not_written_or_not_known_is_the_first_one(book: Workspace) -> None:
    put(book, "matter", opened(7))
    lists = book.matters.lists
    todo = lists.board().columns[Column.todo]
    assert sorted(line.matter.title for line in todo) == ["在办事项0", "在办事项1", "在办事项6"]
    registered = Sift(state=MatterState.registered)
    assert {x.matter.title for x in lists.lines(registered)} == {"在办事项0", "在办事项6"}
    assert len(lists.listed(registered)) == 2


@pytest.mark.parametrize("pick", Pick)
def test_the_list_has_the_order_of_whole_matters(book: Workspace, pick: Pick) -> None:
    later = opened(7, due_on="2099-01-01", raised_on="2026-03-01")
    put(book, "matter", [*closed(20), *opened(7), *later, *opened(3, due_on=None)])
    sift = Sift(pick)
    whole = [line.id for line in book.matters.lines(sift)]
    listed = book.matters.lists.listed(sift)
    assert len(listed) == len(whole) > 0

    # Those with the same days stand in either order.
    def days(ids: list[str]) -> list[tuple[object, ...]]:
        found = [book.matters.opened(one) for one in ids]
        return [(o.line.left, o.line.matter.due_on, o.line.matter.raised_on) for o in found if o]

    assert days(list(listed.ids)) == days(whole)
    assert [line.id for line in listed if line is not None] == list(listed.ids)


def test_the_list_is_put_in_the_order_of_a_field(book: Workspace) -> None:
    first, second, bare = put(
        book,
        "matter",
        [
            {"title": "乙", "raised_on": "2026-01-02"},
            {"title": "甲", "raised_on": "2026-01-01"},
            {"title": "丙"},
        ],
    )
    listed = book.matters.lists.listed
    assert list(listed(Sift(), "raised_on").ids) == [second, first, bare]
    assert list(listed(Sift(), "raised_on", descending=True).ids) == [first, second, bare]


def test_what_is_offered_are_the_partners_and_people_there_are(book: Workspace) -> None:
    unit = book.records.add("partner_organization", {"name": "桥梁一公司"})
    book.records.add("partner_organization", {"name": "没有事项的单位"})
    owner = book.records.add("member", {"name": "马福林"})
    put(book, "matter", [{"title": "一", "partner": unit, "owner": owner, "state": "closed"}])
    put(book, "matter", opened(1, partner=unit))
    put(book, "matter", opened(1, partner="gone"))
    lists = book.matters.lists
    assert lists.offered() == Offered(((unit, "桥梁一公司"),), ((owner, "马福林"),))
    assert lists.tally() == Tally(3, 2, 2)
    (line,) = lists.lines(Sift(Pick.over))
    assert (line.partner, line.responsible) == ("桥梁一公司", "马福林")
