"""What must hold at any time, and what must hold once everything has been delivered."""

import hashlib
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from db import codec
from db.model.change import GENESIS, Change, chained
from db.model.merge import fold
from db.store import Store
from tests.simulation.headquarters import SCOPE, Headquarters
from tests.simulation.ledger import Ledger, Names, shown
from tests.simulation.machine import KEY, RELEASES, Machine

_STATE = "select id, kind, body, registers, deleted, conflicts from record where scope = ?"
_RECORDS = (
    "select id, kind, body, registers, deleted, conflicts, made, made_by, touched, touched_by "
    "from record order by id"
)
_TABLES = (
    "select scope, actor, seq, body, head from log order by scope, actor, seq",
    _RECORDS,
    "select * from awaited order by 1, 2, 3, 4",
    "select * from pack order by scope, actor, first",
    "select * from waiting order by scope, actor, seq",
    "select * from receipt order by scope, actor",
)


class Broken(Exception):
    """A promise that did not hold."""

    def __init__(self, promise: str, said: str) -> None:
        super().__init__(f"{promise}: {said}")
        self.promise = promise


class Stage(NamedTuple):
    """What a check may compare with: what was said, what HQ holds, what befell the disks."""

    ledger: Ledger
    at_hq: set[str]
    copied: bool
    gone_back: bool


def must(holds: bool, promise: str, said: object) -> None:
    """Raise Broken unless something holds."""
    if not holds:
        raise Broken(promise, str(said))


def rows(store: Store, sql: str = _RECORDS, params: Sequence[str] = ()) -> list[Any]:
    """Return what a table holds."""
    return store.engine.rows(sql, params)


def digest(store: Store) -> bytes:
    """Return a hash over everything that an exchange may change."""
    return hashlib.sha256(repr([rows(store, sql) for sql in _TABLES]).encode()).digest()


def written(store: Store) -> bytes:
    """Return a hash over every byte of the log and its order."""
    found = rows(
        store, "select scope, actor, seq, hlc, by, what, body, head from log order by place"
    )
    return hashlib.sha256(repr(found).encode()).digest()


# At any time


def at_any_time(machine: Machine, stage: Stage) -> None:
    """Look at one computer."""
    scope = SCOPE if isinstance(machine, Headquarters) else machine.scope
    changes = list(machine.store.log.all(scope))
    names = Names(machine.store, scope)
    state_is_the_fold(machine, scope, changes)
    said_is_known(machine, names, stage.ledger)
    nothing_waits_for_what_is_here(machine, scope)
    one_copy_of_what_is_unacknowledged(machine, scope)
    if not isinstance(machine, Headquarters):
        receipts_are_true(machine, names, stage)
    if not stage.copied:
        state_is_what_was_said(machine, scope, names, stage.ledger)


def state_is_the_fold(machine: Machine, scope: str, changes: list[Change]) -> None:
    """The tables are what the log says, whatever its order, byte for byte."""
    random.Random(len(changes)).shuffle(changes)
    said = {
        (
            record,
            f.kind,
            codec.body_text(f.verdict.body),
            codec.registers_text(f.registers),
            int(f.verdict.deleted),
            ",".join(f.verdict.conflicts),
        )
        for record, f in fold(changes).items()
    }
    held = set(rows(machine.store, _STATE, (scope,)))
    must(held == said, "state", f"{machine.name}: {sorted(held ^ said)[:2]}")


def said_is_known(machine: Machine, names: Names, ledger: Ledger) -> None:
    """Every change was once said, stands here once, and none that was refused is here."""
    for token, times in names.counted().items():
        must(ledger.known(token), "invented", f"{machine.name}: {token}")
        must(times == 1, "once", f"{machine.name} holds {token} {times} times")
        must(token not in ledger.refused, "refused", f"{machine.name} holds {token}")


def nothing_waits_for_what_is_here(machine: Machine, scope: str) -> None:
    """A pack whose predecessor is here is taken."""
    held = machine.store.log.vector(scope)
    for pack in machine.store.post.packs(scope):
        here = held[pack.actor]
        must(
            not pack.first <= here + 1 <= pack.last,
            "waiting",
            f"{machine.name}: {pack.actor} {pack.first}-{pack.last}, held {here}",
        )


def one_copy_of_what_is_unacknowledged(machine: Machine, scope: str) -> None:
    """No change that HQ has not signed for lies in two packs."""
    signed = machine.store.post.receipts(scope)
    ends: dict[str, int] = {}
    for pack in machine.store.post.packs(scope):
        known = signed[pack.actor].seq if pack.actor in signed else 0
        first = max(pack.first, known + 1)
        must(
            first > pack.last or first > ends.get(pack.actor, 0),
            "spool",
            f"{machine.name}: {pack.actor} {pack.first}-{pack.last} twice",
        )
        ends[pack.actor] = max(pack.last, ends.get(pack.actor, 0))


def receipts_are_true(machine: Machine, names: Names, stage: Stage) -> None:
    """What HQ has signed for is in HQ's log."""
    for actor, receipt in machine.store.post.receipts(machine.scope).items():
        lost = names.upto(actor, receipt.seq) - stage.at_hq
        must(not lost, "receipt", f"{machine.name} has one for {sorted(lost)}, HQ does not hold it")


def state_is_what_was_said(machine: Machine, scope: str, names: Names, ledger: Ledger) -> None:
    """Every value that nobody who knew of it replaced is there, and two of them are a conflict."""
    said = ledger.state(names.counted())
    for record, fields in said.items():
        name = names.id_of(record)
        held = machine.store.read.get(scope, name) if name else None
        must(held is not None, "lost", f"{machine.name}: record {record}")
        if held is not None:
            found = shown(held, names)
            must(found == fields, "siblings", f"{machine.name} {record}: {found} not {fields}")


# At rest


def at_rest(
    hq: Headquarters, laptops: Sequence[Machine], stage: Stage, chance: random.Random
) -> None:
    """Look at everybody once everything has been delivered."""
    names = Names(hq.store, SCOPE)
    lost = stage.ledger.kept() - set(names.counted())
    must(not lost, "kept", f"never came to HQ: {sorted(lost)}")
    for machine in laptops:
        held = set(Names(machine.store, SCOPE).counted())
        differing = sorted(held ^ set(names.counted()))
        must(not differing, "converged", f"{machine.name} and HQ differ in {differing}")
        signed = {a: r.seq for a, r in machine.store.post.receipts(SCOPE).items()}
        vector = machine.store.log.vector(SCOPE)
        must(signed == dict(vector), "signed", f"{machine.name}: {signed} for {dict(vector)}")
        chains_are_whole(machine)
    chains_are_whole(hq)
    any_order_gives_the_same(hq, chance)
    if stage.copied:
        incarnations_are_told_apart(laptops)
        return
    every_release_shows_the_same(hq, laptops)
    for machine in laptops:
        must(rows(machine.store) == rows(hq.store), "same", f"{machine.name} shows another state")


def chains_are_whole(machine: Machine) -> None:
    """Every change is where its hash says."""
    log = machine.store.log
    for actor in log.vector(SCOPE):
        head = GENESIS
        for n, logged in enumerate(log.since(SCOPE, actor, 0), 1):
            head = chained(head, logged.change)
            must((logged.change.seq, logged.head) == (n, head), "chain", f"{machine.name} {actor}")


def any_order_gives_the_same(hq: Headquarters, chance: random.Random) -> None:
    """HQ's changes in any order and in any portions give HQ's records, and so does rebuilding."""
    changes = list(hq.store.log.all(SCOPE))
    again = [*changes, *chance.sample(changes, len(changes) // 3)]
    chance.shuffle(again)
    with tempfile.TemporaryDirectory(dir=hq.home) as folder:
        store = Store(Path(folder) / "book.db", KEY, RELEASES[0], hq.clock)
        while again:
            portion = chance.randint(1, 12)
            store.apply(again[:portion])
            del again[:portion]
        must(rows(store) == rows(hq.store), "order", "another order gave another state")
        store.rebuild()
        must(rows(store) == rows(hq.store), "order", "rebuilding gave another state")
        store.close()


def every_release_shows_the_same(hq: Headquarters, laptops: Sequence[Machine]) -> None:
    """What a newer release wrote appears once the newer release is installed."""
    for machine in laptops:
        machine.reopen(len(RELEASES) - 1)
        must(
            machine.store.read.counts(SCOPE) == hq.store.read.counts(SCOPE),
            "release",
            f"{machine.name} does not show what the newer release knows",
        )


def incarnations_are_told_apart(laptops: Sequence[Machine]) -> None:
    """No two laptops go on writing under one number."""
    actors = [machine.actor for machine in laptops]
    must(len(set(actors)) == len(actors), "fork", f"two laptops write as one: {actors}")
