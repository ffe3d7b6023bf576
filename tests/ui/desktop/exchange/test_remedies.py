"""The one button of a fault goes where it says."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from app.workspace import Workspace
from db.model.errors import BundleError, Offline, Refused, StoreFull, TimedOut, WeBroke
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.exchange import remedies
from ui.desktop.exchange.remedies import remedy, tell

CAPTIVE = Offline("There is a network, but a log-in page answered instead of HQ.")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What was given to the system to open."""
    opened: list[QUrl] = []
    monkeypatch.setattr(remedies, "open_url", opened.append)
    return opened


def test_a_fault_is_said_with_its_one_way(desk: Desk, said: Recorder) -> None:
    again: list[int] = []
    error = TimedOut("HQ stopped answering.")
    tell(desk, error, lambda: again.append(1))
    assert said.problems == [error]
    (way,) = said.ways
    assert way.text == "再试一次"
    way.act()
    assert again == [1]


def test_without_a_network_the_way_is_the_stick(desk: Desk, said: Recorder) -> None:
    error = Offline("No network. Keep working; it waits for the next time.")
    remedy(desk, error, lambda: None).act()
    assert said.routes == [Route("sync", "", "write")]


def test_a_log_in_page_is_opened_where_hq_would_be_without_tls(
    desk: Desk, book: Workspace, opened: list[QUrl]
) -> None:
    book.store.settings.put("hq_url", "https://hq.example:8443/sync")
    remedy(desk, CAPTIVE, lambda: None).act()
    assert [url.toString() for url in opened] == ["http://hq.example/"]


def test_without_an_address_a_log_in_page_leads_to_the_address(
    desk: Desk, said: Recorder, opened: list[QUrl]
) -> None:
    remedy(desk, CAPTIVE, lambda: None).act()
    assert opened == []
    assert said.routes == [Route("settings", "", "sync")]


def test_a_full_disk_shows_the_folder(desk: Desk, book: Workspace, opened: list[QUrl]) -> None:
    remedy(desk, StoreFull("full"), lambda: None).act()
    assert [Path(url.toLocalFile()) for url in opened] == [book.home]


def test_a_device_that_hq_does_not_know_is_led_to_the_enrolment(desk: Desk, said: Recorder) -> None:
    error = Refused("HQ does not know this device ({actor}).", actor="a")
    remedy(desk, error, lambda: None).act()
    assert said.routes == [Route("sync")]


def test_where_nothing_can_be_pressed_the_details_can_be_read(desk: Desk, said: Recorder) -> None:
    remedy(desk, WeBroke("A pack would have had a gap."), lambda: None).act()
    assert "WeBroke" in said.details[0]


def test_another_file_is_chosen_by_beginning_anew(desk: Desk) -> None:
    again: list[int] = []
    way = remedy(desk, BundleError("There is no file {name}.", name="a"), lambda: again.append(1))
    assert way.text == "另选文件"
    way.act()
    assert again == [1]
