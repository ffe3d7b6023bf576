"""Ctrl+K finds people by initials, records by text, actions by name, and says where each is."""

import time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from ui.desktop.actions import ACTIONS
from ui.desktop.desk import Route
from ui.desktop.routes import PAGES
from ui.desktop.widgets.palette import Hit, PaletteOverlay
from ui.desktop.window import Window


@pytest.fixture
def people(book: Workspace) -> dict[str, str]:
    group = book.records.add("party_group", {"name": "第二党小组"})
    names = ("次仁旺堆", "高峻", "阿卜杜热合曼·买买提依明")
    return {
        name: book.records.add("member", {"name": name, "group": group, "post": "队长"})
        for name in names
    }


def hits(window: Window, text: str) -> list[Hit]:
    window.finder.open(text)
    found = window.finder.found(text)
    return [hit for group in found for hit in group.hits]


def test_initials_find_a_person_with_group_and_post(window: Window, people: dict[str, str]) -> None:
    first = hits(window, "crw")[0]
    assert first.title == "次仁旺堆"
    assert first.sub == "crwd，第二党小组，队长"
    assert first.key == f"go/members/{people['次仁旺堆']}"


def test_what_can_be_done_for_the_person_found_comes_with_them(
    window: Window, people: dict[str, str]
) -> None:
    titles = [hit.title for hit in hits(window, "gaoj")]
    assert titles[0] == "高峻"
    assert any("高峻" in title for title in titles[1:])


@pytest.mark.parametrize("word", ["巡路", "巡", "K118"])
def test_text_finds_a_record_leads_to_it_and_says_where_it_is(
    window: Window, book: Workspace, word: str
) -> None:
    meeting = book.records.add("activity", {"type": "themed_party_day", "title": "主题党日"})
    book.records.add("speech", {"activity": meeting, "summary": "夜间巡路，从 K118 起"})
    found = next(hit for hit in hits(window, word) if hit.key.startswith("go/meeting"))
    assert found.key == f"go/meeting/{meeting}/minutes"
    assert found.mark == "仅在本机"
    assert "主题党日" in found.sub


def test_an_action_is_found_by_its_name_and_by_its_initials(window: Window) -> None:
    for typed in ("新建会议", "xjhy", ">xjhy"):
        assert "新建会议" in [hit.title for hit in hits(window, typed)]


def test_after_the_angle_only_actions_are_shown(window: Window, people: dict[str, str]) -> None:
    titles = [hit.title for hit in hits(window, ">")]
    assert "高峻" not in titles
    assert len(titles) > 10


def test_every_kind_of_the_ledger_can_be_begun_from_here(window: Window, book: Workspace) -> None:
    keys = {hit.key for hit in hits(window, ">")}
    kinds = {
        kind.name
        for kind in book.kinds.values()
        if kind.shape.place in ("ledger", "joint", "service")
    }
    assert {f"go/record//new:{kind}" for kind in kinds} <= keys


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.key)
def test_every_action_leads_to_a_page(action: object) -> None:
    assert action.route.page in PAGES  # type: ignore[attr-defined]


def test_nothing_found_says_so_and_clears(window: Window, qtbot: QtBot) -> None:
    only = hits(window, "zzzz 没有这个")
    assert [hit.key for hit in only] == ["clear"]
    sheet = window.findChild(PaletteOverlay)
    assert sheet is not None
    sheet.opened.emit("clear")
    assert sheet.field.text() == ""
    assert window.overlay.is_open()


def test_ctrl_k_types_and_enter_opens_what_was_found(
    window: Window, people: dict[str, str], qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    sheet = window.findChild(PaletteOverlay)
    assert sheet is not None
    qtbot.keyClicks(sheet.field, "gj")
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert window.route == Route("members", people["高峻"])
    assert not window.overlay.is_open()


def test_esc_closes_it_and_nothing_else(window: Window, qtbot: QtBot) -> None:
    window.go(Route("members"))
    window.finder.open()
    sheet = window.findChild(PaletteOverlay)
    assert sheet is not None
    qtbot.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert not window.overlay.is_open()
    assert window.route.page == "members"


def test_ctrl_shift_n_offers_every_kind(window: Window, qtbot: QtBot) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_N, both)
    sheet = window.findChild(PaletteOverlay)
    assert sheet is not None
    assert sheet.field.text() == ">"


def test_a_key_is_answered_within_a_tenth_of_a_second(
    window: Window, people: dict[str, str]
) -> None:
    window.finder.open()
    window.finder.found("g")
    began = time.thread_time()
    window.finder.found("ga")
    assert time.thread_time() - began < 0.1
