"""Key slots: one random data key, wrapped once for the passphrase and once for the recovery key.

The idea is LUKS's: changing a passphrase rewraps 32 bytes, and a forgotten one is not lost data.
The slots file lies beside the database, holds no secret, and goes into every backup.
"""

import base64
import contextlib
import os
import secrets
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from db.disk import refused
from db.model.errors import InvalidRecord, StoreDamaged, StoreMissing, WrongPassphrase
from db.model.words import N_

PASSPHRASE, RECOVERY = "passphrase", "recovery"
LEAST = 6
"""Shortest passphrase, characters."""
_MOST = 64 << 10
"""Largest slots file, bytes."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Slot(msgspec.Struct, frozen=True):
    """One wrapping of the data key: argon2id cost (t passes, p lanes, m KiB) and the box."""

    name: str
    salt: str
    nonce: str
    box: str
    t: int = 3
    p: int = 4
    m: int = 65536


_Slots: TypeAlias = Annotated[tuple[Slot, ...], msgspec.Meta(max_length=8)]
"""There are two; a file with a thousand would keep us trying for an hour."""


class Cost(msgspec.Struct, frozen=True):
    """argon2id cost; the default takes about 0.15 s."""

    t: int = 3
    p: int = 4
    m: int = 65536


def new_key() -> bytes:
    """Return a random data key, 32 bytes."""
    return os.urandom(32)


def recovery_key() -> str:
    """Return a key to print: 6 groups of 5 letters without look-alikes, 150 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(6))


def wrapped(name: str, secret: str, key: bytes, cost: Cost = Cost()) -> Slot:  # noqa: B008
    """Return a slot that opens to `key` with `secret`."""
    salt, nonce = os.urandom(16), os.urandom(12)
    wrap = _wrapping_key(secret, salt, cost)
    box = AESGCM(wrap).encrypt(nonce, key, name.encode())
    return Slot(name, _b(salt), _b(nonce), _b(box), cost.t, cost.p, cost.m)


def unwrapped(slots: tuple[Slot, ...], secret: str) -> bytes:
    """Return the data key. Raises WrongPassphrase when no slot opens."""
    for slot in slots:
        # A slots file from elsewhere may not make us spend more than this.
        cost = Cost(min(slot.t, 10), min(slot.p, 16), min(slot.m, 1 << 18))
        said = normal(slot.name, secret)
        with contextlib.suppress(InvalidTag, ValueError, OverflowError, MemoryError):
            wrap = _wrapping_key(said, _u(slot.salt), cost)
            return AESGCM(wrap).decrypt(_u(slot.nonce), _u(slot.box), slot.name.encode())
    raise WrongPassphrase(
        N_("This passphrase does not open the record book."),
        safe=N_("Nothing was changed."),
        hint=N_("Check Caps Lock and the input method; the printed recovery key opens it too."),
    )


def normal(name: str, secret: str) -> str:
    """Return a secret as it was wrapped: a recovery key may be typed small and without dashes."""
    if name != RECOVERY:
        return secret
    letters = "".join(c for c in secret.upper() if c.isalnum())
    return "-".join(letters[i : i + 5] for i in range(0, len(letters), 5))


def read_slots(path: Path) -> tuple[Slot, ...]:
    """Read the slots file. Raises StoreMissing, StoreDamaged."""
    try:
        with path.open("rb") as file:
            return slots_of(file.read(_MOST + 1))
    except FileNotFoundError as error:
        raise StoreMissing(
            N_("There is no record book in {path}."),
            hint=N_("Make a new one, or restore a backup."),
            path=path.parent,
        ) from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise StoreDamaged(
            N_("The key file {path} is damaged."),
            safe=N_("The records themselves were not touched."),
            hint=N_("Take keys.json out of the latest backup."),
            path=path,
        ) from error


def slots_of(raw: bytes) -> tuple[Slot, ...]:
    """Read slots, at most eight. Raises msgspec.MsgspecError and ValueError on anything else."""
    if len(raw) > _MOST:
        raise ValueError(len(raw))
    return msgspec.json.decode(raw, type=_Slots)


def must_be_long(passphrase: str) -> None:
    """Refuse a passphrase that is too short. Raises InvalidRecord."""
    if len(passphrase) < LEAST:
        raise InvalidRecord(
            N_("The passphrase is too short: at least {least} characters."), least=LEAST
        )


def write_slots(path: Path, slots: tuple[Slot, ...]) -> None:
    """Write the slots file whole or not at all."""
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(slots)))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise refused(error, path) from error


def _wrapping_key(secret: str, salt: bytes, cost: Cost) -> bytes:
    return Argon2id(
        salt=salt, length=32, iterations=cost.t, lanes=cost.p, memory_cost=cost.m
    ).derive(secret.encode())


def _b(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _u(text: str) -> bytes:
    return base64.b64decode(text)
