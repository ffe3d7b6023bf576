"""Settings: what is changed holds at once, and is there again next time."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.choices import ChoiceFile
from app.workspace import Workspace
from db.model.errors import WrongPassphrase
from tests.ui.desktop.conftest import PASSPHRASE, Recorder
from ui.desktop.desk import Desk
from ui.desktop.pages.settings import SettingsPage
from ui.desktop.settings.about import AboutGroup
from ui.desktop.settings.backups import BackupsGroup
from ui.desktop.settings.hq import HqGroup
from ui.desktop.settings.lock import LockGroup
from ui.desktop.settings.look import LookGroup
from ui.desktop.settings.rows import Group
from ui.desktop.settings.writing import BranchGroup, WritingGroup

G = TypeVar("G", bound=Group)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[SettingsPage]:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.arrive("", "")
    yield page
    desk.work.finish()


def group(page: SettingsPage, kind: type[G]) -> G:
    return next(made for made in page.groups.values() if isinstance(made, kind))


def test_appearance_text_size_and_language_are_kept_at_once(
    page: SettingsPage, book: Workspace
) -> None:
    look = group(page, LookGroup)
    look.look.chosen.emit("dark")
    look.text_size.chosen.emit("125")
    look.language.chosen.emit("en")
    kept = ChoiceFile(book.home).now
    assert (kept.theme, kept.scale, kept.language) == ("dark", 125, "en")


def test_who_writes_stands_beside_the_next_change(
    page: SettingsPage, book: Workspace, qtbot: QtBot
) -> None:
    name = group(page, WritingGroup).name
    name.setText("达瓦次仁")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: book.pen().by == "达瓦次仁")
    member = book.records.add("member", {"name": "高峻"})
    assert book.records.history(member)[0].change.by == "达瓦次仁"


def test_an_empty_name_is_not_taken(page: SettingsPage, book: Workspace, qtbot: QtBot) -> None:
    name, was = group(page, WritingGroup).name, book.pen().by
    name.clear()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert name.value() == was
    assert book.pen().by == was


def test_leaving_the_page_keeps_what_is_still_being_typed(
    page: SettingsPage, book: Workspace, qtbot: QtBot
) -> None:
    group(page, WritingGroup).name.setText("王海燕")
    page.leave()
    qtbot.waitUntil(lambda: book.pen().by == "王海燕")


def test_the_branch_is_edited_where_its_record_is(
    page: SettingsPage, book: Workspace, qtbot: QtBot
) -> None:
    form = group(page, BranchGroup).form
    form.fields["approval_document"].editor.setText("党发〔2026〕7号")  # type: ignore[attr-defined]
    qtbot.keyClick(form.fields["approval_document"].editor, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: book.records.raw("branch").get("approval_document") == "党发〔2026〕7号"  # type: ignore[union-attr]
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hq.example.cn", "https://hq.example.cn"),
        ("http://10.0.0.5:8080/", "http://10.0.0.5:8080"),
        ("", None),
    ],
)
def test_hqs_address_is_kept_with_its_scheme(
    page: SettingsPage, book: Workspace, qtbot: QtBot, typed: str, kept: str | None
) -> None:
    book.store.settings.put("hq_url", "https://old.example.cn")
    page.refresh()
    url = group(page, HqGroup).url
    url.setText(typed)
    qtbot.keyClick(url, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: book.store.settings.get("hq_url") == kept)


def test_how_to_sync_is_what_syncing_reads(
    page: SettingsPage, book: Workspace, qtbot: QtBot
) -> None:
    hq = group(page, HqGroup)
    hq.mode.chosen.emit("ask")
    hq.budget.chosen.emit("text")
    qtbot.waitUntil(lambda: book.store.settings.get("file_budget") == "text")
    assert book.store.settings.get("sync_mode") == "ask"


def test_the_lock_waits_as_long_as_chosen(page: SettingsPage, book: Workspace) -> None:
    group(page, LockGroup).after.settled.emit("5")
    assert book.choices.now.lock_minutes == 5


def test_a_changed_passphrase_opens_the_book_and_the_old_one_does_not(
    page: SettingsPage, book: Workspace, qtbot: QtBot, said: Recorder
) -> None:
    lock = group(page, LockGroup)
    lock.change.click()
    part = lock.passphrase
    part.current.line.setText(PASSPHRASE)
    part.first.line.setText("snow line")
    part.again.line.setText("snow line")
    part.done.click()
    qtbot.waitUntil(lambda: bool(said.notes))
    Workspace.open(book.home, "snow line").close()
    with pytest.raises(WrongPassphrase):
        Workspace.open(book.home, PASSPHRASE)
    assert part.isHidden()


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong one", "snow line", "snow line", 0),
        (PASSPHRASE, "abc", "abc", 1),
        (PASSPHRASE, "one two", "one too", 2),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_the_old_one_stays(
    page: SettingsPage, book: Workspace, qtbot: QtBot, old: str, new: str, again: str, field: int
) -> None:
    lock = group(page, LockGroup)
    lock.change.click()
    part = lock.passphrase
    for secret, text in ((part.current, old), (part.first, new), (part.again, again)):
        secret.line.setText(text)
    part.done.click()
    qtbot.waitUntil(lambda: bool(part.fields[field].editor.accessibleDescription()))
    Workspace.open(book.home, PASSPHRASE).close()


def test_a_new_recovery_key_is_asked_for_with_the_passphrase_shown_once_and_typed_back(
    page: SettingsPage, book: Workspace, qtbot: QtBot, said: Recorder
) -> None:
    lock = group(page, LockGroup)
    lock.renew.click()
    part = lock.new_key
    part.current.line.setText("wrong one")
    part.show_key.click()
    qtbot.waitUntil(lambda: not part.show_key.is_busy())
    assert vars(part)["card"] is None
    part.current.line.setText(PASSPHRASE)
    part.show_key.click()
    qtbot.waitUntil(lambda: part.card is not None)
    assert part.card is not None
    key = part.card._key
    part.card.last.setText(key[-5:])
    assert part.isHidden()
    assert said.notes
    Workspace.open(book.home, key).close()


def test_a_backup_is_made_now_and_listed(
    page: SettingsPage, book: Workspace, qtbot: QtBot, said: Recorder
) -> None:
    group(page, BackupsGroup).now.click()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert len(book.backups.listed()) == 1
    assert said.notes[0][0] == "ok"


def test_a_backup_goes_to_a_stick_under_a_name_that_says_what_it_is(
    page: SettingsPage, qtbot: QtBot, said: Recorder, tmp_path: Path
) -> None:
    said.files.append(str(tmp_path / "stick.sxbackup"))
    group(page, BackupsGroup).elsewhere.click()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert (tmp_path / "stick.sxbackup").is_file()


def test_going_back_to_a_backup_leaves_the_page(
    page: SettingsPage, qtbot: QtBot, said: Recorder, tmp_path: Path
) -> None:
    said.files.append(str(tmp_path / "stick.sxbackup"))
    with qtbot.waitSignal(page.restore_asked) as asked:
        group(page, BackupsGroup)._restore_file()
    assert asked.args == [tmp_path / "stick.sxbackup"]


def test_a_sound_book_is_called_sound(page: SettingsPage, qtbot: QtBot, said: Recorder) -> None:
    group(page, BackupsGroup).examine()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert said.notes[0][0] == "ok"


def test_the_licences_of_the_parts_can_be_read(page: SettingsPage) -> None:
    about = group(page, AboutGroup)
    about.licences.click()
    assert "PySide6".lower() in about.text.value().lower()


def test_a_route_may_lead_to_one_group(page: SettingsPage, qtbot: QtBot) -> None:
    page.arrive("", "backup")
    scroll = page._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: scroll.value() > 0)
