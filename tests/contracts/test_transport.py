"""One suite for every carrier: what is handed in comes out unchanged, at both ends."""

import random

import pytest

from db.model.errors import Cancelled, PeerBroke, Refused
from db.model.progress import Silent, Stoppable
from sync.carrier import Transport, Tray
from sync.core.message import REFUSAL, envelope
from sync.identity import new_keys
from tests.sync.site import SCOPE, Headquarter, Laptop, state


def test_an_exchange_is_the_same_by_every_way(
    carrier: Transport, hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="5月22日 支部党员大会")
    done = laptop.engine().sync(carrier, Silent())
    assert (done.sent, done.receipt, done.turns) == (1, 1, 1)
    assert state(laptop.store) == state(hq.store)


def test_a_second_exchange_says_there_is_nothing_new(
    carrier: Transport, hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="a")
    laptop.engine().sync(carrier, Silent())
    done = laptop.engine().sync(carrier, Silent())
    assert (done.sent, done.got, done.receipt, done.turns) == (0, 0, None, 1)


def test_megabytes_arrive_whole(carrier: Transport, hq: Headquarter, laptop: Laptop) -> None:
    text = "".join(random.Random(1).choices([chr(0x4E00 + n) for n in range(20_000)], k=400_000))
    laptop.edit(text=text)
    done = laptop.engine().sync(carrier, Silent())
    assert done.up > 600_000
    assert state(laptop.store) == state(hq.store)


def test_the_way_there_and_back_can_be_stopped(
    carrier: Transport, hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="a")
    stopped = Stoppable()
    stopped.stop()
    with pytest.raises(Cancelled):
        laptop.engine().sync(carrier, stopped)
    assert laptop.store.post.receipts(SCOPE) == {}
    assert laptop.engine().sync(carrier, Silent()).receipt == 1


def test_a_no_comes_back_as_hqs_no(carrier: Transport, hq: Headquarter, laptop: Laptop) -> None:
    raw = carrier.exchange(b"SXM nonsense", Silent(), Tray())
    assert envelope(raw).kind == REFUSAL


def test_an_unknown_device_is_refused_with_words(
    carrier: Transport, hq: Headquarter, laptop: Laptop
) -> None:
    laptop.store.settings.put("actor", "00000000000000aa")
    laptop.store.settings.put("credential/00000000000000aa", None)
    laptop.store.settings.put("devices", [])
    with pytest.raises(Refused, match="does not know this device") as caught:
        laptop.engine().sync(carrier, Silent())
    assert "enrolment request" in caught.value.hint


def test_an_answer_from_elsewhere_is_not_taken(
    carrier: Transport, hq: Headquarter, laptop: Laptop
) -> None:
    office = laptop.identity.office()
    assert office is not None
    impostor = new_keys()
    other = {"sign": impostor.sign_public.hex(), "receive": impostor.receive_public.hex()}
    laptop.store.settings.put("office", {**_plain(office), **other})
    with pytest.raises(PeerBroke, match="signature does not fit"):
        laptop.engine().sync(carrier, Silent())


def _plain(office: object) -> dict[str, str]:
    return {name: getattr(office, name) for name in office.__struct_fields__}  # type: ignore[attr-defined]
