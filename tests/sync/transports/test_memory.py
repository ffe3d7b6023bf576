"""What the carrier within one process promises: the bytes themselves, and a way to stop."""

import pytest

from db.model.errors import Cancelled
from db.model.progress import Silent, Stoppable
from sync.carrier import Tray
from sync.transports.memory import Memory


def test_it_hands_over_and_back() -> None:
    assert Memory(lambda raw: raw[::-1]).exchange(b"abc", Silent(), Tray()) == b"cba"


def test_it_can_be_stopped_before_anything_went() -> None:
    asked: list[bytes] = []

    def answer(raw: bytes) -> bytes:
        asked.append(raw)
        return raw

    stopped = Stoppable()
    stopped.stop()
    with pytest.raises(Cancelled):
        Memory(answer).exchange(b"abc", stopped, Tray())
    assert asked == []
