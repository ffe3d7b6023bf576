"""What is promised of a body that broke off: what came counts, whichever line it came by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core import direct
from sync.core.message import SYNC
from sync.server import arrivals
from sync.server.arrivals import KEEP_MS, LEAST, Arrivals
from tests.sync.site import Headquarter

RAW = direct.asked(SYNC, "9f2c6a11d03b77e4", 1, bytes(range(256)) * 20, bytes(32))
NAME = direct.question_of(RAW).name.hex()


def test_a_question_goes_on_where_it_broke_off(hq: Headquarter) -> None:
    here = Arrivals(hq.store)
    first = here.begin()
    here.came(first, RAW[:3000])
    # Before HQ has noticed that the line is gone, it says what it has.
    assert here.arrived(NAME) == 3000
    second = here.begin(NAME, 3000)
    here.came(second, RAW[3000:4000])
    here.broke_off(second)
    here.broke_off(first)
    assert Arrivals(hq.store).arrived(NAME) == 4000
    third = here.begin(NAME, 4000)
    here.came(third, RAW[4000:])
    assert bytes(third.body) == RAW


def test_a_rest_without_its_beginning_is_refused(hq: Headquarter) -> None:
    with pytest.raises(PeerBroke, match="beginning"):
        Arrivals(hq.store).begin(NAME, 10)


def test_an_answer_waits_until_it_is_fetched(hq: Headquarter) -> None:
    here = Arrivals(hq.store)
    coming = here.begin()
    here.came(coming, RAW[:2000])
    here.broke_off(coming)
    here.answered(RAW, b"answer")
    assert [here.answer(NAME, n) for n in (0, 3, 6)] == [b"answer", b"wer", b""]
    assert (here.answer(NAME, 7), here.answer("00" * 8, 0)) == (None, None)
    assert here.arrived(NAME) == 0


def test_a_long_answer_to_a_short_question_waits_too(hq: Headquarter) -> None:
    here = Arrivals(hq.store)
    short = direct.asked(SYNC, "9f2c6a11d03b77e4", 1, b"", bytes(32))
    here.answered(short, bytes(LEAST))
    assert here.answer(direct.question_of(short).name.hex(), 1000) == bytes(LEAST - 1000)


def test_a_short_question_leaves_nothing_behind(hq: Headquarter) -> None:
    here = Arrivals(hq.store)
    short = direct.asked(SYNC, "9f2c6a11d03b77e4", 1, b"", bytes(32))
    assert len(short) < LEAST
    here.answered(short, b"answer")
    assert here.answer(direct.question_of(short).name.hex(), 0) is None


def test_what_nobody_fetches_is_swept(hq: Headquarter) -> None:
    here, now = Arrivals(hq.store), hq.store.clock()
    hq.store.spool.keep("old", "answer", b"x", now - KEEP_MS - 1)
    coming = here.begin()
    here.came(coming, RAW[:2000])
    here.broke_off(coming)
    assert hq.store.spool.named("old") == ()
    assert here.arrived(NAME) == 2000


def test_no_more_is_held_than_a_message_may_be(
    hq: Headquarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "MESSAGE", 100)
    here = Arrivals(hq.store)
    coming = here.begin()
    here.came(coming, bytes(100))
    with pytest.raises(PeerBroke, match="too large"):
        here.came(coming, b"x")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 2000), min_size=1, max_size=6))
def test_whatever_the_cuts_the_whole_arrives(cuts: list[int]) -> None:
    here, at = Arrivals(_Nowhere()), 0  # type: ignore[arg-type]
    for cut in cuts:
        coming = here.begin(NAME, at)
        here.came(coming, RAW[at : at + cut])
        here.broke_off(coming)
        at = here.arrived(NAME)
    coming = here.begin(NAME, at)
    here.came(coming, RAW[at:])
    assert bytes(coming.body) == RAW


class _Nowhere:
    """A store with a spool in memory alone."""

    def __init__(self) -> None:
        self.spool, self._held = self, dict[tuple[str, str], bytes]()

    def clock(self) -> int:
        return 1

    def grow(self, owner: str, name: str, body: bytes, at: int) -> None:
        del at
        self._held[owner, name] = max(self._held.get((owner, name), b""), body, key=len)

    def get(self, owner: str, name: str) -> bytes | None:
        return self._held.get((owner, name))

    def sweep(self, before: int) -> None:
        del before

    def trim(self, room: int) -> None:
        del room
