"""What concerns a whole place stands beside its tabs: the report, all its lists in one workbook."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.meetings.menu import Menu
from ui.desktop.pages.joint import JointPage
from ui.desktop.pages.service import ServicePage
from ui.desktop.seen.jointreport import periods
from ui.desktop.tabbed import TabbedPage
from ui.desktop.widgets.buttons import Button


def button(page: QWidget, text: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.accessibleName() == text)


@pytest.mark.parametrize(
    ("kind", "fields", "make"),
    [
        ("partner_organization", {"name": "一公司"}, JointPage),
        ("matter", {"title": "便道积水"}, ServicePage),
    ],
)
def test_all_lists_of_a_place_go_out_in_one_workbook(
    qtbot: QtBot,
    desk: Desk,
    said: Recorder,
    tmp_path: Path,
    kind: str,
    fields: dict[str, str],
    make: type[TabbedPage],
) -> None:
    desk.book.records.add(kind, fields)
    page = make(desk)
    qtbot.addWidget(page)
    said.files.append(str(tmp_path / "all.xlsx"))
    button(page, "全部导出 Excel").click()
    qtbot.waitUntil(lambda: bool(said.notes), timeout=20_000)
    assert "1 本台账" in said.notes[0][1]
    assert len(openpyxl.load_workbook(tmp_path / "all.xlsx").worksheets) == 1


def test_an_empty_place_says_that_there_is_nothing_to_write(
    qtbot: QtBot, desk: Desk, said: Recorder, tmp_path: Path
) -> None:
    page = JointPage(desk)
    qtbot.addWidget(page)
    said.files.append(str(tmp_path / "all.xlsx"))
    button(page, "全部导出 Excel").click()
    qtbot.waitUntil(lambda: bool(said.problems), timeout=20_000)
    assert not (tmp_path / "all.xlsx").exists()


def test_the_report_is_offered_for_the_last_half_years_and_years(
    qtbot: QtBot, desk: Desk, said: Recorder
) -> None:
    keys = [span.key for span in periods(desk.today())]
    assert keys == ["2026-H1", "2025-H2", "2025-H1", "2024-H2", "2026", "2025"]
    page = JointPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    button(page, "共建工作报告").click()
    menu = page.findChild(Menu)
    assert menu is not None
    menu.chosen.emit("2026-01-01/2026-06-30")
    qtbot.waitUntil(lambda: bool(said.pdfs), timeout=20_000)
    assert said.pdfs[0][1] == "2026 年上半年共建工作报告"


def test_where_the_tabs_need_the_room_the_actions_beside_them_are_icons(
    qtbot: QtBot, desk: Desk
) -> None:
    page = JointPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 640)
    page.show()
    page.arrive("", "units")
    beside = [*page._beside, *page._aside]
    assert len(beside) == 3
    words = [button.text() for button in page._aside]
    page.resize(640, 480)
    assert [button.text() for button in page._aside] == ["", ""]
    assert [button.accessibleName() for button in page._aside] == words
    assert all(button.toolTip() for button in page._aside)
    page.resize(1158, 640)
    assert [button.text() for button in page._aside] == words
