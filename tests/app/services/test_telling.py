"""Notices: who is to know on the day it was issued, who knows, what was said; and never how often one did."""

import ast
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from app import paths
from app.records.openness import AckWay, CommentKind
from app.services.records import Records
from app.services.telling import Announced, Telling, acknowledgement_id
from app.workspace import Workspace
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound
from db.model.query import Query, Where

ROOT = Path(__file__).parents[3]
NAMES = ("周建国", "王海燕", "高峻")


@pytest.fixture
def people(book: Workspace) -> list[str]:
    return [book.records.add("member", {"name": n, "number": at}) for at, n in enumerate(NAMES)]


def issued(book: Workspace, **fields: object) -> str:
    return book.records.add("notice", {"title": "放假安排", "issued_on": "2026-05-10", **fields})


def one(book: Workspace, notice: str) -> Announced:
    return book.openness.telling.get(notice)


def test_who_is_to_know_is_the_roster_of_the_day_it_was_issued(
    book: Workspace, people: list[str]
) -> None:
    left = book.records.add("member", {"name": "早走的", "number": 8})
    book.records.add("member_status_event", {"member": left, "event": "out", "on": "2026-05-01"})
    late = book.records.add("member", {"name": "后来的", "number": 9})
    book.records.add("member_status_event", {"member": late, "event": "in", "on": "2026-05-20"})
    found = one(book, issued(book))
    assert found.told.due == tuple(people)
    book.openness.telling.know(found.notice.id, [late])
    again = one(book, found.notice.id)
    assert again.told.beside == (late,)
    assert [m.name for m in book.openness.telling.roster(again)][:3] == list(NAMES)


def test_for_a_group_meeting_it_is_the_group(book: Workspace, people: list[str]) -> None:
    group = book.records.add("party_group", {"name": "一组"})
    book.records.change(people[0], {"group": group})
    meeting = book.records.add(
        "activity",
        {"type": "group_meeting", "group": group, "held_start": "2026-05-14T20:00:00"},
    )
    assert one(book, issued(book, activity=meeting)).told.due == (people[0],)


def test_a_tick_is_one_record_however_often_it_is_made(book: Workspace, people: list[str]) -> None:
    notice = issued(book)
    book.openness.telling.know(notice, people[:2], AckWay.signed, date(2026, 5, 11))
    book.openness.telling.know(notice, people, AckWay.phone, date(2026, 5, 12))
    known = one(book, notice).told.known
    assert {m: (a.way, a.on) for m, a in known.items()} == {
        people[0]: (AckWay.signed, date(2026, 5, 11)),
        people[1]: (AckWay.signed, date(2026, 5, 11)),
        people[2]: (AckWay.phone, date(2026, 5, 12)),
    }
    book.openness.telling.unknow(notice, [people[0], "nobody"])
    assert one(book, notice).told.waiting == (people[0],)
    book.openness.telling.know(notice, people[:1], AckWay.told, date(2026, 5, 13))
    assert one(book, notice).told.known[people[0]].way == AckWay.told
    assert book.records.counts()["acknowledgement"] == 3


def test_what_is_said_afterwards_stands_with_the_notice_and_its_meeting(book: Workspace) -> None:
    meeting = book.records.add(
        "activity", {"type": "general_meeting", "held_start": "2026-05-14T20:00:00"}
    )
    notice = issued(book, activity=meeting)
    asked = book.openness.telling.say(notice, "几点出发", kind=CommentKind.question, author="高峻")
    book.openness.telling.say(meeting, "听了很受用", kind=CommentKind.speech)
    assert [c.text for c in one(book, notice).comments] == ["几点出发", "听了很受用"]
    book.openness.telling.answer(asked, "七点")
    first = one(book, notice).comments[0]
    assert (first.reply, first.author) == ("七点", "高峻")
    assert first.replied_on == book.now().date()
    book.openness.telling.answer(asked, " ")
    assert one(book, notice).comments[0].replied_on is None
    with pytest.raises(InvalidRecord):
        book.openness.telling.say(notice, "  ")


def test_notices_stand_latest_first(book: Workspace) -> None:
    first, second = issued(book), issued(book, issued_on="2026-06-01")
    assert [n.notice.id for n in book.openness.telling.notices()] == [second, first]
    with pytest.raises(NotFound):
        one(book, "nowhere")


def test_many_notices_are_read_in_a_few_questions(book: Workspace, people: list[str]) -> None:
    notices = [issued(book, title=f"通知{n}") for n in range(230)]
    book.openness.telling.know(notices[0], people)
    book.openness.telling.know(notices[229], people[:1])
    found = book.openness.telling.notices(limit=500)
    counted = {n.notice.id: (n.known, n.due) for n in found}
    assert (counted[notices[0]], counted[notices[229]]) == ((3, 3), (1, 3))
    assert len(book.openness.telling.notices()) == 200


# Plain assent, and no counting of persons (domain 7)


def test_assent_is_names_on_one_record_and_nothing_else(book: Workspace, people: list[str]) -> None:
    deed = book.records.add("practical_deed", {"title": "修路灯"})
    book.openness.telling.know(deed, [people[2], people[0], people[0]])
    assert book.openness.telling.standing_by(deed) == (people[0], people[2])
    assert book.openness.telling.standing_by("nothing") == ()
    assert acknowledgement_id(deed, people[0]) != acknowledgement_id(deed, people[1])


class Overheard(Records):
    """Records that remember what was looked for."""

    def __init__(self, book: Workspace) -> None:
        super().__init__(book.store, book.records.kinds, book.pen)
        self.asked: list[Query] = []

    def query(
        self,
        kind: str,
        *,
        where: Mapping[str, Json] | Sequence[Where] = (),
        text: str = "",
        order: tuple[str, ...] = (),
        limit: int = 10_000,
        offset: int = 0,
    ) -> Query:
        """Return the query and keep it."""
        made = super().query(kind, where=where, text=text, order=order, limit=limit, offset=offset)
        self.asked.append(made)
        return made


def test_acknowledgements_are_only_ever_asked_for_by_the_record_they_are_about(
    book: Workspace, people: list[str]
) -> None:
    notice = issued(book)
    heard = Overheard(book)
    telling = Telling(
        heard, book.members, book.now, lambda q: book.store.read.bodies(book.pen().scope, q)
    )
    telling.know(notice, people)
    telling.notices()
    telling.get(notice)
    telling.standing_by(notice)
    telling.unknow(notice, people)
    asked = [q for q in heard.asked if q.kind == "acknowledgement"]
    assert asked
    for query in asked:
        assert {w.field for w in query.where} == {"about"}
        assert all(w.field != "member" for w in query.where)


def test_no_module_but_this_service_reads_acknowledgements() -> None:
    """What cannot be read cannot be counted by person: rules, reports, pages, other services."""
    allowed = {
        "app/records/openness.py",
        "app/counting/openness.py",
        "app/services/telling.py",
        "app/reports/acknowledged.py",
    }
    found = {
        str(file.relative_to(ROOT))
        for folder in ("app", "ui")
        for file in sorted((ROOT / folder).rglob("*.py"))
        if "cknowledgement" in file.read_text("utf-8")
        and ("Acknowledgement" in _names(file) or _asks_for_kind(file))
    }
    assert found <= allowed, found - allowed


def _names(file: Path) -> Sequence[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]


def _asks_for_kind(file: Path) -> bool:
    """Tell whether a module asks the book for acknowledgements by the name of their kind."""
    tree = ast.parse(file.read_text("utf-8"))
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"query", "Query", "find", "bodies"}
        and any(isinstance(a, ast.Constant) and a.value == "acknowledgement" for a in node.args)
        for node in ast.walk(tree)
    )


def test_no_setting_of_a_page_sorts_or_sums_them_by_member() -> None:
    """The word of the kind stands in no table of statistics."""
    for name in ("statistics", "home", "yearly"):
        text = (ROOT / "app" / "services" / f"{name}.py").read_text("utf-8")
        assert "acknowledgement" not in text
    assert paths.resources().exists()
