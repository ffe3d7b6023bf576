"""The confidential key in the settings: made, shown once, changed, handed over."""

import pytest
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.ui.desktop.conftest import PASSPHRASE, Recorder
from ui.desktop.desk import Desk
from ui.desktop.settings.confidential import CHANGE, HAND_OVER, ConfidentialGroup


@pytest.fixture
def group(qtbot: QtBot, desk: Desk) -> ConfidentialGroup:
    group = ConfidentialGroup(desk)
    qtbot.addWidget(group)
    group.show()
    group.refresh()
    return group


def give(group: ConfidentialGroup, new: str, old: str = "", holder: str = "") -> None:
    entry = group.entry
    entry.old.line.setText(old)
    entry.first.line.setText(new)
    entry.again.line.setText(new)
    if holder:
        entry.holder.setText(holder)
    entry.go_on()


def keep(qtbot: QtBot, group: ConfidentialGroup) -> str:
    qtbot.waitUntil(lambda: group.entry.card is not None, timeout=10_000)
    card = group.entry.card
    assert card is not None
    key = card._key
    card.last.setText(key.rsplit("-", 1)[-1])
    return key


def test_it_is_made_shown_once_and_then_handed_over(
    qtbot: QtBot, group: ConfidentialGroup, book: Workspace, said: Recorder
) -> None:
    assert group.make.isVisible()
    assert not group.changing.isVisible()
    group.make.click()
    give(group, "mishi-2026")
    printed = keep(qtbot, group)
    assert not group.entry.isVisible()
    assert group.changing.isVisible()
    book.confidential.unlock(printed)
    group.entry.begin(HAND_OVER)
    give(group, "jieban-2027", old="mishi-2026", holder="高峻")
    keep(qtbot, group)
    chosen = book.confidential.chosen()
    assert chosen is not None
    assert chosen.holder == "高峻"
    assert "高峻" in group.standing.hint.text()


def test_what_does_not_fit_stands_beside_its_field(
    qtbot: QtBot, group: ConfidentialGroup, book: Workspace
) -> None:
    group.make.click()
    give(group, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(group.entry.fields["first"]._error))
    assert book.confidential.chosen() is None
    book.confidential.begin("mishi-2026")
    group.entry.begin(CHANGE)
    give(group, "another-2026", old="wrong-2026")
    qtbot.waitUntil(lambda: bool(group.entry.fields["old"]._error), timeout=10_000)
    group.entry.again.line.setText("different")
    group.entry.go_on()
    assert group.entry.fields["again"]._error
