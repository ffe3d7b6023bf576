"""How changes travel, and what goes wrong with computers, as events."""

from typing import TYPE_CHECKING

import msgspec

from db.model.errors import LinkError, PeerBroke, Refused, StoreError, StoreFull, SuixingError
from db.model.progress import Silent
from sync.core.message import envelope, message_of
from sync.engine import Done
from tests.simulation.headquarters import SCOPE
from tests.simulation.invariants import Broken, digest, must
from tests.simulation.link import NO_TROUBLE, Link, Trouble
from tests.simulation.machine import NONE, Machine, Mishap, flipped
from tests.simulation.people import Event
from tests.simulation.stick import Damage, Stick

if TYPE_CHECKING:
    from tests.simulation.world import World


class Meets(Event, frozen=True):
    """A laptop meets HQ over the network; `room` bytes of packs a turn, 0 for plenty."""

    who: int
    room: int = 0
    trouble: Trouble = NO_TROUBLE
    mishap: Mishap = NONE
    hq: Mishap = NONE

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        if not laptop.enrolled:
            return
        link = world.link(laptop, self.trouble, self.hq)
        error: SuixingError | None = None
        done = Done("http")
        with laptop.accident(self.mishap) as fuse:
            try:
                done = laptop.engine(self.room).sync(link, Silent())
            except (LinkError, PeerBroke, StoreError) as caught:
                error = caught
        world.struck(self.mishap, fuse.burnt)
        self._judge(world, link, error)
        if error is None and not fuse.burnt:
            world.note(done)
            kept = laptop.store.spool.named(world.hq.office.actor)
            must(not kept, "spool", f"{laptop.name} keeps {kept} that was answered")

    def _judge(self, world: "World", link: Link, error: SuixingError | None) -> None:
        if link.struck:
            world.luck[f"link: {link.struck}"] += 1
        if isinstance(error, Refused) and error.params.get("code") == StoreFull.__name__:
            world.luck["HQ's disk full"] += 1
        if isinstance(error, StoreFull):
            world.luck["disk full"] += 1
        if error is None and link.struck in {"bent", "misheard", "stale"} and not link.retried:
            raise Broken("flip", f"an exchange was {link.struck} and nobody noticed")
        calm = not link.struck and NONE == self.mishap == self.hq
        if error is not None and calm:
            raise Broken("unexpected", f"{type(error).__name__}: {error}") from error


class Arrives(Event, frozen=True):
    """A request that was on its way for days reaches HQ after all."""

    def happen(self, world: "World") -> None:
        if world.late:
            world.stale.append(world.ask("", 0, world.late.pop(min(world.late))))


class Carries(Event, frozen=True):
    """A laptop writes a stick for HQ and the colleagues it knows."""

    who: int
    room: int = 0
    mishap: Mishap = NONE

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        if not laptop.enrolled:
            return
        devices = laptop.replica().trust.devices(laptop.scope)
        others = [g for g in devices if g.actor != laptop.actor]
        with laptop.accident(self.mishap) as fuse:
            try:
                engine = laptop.engine(self.room)
                messages, done = engine.depart([g.actor for g in others])
                if not fuse.burnt:
                    readers = [world.hq.pair().receive_public, *(g.receive for g in others)]
                    path = world.folder / f"{self.n}.sxbundle"
                    world.sticks[self.n] = Stick(path, messages, readers)
                engine.departed(done, "stick")
            except StoreFull:
                if not self.mishap.full:
                    raise
                world.luck["disk full"] += 1
        world.struck(self.mishap, fuse.burnt)


class Answers(Event, frozen=True):
    """HQ writes a stick for the branch."""

    def happen(self, world: "World") -> None:
        devices = world.hq.replica().trust.devices(SCOPE)
        if devices:
            letter = world.hq.answering().letter(SCOPE, [d.actor for d in devices])
            path = world.folder / f"{self.n}.sxbundle"
            world.sticks[self.n] = Stick(path, letter, [d.receive for d in devices])


class Reads(Event, frozen=True):
    """A stick is read: by a laptop, or by HQ (-1); perhaps damaged, perhaps twice.

    `backwards` takes its messages in the other order: whoever carries them may mix them up.
    """

    who: int
    stick: int
    twice: bool = False
    backwards: bool = False
    damage: Damage | None = None
    mishap: Mishap = NONE

    def happen(self, world: "World") -> None:
        machine: Machine = world.hq if self.who < 0 else world.laptop(self.who)
        stick = world.sticks.get(self.stick)
        if stick is None:
            return
        world.touch(machine)
        with machine.accident(self.mishap) as fuse:
            try:
                stick.read_by(machine, world, self.damage, backwards=self.backwards)
            except StoreFull:
                if not self.mishap.full:
                    raise
                world.luck["disk full"] += 1
        world.struck(self.mishap, fuse.burnt)
        if fuse.burnt:
            world.touch_all()
        elif self.damage is not None:
            world.luck[f"stick: {self.damage.how}"] += 1
        elif self.twice and not self.mishap.full:
            self._again(machine, stick, world)

    @staticmethod
    def _again(machine: Machine, stick: Stick, world: "World") -> None:
        before = digest(machine.store)
        stick.read_by(machine, world)
        world.luck["stick: read twice"] += 1
        if digest(machine.store) != before:
            raise Broken("again", f"a stick read twice changed something at {machine.name}")


class Corrupts(Event, frozen=True):
    """A laptop carries a pack of which one bit has flipped, in an envelope that is in order."""

    who: int
    which: int
    place: float
    bit: int

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        if not laptop.enrolled:
            return
        messages, _ = laptop.engine(1).depart(())
        raw = messages[self.which % len(messages)]
        message = message_of(envelope(raw).inside)
        part = message.parts[0] if message.parts else None
        if part is None or not part.packs:
            return
        bent = msgspec.structs.replace(part, packs=(flipped(part.packs[0], self.place, self.bit),))
        report = world.take(
            laptop.replica().said(msgspec.structs.replace(message, parts=(bent,)))[1]
        )
        honest = world.take(raw)
        world.luck["pack: flip"] += 1
        if report.fresh or (honest.fresh and not report.aside):
            raise Broken("flip", f"a pack with a flipped bit was taken ({self.place}, {self.bit})")


class Dies(Event, frozen=True):
    """The power fails between two pieces of work; -1 is HQ's."""

    who: int

    def happen(self, world: "World") -> None:
        machine = world.hq if self.who < 0 else world.laptop(self.who)
        machine.kill()
        world.luck["killed at rest"] += 1
        if self.who < 0:
            world.touch_all()


class BacksUp(Event, frozen=True):
    """A backup is made."""

    who: int

    def happen(self, world: "World") -> None:
        laptop, file = world.laptop(self.who), world.folder / f"{self.n}.sxbackup"
        laptop.back_up(file)
        world.backups[self.n] = (laptop, file)


class GoesBack(Event, frozen=True):
    """A laptop gets a backup back, and knows it."""

    backup: int

    def happen(self, world: "World") -> None:
        laptop, file = world.backups.get(self.backup, (None, None))
        if laptop is None or file is None:
            return
        world.touch(laptop)
        before = world.tokens(laptop)
        laptop.restore(file)
        world.go_back(laptop, before)
        world.luck["backup restored"] += 1


class Copies(Event, frozen=True):
    """Somebody copies a book's file, to put it back some day or to start another laptop with it."""

    who: int

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        if laptop.enrolled:
            file = world.folder / f"{self.n}.copy"
            laptop.copied(file)
            world.copies[self.n] = (laptop, file)


class Clones(Event, frozen=True):
    """A copied book is started: on its own laptop instead of what is there, or on one more."""

    copy: int
    anew: bool = False

    def happen(self, world: "World") -> None:
        laptop, file = world.copies.get(self.copy, (None, None))
        if laptop is None or file is None:
            return
        world.copied = True
        world.luck["disk cloned" if self.anew else "disk put back"] += 1
        if self.anew:
            if len(world.laptops) < 6:
                world.another(laptop.release, file)
            return
        world.touch(laptop)
        before = world.tokens(laptop)
        laptop.overwrite(file)
        world.go_back(laptop, before)


class Rots(Event, frozen=True):
    """A bit of a book flips on the disk; the program must notice (and the disk is mended)."""

    who: int
    place: float
    bit: int

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        world.luck["page: flip"] += 1
        if not laptop.notices(self.place, self.bit):
            raise Broken("flip", f"a flipped bit in the book was not noticed at {self.place}")
