"""A bundle file on a stick: written once, read late, twice, damaged, by whoever finds it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from db.model.errors import BundleError, Refused
from db.model.progress import Silent
from sync.core.bundle import Front
from sync.identity import Keys
from sync.transports import bundle
from tests.simulation.headquarters import Headquarters
from tests.simulation.invariants import Broken
from tests.simulation.machine import Machine, flipped

if TYPE_CHECKING:
    from tests.simulation.world import World

_SEAL = 32


class Damage(msgspec.Struct, frozen=True, omit_defaults=True):
    """What befell a file: cut or a bit flipped at a place (0 to 1).

    `resealed` mends the hash at its end, so that only what lies further in can notice.
    """

    how: Literal["cut", "flip"] = "flip"
    place: float = 0.5
    bit: int = 0
    resealed: bool = False

    def done_to(self, raw: bytes) -> bytes:
        """Return the file as it is then."""
        if self.how == "cut":
            return raw[: int(len(raw) * self.place)]
        if not self.resealed:
            return flipped(raw, self.place, self.bit)
        inside = flipped(raw[:-_SEAL], self.place, self.bit)
        return inside + hashlib.sha256(inside).digest()


class Stick:
    """One bundle."""

    def __init__(self, path: Path, messages: Iterable[bytes], readers: Iterable[bytes]) -> None:
        """`readers` are X25519 public keys."""
        self.path, self.readers = path, frozenset(readers)
        cargo = bundle.Cargo(Front("一分部党支部", "", "", 0, 0), tuple(messages))
        bundle.write(path, cargo, sorted(self.readers), Silent())

    def damaged(self, damage: Damage) -> Path:
        """Return a damaged copy of it."""
        copy = self.path.with_suffix(".damaged")
        copy.write_bytes(damage.done_to(self.path.read_bytes()))
        return copy

    def read_by(
        self,
        machine: Machine,
        world: "World",
        damage: Damage | None = None,
        *,
        backwards: bool = False,
    ) -> bool:
        """Let a computer take it in; tell whether it could. A damaged one must be named as such."""
        if not isinstance(machine, Headquarters) and not machine.enrolled:
            return False
        private = machine.private()
        try:
            path = self.path if damage is None else self.damaged(damage)
            found = bundle.read(path, private, None, Silent())
        except BundleError as error:
            if damage is None and self._is_for(private):
                raise Broken("stick", f"a whole stick was refused: {error}") from error
            return False
        if damage is not None:
            raise Broken("flip", f"a damaged stick was taken: {damage}")
        self._taken(machine, world, found.messages[::-1] if backwards else found.messages)
        return True

    def _is_for(self, private: Iterable[bytes]) -> bool:
        return any(Keys(key, key).receive_public in self.readers for key in private)

    def _taken(self, machine: Machine, world: "World", messages: tuple[bytes, ...]) -> None:
        if isinstance(machine, Headquarters):
            for raw in messages:
                world.heard(machine.answering().take(raw, Silent()).aside)
            return
        try:
            done = machine.engine().arrive(messages, self.path.name, Silent())
        except Refused:
            # A laptop that went back has forgotten colleagues until it meets HQ again.
            if not world.gone_back:
                raise
            return
        world.note(done if not world.gone_back else done._replace(aside=()))
