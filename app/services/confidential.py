"""The branch's confidential key: anybody seals with its public half, its holder opens for a while.

The key is a record like others, so that every laptop of the branch can seal. Its private half is in
it under the holder's passphrase and under a printed key, and nowhere else. Several keys may be there:
made on two laptops apart, or by one secretary after another; each text says which key it is for.
"""

import base64
import binascii
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from app.records.oversight import AccessWay, ConfidentialKey
from app.sealing import WRAPPED, Pair, Place, is_sealed, key_of, name_of, new_pair, opened, pair_of
from app.sealing import sealed as seal_text
from app.services.access import Access
from app.services.records import Pen, Records
from db import keys
from db.model.change import DELETED, Json
from db.model.errors import Closed, InvalidRecord, NotFound, WrongPassphrase
from db.model.record import Edit, Record
from db.model.words import N_

MINUTES = 10
"""How long texts can be opened after the passphrase was typed."""
LEAST = 8
"""Shortest confidential passphrase, characters: its key travels, so guessing it must be dear."""
KIND = ConfidentialKey.shape.name


class Sealed(NamedTuple):
    """A sealed text on its way to be opened: its place and what stands there."""

    place: Place
    text: str


class Confidential:
    """Seals for everybody; opens for whoever unlocked it, and writes down each opening."""

    def __init__(
        self,
        records: Records,
        access: Access,
        pen: Callable[[], Pen],
        now: Callable[[], datetime],
        *,
        opens_book: Callable[[str], bool],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._records, self._access, self._pen, self._now = records, access, pen, now
        self._opens_book, self._monotonic = opens_book, monotonic
        self._pairs: dict[bytes, Pair] = {}
        self._until = 0.0
        records.guard(self._kept)

    def _kept(self, edits: Sequence[Edit]) -> None:
        if any(e.kind == KIND and e.fields.get(DELETED) is True for e in edits):
            raise Closed(
                N_(
                    "A confidential key is not deleted: texts that were sealed with it would be lost."
                ),
                hint=N_("Hand it over, or make another passphrase."),
            )

    # The keys

    def held(self) -> list[ConfidentialKey]:
        """Return every key, the first made first."""
        found = self._records.all(ConfidentialKey)
        return sorted(found, key=lambda k: (k.record.made, k.id))

    def chosen(self) -> ConfidentialKey | None:
        """Return the key for new texts: the latest that no other takes the place of."""
        held = self.held()
        replaced = {r for key in held for r in key.replaces}
        fresh = [key for key in held if key.id not in replaced] or held
        usable = [key for key in fresh if _public(key) is not None]
        return usable[-1] if usable else None

    def begin(self, passphrase: str, *, holder: str = "", cost: keys.Cost | None = None) -> str:
        """Make a key; return the printed key that opens it too. The texts stay unlocked a while."""
        self._must_be_good(passphrase)
        pair, printed = new_pair(), keys.recovery_key()
        self._records.log([self._new_key(pair, passphrase, printed, holder, cost)])
        self._unlock([pair])
        return printed

    def change_passphrase(self, old: str, new: str, *, cost: keys.Cost | None = None) -> int:
        """Put every key that the old passphrase or printed key opens under the new one.

        Returns how many. Raises WrongPassphrase where it opens none.
        """
        self._must_be_good(new)
        found = self._opening(old)
        edits = [
            self._edit(record, wrapped=_wrapped(keys.PASSPHRASE, new, pair, cost))
            for record, pair in found
        ]
        self._records.log(edits)
        return len(found)

    def hand_over(self, old: str, new: str, *, holder: str, cost: keys.Cost | None = None) -> str:
        """Give the next secretary the old texts and a new key for new ones; return the printed key.

        The old passphrase then opens nothing that is written from now on.
        """
        self._must_be_good(new)
        found, pair, printed = self._opening(old), new_pair(), keys.recovery_key()
        edits = [
            self._edit(
                record,
                wrapped=_wrapped(keys.PASSPHRASE, new, held, cost),
                recovery=_wrapped(keys.RECOVERY, printed, held, cost),
                holder=holder or None,
            )
            for record, held in found
        ]
        self._records.log([*edits, self._new_key(pair, new, printed, holder, cost)])
        self._unlock([pair, *(held for _, held in found)])
        return printed

    def _new_key(
        self, pair: Pair, passphrase: str, printed: str, holder: str, cost: keys.Cost | None
    ) -> Edit:
        fields = {
            "public": pair.public.hex(),
            "wrapped": _wrapped(keys.PASSPHRASE, passphrase, pair, cost),
            "recovery": _wrapped(keys.RECOVERY, printed, pair, cost),
            "holder": holder or self._pen().by,
            "made_on": self._now().date().isoformat(),
            "replaces": [key.id for key in self.held()],
        }
        return self._records.edit_new(KIND, fields)

    def _edit(self, record: Record, **fields: Json) -> Edit:
        return Edit(KIND, {k: v for k, v in fields.items() if v is not None}, record.id)

    def _must_be_good(self, passphrase: str) -> None:
        if len(passphrase) < LEAST:
            raise InvalidRecord(
                N_("The passphrase is too short: at least {least} characters."), least=LEAST
            )
        if self._opens_book(passphrase):
            raise InvalidRecord(
                N_("This passphrase opens the record book, and others may know it: take another.")
            )

    # Unlocking

    def unlock(self, secret: str) -> None:
        """Let sealed texts be opened for a while, with the passphrase or the printed key.

        Raises WrongPassphrase, NotFound where there is no key.
        """
        self._unlock([pair for _, pair in self._opening(secret)])

    def _unlock(self, pairs: Sequence[Pair]) -> None:
        self._pairs = {name_of(pair.public): pair for pair in pairs}
        self._until = self._monotonic() + MINUTES * 60

    def lock(self) -> None:
        """Forget the keys at once."""
        self._pairs, self._until = {}, 0.0

    def left(self) -> int:
        """Return for how many seconds texts can still be opened; 0 when locked."""
        left = self._until - self._monotonic()
        if left <= 0 and self._pairs:
            self.lock()
        return max(0, int(left) + 1) if left > 0 else 0

    def _opening(self, secret: str) -> list[tuple[Record, Pair]]:
        """Return the keys that a secret opens, each with its record; both sides of a conflict count."""
        held, found = self.held(), list[tuple[Record, Pair]]()
        if not held:
            raise no_key()
        for key in held:
            pair = _unwrapped(key, secret)
            if pair is not None:
                found.append((key.record, pair))
        if not found:
            raise WrongPassphrase(
                N_("This passphrase does not open the confidential texts."),
                safe=N_("Nothing was changed."),
                hint=N_("It is another than the book's; the printed confidential key works too."),
            )
        return found

    # Texts

    def sealed(self, place: Place, text: str) -> str:
        """Return a text sealed with the branch's key. Raises NotFound where there is none."""
        key = self.chosen()
        public = _public(key) if key is not None else None
        if public is None:
            raise no_key()
        return seal_text(public, place, text)

    def must_have_key(self) -> None:
        """Raise NotFound where nothing can be sealed yet."""
        if self.chosen() is None:
            raise no_key()

    def sealed_fields(self, kind: str, record: str, fields: Mapping[str, Json]) -> dict[str, Json]:
        """Return fields with the plain words of sealed ones sealed."""
        names = self.sealed_names(kind)
        return {
            name: self.sealed(Place(kind, record, name), str(value))
            if name in names and value not in (None, "") and not is_sealed(value)
            else value
            for name, value in fields.items()
        }

    def sealed_names(self, kind: str) -> frozenset[str]:
        """Return which fields of a kind are sealed."""
        found = self._records.kinds.get(kind)
        return (
            frozenset(f.name for f in found.fields if f.type == "sealed") if found else frozenset()
        )

    def write(self, record: str, fields: Mapping[str, Json], *, typing: bool = False) -> None:
        """Set fields of a record, sealing what is to be sealed."""
        found = self._must(record)
        self._records.change(record, self.sealed_fields(found.kind, record, fields), typing=typing)

    def open(
        self,
        record: str,
        field: str,
        *,
        way: AccessWay = AccessWay.open_sealed,
        purpose: str = "",
        recipient: str = "",
    ) -> str:
        """Return what a sealed field says, written down first; empty where nothing stands.

        Raises NotFound, WrongPassphrase where it is locked, StoreDamaged, and Closed in an
        inspection.
        """
        found = self._must(record)
        value = found.get(field)
        if not value:
            return ""
        text = self._opened(Place(found.kind, record, field), str(value))
        self._access.note(
            way,
            self._records.name_of(found),
            about=record,
            field=field,
            purpose=purpose,
            recipient=recipient,
        )
        return text

    def open_all(self, texts: Sequence[Sealed], what: str, *, about: str) -> list[str]:
        """Return what several sealed texts say; one entry tells of all of them."""
        said = [self._opened(place, text) for place, text in texts]
        self._access.note(AccessWay.open_sealed, what, about=about)
        return said

    def _opened(self, place: Place, text: str) -> str:
        self._access.must_allow_opening()
        if not self.left():
            raise WrongPassphrase(
                N_("The confidential texts are locked."),
                hint=N_(
                    "Whoever holds the confidential passphrase opens them for {minutes} minutes."
                ),
                minutes=MINUTES,
            )
        pair = self._pairs.get(key_of(text))
        if pair is None:
            raise NotFound(
                N_("This text was sealed with another key than the one that is unlocked."),
                hint=N_(
                    "Whoever held the other key can open it, and put it under this passphrase."
                ),
            )
        return opened(pair, place, text)

    def _must(self, record: str) -> Record:
        found = self._records.raw(record)
        if found is None or found.deleted:
            raise NotFound(N_("There is no record {id}."), id=record)
        return found


def no_key() -> NotFound:
    """Return that nothing can be sealed yet."""
    return NotFound(
        N_("There is no confidential key yet, so nothing can be sealed."),
        safe=N_("Nothing was written in the open."),
        hint=N_(
            "The secretary makes one in the settings; it comes to the other laptops by syncing."
        ),
    )


def _public(key: ConfidentialKey) -> bytes | None:
    try:
        public = bytes.fromhex(key.public)
    except ValueError:
        return None
    return public if len(public) == 32 else None


def _wrapped(name: str, secret: str, pair: Pair, cost: keys.Cost | None) -> str:
    slot = keys.wrapped(name, secret, pair.private, cost or keys.Cost())
    return WRAPPED + base64.urlsafe_b64encode(msgspec.json.encode(slot)).decode().rstrip("=")


def _unwrapped(key: ConfidentialKey, secret: str) -> Pair | None:
    values = [
        s.value for name in ("wrapped", "recovery") for s in key.record.siblings.get(name, ())
    ]
    slots = [slot for v in (key.wrapped, key.recovery, *values) if (slot := _slot(v)) is not None]
    try:
        pair = pair_of(keys.unwrapped(tuple(dict.fromkeys(slots)), secret))
    except (WrongPassphrase, ValueError):
        return None
    return pair if pair.public == _public(key) else None


def _slot(value: object) -> keys.Slot | None:
    if not isinstance(value, str) or not value.startswith(WRAPPED):
        return None
    body = value.removeprefix(WRAPPED)
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(raw, type=keys.Slot)
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        return None
