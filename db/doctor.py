"""The doctor: rebuilds the records from the log and compares, checks pages, chains and files."""

from collections.abc import Iterable
from typing import NamedTuple

from db import codec
from db.blobs import Blobs
from db.model.change import GENESIS, chained
from db.model.merge import fold
from db.model.progress import Progress
from db.model.words import N_
from db.store import Store


class Ailment(NamedTuple):
    """One thing found: a msgid with its parameters."""

    text: str
    params: dict[str, object]


class Report(NamedTuple):
    """What was looked at, and what was found; sound when `ailments` is empty."""

    changes: int
    records: int
    files: int
    ailments: tuple[Ailment, ...]


def examine(store: Store, blobs: Blobs, wanted: Iterable[str], progress: Progress) -> Report:
    """Look at everything. `wanted` are the files that the records name. Writes nothing."""
    ailments: list[Ailment] = []
    progress.step(0, 4, N_("pages"))
    ailments += [
        Ailment(N_("A page is damaged: {reason}."), {"reason": reason})
        for reason in store.engine.problems()[:20]
    ]
    changes = records = 0
    with store.engine.reading():
        for scope in store.log.scopes():
            progress.step(1, 4, N_("log"))
            ailments += _chains(store, scope)
            progress.step(2, 4, N_("records"))
            held, seen, found = _state(store, scope)
            changes, records = changes + held, records + seen
            ailments += found
    progress.step(3, 4, N_("files"))
    here = list(blobs.all())
    ailments += [
        Ailment(N_("The file {name} is damaged."), {"name": sha[:12]})
        for sha in here
        if not blobs.check(sha)
    ]
    missing = sum(1 for sha in wanted if not blobs.has(sha))
    if missing:
        ailments.append(Ailment(N_("{n} attached files are not on this computer."), {"n": missing}))
    progress.step(4, 4, N_("done"))
    return Report(changes, records, len(here), tuple(ailments))


def _chains(store: Store, scope: str) -> list[Ailment]:
    found = []
    for actor in store.log.vector(scope):
        head, expected = GENESIS, 1
        for logged in store.log.since(scope, actor, 0, limit=10_000_000):
            head = chained(head, logged.change)
            if logged.change.seq != expected or head != logged.head:
                found.append(
                    Ailment(
                        N_("The chain of {actor} breaks at change {seq}."),
                        {"actor": actor, "seq": expected},
                    )
                )
                break
            expected += 1
    return found


def _state(store: Store, scope: str) -> tuple[int, int, list[Ailment]]:
    """Compare the tables with what the log alone gives."""
    changes = list(store.log.all(scope))
    folded = fold(changes)
    rows = store.engine.rows(
        "select id, kind, body, registers, deleted, conflicts from record where scope = ?", (scope,)
    )
    found = []
    for record, kind, body, registers, deleted, conflicts in rows:
        said = folded.pop(record, None)
        if said is None or (kind, body, registers, bool(deleted), conflicts) != (
            said.kind,
            codec.body_text(said.verdict.body),
            codec.registers_text(said.registers),
            said.verdict.deleted,
            ",".join(said.verdict.conflicts),
        ):
            found.append(Ailment(N_("Record {id} is not what the log says."), {"id": record}))
    found += [Ailment(N_("Record {id} is missing."), {"id": record}) for record in folded]
    return len(changes), len(rows), found
