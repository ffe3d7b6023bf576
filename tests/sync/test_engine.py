"""What meeting HQ promises: one trip, nothing twice, nothing lost, said only on a receipt."""

import random
from pathlib import Path

import pytest

from db.model.change import Json
from db.model.errors import Offline, PeerBroke, Refused
from db.model.merge import fold
from db.model.progress import Progress, Silent
from sync.carrier import Tray
from sync.core.message import REFUSAL, envelope
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop, laptops, state


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hq(tmp_path: Path, clock: Clock) -> Headquarter:
    return Headquarter(tmp_path, clock)


@pytest.fixture
def pair(tmp_path: Path, hq: Headquarter, clock: Clock) -> tuple[Laptop, Laptop]:
    one, two = laptops(tmp_path, hq, clock, 2)
    return one, two


def test_one_trip_carries_everything_and_brings_a_receipt(
    hq: Headquarter, pair: tuple[Laptop, Laptop]
) -> None:
    one, two = pair
    note = one.edit(text="5月22日 支部党员大会")
    one.edit(note, text="5月22日 党员大会")
    done = one.sync(hq)
    assert (done.sent, done.got, done.turns, done.receipt) == (2, 0, 1, 1)
    assert one.store.post.receipts(SCOPE)[one.actor].seq == 2
    assert two.sync(hq).got == 2
    assert state(one.store) == state(two.store) == state(hq.store)


def test_nothing_new_is_one_small_trip(hq: Headquarter, pair: tuple[Laptop, Laptop]) -> None:
    one, _ = pair
    one.edit(text="a")
    one.sync(hq)
    done = one.sync(hq)
    assert (done.sent, done.got, done.turns, done.receipt) == (0, 0, 1, None)
    assert done.up + done.down < 400


def test_a_large_book_takes_several_turns_and_ends(
    hq: Headquarter, pair: tuple[Laptop, Laptop]
) -> None:
    one, two = pair
    one.edit(text="会议记录")
    two.engine().arrive(one.engine().depart([])[0], "stick", Silent())
    two.edit(text="补记")
    # Packs of two actors, and room for one pack a turn.
    assert two.sync(hq, room=1).turns == 2
    assert state(two.store) == state(hq.store)


def test_weeks_of_small_packs_go_as_one(hq: Headquarter, pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    for n in range(30):
        one.edit(text="会议记录" * 30 + str(n))
        one.replica().seal([SCOPE])
    small = sum(len(p.body) for p in one.store.post.packs(SCOPE))
    done = one.sync(hq, room=1)
    assert (done.turns, done.sent) == (1, 30)
    assert done.up < small / 4
    assert two.sync(hq).got == 30
    assert state(one.store) == state(two.store) == state(hq.store)


def test_a_new_laptop_can_begin_with_the_first_thirty_kilobytes(
    tmp_path: Path, hq: Headquarter, pair: tuple[Laptop, Laptop]
) -> None:
    one, two = pair
    words = random.Random(1)
    for _ in range(12):
        for _ in range(30):
            one.edit(text="".join(chr(words.randrange(0x4E00, 0x4E40)) for _ in range(900)))
        one.sync(hq)
    seen: list[int] = []
    done = two.engine().sync(Listening(hq, seen, two), Silent())
    assert done.got == 360
    assert state(two.store) == state(hq.store)
    assert 0 < seen[1] <= 360 / 3
    assert done.turns == 2


class Listening:
    """A line that looks how much a laptop holds before each question."""

    way = "http"

    def __init__(self, hq: Headquarter, seen: list[int], laptop: Laptop) -> None:
        self._hq, self._seen, self._laptop = hq, seen, laptop

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        self._seen.append(sum(self._laptop.store.log.vector(SCOPE).values()))
        answer = self._hq.hub.exchange(request)
        assert self._seen[-1] or len(answer) < 80_000
        return answer


def test_both_values_of_one_field_are_kept(hq: Headquarter, pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    note = one.edit(text="三点")
    one.sync(hq)
    two.sync(hq)
    one.edit(note, text="四点")
    two.edit(note, text="五点")
    one.sync(hq)
    two.sync(hq)
    one.sync(hq)
    assert one.store.read.conflict_count(SCOPE) == two.store.read.conflict_count(SCOPE) == 1
    assert state(one.store) == state(two.store) == state(hq.store)


class Dead:
    """A network that breaks after the request, or before it."""

    way = "http"

    def __init__(self, hq: Headquarter | None) -> None:
        self._hq = hq

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        if self._hq is not None:
            self._hq.hub.exchange(request)
        raise Offline("cut")


@pytest.mark.parametrize("arrived", [True, False])
def test_a_cut_link_says_nothing_was_delivered_and_loses_nothing(
    hq: Headquarter, pair: tuple[Laptop, Laptop], arrived: bool
) -> None:
    one, two = pair
    one.edit(text="a")
    with pytest.raises(Offline):
        one.engine().sync(Dead(hq if arrived else None), Silent())
    assert one.store.post.receipts(SCOPE) == {}
    assert one.sync(hq).receipt == 1
    two.sync(hq)
    assert state(one.store) == state(two.store)
    assert len(list(hq.store.log.all(SCOPE))) == 1


def test_the_same_request_twice_changes_nothing(
    hq: Headquarter, pair: tuple[Laptop, Laptop]
) -> None:
    one, _ = pair
    one.edit(text="a")
    one.engine().sync(Twice(hq), Silent())
    assert len(list(hq.store.log.all(SCOPE))) == 1
    assert hq.store.post.receipts(SCOPE)[one.actor].number == 1


class Twice(Dead):
    """A network that delivers every request twice."""

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        assert self._hq is not None
        self._hq.hub.exchange(request)
        return self._hq.hub.exchange(request)


def test_a_device_that_hq_did_not_enrol_is_refused_by_name(
    tmp_path: Path, hq: Headquarter, clock: Clock
) -> None:
    stranger = Laptop(tmp_path, clock)
    other = Headquarter(tmp_path, clock)
    other.enrol(stranger)
    stranger.identity.trust(hq.office)
    with pytest.raises(Refused, match="does not know this device"):
        stranger.sync(hq)


def test_another_hq_is_no_hq(tmp_path: Path, hq: Headquarter, clock: Clock) -> None:
    (one,) = laptops(tmp_path, hq, clock, 1)
    with pytest.raises(PeerBroke, match="not from the HQ"):
        one.sync(Headquarter(tmp_path, clock))


def test_a_branch_cannot_write_into_another(
    tmp_path: Path, hq: Headquarter, pair: tuple[Laptop, Laptop], clock: Clock
) -> None:
    one, _ = pair
    rogue = Laptop(tmp_path, clock, "外人")
    hq.enrol(rogue, "0000000000000bad")
    rogue.store.settings.put("scope", SCOPE)
    rogue.edit(text="假的")
    done = rogue.engine().sync(hq.carrier(), Silent())
    assert [a.text for a in done.aside] == [
        "The device {device} of {branch} may not write for another branch."
    ]
    one.edit(text="真的")
    one.sync(hq)
    assert [r["text"] for r in _bodies(hq)] == ["真的"]


def _bodies(hq: Headquarter) -> list[dict[str, Json]]:
    return [record.verdict.body for record in fold(hq.store.log.all(SCOPE)).values()]


def test_an_answer_of_yesterday_is_no_answer(hq: Headquarter, pair: tuple[Laptop, Laptop]) -> None:
    one, _ = pair

    class Recorded(Dead):
        kept: bytes = b""

        def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
            self.kept = self.kept or hq.hub.exchange(request)
            return self.kept

    carrier = Recorded(hq)
    one.engine().sync(carrier, Silent())
    with pytest.raises(PeerBroke, match="something else"):
        one.engine().sync(carrier, Silent())


def test_a_damaged_request_gets_a_signed_no(hq: Headquarter) -> None:
    assert envelope(hq.hub.exchange(b"<html>")).kind == REFUSAL
