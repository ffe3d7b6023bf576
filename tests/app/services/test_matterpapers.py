"""The closed-loop list says what was sifted and what was told; the published list names nobody unasked."""

from datetime import date
from pathlib import Path

import pytest

from app.records.service import MatterState
from app.services.matterlists import Pick, Sift
from app.workspace import Workspace
from tests.app.reports.book import Book, opened, words


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return opened(tmp_path_factory.mktemp("matters"))


def answered(book: Workspace) -> str:
    matter = book.records.add(
        "matter",
        {"title": "白玛村便道", "raised_on": "2026-05-01", "raised_by": "白玛村", "source": "visit",
         "owner_unit": "工程部", "due_on": "2026-05-20", "kind": "difficulty"},
    )  # fmt: skip
    steps = book.matters
    steps.step(matter, MatterState.assigned)
    steps.step(matter, MatterState.done, {"result": "通了", "done_on": "2026-05-19"})
    steps.step(matter, MatterState.verified, {"verified_by": "何静"})
    told = {"on": "2026-05-20", "to_whom": "村委会", "text": "便道已通车"}
    steps.step(matter, MatterState.closed, {"feedback": told, "satisfaction": 5})
    return matter


def test_the_list_tells_the_loop_of_each_matter_as_it_was_sifted(own: Book) -> None:
    book = own.workspace
    answered(book)
    book.records.add("matter", {"title": "另一件", "raised_on": "2026-05-02", "source": "masses"})
    sift = Sift(Pick.over, source="visit", first=date(2026, 5, 1), last=date(2026, 5, 31))
    text = words(book.press.matters.closed_loop_pdf(sift))
    for said in ("白玛村便道", "工程部", "2026-05-20", "便道已通车"):
        assert said in text
    assert "另一件" not in text
    rows = book.press.matters.listing(Sift(), book.exporting.words()).rows
    assert sorted(row[0] for row in rows) == ["另一件", "白玛村便道"]


def test_the_published_list_says_what_became_of_each_and_names_only_who_allowed_it(
    own: Book,
) -> None:
    book, period = own.workspace, (date(2026, 5, 1), date(2026, 5, 31))
    made = {}
    for title, who, named in (("通勤车晚半小时", "罗布", False), ("食堂加菜", "魏国栋", True)):
        fields = {"title": title, "by": who, "received_on": "2026-05-03", "may_be_named": named}
        made[title] = book.records.add("suggestion", {**fields, "unit": "隧道班"})
        book.suggesting.publish(made[title])
    book.suggesting.accept(made["通勤车晚半小时"])
    book.suggesting.decline(made["食堂加菜"], "厨房不够")
    text = words(book.press.matters.suggestions_pdf(*period))
    assert "罗布" not in text
    assert "魏国栋" in text
    assert "厨房不够" in text


def test_an_empty_list_is_a_paper_too(tmp_path: Path) -> None:
    book = opened(tmp_path).workspace
    nothing = book.press.matters.closed_loop_pdf(Sift(kind="no such kind"))
    none_published = book.press.matters.suggestions_pdf(date(2020, 1, 1), date(2020, 1, 31))
    assert nothing.startswith(b"%PDF")
    assert none_published.startswith(b"%PDF")
