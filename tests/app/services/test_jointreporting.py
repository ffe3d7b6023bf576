"""The joint-building report says what the records say: the numbers of the source documents, nothing more."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.counting.chapters import Chapter, chapter_of
from app.counting.periods import Span, half_of
from app.reports.paper import Head, Prose, Sheet, Table
from app.reports.reported import JointReport
from app.sample_book import alliance_book
from app.services.jointreporting import period_said, year_span
from app.words import Catalogue
from app.workspace import Workspace
from tests.app.reports.book import said, words

ZH, EN = Catalogue("zh_CN"), Catalogue("en")
HALF = half_of(date(2021, 3, 1))
TITLES = ("党建工作一起抓", "创新发展一起干", "服务群众一起上")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = alliance_book(tmp_path_factory.mktemp("alliance") / "home")
    yield made
    made.close()


@pytest.fixture(scope="module")
def half(book: Workspace) -> JointReport:
    return book.press.joint_report.view(HALF)


def parts(book: Workspace, span: Span) -> list[Sheet]:
    return book.press.joint_report.parts(span)[0]


def tables(part: Sheet) -> Iterator[tuple[str, ...]]:
    for block in part.blocks:
        if isinstance(block, Table):
            yield from block.rows


def values(view: JointReport) -> dict[str, float | None]:
    return {n.key: n.value for n in view.numbers}


def test_the_growth_and_the_counts_are_those_of_the_source_documents(book: Workspace) -> None:
    found = values(book.press.joint_report.view(year_span(2020)))
    assert (found["led_study"], found["seminars"], found["reflections"]) == (12, 18, 20)
    until_now = values(book.press.joint_report.view(Span("all", date(2019, 1, 1), HALF.last, 1)))
    assert until_now["member_units"] == 40


def test_its_three_chapters_carry_the_titles_of_the_pack(book: Workspace) -> None:
    found = [part.title for part in parts(book, HALF)]
    for title in TITLES:
        assert sum(title in one for one in found) == 1


def test_a_title_that_the_branch_gave_its_pack_is_the_chapters(book: Workspace) -> None:
    text = book.tags.text("sangeyiqi").replace(TITLES[0], "党建一起抓实")
    book.tags.bring(text.encode())
    try:
        assert any("党建一起抓实" in part.title for part in parts(book, HALF))
    finally:
        for record in book.records.find(book.records.query("tag_pack")):
            book.records.delete(record.id)
    assert not any("党建一起抓实" in part.title for part in parts(book, HALF))


def test_the_secretarys_words_stand_as_written_and_nothing_is_put_in_their_place(
    book: Workspace, half: JointReport
) -> None:
    (line,) = half.words.front
    assert line.startswith("上半年成员单位增至四十家")
    assert half.words.chapters == ((), (), ())
    other = book.press.joint_report.view(half_of(date(2020, 3, 1)))
    assert other.words.front == ()
    assert not any(isinstance(b, Prose) for part in parts(book, other.span) for b in part.blocks)


def test_words_under_a_chapters_title_stand_in_that_chapter(book: Workspace) -> None:
    text = "总的情况\n二、创新发展一起干\n业绩比拼大赛办了一次"
    fields = {"title": "小结", "kind": "year_summary", "from_on": "2019-01-01", "text": text}
    plan = book.records.add("plan", fields)
    try:
        found = book.press.joint_report.view(year_span(2019)).words
        assert found.front == ("总的情况",)
        assert found.chapters == ((), ("业绩比拼大赛办了一次",), ())
    finally:
        book.records.delete(plan)


def test_each_planned_item_of_the_period_stands_beside_what_became_of_it(half: JointReport) -> None:
    found = {line.item.title: line.outcome for line in half.plan}
    assert found["学雷锋志愿服务"] == "done"
    assert found["业绩比拼大赛"] == "explained"
    assert "经验分享会" not in found


def test_numbers_from_elsewhere_stand_with_their_source(book: Workspace) -> None:
    rows = list(tables(parts(book, HALF)[2]))
    assert ("签约投资", "215 亿元", "区域公开报道") in rows


def test_both_half_years_have_their_six_counters(book: Workspace) -> None:
    view = book.press.joint_report.view(year_span(2020))
    assert [quota.half.number for quota in view.quotas] == [1, 2]
    (line,) = [x for x in view.quotas[1].lines if x.name.startswith("建工集团")]
    assert line.done == 6


def test_everything_done_together_stands_in_exactly_one_chapter(half: JointReport) -> None:
    placed = [chapter_of(a, half.tokens) for a in half.work.joint]
    assert len(placed) == len(half.work.joint) > 0
    assert set(placed) <= set(Chapter)


def test_a_period_without_anything_is_said_to_have_nothing(book: Workspace) -> None:
    found = parts(book, year_span(2015))
    assert found[0].blocks[0] != Head("")
    assert not list(tables(found[3]))


def test_the_paper_is_the_same_twice_and_says_what_the_parts_say(book: Workspace) -> None:
    pdf = book.press.joint_report.pdf(HALF)
    assert pdf == book.press.joint_report.pdf(HALF)
    text = words(pdf)
    for part in parts(book, HALF):
        assert said(part.title) in text


def test_nobody_who_did_not_agree_is_named(book: Workspace) -> None:
    pdf = words(book.press.joint_report.pdf(year_span(2021)))
    for record in book.records.find(book.records.query("exemplar")):
        if not record.get("consent_on"):
            assert said(str(record.get("who"))) not in pdf


def test_a_period_is_called_what_people_call_it() -> None:
    odd = Span("x", date(2020, 3, 1), date(2020, 4, 30), 1)
    spans = (year_span(2020), half_of(date(2020, 9, 1)), odd)
    assert [period_said(s)(EN) for s in spans] == [
        "Year 2020", "second half of 2020", "2020-03-01 to 2020-04-30",
    ]  # fmt: skip
