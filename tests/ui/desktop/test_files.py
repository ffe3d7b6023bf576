"""Files beside a record promise: where each is, what was taken out of it, and one press to fetch it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.hq import Headquarters
from app.records.evidence import Attachment
from app.terms import ActivityType
from db.model.errors import NotFound
from db.model.progress import Silent
from tests.app.pictures.shots import PLACE, jpeg, picture
from tests.ui.desktop.conftest import CHEAP, NOW, Recorder, wall_clock
from ui.desktop.desk import Desk
from ui.desktop.ledger.standing import Standing
from ui.desktop.meetings.files import FilesList, open_file
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.drop import EvidenceTile


@pytest.fixture
def hq(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """HQ's address; the branch is enrolled there."""
    made = Headquarters.create(tmp_path / "hq", "secret1", clock=wall_clock, cost=CHEAP).hq
    request = desk.book.enrolling.request_bytes()
    desk.book.enrolling.take_certificate(made.enrol(request).certificate)
    with made.in_background() as url:
        yield url
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[MeetingPage]:
    activity = desk.book.meetings.new(ActivityType.general_meeting, NOW, desk.t, today=desk.today())
    page = MeetingPage(desk)
    qtbot.addWidget(page)
    page.resize(1160, 696)
    page.show()
    page.arrive(activity, "evidence")
    yield page
    page.hide()


def photo() -> bytes:
    out = io.BytesIO()
    picture((1600, 1200)).save(out, "JPEG", quality=97)
    return out.getvalue()


def lost(desk: Desk, hq: str, record: str) -> Attachment:
    """An attachment that HQ holds and of which only the preview is here."""
    made = desk.book.attachments.add_bytes(record, photo(), "会场.jpg")
    desk.book.syncing.sync(hq, Silent())
    found = desk.book.records.get(Attachment, made)
    assert found is not None
    desk.book.blobs.path(str(found.hash)).unlink()
    return found


def words(widget: object) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]  # type: ignore[attr-defined]


def tiles(page: MeetingPage) -> list[EvidenceTile]:
    return [tile for tile in page.findChildren(EvidenceTile) if tile.isVisible()]


def fetch_buttons(widget: object) -> list[IconButton]:
    found = widget.findChildren(IconButton)  # type: ignore[attr-defined]
    return [b for b in found if b.accessibleName() == "从总部取回原件"]


def test_a_photo_dropped_on_the_page_says_that_its_place_was_removed(
    qtbot: QtBot, page: MeetingPage, desk: Desk, said: Recorder, tmp_path: Path
) -> None:
    (tmp_path / "照片.jpg").write_bytes(jpeg())
    page.opened.write(lambda _records: None)
    evidence = page.stack.currentWidget()
    evidence.card.take([tmp_path / "照片.jpg"])  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(said.undoables), timeout=5000)
    assert said.undoables == ["已附上“照片.jpg”。 位置和设备信息已去掉。"]
    (kept,) = desk.book.records.all(Attachment)
    assert PLACE not in desk.book.attachments.bytes_of(kept.id)
    qtbot.waitUntil(lambda: bool(tiles(page)), timeout=5000)
    (tile,) = tiles(page)
    assert "位置和设备信息已去掉" in tile.toolTip()


def test_a_preview_is_shown_and_one_press_fetches_the_original(
    qtbot: QtBot, page: MeetingPage, desk: Desk, hq: str
) -> None:
    found = lost(desk, hq, page.opened.meeting.id)
    page.opened.read()
    qtbot.waitUntil(lambda: len(tiles(page)) == 1, timeout=5000)
    (tile,) = tiles(page)
    assert tile._picture is not None
    assert tile.accessibleDescription() == "仅预览，原件在总部"
    assert any("1 个原件中 0 个在本机" in said for said in words(page))
    (button,) = fetch_buttons(tile)
    button.click()
    qtbot.waitUntil(lambda: desk.book.attachments.is_here(found), timeout=10_000)
    qtbot.waitUntil(lambda: not fetch_buttons(page), timeout=5000)


def test_opening_what_is_not_here_fetches_it_first(
    qtbot: QtBot, page: MeetingPage, desk: Desk, hq: str, said: Recorder
) -> None:
    found = lost(desk, hq, page.opened.meeting.id)
    said.files = ["", "asked"]
    open_file(desk, found)
    qtbot.waitUntil(lambda: said.files == ["asked"], timeout=10_000)
    assert desk.book.attachments.is_here(found)
    assert said.problems == []


def test_the_list_under_an_item_says_where_each_file_is(
    qtbot: QtBot, page: MeetingPage, desk: Desk
) -> None:
    activity = page.opened.meeting.id
    away = {"name": "远处.jpg", "belongs_to": activity, "hash": "ab" * 32, "size": 2_000_000}
    desk.book.records.add("attachment", away)
    desk.book.attachments.add_bytes(activity, b"here", "近处.txt")
    page.opened.read()
    shown = FilesList(page.opened)
    qtbot.addWidget(shown)
    shown.show_files(activity)
    assert [said for said in words(shown) if "·" in said] == [
        "其他文件 2.0 MB · 只在另一台电脑",
        "文件 1 KB · 仅在本机",
    ]
    assert fetch_buttons(shown) == []


def test_opening_what_only_another_computer_has_says_so(
    qtbot: QtBot, page: MeetingPage, desk: Desk, said: Recorder
) -> None:
    away = {"name": "远处.pdf", "belongs_to": page.opened.meeting.id, "hash": "ab" * 32}
    made = desk.book.records.get(Attachment, desk.book.records.add("attachment", away))
    assert made is not None
    open_file(desk, made)
    qtbot.waitUntil(lambda: bool(said.problems), timeout=5000)
    assert isinstance(said.problems[0], NotFound)


def test_beside_a_record_each_file_says_where_it_is_and_can_be_fetched(
    qtbot: QtBot, page: MeetingPage, desk: Desk, hq: str
) -> None:
    activity = page.opened.meeting.id
    found = lost(desk, hq, activity)
    beside = Standing(desk)
    qtbot.addWidget(beside)
    record = desk.book.records.raw(activity)
    assert record is not None
    beside.show_record(record)
    assert "1 个原件中 0 个在本机" in words(beside)
    (button,) = fetch_buttons(beside)
    button.click()
    qtbot.waitUntil(lambda: desk.book.attachments.is_here(found), timeout=10_000)
    qtbot.waitUntil(lambda: not fetch_buttons(beside), timeout=5000)
