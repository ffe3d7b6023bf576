"""Each stick and where it got to, said without alarm."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.delivery import LastReceipt
from app.services.sticks import Journey
from app.words import Catalogue
from ui.desktop.desk import Desk
from ui.desktop.exchange.sticks import SticksCard, cargo, standing
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.duerow import ListRow

T = Catalogue("zh_CN")
AT = datetime.fromisoformat("2026-04-20T09:10")
STICK = Journey(7, "suixing-2026-04-20.sxbundle", AT, 6_200_000, 23, 4, ("达瓦次仁",), "way")
SIGNED = replace(STICK, state="hq", receipt=LastReceipt(117, AT.replace(day=27)))


def test_what_was_on_it_and_for_whom() -> None:
    assert cargo(STICK, T) == "4月20日 09:10，23 条和 4 个附件，6.2 MB；给总部、达瓦次仁"
    assert cargo(replace(STICK, files=0, readers=()), T) == "4月20日 09:10，23 条，6.2 MB；给总部"


@pytest.mark.parametrize(
    ("stick", "tone", "words"),
    [
        (STICK, "info", "还在路上"),
        (replace(STICK, late=True), "wait", "30 天没有消息"),
        (replace(STICK, again=True), "mute", "没有消息，后一份里也有"),
        (replace(STICK, state="part"), "wait", "总部收到一部分"),
        (replace(STICK, state="colleague", with_whom=("达瓦次仁",)), "info", "达瓦次仁已读入"),
        (SIGNED, "ok", "总部4月27日签收，回执 117"),
    ],
)
def test_where_it_got_to(stick: Journey, tone: str, words: str) -> None:
    said = standing(stick, T)
    assert (said[0], said[2]) == (tone, words)


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> SticksCard:
    card = SticksCard(desk)
    qtbot.addWidget(card)
    card.resize(700, 400)
    return card


def rows(card: SticksCard) -> list[ListRow]:
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [row for row in card.findChildren(ListRow) if row.isVisible()]


def test_without_a_stick_there_is_no_card(card: SticksCard) -> None:
    card.show_sticks(())
    assert card.isHidden()


def test_a_late_one_is_written_again_by_one_button(card: SticksCard, qtbot: QtBot) -> None:
    card.show_sticks((replace(STICK, late=True),))
    again = [b for b in card.findChildren(Button) if b.accessibleName() == "再写一份"]
    with qtbot.waitSignal(card.again_asked):
        again[0].click()


def test_a_signed_one_opens_its_receipt_by_the_keyboard(card: SticksCard, qtbot: QtBot) -> None:
    card.show_sticks((SIGNED,))
    card.show()
    (row,) = rows(card)
    assert row.focusPolicy() == Qt.FocusPolicy.StrongFocus
    with qtbot.waitSignal(card.receipt_asked) as asked:
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [117]


def test_a_few_are_shown_until_all_are_asked_for_but_never_without_a_late_one(
    card: SticksCard,
) -> None:
    card.show()
    card.show_sticks((*[SIGNED] * 5, replace(STICK, late=True)))
    assert len(rows(card)) == 4
    more = [b for b in card.findChildren(Button) if b.accessibleName() == "全部"]
    more[0].click()
    assert len(rows(card)) == 6
