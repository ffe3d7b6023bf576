"""Who this installation is: its device keys, its credential, the HQ it trusts.

An actor has a key to sign (Ed25519) and one to receive (X25519), made on first need and kept in the
encrypted file. A book restored from a backup goes on under a new actor; the old key, which the
backup brought along, vouches for the new one, so that nobody has to enrol again.
"""

import hashlib
import os
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.model.entropy import Entropy
from db.model.errors import InvalidRecord
from db.model.stamp import Clock
from db.model.words import N_
from db.settings import Settings
from sync.core.closing import Ends
from sync.core.papers import SUCCESSION, Credential, Office, Succession, written


class Keys(NamedTuple):
    """A pair of private keys, 32 bytes each."""

    sign: bytes
    receive: bytes

    @property
    def sign_public(self) -> bytes:
        """Return the public key that checks signatures."""
        return Ed25519PrivateKey.from_private_bytes(self.sign).public_key().public_bytes_raw()

    @property
    def receive_public(self) -> bytes:
        """Return the public key to encrypt for this device."""
        return X25519PrivateKey.from_private_bytes(self.receive).public_key().public_bytes_raw()


def new_keys(entropy: Entropy = os.urandom) -> Keys:
    """Return fresh random keys; every 32 bytes are a key of either kind."""
    return Keys(entropy(32), entropy(32))


def six_groups(public: bytes) -> str:
    """Return a key's fingerprint to compare by telephone: six groups of five digits."""
    digest = int.from_bytes(hashlib.sha256(b"suixing fingerprint" + public).digest(), "big")
    return " ".join(f"{digest // 100_000**n % 100_000:05d}" for n in range(6))


def iso(ms: int) -> str:
    """Return milliseconds since 1970 as ISO UTC, to the second."""
    return datetime.fromtimestamp(ms // 1000, UTC).isoformat().replace("+00:00", "Z")


class Identity:
    """Reads and writes what settings know of this installation."""

    def __init__(self, settings: Settings, clock: Clock, entropy: Entropy = os.urandom) -> None:
        self._settings, self._clock, self._entropy = settings, clock, entropy

    def actor(self) -> str:
        """Return the actor that writes here now."""
        found = self._settings.get("actor")
        if not isinstance(found, str):
            raise InvalidRecord(N_("This record book has no number of its own yet."))
        return found

    def keys(self, actor: str) -> Keys | None:
        """Return an own actor's keys, None for somebody else's."""
        held = self._settings.get(f"device/{actor}")
        return None if held is None else Keys(*(bytes.fromhex(k) for k in held))

    def own(self) -> Keys:
        """Return the present actor's keys; makes them on first need.

        Former actors get theirs too: one that wrote here between two restores, and never met
        anybody, still has changes that nobody else can sign.
        """
        present = self.actor()
        held = self.keys(present)
        if held is not None:
            return held
        for actor in (*self._former(), present):
            if self.keys(actor) is None:
                held = self._made(actor)
        return held or self._made(present)

    def _former(self) -> list[str]:
        return list(self._settings.get("former_actors", []))

    def _made(self, actor: str, ends: Ends | None = None) -> Keys:
        fresh, before = new_keys(self._entropy), self.devices()
        self._keep_keys(actor, fresh)
        if before:
            self._succeed(before[-1], actor, fresh, ends)
        return fresh

    def _keep_keys(self, actor: str, fresh: Keys) -> None:
        self._settings.put("devices", [*self.devices(), actor])
        self._settings.put(f"device/{actor}", [fresh.sign.hex(), fresh.receive.hex()])

    def devices(self) -> list[str]:
        """Return every actor this installation has keys of, oldest first."""
        return list(self._settings.get("devices", []))

    def applying(self) -> str:
        """Return the actor that HQ is asked to enrol: the oldest here that it knows nothing of.

        A book may have been restored, and so have gone on under another actor, before it was ever
        enrolled. HQ enrols the first; it vouches for those after it, and what each wrote counts.
        """
        self.own()
        unknown = (actor for actor in self.devices() if self.credential(actor) is None)
        return next(unknown, self.actor())

    def enrolled_as(self, actor: str, certificate: bytes) -> None:
        """Keep HQ's answer for an actor, and let it vouch for those that went on for it."""
        self.keep(actor, Credential(certificate))
        devices = self.devices()
        for old, new in pairwise(devices[devices.index(actor) :]):
            keys = self.keys(new)
            if keys is not None and self.credential(new) is None:
                self._succeed(old, new, keys, None)

    def _succeed(self, old: str, new: str, keys: Keys, ends: Ends | None) -> None:
        """Let the old key vouch for the new one, if the old one was ever enrolled."""
        credential, vouching = self.credential(old), self.keys(old)
        if credential is None or vouching is None:
            return
        statement = Succession(
            old, new, keys.sign_public.hex(), keys.receive_public.hex(), iso(self._clock()), ends
        )
        paper = written(SUCCESSION, statement, vouching.sign)
        held = msgspec.msgpack.decode(credential, type=Credential)
        self.keep(new, Credential(held.certificate, (*held.successions, paper)))

    def credential(self, actor: str) -> bytes | None:
        """Return an own actor's credential, None before enrolment."""
        held = self._settings.get(f"credential/{actor}")
        if held is None:
            return None
        certificate, *successions = (text.encode() for text in held)
        return msgspec.msgpack.encode(Credential(certificate, tuple(successions)))

    def home(self) -> str:
        """Return the scope that HQ gave this installation; empty before enrolment."""
        held = self._settings.get(f"credential/{self.actor()}")
        if not held:
            return ""
        paper = msgspec.json.decode(held[0])
        return str(paper["body"]["scope"])

    def keep(self, actor: str, credential: Credential) -> None:
        """Keep an own actor's credential."""
        texts = [p.decode() for p in (credential.certificate, *credential.successions)]
        self._settings.put(f"credential/{actor}", texts)

    def succeeded(self) -> bool:
        """Tell whether the present actor goes on for an older one, which HQ may not know yet."""
        return len(self._settings.get(f"credential/{self.actor()}", [])) > 1

    def renew(self) -> str:
        """Go on under a new actor: somebody else writes with this one's numbers. Returns it."""
        old = self.actor()
        self.own()
        self._settings.put("former_actors", [*self._former(), old])
        self._settings.put("actor", self._entropy(8).hex())
        self.own()
        return self.actor()

    def rotate(self, ends: Ends) -> str:
        """Go on under a new actor with a new key, and retire the old one at `ends`. Returns it."""
        old = self.actor()
        self.own()
        new = self._entropy(8).hex()
        with self._settings.together():
            self._settings.put("former_actors", [*self._former(), old])
            self._settings.put("actor", new)
            self._made(new, ends)
        return new

    def start_anew(self) -> str:
        """Go on under a new actor for which nobody vouches: HQ is to enrol it. Returns it."""
        self.own()
        old, new = self.actor(), self._entropy(8).hex()
        with self._settings.together():
            self._settings.put("former_actors", [*self._former(), old])
            self._settings.put("actor", new)
            self._keep_keys(new, new_keys(self._entropy))
        return new

    def office(self) -> Office | None:
        """Return the HQ this book is enrolled with (or, at HQ, itself), None before that."""
        held = self._settings.get("office")
        return None if held is None else msgspec.convert(held, Office)

    def trust(self, office: Office) -> None:
        """Keep HQ's name, keys and address."""
        self._settings.put("office", msgspec.to_builtins(office))
        if office.url:
            self._settings.put("hq_url", office.url)

    @property
    def enrolled(self) -> bool:
        """Tell whether HQ has answered."""
        self.own()
        return self.credential(self.actor()) is not None
