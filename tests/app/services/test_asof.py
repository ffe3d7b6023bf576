"""The report of a period that is over shows its last day, whatever was written since."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typing_extensions import override

from app.counting.chapters import Chapter
from app.counting.periods import half_of
from app.records.service import MatterState, ServiceMatter
from app.reports.jointreport import chapter_part
from app.reports.paper import Table
from app.services.asof import matters_on
from app.services.matterlists import Pick, Sift
from app.services.records import Records
from app.words import Catalogue
from app.workspace import Workspace
from db import keys
from db.model.record import Entry

T = Catalogue("zh_CN")
CHEAP = keys.Cost(1, 1, 8)
HALF = half_of(date(2026, 3, 1))
_DAY = 86_400_000


class Hands:
    """A clock that a test turns: it begins on 2026-06-01, 16:00 at the site."""

    def __init__(self) -> None:
        self.millis = 1_780_300_800_000

    def __call__(self) -> int:
        return self.millis

    def until(self, book: Workspace, day: date) -> None:
        """Turn it on to a day."""
        self.millis += (day - book.now().date()).days * _DAY


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def book(tmp_path: Path, hands: Hands) -> Iterator[Workspace]:
    made = Workspace.create(
        tmp_path / "home", "secret1", branch="支部", writer="周建国", clock=hands, cost=CHEAP
    ).workspace
    yield made
    made.close()


def raised(book: Workspace, title: str, on: str = "2026-06-01") -> str:
    fields = {"title": title, "raised_on": on, "owner_unit": "工程部", "due_on": "2026-06-25"}
    return book.records.add("matter", fields)


def done(book: Workspace, matter: str, on: str) -> None:
    book.matters.step(matter, MatterState.done, {"result": "好了", "done_on": on})


def rows(book: Workspace, chapter: Chapter, head: str) -> list[tuple[str, ...]]:
    """Return the rows of the tables of a chapter of the first half-year that begin with a head."""
    view = book.press.joint_report.view(HALF)
    part = chapter_part(view, chapter, T, book.records.name, branch="支部")
    tables = [b for b in part.blocks if isinstance(b, Table) and b.head[0] == head]
    return [row for table in tables for row in table.rows]


def states(book: Workspace) -> dict[str, tuple[str, str]]:
    """Return the day each matter was done on and its state, as the report has them."""
    return {row[0]: (row[4], row[-1]) for row in rows(book, Chapter.service, "事项")}


def lived(book: Workspace, hands: Hands) -> dict[str, str]:
    """Let some matters go their way through June, and further through July and August."""
    made = {title: raised(book, title) for title in ("路灯", "班车", "便道", "水管", "食堂")}
    for matter in made.values():
        book.matters.step(matter, MatterState.assigned)
    hands.until(book, date(2026, 6, 20))
    done(book, made["路灯"], "2026-06-18")
    book.matters.step(made["路灯"], MatterState.verified, {"verified_by": "何静"})
    book.matters.step(made["便道"], MatterState.suspended, {"state_reason": "等雨季过去"})
    book.matters.add_entry("progress_entry", made["班车"], {"text": "问了车队"})
    done(book, made["食堂"], "2026-06-19")
    hands.until(book, date(2026, 7, 10))
    raised(book, "七月的", "2026-07-09")
    book.matters.step(made["便道"], MatterState.rejected, {"state_reason": "改道"})
    done(book, made["班车"], "2026-07-08")
    book.matters.resume(made["食堂"], "又不行了")
    hands.until(book, date(2026, 8, 3))
    told = {"on": "2026-08-03", "to_whom": "村民", "text": "路灯亮了"}
    book.matters.step(made["路灯"], MatterState.closed, {"feedback": told, "satisfaction": 5})
    return made


def test_matters_stand_as_they_stood_on_the_last_day(book: Workspace, hands: Hands) -> None:
    lived(book, hands)
    assert states(book) == {
        "路灯": ("2026-06-18", "已核实"),
        "班车": ("", "在办"),
        "便道": ("", "暂缓办理"),
        "水管": ("", "已交办"),
        "食堂": ("2026-06-19", "办结"),
    }
    view = book.press.joint_report.view(HALF)
    found = {n.key: n for n in view.numbers}
    assert (found["matters_raised"].value, found["matters_solved"].value) == (5, 2)
    assert found["matter_satisfaction"].value is None
    whole = {n.key: n for n in book.counting.of(date(2026, 1, 1), date(2026, 12, 31)).numbers}
    assert (whole["matters_raised"].value, whole["matters_solved"].value) == (6, 2)
    assert whole["matter_satisfaction"].value == 5


def test_what_was_done_in_a_period_and_opened_again_since_stays_done_in_it(
    book: Workspace, hands: Hands
) -> None:
    matter, other = raised(book, "路灯"), raised(book, "班车")
    for one in (matter, other):
        book.matters.step(one, MatterState.assigned)
    hands.until(book, date(2026, 7, 20))
    done(book, matter, "2026-07-18")
    hands.until(book, date(2027, 1, 10))
    book.records.change(other, {"kind": "request"})

    def solved() -> tuple[str, ...]:
        numbers = book.counting.of(date(2026, 7, 1), date(2026, 12, 31)).numbers
        return next(n.records for n in numbers if n.key == "matters_solved")

    assert solved() == (matter,)
    book.matters.resume(matter, "又不行了")
    assert solved() == (matter,)
    done(book, matter, "2027-01-09")
    assert solved() == (matter,)
    work = book.counting.joint_work(date(2026, 7, 1), date(2026, 12, 31))
    assert [m.id for m in work.facts.service.matters] == [matter]


def test_before_its_end_a_period_shows_today(book: Workspace, hands: Hands) -> None:
    made = raised(book, "路灯")
    book.matters.step(made, MatterState.assigned)
    assert states(book) == {"路灯": ("", "已交办")}
    parts = book.press.joint_report.parts(HALF)[0]
    assert any("截至2026年6月1日" in line for line in parts[0].under)
    hands.until(book, date(2026, 8, 20))
    parts = book.press.joint_report.parts(HALF)[0]
    assert any("截至2026年6月30日" in line for line in parts[0].under)


def test_what_a_conference_decided_was_open_until_it_was_closed(
    book: Workspace, hands: Hands
) -> None:
    held = book.records.add(
        "activity",
        {"type": "joint_conference", "title": "联席会议", "held_start": "2026-06-05T09:00:00"},
    )

    def decided(text: str, **fields: str) -> str:
        whole = {"activity": held, "text": text, "due_on": "2026-06-20", **fields}
        return book.records.add("resolution", whole)

    decided("按期", state="done", closed_on="2026-06-18")
    decided("七月才办完", state="done", closed_on="2026-07-02")
    unsaid = decided("没写哪天办完")
    decided("记下时已办完", state="done")
    hands.until(book, date(2026, 7, 3))
    book.records.change(unsaid, {"state": "done"})
    found = {row[0]: row[-1] for row in rows(book, Chapter.party, "事项")}
    assert found == {
        "七月才办完": "已过期限", "没写哪天办完": "已过期限", "按期": "已办结", "记下时已办完": "已办结"
    }  # fmt: skip
    now = {m.resolution.text: m.standing for m in book.alliance.matters()}
    assert set(now.values()) == {"done"}


def test_a_deed_and_a_planned_item_done_later_are_not_done_in_it(
    book: Workspace, hands: Hands
) -> None:
    book.records.add("practical_deed", {"title": "修路", "due_on": "2026-06-20", "done_on": "2026-07-02", "result": "通了"})  # fmt: skip
    plan = book.records.add("plan", {"title": "共建计划", "kind": "cobuild", "to_on": "2026-06-30"})
    for title, on in (("互访", "2026-06-20"), ("比武", "2026-07-15")):
        book.records.add("plan_item", {"plan": plan, "title": title, "done_on": on})
    hands.until(book, date(2026, 7, 20))
    view = book.press.joint_report.view(HALF)
    assert [(d.title, d.done_on, d.result) for d in view.deeds.deeds] == [("修路", None, None)]
    assert {line.item.title: line.outcome for line in view.plan} == {"互访": "done", "比武": "open"}


def test_a_planned_item_whose_meeting_came_later_is_not_done_in_it(
    book: Workspace, hands: Hands
) -> None:
    plan = book.records.add("plan", {"title": "共建计划", "kind": "cobuild", "to_on": "2026-06-30"})
    item = book.records.add("plan_item", {"plan": plan, "title": "比武"})
    book.records.add(
        "activity",
        {"type": "joint_activity", "title": "比武", "held_start": "2026-07-08T09:00:00",
         "state": "archived", "plan_item": item},
    )  # fmt: skip
    hands.until(book, date(2026, 7, 20))
    (line,) = book.press.joint_report.view(HALF).plan
    assert (line.outcome, line.meeting) == ("open", None)


def test_the_closed_loop_list_of_a_period_that_is_over_shows_its_last_day(
    book: Workspace, hands: Hands
) -> None:
    lived(book, hands)
    papers, june = book.press.matters, Sift(first=HALF.first, last=HALF.last)
    listing = papers.listing(june, T)
    assert listing.heads[-1] == "2026-06-30状态"
    assert {row[0]: (row[5], row[6], row[7]) for row in listing.rows}["路灯"] == ("", "", "已核实")
    part, _ = papers.closed_loop(june)
    assert "截至2026年6月30日" in part.under
    late = papers.listing(june._replace(pick=Pick.overdue), T)
    assert sorted(row[0] for row in late.rows) == ["水管", "班车"]
    rejected = june._replace(state="rejected")
    assert papers.listing(rejected, T).rows == ()
    assert [row[0] for row in papers.listing(june._replace(state="suspended"), T).rows] == ["便道"]
    now = papers.listing(Sift(first=HALF.first), T)
    assert now.heads[-1] == "状态"
    assert {row[0]: row[-1] for row in now.rows}["路灯"] == "已关闭"


def test_what_is_raised_later_is_not_there_and_today_all_stand_as_they_stand(
    book: Workspace, hands: Hands
) -> None:
    lived(book, hands)
    today, every = book.now().date(), book.records.all(ServiceMatter)
    assert matters_on(book.records, every, today, today) == every
    then = matters_on(book.records, every, HALF.last, today)
    assert {m.title for m in every} - {m.title for m in then} == {"七月的"}


def test_a_matter_begun_by_its_first_entry_was_in_progress_from_then_on(
    book: Workspace, hands: Hands
) -> None:
    matter = raised(book, "班车")
    hands.until(book, date(2026, 7, 10))
    book.matters.step(matter, MatterState.assigned)
    book.matters.add_entry("progress_entry", matter, {"text": "又问", "on": "2026-06-29"})
    book.matters.add_entry("progress_entry", matter, {"text": "问了", "on": "2026-06-12"})
    every, today = book.records.all(ServiceMatter), book.now().date()
    found = {
        day: matters_on(book.records, every, day, today)[0].state
        for day in (date(2026, 6, 11), date(2026, 6, 12))
    }
    assert list(found.values()) == [MatterState.registered, MatterState.in_progress]


class Unread(Records):
    """The records of a book whose histories nobody may read: they may be long."""

    @override
    def history(self, record: str) -> list[Entry]:
        raise AssertionError(f"the history of {record} was read")


def test_no_history_is_read_of_what_did_not_move_or_was_done(book: Workspace, hands: Hands) -> None:
    still, assigned, ended = (raised(book, title) for title in ("路灯", "班车", "便道"))
    for matter in (assigned, ended):
        book.matters.step(matter, MatterState.assigned)
    done(book, ended, "2026-06-01")
    hands.until(book, date(2026, 7, 20))
    book.records.change(still, {"kind": "request"})
    book.matters.step(ended, MatterState.verified, {"verified_by": "何静"})
    unread = Unread(book.store, book.kinds, book.pen)
    every, today = book.records.all(ServiceMatter), book.now().date()
    found = {m.id: m.state for m in matters_on(unread, every, HALF.last, today)}
    assert found == {
        still: MatterState.registered, assigned: MatterState.assigned, ended: MatterState.done
    }  # fmt: skip
