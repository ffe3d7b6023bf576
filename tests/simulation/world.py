"""A branch's laptops, HQ, the sticks between them and what is on its way, as events move them."""

import hashlib
import random
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from db import keys
from db.model.errors import Offline, StoreFull, SuixingError
from db.model.progress import Silent
from db.model.record import Applied, Edit, Record
from db.model.stamp import AHEAD_MS, millis
from sync.core.message import Aside
from sync.engine import Done
from sync.server.arrivals import Coming
from sync.server.hub import Report
from tests.simulation import invariants
from tests.simulation.headquarters import SCOPE, Headquarters
from tests.simulation.invariants import Broken, Stage
from tests.simulation.ledger import Ledger, Names, replaces, token_of
from tests.simulation.link import NO_TROUBLE, Link, Trouble
from tests.simulation.machine import AFTER, NONE, RELEASES, Machine, Mishap
from tests.simulation.stick import Stick

NOON = 1_779_422_400_000
_STEP = 60_000


class World:
    """Everything that an event can reach."""

    def __init__(self, folder: Path, laptops: int) -> None:
        self.folder, self.time = folder, NOON
        self.hq = Headquarters(folder / "hq", self.now)
        self.laptops: list[Machine] = []
        for n in range(laptops):
            self.another(n % len(RELEASES))
        self.ledger, self.luck = Ledger(), Counter[str]()
        self.sticks: dict[int, Stick] = {}
        self.records: dict[int, str] = {}
        """The name in the ledger of what an event made."""
        self.forms: dict[int, tuple[Machine, int, Record]] = {}
        """Open forms: where, in which life of the program, and the record as it was shown."""
        self.backups: dict[int, tuple[Machine, Path]] = {}
        self.copies: dict[int, tuple[Machine, Path]] = {}
        self.late: dict[int, bytes] = {}
        self.stale: list[bytes] = []
        self.copied = False
        """A disk was copied behind the program's back: two may write with one number."""
        self.gone_back = False
        """A disk went back to an earlier day: what only it held is gone."""
        self.noticed = 0
        self._touched: dict[str, Machine] = {}
        self._hq_mishap = NONE

    def now(self) -> int:
        """Return the true time (ms)."""
        return self.time

    def another(self, release: int, book: Path | None = None) -> Machine:
        """Put one more laptop on the table, perhaps with a copied book."""
        home = self.folder / f"laptop{len(self.laptops)}"
        if book is not None:
            home.mkdir()
            shutil.copyfile(book, home / "book.db")
            keys.write_slots(home / "keys.json", ())
        self.laptops.append(Machine(home, self.now, release))
        return self.laptops[-1]

    def laptop(self, who: int) -> Machine:
        """Return a laptop; whoever is asked for will be looked at after the event."""
        machine = self.laptops[who % len(self.laptops)]
        self.touch(machine)
        return machine

    def touch(self, *machines: Machine) -> None:
        """Let computers be looked at after this event."""
        self._touched.update({m.name: m for m in machines})

    def touch_all(self) -> None:
        """Let everybody be looked at: HQ has started again, and what was signed for must be there."""
        self.touch(self.hq, *self.laptops)

    def close(self) -> None:
        """Close every file."""
        for machine in (self.hq, *self.laptops):
            machine.store.close()

    # Writing

    def write(
        self,
        machine: Machine,
        token: str,
        edits: Sequence[Edit],
        mishap: Mishap,
        *,
        what: str = "edit",
        typing: bool = False,
        form: Record | None = None,
    ) -> Applied | None:
        """Let a person save who was shown `form`, or what is there now; None where it failed."""
        names = Names(machine.store, machine.scope)
        records = {form.id: form} if form else _records(machine, edits)
        last = machine.store.log.last_hlc(machine.scope, machine.actor)
        try:
            with machine.accident(mishap) as fuse:
                applied = machine.store.write(
                    machine.scope, machine.actor, edits, by=token, what=what, typing=typing
                )
        except StoreFull:
            if not mishap.full:
                raise
            self.luck["disk full"] += 1
            self.ledger.refused.add(token)
            return None
        done = self.struck(mishap, fuse.burnt)
        for change in applied.changes:
            before = names.know(change)
            self.ledger.write(change, names)
            if not done:
                self.ledger.doubtful.add(token_of(change))
            if before:
                self.ledger.doubtful.add(before)
            elif not all(replaces(op, records.get(op.record), names) for op in change.ops):
                raise Broken("replaced", f"{token} does not name what its author was shown")
            _steady(machine, change.hlc, last)
        return applied if done else None

    def struck(self, mishap: Mishap, burnt: bool) -> bool:
        """Count a death that came to pass; tell whether the work was done all the same."""
        if burnt:
            self.luck["killed after" if mishap.dies == AFTER else "killed at a statement"] += 1
        return not burnt or mishap.dies == AFTER

    # Between a laptop and HQ

    def link(self, machine: Machine, trouble: Trouble = NO_TROUBLE, hq: Mishap = NONE) -> Link:
        """Return a link with its trouble; `hq` befalls HQ over the first request."""
        self._hq_mishap = hq
        return Link(self, lambda: machine.dead, trouble)

    def ask(self, name: str, at: int, rest: bytes) -> bytes:
        """Let HQ answer as its web door does, or die over it."""
        self.touch(self.hq)
        mishap, self._hq_mishap = self._hq_mishap, NONE
        with self.hq.accident(mishap) as fuse:
            answer = self._answered(name, at, rest)
        if fuse.burnt:
            self.touch_all()
        if not self.struck(mishap, fuse.burnt):
            raise Offline("HQ died")
        return answer

    def _answered(self, name: str, at: int, rest: bytes) -> bytes:
        hub = self.hq.answering()
        try:
            coming = hub.arrivals.begin(name, at) if at else Coming()
            hub.arrivals.came(coming, rest)
            answer = hub.exchange(bytes(coming.body))
            hub.arrivals.answered(bytes(coming.body), answer)
        except SuixingError as error:
            return hub.refusal(error)
        hub.arrivals.ended(coming)
        return answer

    def broke_off(self, name: str, at: int, came: bytes) -> None:
        """Let HQ keep what came of a question."""
        arrivals = self.hq.answering().arrivals
        coming = arrivals.begin(name, at) if at else Coming()
        arrivals.came(coming, came)
        arrivals.broke_off(coming)

    def answer(self, name: str, have: int) -> bytes | None:
        """Return the rest of an answer that HQ has given before."""
        return self.hq.answering().arrivals.answer(name, have)

    def arrived(self, name: str) -> int:
        """Return how many bytes of a question have come."""
        return self.hq.answering().arrivals.arrived(name)

    def ask_again(self, request: bytes) -> bytes:
        """Hand HQ a request that it has had."""
        before = invariants.digest(self.hq.store)
        answer = self.ask("", 0, request)
        if invariants.digest(self.hq.store) != before:
            raise Broken("again", "a repeated request changed something at HQ")
        return answer

    def take(self, raw: bytes) -> Report:
        """Let HQ take in a message that came by stick."""
        self.touch(self.hq)
        return self.hq.answering().take(raw, Silent())

    def delay(self, request: bytes) -> None:
        """Keep a request for a later day."""
        self.late[len(self.late)] = request

    def note(self, done: Done) -> None:
        """Look at what an exchange says of itself."""
        self.noticed += done.forked
        self.heard(done.aside)

    def heard(self, asides: Sequence[Aside]) -> None:
        """Nothing that an honest device wrote is set aside."""
        for aside in asides:
            raise Broken("aside", f"{aside.actor} {aside.first}-{aside.last}: {aside.text}")

    def go_back(self, machine: Machine, before: set[str]) -> None:
        """Write down that a laptop lost its latest days; what nobody else holds is gone."""
        self.gone_back = True
        left = set(self._tokens(machine))
        elsewhere = set().union(*(self._tokens(m) for m in self._all() if m is not machine))
        self.ledger.doubtful |= before - left - elsewhere

    def tokens(self, machine: Machine) -> set[str]:
        """Return what a laptop holds."""
        return set(self._tokens(machine))

    def _tokens(self, machine: Machine) -> Counter[str]:
        return Names(machine.store, machine.scope).counted()

    def _all(self) -> tuple[Machine, ...]:
        return (self.hq, *self.laptops)

    # Looking

    def look(self) -> None:
        """See that what must hold at any time does, wherever something happened."""
        self.time += _STEP
        self._hq_mishap = NONE
        stage = self._stage()
        for machine in self._touched.values():
            invariants.at_any_time(machine, stage)
        self._touched.clear()

    def _stage(self) -> Stage:
        held = set(Names(self.hq.store, SCOPE).counted())
        return Stage(self.ledger, held, self.copied, self.gone_back)

    def come_to_rest(self, chance: random.Random) -> None:
        """Bring everything to everybody, then see that all have the same and nothing is lost."""
        for n, machine in enumerate(self.laptops):
            if not machine.enrolled:
                self.hq.enrol(machine)
            self.write(machine, f"last {n}", [Edit("note", {"text": f"last {n}"})], NONE)
        for request in self.late.values():
            self.hq.answering().exchange(request)
        for stick in self.sticks.values():
            for machine in self._all():
                stick.read_by(machine, self)
        self._meet_until_quiet()
        self.touch_all()
        self.look()
        invariants.at_rest(self.hq, self.laptops, self._stage(), chance)
        if self.noticed and not self.copied:
            raise Broken("fork", "two incarnations were found where no disk was copied")

    def _meet_until_quiet(self) -> None:
        for _ in range(12):
            done = [machine.engine().sync(self.link(machine), Silent()) for machine in self.laptops]
            for one in done:
                self.note(one)
            if not any(one.got or one.sent for one in done):
                return
        raise Broken("rest", "it never comes to rest")

    def outcome(self) -> str:
        """Return one number for every byte that the logs hold."""
        digest = hashlib.sha256()
        for machine in self._all():
            digest.update(invariants.written(machine.store))
        return digest.hexdigest()[:16]


def _records(machine: Machine, edits: Sequence[Edit]) -> dict[str, Record]:
    found = (machine.store.read.get(machine.scope, edit.id) for edit in edits if edit.id)
    return {record.id: record for record in found if record is not None}


def _steady(machine: Machine, hlc: int, last: int) -> None:
    """No clock elsewhere takes ours along for more than an hour."""
    if millis(hlc) > max(machine.latest + AHEAD_MS, millis(last) + 1):
        raise Broken("clock", "somebody else's clock took ours along")
