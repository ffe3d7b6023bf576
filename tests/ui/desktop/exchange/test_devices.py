"""Devices with what they lack and what is odd about them; this clock beside HQ's."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.services.delivery import Holder, Standing
from app.words import Catalogue
from ui.desktop.desk import Desk
from ui.desktop.exchange.devices import DevicesCard, clock_words, holding, state_words

T = Catalogue("zh_CN")
SEEN = datetime.fromisoformat("2026-05-13T08:00")
DEPUTY = Holder("达瓦次仁", "laptop-2", "laptop", 1827, 19, SEEN)


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (20, "这台电脑的时间与总部一致。"),
        (-59, "这台电脑的时间与总部一致。"),
        (120, "这台电脑的时间比总部快 2 分钟。"),
        (-120, "这台电脑的时间比总部慢 2 分钟。"),
        (3 * 3600, "这台电脑的时间比总部快 3 小时。不影响记录，两个时间都写明；到系统设置里校准。"),
        (
            -9131 * 86_400,
            "这台电脑的时间比总部慢 9131 天。不影响记录，两个时间都写明；到系统设置里校准。",
        ),
    ],
)
def test_the_clock_in_plain_words(gap: int, words: str) -> None:
    assert clock_words(gap, T) == words


@pytest.mark.parametrize(
    ("standing", "word"),
    [("", "差 19"), ("went on", "差 19"), ("ran out", "登记证到期"), ("revoked", "已停用")],
)
def test_what_is_odd_about_a_device_comes_before_what_it_lacks(
    standing: Standing, word: str
) -> None:
    assert holding(replace(DEPUTY, standing=standing), T)[2] == word


def test_a_device_says_when_it_was_heard_of(desk: Desk) -> None:
    assert state_words(DEPUTY, desk) == "5月13日见过，差 19 条"
    assert state_words(replace(DEPUTY, lacks=0), desk) == "5月13日有消息"
    assert state_words(replace(DEPUTY, seen=None), desk) == "还没见过，差 19 条"
    assert "2025年" in state_words(replace(DEPUTY, seen=SEEN.replace(year=2025)), desk)
    assert "已另起一号" in state_words(replace(DEPUTY, standing="went on"), desk)


def test_the_card_shows_every_device_and_the_clock(qtbot: QtBot, desk: Desk) -> None:
    card = DevicesCard(desk)
    qtbot.addWidget(card)
    here = Holder("周建国", "", "this", 1846, 0, None)
    hq = Holder("路桥公司党群工作部", "", "hq", 1823, 23, SEEN)
    card.show_holders((here, DEPUTY, hq), 7200)
    card.show()
    words = "\n".join(x.accessibleName() or x.text() for x in card.findChildren(QLabel))
    for part in ("这台电脑（周建国）", "达瓦次仁，laptop-2", "路桥公司党群工作部", "快 2 小时"):
        assert part in words
