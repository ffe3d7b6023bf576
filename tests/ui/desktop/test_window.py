"""The window: places, the way back, undo across pages, messages, what folds."""

import gc
import weakref
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.records.meeting import Activity
from app.sample_book import sample_book
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import InvalidRecord, NotFound, StoreFull
from db.model.words import N_
from ui.desktop.desk import Route
from ui.desktop.routes import PAGES, PLACES, page_class
from ui.desktop.theme.theme import Theme
from ui.desktop.window import Window
from ui.desktop.work import Work

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_route_leads_to_a_page(window: Window, book: Workspace, name: str) -> None:
    meeting = book.records.add("activity", {"type": "general_meeting", "title": "x"})
    window.go(Route(name, meeting if name == "meeting" else ""))
    assert type(window.page) is page_class(name)
    assert window.page.isVisible()


@pytest.mark.parametrize("at", range(len(PLACES)))
def test_ctrl_and_a_number_leads_to_each_place(window: Window, qtbot: QtBot, at: int) -> None:
    window.go(Route("settings"))
    qtbot.keyClick(window, getattr(KEY, f"Key_{at + 1}"), CTRL)
    assert window.route.page == PLACES[at].page
    assert window.sidebar.places[PLACES[at].page].isChecked()


def test_a_place_is_reached_by_click_and_only_it_is_marked(window: Window, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.sidebar.places["members"], Qt.MouseButton.LeftButton)
    assert window.route == Route("members")
    marked = [name for name, button in window.sidebar.places.items() if button.isChecked()]
    assert marked == ["members"]


def test_alt_left_leads_back_the_way_one_came(window: Window, qtbot: QtBot) -> None:
    window.go(Route("members"))
    window.go(Route("settings"))
    qtbot.keyClick(window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.route.page == "members"
    qtbot.keyClick(window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.route.page == "home"


def test_what_would_change_the_book_is_held_while_a_team_reads_it(
    window: Window, book: Workspace
) -> None:
    window.go(Route("talks"))
    (write,) = window.page.writing_actions()
    assert write.isEnabled()
    book.inspecting.start("检查组", "", book.now() + timedelta(hours=1))
    window.go(Route("access"))
    window.go(Route("talks"))
    assert not write.isEnabled()
    assert write.accessibleDescription() == "正在接受检查，只看不改"
    write.explain("")
    assert not write.isEnabled()


def test_a_dissolved_branchs_book_says_why_nothing_is_written(
    window: Window, book: Workspace
) -> None:
    day = (book.now().date() - timedelta(days=1)).isoformat()
    book.records.change("branch", {"dissolved_on": day, "dissolution_document": "〔2026〕1号"})
    window.go(Route("talks"))
    (write,) = window.page.writing_actions()
    assert write.accessibleDescription() == "支部已撤销，记录只能看"


def test_esc_leaves_a_page_that_was_opened_from_elsewhere(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, KEY.Key_F1)
    assert window.route.page == "help"
    qtbot.keyClick(window, KEY.Key_Escape)
    assert window.route.page == "home"


def test_a_place_remembers_where_one_was_and_a_second_press_leads_to_its_list(
    window: Window, book: Workspace
) -> None:
    meeting = book.records.add("activity", {"type": "general_meeting", "title": "x"})
    window.go(Route("meeting", meeting))
    window.go(Route("members"))
    window.go_place("meetings")
    assert window.route == Route("meeting", meeting)
    window.go_place("meetings")
    assert window.route == Route("meetings")


def test_ctrl_z_takes_back_the_last_change_whichever_page_made_it_and_says_what(
    window: Window, book: Workspace, qtbot: QtBot
) -> None:
    member = book.records.add("member", {"name": "次仁旺堆"})
    window.go(Route("help"))
    qtbot.keyClick(window, KEY.Key_Z, CTRL)
    qtbot.waitUntil(window.messages.toast.isVisible)
    found = book.records.raw(member)
    assert found is not None
    assert found.deleted
    assert "次仁旺堆" in window.messages.toast.accessibleName()
    qtbot.keyClick(window, KEY.Key_Y, CTRL)
    qtbot.waitUntil(lambda: not (book.records.raw(member) or found).deleted)


def test_the_word_in_the_toast_takes_back_what_it_says(
    window: Window, book: Workspace, qtbot: QtBot
) -> None:
    member = book.records.add("member", {"name": "高峻"})
    book.records.delete(member)
    window.undoable("gone")
    window.messages.toast.undone.emit()
    qtbot.waitUntil(lambda: book.records.get(book.kinds["member"].model, member) is not None)


def test_with_nothing_to_undo_that_is_said(window: Window, qtbot: QtBot) -> None:
    while window.desk.book.records.undo() is not None:
        pass
    qtbot.keyClick(window, KEY.Key_Z, CTRL)
    qtbot.waitUntil(window.messages.banner.isVisible)


def test_an_error_is_said_in_three_parts_in_the_banner(window: Window) -> None:
    window.problem(
        StoreFull(
            N_("The disk is full: this could not be saved."),
            safe=N_("Everything saved before is unharmed."),
            hint=N_("Free some space (about 200 MB), then try again."),
        )
    )
    t, banner = window.desk.t, window.messages.banner
    assert banner.isVisible()
    assert banner.accessibleName() == t("The disk is full: this could not be saved.")
    assert t("Everything saved before is unharmed.") in banner.accessibleDescription()
    assert t("Free some space (about 200 MB), then try again.") in banner.accessibleDescription()


@pytest.mark.parametrize("way", ["there", "back"])
def test_what_went_wrong_on_a_page_leaves_with_it(window: Window, way: str) -> None:
    window.go(Route("joint", "", "agreements"))
    window.problem(NotFound(N_("This record is gone.")))
    window.go(Route("joint", "", "activities"))
    assert window.messages.banner.isVisible()
    if way == "there":
        window.go(Route("members"))
    else:
        window.back()
        window.back()
    assert window.messages.banner.isHidden()


def test_what_holds_for_the_whole_book_stays_on_the_next_page(window: Window) -> None:
    window.problem(StoreFull(N_("The disk is full: this could not be saved.")))
    window.go(Route("members"))
    assert window.messages.banner.isVisible()
    window.messages.banner.hide()
    window.messages.note("info", "HQ", "", whole=True)
    window.go(Route("settings"))
    assert window.messages.banner.isVisible()
    window.note("wait", "Not everything could be undone.")
    window.go(Route("members"))
    assert window.messages.banner.isHidden()


def test_why_typing_could_not_be_saved_is_said_though_the_page_is_left(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go(Route("members"))
    lost = InvalidRecord(N_("This could not be saved."))
    monkeypatch.setattr(window.page, "leave", lambda: window.problem(lost))
    window.go(Route("settings"))
    assert window.messages.banner.isVisible()


def test_details_of_a_bug_can_be_copied(window: Window) -> None:
    error = StoreFull("full")
    error.__cause__ = ValueError("the reason behind it")
    window.problem(error)
    window.messages.banner.acted.emit("details")
    assert window.overlay.is_open()
    window.escape()
    assert not window.overlay.is_open()


def test_below_1180_the_sidebar_shows_icons_and_ctrl_b_folds_it_for_good(
    window: Window, qtbot: QtBot, book: Workspace
) -> None:
    window.resize(1100, 700)
    assert window.sidebar.width() == window.desk.theme.layout("sidebar_narrow")
    window.resize(1366, 768)
    assert window.sidebar.width() == window.desk.theme.layout("sidebar")
    qtbot.keyClick(window, KEY.Key_B, CTRL)
    assert window.sidebar.is_narrow()
    assert book.choices.now.folded
    qtbot.keyClick(window, KEY.Key_B, CTRL)
    assert not window.sidebar.is_narrow()


def test_f6_walks_through_the_parts_and_comes_round(window: Window, qtbot: QtBot) -> None:
    window.go(Route("settings"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    seen = []
    for _ in range(3):
        qtbot.keyClick(window, KEY.Key_F6)
        focus = QApplication.focusWidget()
        seen.append(window.sidebar.isAncestorOf(focus) if focus is not None else None)
    assert seen[0] != seen[1]
    assert seen[0] == seen[2]


def test_the_header_shows_the_pages_words(window: Window) -> None:
    window.go(Route("settings"))
    head = window._heads["settings"]
    assert head.header.title() == window.page.title()


def test_the_person_who_writes_is_shown_at_the_foot(window: Window) -> None:
    assert window.sidebar._person.whole() == window.desk.book.pen().by


def test_english_is_whole_in_the_window(
    qtbot: QtBot, book: Workspace, theme: Theme, work: Work
) -> None:
    window = Window(book, theme, Catalogue("en"), work, book.now)
    qtbot.addWidget(window)
    window.show()
    window.open()
    for name in PAGES:
        window.go(Route(name))
        title = window.page.title()
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in title.replace(book.branch(), ""))
    window.finish()


@pytest.mark.parametrize("name", ["members", "service"])
def test_a_window_that_is_let_go_takes_its_pages_along(
    qtbot: QtBot, book: Workspace, theme: Theme, work: Work, name: str
) -> None:
    # Members has no header yet, and service hides the buttons of one tab behind those of another.
    window = Window(book, theme, Catalogue("zh_CN"), work, book.now)
    window.open()
    window.go(Route(name))
    gone = weakref.ref(window)
    window.finish()
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    del window
    gc.collect()
    assert gone() is None


class Flashes(QObject):
    """Remembers what was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_page_flashes_a_part_as_a_window_of_its_own(
    qtbot: QtBot, theme: Theme, qapp: QApplication, tmp_path: Path
) -> None:
    book, work = sample_book(tmp_path / "sample"), Work()
    window = Window(book, theme, Catalogue("zh_CN"), work, book.now)
    qtbot.addWidget(window)
    window.show()
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    try:
        window.open()
        for name in PAGES:
            window.go(Route(name, "" if name != "meeting" else _held(book)))
        for step in ("prepare", "signin", "minutes", "vote", "evidence", "file"):
            window.go(Route("meeting", _held(book), step))
    finally:
        qapp.removeEventFilter(flashes)
    assert flashes.seen == []
    window.finish()
    work.finish()
    book.close()


def _held(book: Workspace) -> str:
    return book.records.all(Activity, where={"state": "signed_in"})[0].id


def test_a_theme_and_a_text_size_reach_every_page_that_was_built(
    turned: Theme, window: Window
) -> None:
    for name in PAGES:
        window.go(Route(name))
    turned.choose("dark", 125)
    assert not window.grab().isNull()
