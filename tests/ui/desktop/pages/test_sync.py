"""The sync centre: what each way carries, what came of it, and how to enrol without a network."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.delivery import (
    Holder,
    LastReceipt,
    Met,
    Outcome,
    Place,
    Reach,
    Reason,
    SyncStatus,
    Timeline,
    Waiting,
)
from app.services.instep import Area, InStep
from app.services.refused import RefusedMatter
from app.services.signed import Covered, Opened
from app.services.sticks import Journey
from app.workspace import Workspace
from db.model.errors import NotFound, Offline, SuixingError, TimedOut
from db.model.progress import Progress
from db.model.record import Record
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.exchange.out import NETWORK, READ, WRITE
from ui.desktop.exchange.side import SORTS, sorted_waiting
from ui.desktop.exchange.underway import EXCHANGE
from ui.desktop.pages.sync import SyncPage
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.duerow import ListRow

STATUS = SyncStatus(
    enrolled=True,
    hq_url="https://hq",
    only_here=23,
    kinds=(Waiting("activity", 3, 11_000), Waiting("motion", 1, 500), Waiting("crane", 2, 90)),
    bytes_waiting=18_000,
    on_stick=0,
    stick_at=None,
    files_waiting=4,
    file_bytes=6_200_000,
    receipt=LastReceipt(118, datetime(2026, 5, 9, 16, 42)),  # noqa: DTZ001
    total_changes=1846,
    conflicts=0,
)


class Line:
    """A way to HQ that answers as it is told."""

    def __init__(self) -> None:
        self.now = STATUS
        self.outcome: Outcome | SuixingError = Outcome("http", sent=23, up=18_000, receipt=119)
        self.reach: Reach = "ok"
        self.urls: list[str | None] = []
        self.files: list[Path] = []
        self.journeys: tuple[Journey, ...] = ()
        self.genuine = True
        self.matters: tuple[RefusedMatter, ...] = ()

    def status(self) -> SyncStatus:
        return self.now

    def exchanges(self, limit: int = 50) -> tuple[Met, ...]:
        at = datetime(2026, 5, 9, 16, 42)  # noqa: DTZ001
        return (Met(at, "http", 31, 4, 22_000, 9_000, 118, ""),) * min(limit, 6)

    def timeline(self, days: int = 90) -> Timeline:
        return Timeline(date(2026, 2, 21), date(2026, 5, 21), (), ())

    def holders(self) -> tuple[Holder, ...]:
        return (
            Holder("周建国", "", "this", 1846, 0, None),
            Holder("总部", "", "hq", 1823, 23, None),
        )

    def sticks(self) -> tuple[Journey, ...]:
        return self.journeys

    def receipt(self, number: int) -> Opened:
        at = datetime(2026, 5, 9, 16, 42)  # noqa: DTZ001
        covers = (Covered("周建国", 1, 23), Covered("达瓦次仁", 5, 9))
        before = number - 1 if number > 117 else None
        return Opened(number, at, "路桥公司党群工作部", covers, self.genuine, before)

    def receipt_paper(self, number: int) -> bytes:
        return b"paper of %d" % number

    def refused(self) -> tuple[RefusedMatter, ...]:
        return self.matters

    def marker(self) -> Callable[[Record], Place]:
        return lambda _record: "local"

    def probe(self, url: str = "") -> Reach:
        return self.reach

    def sync(self, url: str | None, progress: Progress) -> Outcome:
        progress.step(1, 1)
        self.urls.append(url)
        return self._answer()

    def write_bundle(self, path: Path, progress: Progress) -> Outcome:
        self.files.append(path)
        return self._answer()

    read_bundle = write_bundle

    def _answer(self) -> Outcome:
        if isinstance(self.outcome, SuixingError):
            raise self.outcome
        return self.outcome


@pytest.fixture
def line(book: Workspace, monkeypatch: pytest.MonkeyPatch) -> Line:
    line = Line()
    monkeypatch.setattr(book, "syncing", line)
    return line


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, line: Line) -> SyncPage:
    page = SyncPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    return page


def drawn(page: SyncPage) -> SyncPage:
    """Let the page show what it made, and what it threw away be gone."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return page


def words(page: SyncPage) -> str:
    return "\n".join(x.text() for x in drawn(page).findChildren(QLabel) if x.isVisible())


def test_the_headline_says_how_many_changes_only_this_computer_has(page: SyncPage) -> None:
    page.arrive("", "")
    said = words(page)
    assert "23 条改动仅在本机" in said
    assert "总部上次回执 118 号，5月9日 16:42，12 天前。此后的改动只有这一台电脑有。" in said
    assert "先送文字，约 18 KB，2G 约 7 秒" in said
    assert "带走 23 条和 4 个附件，6.2 MB" in said


def test_a_sync_says_what_was_sent_and_which_receipt_came(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot
) -> None:
    page.arrive("", "now")
    qtbot.waitUntil(lambda: bool(said.notes))
    tone, title, sentence = said.notes[0]
    assert (tone, title) == ("ok", "同步好了")
    assert "送出 23 条" in sentence
    assert "回执 119 号" in sentence
    qtbot.waitUntil(lambda: not page._out.button(NETWORK).is_busy())


def test_without_a_receipt_nothing_is_said_to_be_at_hq(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot
) -> None:
    line.outcome = Outcome("http", sent=23, up=18_000)
    page.arrive("", "now")
    qtbot.waitUntil(lambda: bool(said.notes))
    assert "签收" not in said.notes[0][2]


def test_a_failed_sync_shows_its_error_and_looks_at_the_network(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot
) -> None:
    line.outcome, line.reach = Offline("no way"), "captive"
    page.arrive("", "now")
    qtbot.waitUntil(lambda: bool(said.problems))
    qtbot.waitUntil(lambda: "登录" in words(page))


def test_no_network_is_said_without_alarm(page: SyncPage, line: Line, qtbot: QtBot) -> None:
    line.reach = "offline"
    page.arrive("", "")
    qtbot.waitUntil(lambda: "现在没有网。记录照常，攒着等下次" in words(page))


def test_a_stick_is_written_where_the_person_says(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot, tmp_path: Path
) -> None:
    said.files.append(str(tmp_path / "a.sxbundle"))
    line.outcome = Outcome("stick-out", sent=23, up=18_000, files=4)
    page.arrive("", "write")
    qtbot.waitUntil(lambda: bool(said.notes))
    assert line.files == [tmp_path / "a.sxbundle"]
    assert said.notes[0][1] == "已写入U盘并核对过，可以拔出了"
    assert "等总部回执" in said.notes[0][2]


def test_declining_the_file_does_nothing(page: SyncPage, line: Line) -> None:
    page.arrive("", "read")
    assert line.files == []


def test_new_conflicts_are_said_with_the_result(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot
) -> None:
    line.outcome = Outcome("http", got=4, conflicts_new=2, receipt=119)
    page.arrive("", "now")
    qtbot.waitUntil(lambda: bool(said.notes))
    assert said.notes[0][0] == "wait"
    assert "2 处两台电脑说法不同" in said.notes[0][2]


def test_where_two_laptops_differ_the_page_leads_there(
    page: SyncPage, said: Recorder, line: Line
) -> None:
    line.now = replace(STATUS, conflicts=2)
    page.arrive("", "")
    page._out.choose_asked.emit()
    assert said.routes == [Route("conflicts")]


def test_everything_signed_for_says_so(page: SyncPage, line: Line) -> None:
    line.now = replace(
        STATUS, only_here=0, kinds=(), bytes_waiting=0, files_waiting=0, file_bytes=0
    )
    page.arrive("", "")
    assert "总部已全部签收" in words(page)
    assert "没有等着送的" in words(page)


def test_hq_is_asked_for_its_address_once(page: SyncPage, line: Line, qtbot: QtBot) -> None:
    line.now = replace(STATUS, hq_url="")
    page.arrive("", "now")
    assert line.urls == []
    page._out.address.set_value("https://hq.example")
    page.primary()
    qtbot.waitUntil(lambda: line.urls == ["https://hq.example"])


def test_no_kind_that_waits_is_left_out() -> None:
    lines = sorted_waiting(STATUS.kinds)
    assert sum(count for _, count, _ in lines) == 6
    assert lines[0][:2] == (SORTS[0], 4)


def test_what_waits_is_listed_one_by_one(page: SyncPage, book: Workspace, line: Line) -> None:
    book.records.add("activity", {"type": "training", "title": "安全培训"})
    page.arrive("", "list")
    assert page._each.isVisible()
    assert page._each._list.count() == 1


def test_each_area_says_where_it_stands_and_leads_to_what_waits_there(
    page: SyncPage, book: Workspace, line: Line
) -> None:
    book.records.add("activity", {"type": "training", "title": "安全培训"})
    waiting = Waiting("study_record", 1, 90)
    book.records.add("study_record", {"topic": "党章"})
    line.now = replace(STATUS, kinds=(Waiting("activity", 1, 90), waiting))
    page.arrive("", "")
    rows = {row.objectName(): row for row in page._areas.findChildren(ListRow)}
    assert list(rows) == ["study", "activity", "management", "service"]
    assert rows["study"].accessibleDescription() == "1 条仅在本机"
    assert rows["service"].accessibleDescription() == "还没有记录"
    QTest.keyClick(rows["study"], Qt.Key.Key_Return)
    assert page._each.isVisible()
    assert page._each._list.count() == 1
    page._waiting.list_asked.emit()
    assert page._each.isHidden(), "the link of the whole list folds what an area opened"


def test_an_area_with_two_values_leads_to_them(page: SyncPage, said: Recorder, line: Line) -> None:
    page._areas.show_areas([InStep(Area.service, held=3, waiting=1, apart=2)])
    (row,) = page._areas.findChildren(ListRow)
    assert row.accessibleDescription() == "2 处两个说法"
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert said.routes[-1] == Route("conflicts")


def test_the_budget_of_attached_files_is_kept(
    page: SyncPage, book: Workspace, qtbot: QtBot
) -> None:
    page.arrive("", "")
    page._budget.chosen.emit("text")
    qtbot.waitUntil(lambda: book.store.settings.get("file_budget") == "text")


def test_an_unenrolled_book_saves_its_request_and_waits_for_the_answer(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot, tmp_path: Path
) -> None:
    line.now = replace(STATUS, enrolled=False)
    page.arrive("", "")
    for way in (NETWORK, WRITE, READ):
        assert not page._out.button(way).isEnabled()
        assert page._out.button(way).toolTip()
    file = tmp_path / "enrolment.request"
    said.files.append(str(file))
    page._enrol.save_request()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert file.read_bytes() == page.desk.book.enrolling.request_bytes()


def test_a_certificate_that_is_none_is_refused_by_name(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot, tmp_path: Path
) -> None:
    line.now = replace(STATUS, enrolled=False)
    page.arrive("", "")
    wrong = tmp_path / "photo.jpg"
    wrong.write_bytes(b"\xff\xd8")
    page._enrol.take(wrong)
    qtbot.waitUntil(lambda: bool(said.problems))


def with_receipts(page: SyncPage) -> list[ListRow]:
    rows = drawn(page)._log.findChildren(ListRow)
    return [row for row in rows if row.isVisible() and row.focusPolicy() != Qt.FocusPolicy.NoFocus]


def test_a_receipt_opens_in_its_place_by_the_keyboard_and_says_what_it_covers(
    page: SyncPage, line: Line
) -> None:
    page.arrive("", "")
    QTest.keyClick(with_receipts(page)[0], Qt.Key.Key_Return)
    said = words(page)
    assert "路桥公司党群工作部回执 118 号" in said
    assert "2026年5月9日 16:42" in said
    assert "周建国：第 1 到 23 条" in said
    assert "达瓦次仁：第 5 到 9 条" in said
    opened = page._log.opened
    assert opened is not None
    opened.asked.emit(117)
    assert "回执 117 号" in words(page)
    opened = page._log.opened
    assert opened is not None
    opened.closed.emit()
    assert page._log.opened is None


def test_a_receipt_whose_signature_does_not_fit_is_said_not_to_count(
    page: SyncPage, line: Line
) -> None:
    line.genuine = False
    page.arrive("", "")
    page._open_receipt(118)
    assert "签名与总部公钥不符，不能作数。" in words(page)


def test_a_signed_receipt_is_saved_as_a_file(
    page: SyncPage, line: Line, said: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    said.files.append(str(tmp_path / "r.json"))
    page.arrive("", "")
    page._open_receipt(118)
    opened = page._log.opened
    assert opened is not None
    opened.export.click()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert (tmp_path / "r.json").read_bytes() == b"paper of 118"


def test_a_receipt_that_is_not_here_is_said_and_the_list_stays(
    page: SyncPage, line: Line, said: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(number: int) -> Opened:
        raise NotFound("gone", number=number)

    page.arrive("", "")
    monkeypatch.setattr(line, "receipt", missing)
    page._open_receipt(5)
    assert [type(p) for p in said.problems] == [NotFound]
    page.refresh()


def test_what_waits_says_how_long_it_takes_at_the_last_links_speed(
    page: SyncPage, line: Line
) -> None:
    line.now = replace(
        STATUS, speed=2_000, files_waiting=4, network_files=3, network_bytes=1_800_000
    )
    page.arrive("", "")
    said = words(page)
    assert "先送文字，约 18 KB，按上次网速约 9 秒" in said
    assert (
        "文字 18 KB，按上次网速约 9 秒。"
        "接着送附件 3 个，1.8 MB，按上次网速约 15 分钟。其余 1 个走 U 盘。"
    ) in said


def test_files_that_the_budget_keeps_back_go_by_stick(page: SyncPage, line: Line) -> None:
    page.arrive("", "")
    assert "附件只走 U 盘。" in words(page)


def test_a_stick_that_never_arrived_is_written_again(
    page: SyncPage, line: Line, said: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    at = datetime(2026, 4, 1, 9, 0)  # noqa: DTZ001
    line.journeys = (Journey(1, "a.sxbundle", at, 900, 3, 0, (), "way", late=True),)
    page.arrive("", "")
    assert "30 天没有消息" in accessible(page)
    said.files.append(str(tmp_path / "b.sxbundle"))
    page._sticks.again_asked.emit()
    qtbot.waitUntil(lambda: line.files == [tmp_path / "b.sxbundle"])


def accessible(page: SyncPage) -> str:
    return "\n".join(x.accessibleName() for x in drawn(page).findChildren(QWidget))


def test_a_fault_has_one_button_and_it_tries_again(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot
) -> None:
    line.outcome = TimedOut("HQ stopped answering.")
    page.arrive("", "now")
    qtbot.waitUntil(lambda: bool(said.problems))
    (way,) = said.ways
    line.outcome = Outcome("http", sent=23, up=18_000, receipt=119)
    qtbot.waitUntil(lambda: not page.desk.work.busy)
    way.act()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert "回执 119 号" in said.notes[0][2]


def test_packs_that_were_set_aside_can_all_be_read(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot
) -> None:
    reasons = tuple(Reason(f"pack {n}") for n in range(5))
    line.outcome = Outcome("http", got=4, set_aside=reasons)
    page.arrive("", "now")
    qtbot.waitUntil(lambda: bool(said.notes))
    assert said.notes[0][0] == "wait"
    (way,) = said.ways
    way.act()
    assert said.details == ["pack 0\npack 1\npack 2\npack 3\npack 4"]


def test_an_exchange_that_began_by_itself_is_shown_and_no_second_one_is_begun(
    page: SyncPage, line: Line, qtbot: QtBot
) -> None:
    gate = threading.Event()

    def slow(progress: Progress) -> None:
        progress.step(18_000, 28_000, "sending")
        while not gate.wait(0.005):
            progress.step(18_000, 28_000, "sending")

    page.arrive("", "")
    page.desk.work.job("by itself", slow, quiet=True, subject=EXCHANGE)
    qtbot.waitUntil(page._out.underway.isVisible)
    assert "正在自动同步：已发 18 / 28 KB" in accessible(page)
    assert page._out.button(NETWORK).is_busy()
    page.primary()
    assert line.urls == []
    page._out.underway.cancel()
    qtbot.waitUntil(page._out.underway.isHidden)
    assert not page._out.button(NETWORK).is_busy()


def test_everything_on_the_page_is_reached_by_tab(page: SyncPage, line: Line) -> None:
    at = datetime(2026, 4, 1, 9, 0)  # noqa: DTZ001
    line.journeys = (Journey(1, "a.sxbundle", at, 900, 3, 0, (), "way", late=True),)
    page.arrive("", "")
    drawn(page)
    reached = set[QWidget]()
    walked: QWidget = page._out.button(NETWORK)
    for _ in range(400):
        following = walked.nextInFocusChain()
        assert following is not None
        walked = following
        if walked.isVisible() and walked.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(walked)
    buttons = {b for b in page.findChildren(Button) if b.isVisible() and b.isEnabled()}
    assert buttons - reached == set()
    assert set(with_receipts(page)) - reached == set()


def test_what_has_not_changed_keeps_the_focus_when_the_page_reads_again(
    page: SyncPage, line: Line, qtbot: QtBot
) -> None:
    page.arrive("", "")
    with qtbot.waitActive(page):
        page.activateWindow()
    row = with_receipts(page)[0]
    row.setFocus()
    page.refresh()
    drawn(page)
    assert row.hasFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    opened = page._log.opened
    assert opened is not None
    qtbot.waitUntil(opened.export.hasFocus)
    opened.closed.emit()
    qtbot.waitUntil(lambda: any(r.hasFocus() for r in with_receipts(page)))


def test_an_opened_receipt_comes_into_view(page: SyncPage, line: Line, qtbot: QtBot) -> None:
    page.resize(1000, 300)
    page.arrive("", "")
    drawn(page)
    page._open_receipt(118)

    def seen() -> bool:
        opened = page._log.opened
        return opened is not None and not opened.export.visibleRegion().isEmpty()

    qtbot.waitUntil(seen)


def test_a_newer_certificate_may_be_dropped_and_any_other_file_is_a_bundle(
    page: SyncPage, said: Recorder, line: Line, qtbot: QtBot, tmp_path: Path
) -> None:
    page.arrive("", "")
    newer = tmp_path / "answer.cert"
    newer.write_bytes(b"no certificate")
    page._enrol._take([newer])
    qtbot.waitUntil(lambda: bool(said.problems))
    assert said.ways[0].text == "另选文件"
    page._enrol._take([tmp_path / "a.sxbundle"])
    qtbot.waitUntil(lambda: line.files == [tmp_path / "a.sxbundle"])


def test_what_was_not_taken_in_is_counted_with_every_reason_behind_details(
    page: SyncPage, line: Line, said: Recorder
) -> None:
    at = datetime(2026, 5, 9, 16, 42)  # noqa: DTZ001
    reason = Reason("late", "It is from a device that HQ did not enrol.")
    line.matters = (RefusedMatter(at, "e1f0", False, 1, 9, reason, "http", 3),) * 2
    page.arrive("", "")
    assert "2 件没有收下" in accessible(page)
    rows = [r for r in page._log.findChildren(ListRow) if r.accessibleName() == "2 件没有收下"]
    rows[0].acted.emit()
    line_ = "2026年5月9日 16:42，e1f0：来自总部没有登记的电脑。（3 次）"
    assert said.details == [f"{line_}\n{line_}"]
