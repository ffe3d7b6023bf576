"""HQ's office keys: which one signs now, and how far those before it count.

HQ stays one actor; its office key may change. The root key names the new one in a *tenure*, which
lists every key before it with the number in the channel where it ended and the time until which it
signed receipts: what was signed for stays signed for.
"""

import os
from typing import NamedTuple

import msgspec

from db.model.entropy import Entropy
from db.model.errors import BundleError, Refused
from db.model.words import N_
from db.settings import Settings
from sync.core.closing import RETIRED, Closed, Cut, Ends
from sync.core.papers import TENURE, Office, Retired, Tenure, read, written
from sync.identity import Keys, new_keys

_KEYS, _FORMER, _TENURE = "office/keys", "office/former", "tenure"


class KeyRetired(Refused):
    """HQ's answer to what was sealed for an office key of before: its word on the present one."""

    def __init__(self, paper: bytes) -> None:
        super().__init__(
            N_("HQ has a new key."),
            safe=N_("Everything is still on this computer."),
            hint=N_("Try again."),
            paper=paper.decode(),
        )


class ReceiptKey(NamedTuple):
    """A public key that signed receipts until a moment (ms by HQ's clock; None: still does)."""

    public: bytes
    until: int | None


class Tenures:
    """What one store knows of HQ's keys."""

    def __init__(self, settings: Settings, office: Office) -> None:
        """`office` as the certificate, or HQ itself, names it."""
        self._settings, self._office = settings, office
        self._looked_at: tuple[bytes, Tenure] | None = None

    @property
    def actor(self) -> str:
        """Return HQ's actor, which never changes; its channel is named after it."""
        return self._office.actor

    @property
    def office(self) -> Office:
        """Return HQ as it signs now."""
        tenure = self._tenure()
        return self._office if tenure is None else tenure.office

    def paper(self) -> bytes | None:
        """Return HQ's word on its keys, None while it has its first ones."""
        text = self._settings.get(_TENURE)
        return None if text is None else str(text).encode()

    def take(self, paper: bytes) -> bool:
        """Take HQ's word on its keys; tells whether it is news. Raises BundleError when forged."""
        said = read(TENURE, Tenure, paper, lambda _: self._office.root)
        if (said.office.actor, said.office.root) != (self._office.actor, self._office.root):
            raise BundleError(N_("This is not HQ's word on its keys."))
        if len(said.formers) <= len(self.formers()):
            return False
        self._settings.put(_TENURE, paper.decode())
        self._settings.put("office", msgspec.to_builtins(said.office))
        return True

    def channel_key(self, seq: int) -> bytes:
        """Return the public key that must have signed the change with this number in the channel."""
        former = next((f for f in self.formers() if seq <= f.seq), None)
        return bytes.fromhex(self.office.sign if former is None else former.sign)

    def closed(self, last: int) -> Closed | None:
        """Return how the key that signed up to number `last` in the channel was closed."""
        former = next((f for f in self.formers() if last <= f.seq), None)
        if former is None:
            return None
        office = self.office
        ends: Ends = {office.actor: (Cut(former.seq, former.head),)}
        return Closed(RETIRED, ends, "", device=office.name, branch=office.name)

    def receipt_keys(self) -> list[ReceiptKey]:
        """Return the keys that HQ signed receipts with, the present one first."""
        formers = [ReceiptKey(bytes.fromhex(f.sign), f.until) for f in self.formers()]
        return [ReceiptKey(bytes.fromhex(self.office.sign), None), *reversed(formers)]

    def formers(self) -> tuple[Retired, ...]:
        """Return the office keys that HQ uses no longer, oldest first."""
        tenure = self._tenure()
        return () if tenure is None else tenure.formers

    def _tenure(self) -> Tenure | None:
        paper = self.paper()
        if paper is None:
            return None
        if self._looked_at is None or self._looked_at[0] != paper:
            self._looked_at = paper, read(TENURE, Tenure, paper, lambda _: self._office.root)
        return self._looked_at[1]


class OfficeKeys:
    """HQ's private keys, in its own encrypted file."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def found(self, entropy: Entropy = os.urandom) -> tuple[Keys, Keys]:
        """Make HQ's first keys: (root, office)."""
        root, office = new_keys(entropy), new_keys(entropy)
        self._keep(root.sign, office)
        return root, office

    @property
    def root(self) -> bytes:
        """Return the private root key."""
        return bytes.fromhex(self._settings.get(_KEYS)[0])

    def present(self) -> Keys:
        """Return the keys that HQ signs and receives with."""
        _, sign, receive = self._settings.get(_KEYS)
        return Keys(bytes.fromhex(sign), bytes.fromhex(receive))

    def all(self) -> list[Keys]:
        """Return the present keys and those before, latest first: sticks may come late."""
        former = self._settings.get(_FORMER, [])
        return [self.present(), *(Keys(*map(bytes.fromhex, pair)) for pair in reversed(former))]

    def rotate(self, tenures: Tenures, end: Cut, now: int) -> bytes:
        """Make a new office key; the one before ends in the channel at `end`. Returns the tenure.

        `now` ms by HQ's clock: later receipts of the old key are none.
        """
        old, fresh, office = self.present(), new_keys(), tenures.office
        retired = Retired(office.sign, office.receive, end.seq, end.head, now)
        said = Tenure(
            msgspec.structs.replace(
                office, sign=fresh.sign_public.hex(), receive=fresh.receive_public.hex()
            ),
            (*tenures.formers(), retired),
        )
        pair = [old.sign.hex(), old.receive.hex()]
        self._settings.put(_FORMER, [*self._settings.get(_FORMER, []), pair])
        self._keep(self.root, fresh)
        paper = written(TENURE, said, self.root)
        tenures.take(paper)
        return paper

    def _keep(self, root: bytes, office: Keys) -> None:
        keys = [root.hex(), office.sign.hex(), office.receive.hex()]
        self._settings.put(_KEYS, keys)
