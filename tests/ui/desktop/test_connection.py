"""When the network is back the app notices by itself, syncs or asks, and never disturbs."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.delivery import Outcome, Reach, Reason
from app.workspace import Workspace
from db.model.errors import LinkError, Offline, Refused, TimedOut
from db.model.progress import Progress
from ui.desktop.connection import FIRST, MOST, BackOff, Connection
from ui.desktop.exchange import remedies
from ui.desktop.exchange.underway import EXCHANGE
from ui.desktop.widgets.buttons import Button
from ui.desktop.window import Window


class Line:
    """HQ at the end of a line: answers as told, remembers who came."""

    def __init__(self, book: Workspace) -> None:
        self._status = replace(book.syncing.status(), enrolled=True, only_here=3)
        self.reach: Reach | LinkError = "ok"
        self.outcome: Outcome | LinkError = Outcome("http", sent=3, receipt=1)
        self.met = self.asked = 0

    def status(self) -> object:
        return self._status

    def probe(self, url: str = "") -> Reach:
        self.asked += 1
        if isinstance(self.reach, LinkError):
            raise self.reach
        return self.reach

    def sync(self, url: str | None, progress: Progress) -> Outcome:
        self.met += 1
        if isinstance(self.outcome, LinkError):
            raise self.outcome
        return self.outcome

    def turn(self, **said: Any) -> None:
        self._status = replace(self._status, **said)


@pytest.fixture
def line(window: Window, monkeypatch: pytest.MonkeyPatch) -> Line:
    line = Line(window.desk.book)
    monkeypatch.setattr(window.desk.book, "syncing", line)
    return line


@pytest.fixture
def connection(window: Window, line: Line) -> Iterator[Connection]:
    connection = Connection(window, window)
    yield connection
    connection.stop()


def look(connection: Connection, qtbot: QtBot) -> str:
    with qtbot.waitSignal(connection.found) as found:
        connection.look()
    return str(found.args[0])


def test_with_hq_in_reach_what_waits_is_sent_in_the_background(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    assert look(connection, qtbot) == "ok"
    qtbot.waitUntil(lambda: line.met == 1)
    qtbot.waitUntil(lambda: not window.desk.work.busy)
    assert window.messages.banner.isHidden()


def test_asked_to_ask_it_asks_once_and_syncs_when_told(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    window.desk.book.store.settings.put("sync_mode", "ask")
    look(connection, qtbot)
    assert window.messages.banner.isVisible()
    assert line.met == 0
    window.messages.banner.acted.emit("sync-now")
    qtbot.waitUntil(lambda: line.met == 1)
    qtbot.waitUntil(lambda: not window.desk.work.busy)


def test_without_a_network_nothing_is_said(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    line.reach = "offline"
    assert look(connection, qtbot) == "offline"
    assert line.met == 0
    assert window.messages.banner.isHidden()


def test_a_probe_that_fails_means_no_network(
    connection: Connection, line: Line, qtbot: QtBot
) -> None:
    line.reach = Offline("no route")
    assert look(connection, qtbot) == "offline"


def test_a_login_page_is_recognised_and_said_once(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    line.reach = "captive"
    look(connection, qtbot)
    assert window.messages.banner.isVisible()
    window.messages.banner.hide()
    look(connection, qtbot)
    assert window.messages.banner.isHidden()
    assert line.met == 0


def test_before_enrolment_nobody_is_asked(connection: Connection, line: Line, qtbot: QtBot) -> None:
    line.turn(enrolled=False)
    connection.look()
    assert line.asked == 0


def test_a_line_that_breaks_again_is_no_news_but_a_refusal_is(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    line.outcome = Offline("gone again")
    look(connection, qtbot)
    qtbot.waitUntil(lambda: line.met == 1 and not window.desk.work.busy)
    assert window.messages.banner.isHidden()
    line.outcome = Refused("HQ does not know this computer.")
    look(connection, qtbot)
    qtbot.waitUntil(window.messages.banner.isVisible)


def test_two_values_that_came_in_are_said_with_the_way_to_them(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    line.outcome = Outcome("http", got=4, conflicts_new=2)
    look(connection, qtbot)
    qtbot.waitUntil(window.messages.banner.isVisible)
    window.messages.banner.acted.emit("conflicts")
    assert window.route.page == "conflicts"


def test_looks_come_ever_more_seldom_and_begin_anew_once_hq_answered() -> None:
    pause, seen = BackOff(), []
    for _ in range(8):
        pause = pause.after("offline")
        seen.append(pause.seconds)
    assert seen == sorted(seen)
    assert seen[0] == 2 * FIRST
    assert seen[-1] == MOST
    assert pause.after("captive").seconds == MOST
    assert pause.after("ok") == BackOff()


def test_a_network_that_went_away_is_noted_in_the_side_alone(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    line.outcome = TimedOut("HQ stopped answering.")
    look(connection, qtbot)
    qtbot.waitUntil(lambda: "试过，没有网" in window.sidebar.card.accessibleDescription())
    assert window.messages.banner.isHidden()
    assert window.jobs.bar.isHidden()


def test_what_was_done_by_itself_is_said_in_the_side(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    look(connection, qtbot)
    qtbot.waitUntil(lambda: "20:14 自动同步好了" in window.sidebar.card.accessibleDescription())
    qtbot.waitUntil(lambda: not window.desk.work.busy)
    assert "20:14 自动同步好了" in window.sidebar.card.accessibleDescription()


def test_the_same_refusal_is_said_once_with_its_way_forward(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    line.outcome = Refused("The certificate of this device ran out on {until}.", until="2026-05-01")
    look(connection, qtbot)
    qtbot.waitUntil(window.messages.banner.isVisible)
    (way,) = [
        b for b in window.messages.banner.findChildren(Button) if b.accessibleName() == "去登记"
    ]
    way.click()
    assert window.route.page == "settings"
    qtbot.waitUntil(lambda: not window.desk.work.busy)
    look(connection, qtbot)
    qtbot.waitUntil(lambda: line.met == 2 and not window.desk.work.busy)
    assert window.messages.banner.isHidden()


def test_a_login_page_can_be_opened(
    connection: Connection,
    line: Line,
    qtbot: QtBot,
    window: Window,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(remedies, "open_url", lambda url: opened.append(url.toString()))
    line.turn(hq_url="https://hq.example:8443")
    line.reach = "captive"
    look(connection, qtbot)
    qtbot.waitUntil(window.messages.banner.isVisible)
    buttons = window.messages.banner.findChildren(Button)
    (way,) = [b for b in buttons if b.accessibleName() == "打开登录页"]
    way.click()
    assert opened == ["http://hq.example/"]


def test_what_is_set_aside_is_said_once(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    line.outcome = Outcome("http", got=4, set_aside=(Reason("torn"),))
    look(connection, qtbot)
    qtbot.waitUntil(window.messages.banner.isVisible)
    qtbot.waitUntil(lambda: not window.desk.work.busy)
    window.messages.banner.hide()
    look(connection, qtbot)
    qtbot.waitUntil(lambda: line.met == 2 and not window.desk.work.busy)
    assert window.messages.banner.isHidden()


def test_no_second_exchange_begins_while_one_runs(
    connection: Connection, line: Line, qtbot: QtBot, window: Window
) -> None:
    gate = threading.Event()
    window.desk.work.job("by hand", lambda _progress: gate.wait(10), subject=EXCHANGE)
    connection.sync()
    gate.set()
    qtbot.waitUntil(lambda: not window.desk.work.busy)
    assert line.met == 0
