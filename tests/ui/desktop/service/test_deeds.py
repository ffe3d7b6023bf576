"""The deeds tab: a year's sums and lists, what came of a deed, the register on paper and as Excel."""

from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.app.reports.book import words
from tests.app.services.vanguard_book import Entered, enter
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.service.deeds import DeedsTab
from ui.desktop.service.deedsview import DeedsView
from ui.desktop.widgets.rowlist import RowList


@pytest.fixture
def made(book: Workspace) -> Entered:
    for n, name in enumerate(("周建国", "阿旺", "李娜", "王强")):
        book.records.add("member", {"name": name, "number": n})
    return enter(book)


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, made: Entered) -> DeedsTab:
    tab = DeedsTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 620)
    tab.arrive("", "year")
    tab.show()
    desk.feed.applied.connect(lambda _applied: tab.refresh())
    return tab


@pytest.fixture
def view(tab: DeedsTab) -> DeedsView:
    view = tab.inner
    assert isinstance(view, DeedsView)
    return view


def told(rows: RowList) -> list[list[str]]:
    source = rows._rows.source
    return [[cell.plain() for cell in source.row(at).cells] for at in range(len(source))]


def test_a_year_shows_its_deeds_services_and_donations(tab: DeedsTab, view: DeedsView) -> None:
    assert [row[4] for row in told(view.deeds)] == ["办成，2026年3月20日", "进行中"]
    assert told(view.services)[0][2:] == ["5", "12.5 每人 2.5 小时", "40"]
    assert [row[3] for row in told(view.donations)] == ["3,000 元", "10,000 只"]
    assert tab.meta() == "实事 2 件，办成 1 件，志愿服务 12.5 小时"


def test_every_year_that_has_something_is_offered_the_next_one_too(
    tab: DeedsTab, view: DeedsView, book: Workspace
) -> None:
    book.records.add("donation", {"title": "助学", "on": "2011-09-01"})
    book.records.add("practical_deed", {"title": "修路", "due_on": "2027-02-01"})
    view.refresh()
    assert [view.years.itemData(n) for n in range(view.years.count())] == ["2027", "2026", "2011"]
    tab.arrive("", "year:2011")
    assert [row[1] for row in told(view.donations)] == ["助学"]
    assert told(view.deeds) == []
    tab.arrive("", "year:1999")
    assert view.years.value() == "2026"


def test_the_paper_holds_what_shows_of_one_campaign(
    qtbot: QtBot, tab: DeedsTab, view: DeedsView, book: Workspace, said: Recorder
) -> None:
    campaign = book.records.add("campaign", {"title": "三个一线"})
    book.records.add(
        "practical_deed", {"title": "送水上山", "campaign": campaign, "done_on": "2026-05-01"}
    )
    view.refresh()
    view.campaign.set_value(campaign)
    view.refresh()
    tab.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs))
    text = words(said.pdfs[0][0])
    assert "三个一线" in text
    assert "送水上山" in text
    assert "修好村口路灯" not in text


def test_what_came_of_a_deed_is_written_under_the_list(
    qtbot: QtBot, view: DeedsView, book: Workspace
) -> None:
    record = view.deeds._rows.source.row(1).id
    view.deeds.select(record)
    view.form.fields["result"].editor.settled.emit("每栋一台")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: book.records.raw(record).get("result") == "每栋一台")  # type: ignore[union-attr]


def test_a_deed_is_begun_for_the_campaign_that_shows(
    view: DeedsView, book: Workspace, said: Recorder
) -> None:
    campaign = book.records.add("campaign", {"title": "三个一线"})
    view.refresh()
    assert view.campaign.isVisible()
    view.campaign.set_value(campaign)
    view.refresh()
    assert told(view.deeds) == []
    view.new()
    assert said.routes[-1] == Route("record", detail=f"new:practical_deed:campaign={campaign}")


def test_the_register_goes_out_on_paper_and_as_a_workbook(
    qtbot: QtBot, tab: DeedsTab, view: DeedsView, said: Recorder, tmp_path: Path
) -> None:
    tab.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs))
    assert "10,000只" in words(said.pdfs[0][0])
    said.files.append(str(tmp_path / "deeds.xlsx"))
    view.export()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert len(openpyxl.load_workbook(tmp_path / "deeds.xlsx").sheetnames) == 4


def test_what_has_no_day_is_told(view: DeedsView, book: Workspace) -> None:
    assert not view.note.isVisible()
    book.records.add("donation", {"title": "书"})
    view.refresh()
    assert view.note.isVisible()
