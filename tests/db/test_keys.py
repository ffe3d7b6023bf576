"""What key slots from elsewhere may make us spend: little."""

import base64
from pathlib import Path

import msgspec
import pytest

from db import keys
from db.keys import Cost, Slot
from db.model.errors import StoreDamaged, WrongPassphrase

SALT = base64.b64encode(bytes(16)).decode()


def test_a_slot_opens_with_its_secret_alone() -> None:
    key, cheap = keys.new_key(), Cost(1, 1, 8)
    slots = (keys.wrapped(keys.PASSPHRASE, "secret1", key, cheap),)
    assert keys.unwrapped(slots, "secret1") == key
    with pytest.raises(WrongPassphrase):
        keys.unwrapped(slots, "secret2")


@pytest.mark.parametrize(
    ("slot", "cost"),
    [
        (Slot("a", SALT, SALT, SALT, 1000, 1000, 1 << 30), Cost(10, 16, 1 << 18)),
        (Slot("a", SALT, SALT, SALT, -(1 << 40), 1, 8), Cost(-(1 << 40), 1, 8)),
    ],
)
def test_a_cost_from_elsewhere_is_bounded(
    monkeypatch: pytest.MonkeyPatch, slot: Slot, cost: Cost
) -> None:
    met: list[Cost] = []
    derived = keys._wrapping_key

    def asked(secret: str, salt: bytes, wanted: Cost) -> bytes:
        met.append(wanted)
        return derived(secret, salt, Cost(wanted.t, 1, 8))

    monkeypatch.setattr(keys, "_wrapping_key", asked)
    with pytest.raises(WrongPassphrase):
        keys.unwrapped((slot,), "secret1")
    assert met == [cost]


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 5000,
        b" " * (1 << 17),
        msgspec.json.encode([Slot("a", SALT, SALT, SALT)] * 9),
        b"\xff\xfe",
    ],
)
def test_a_file_that_holds_no_slots_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "keys.json"
    file.write_bytes(content)
    with pytest.raises(StoreDamaged):
        keys.read_slots(file)
