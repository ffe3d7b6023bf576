"""Bugs to plant, each one that such programs have had: the simulator must find every one of them.

They live here and not in the program: each patches a part of it for as long as a block lasts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest

from db.arrival import Arrival
from db.engines.sqlite import Sqlite, translated
from db.model import merge
from db.model.change import Change
from sync.core import signing
from sync.core.receipt import Holding
from sync.identity import Identity
from sync.intake import Intake, Taken
from sync.receipts import Receipts
from sync.server.hub import Hub
from sync.server.signer import Signer
from tests import sqlite
from tests.simulation.machine import RELEASES, Machine

Patch = pytest.MonkeyPatch


def tie_broken_by_arrival(patch: Patch) -> None:
    """Of two values side by side, the one that came last is shown."""

    def put(register: Any, op: Any, sibling: Any) -> Any:
        kept = (s for s in register if s.op not in op.pred and s.op != sibling.op)
        return (sibling, *kept)

    patch.setattr("db.projection.put", put)


def pred_dropped(patch: Patch) -> None:
    """What an op replaced is lost on the way."""
    _reread(patch, lambda op: msgspec.structs.replace(op, pred=()))


def conflict_resolved_by_clock(patch: Patch) -> None:
    """The later value wins, and nobody hears of the other."""
    patch.setattr(merge, "in_conflict", lambda register: not register)


def deletion_wins(patch: Patch) -> None:
    """A record is gone though somebody went on writing in it."""
    patch.setattr(merge, "unseen_by_deletion", lambda registers, pred_of: ())


def receipt_before_commit(patch: Patch) -> None:
    """HQ signs and answers first, and commits when the next one calls."""
    whole = Hub.exchange

    def exchange(hub: Hub, raw: bytes) -> bytes:
        connection = sqlite.connection(hub._replica.store)
        if connection.in_transaction:
            connection.execute("commit")
        connection.execute("begin immediate")
        return whole(hub, raw)

    patch.setattr(Hub, "exchange", exchange)


def receipt_for_more_than_is_held(patch: Patch) -> None:
    """HQ signs for one change more than came, and nobody compares the hash."""
    patch.setattr(
        "sync.server.signer.Holding", lambda actor, seq, head: Holding(actor, seq + 1, head)
    )
    patch.setattr(
        Receipts, "place", lambda self, scope, holding: (holding.actor.hex(), holding.seq)
    )


def number_used_again_after_restore(patch: Patch) -> None:
    """A restored book goes on with the numbers it had."""
    whole = Machine.restore

    def restore(machine: Machine, file: Any) -> None:
        before = machine.actor
        whole(machine, file)
        machine.store.settings.put("actor", before)

    patch.setattr(Machine, "restore", restore)


def second_branch_dropped(patch: Patch) -> None:
    """Of two incarnations the one that came second is lost."""
    patch.setattr(Intake, "_branch_off", lambda *_: Taken(forked=True))


def copy_not_told_apart(patch: Patch) -> None:
    """A laptop that meets its own number, written by another, goes on as before."""
    patch.setattr(Identity, "renew", lambda identity: identity.actor())


def unknown_field_dropped(patch: Patch) -> None:
    """A release passes on only what it knows."""
    known = {f"{kind.name}.{field.name}" for kind in RELEASES[1] for field in kind.fields}
    _reread(
        patch,
        lambda op: op if op.field == "deleted" or f"{op.kind}.{op.field}" in known else None,
    )


def signature_not_checked(patch: Patch) -> None:
    """Whatever looks signed is believed."""
    patch.setattr(signing, "genuine", lambda *_: True)


def seal_not_checked(patch: Patch) -> None:
    """What HQ and a laptop say to each other is believed without its tag."""
    patch.setattr("sync.core.direct.hmac.compare_digest", lambda *_: True)


def applied_twice(patch: Patch) -> None:
    """A change that is here already is taken for a new branch."""
    patch.setattr(Intake, "_repeated", lambda *_: False)

    def again(arrival: Arrival, change: Change) -> None:
        arrival._kept_fork(change, b"again" + change.seq.to_bytes(4, "big"))

    patch.setattr(Arrival, "_again", again)
    patch.setattr("sync.intake.Intake._place", _all_of_it(Intake._place))


def receipt_given_again(patch: Patch) -> None:
    """A repeated request is signed for anew each time."""
    whole = Signer.sign_for

    def sign_for(signer: Signer, scope: str) -> None:
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(type(signer._replica.store.post), "receipts", lambda *_: {})
            whole(signer, scope)

    patch.setattr(Signer, "sign_for", sign_for)


def half_a_change(patch: Patch) -> None:
    """Each statement of a write is committed by itself."""

    @contextmanager
    def writing(engine: Sqlite) -> Iterator[None]:
        with translated(engine.path):
            yield

    patch.setattr(Sqlite, "writing", writing)


def clock_taken_along(patch: Patch) -> None:
    """A colleague's clock, years ahead, becomes ours."""
    patch.setattr("db.store.most", lambda wall: 2**63 - 1)


def _all_of_it(place: Callable[..., Taken]) -> Callable[..., Taken]:
    def again(intake: Intake, pack: Any, body: bytes) -> Taken:
        taken = place(intake, pack, body)
        if not taken.fresh and not taken.waiting:
            intake._store.apply(pack.changes)
        return taken

    return again


def _reread(patch: Patch, of: Callable[[Any], Any]) -> None:
    """Let every pack be read with its ops altered, or left out where `of` gives None."""
    from sync.core import pack  # noqa: PLC0415 - what is patched is looked up when it is

    whole = pack.opened

    def altered(*args: Any) -> Any:
        found = whole(*args)
        changes = tuple(_altered(change, of) for change in found.changes)
        return found._replace(changes=changes)

    patch.setattr("sync.intake.opened", altered)


def _altered(change: Change, of: Callable[[Any], Any]) -> Change:
    ops = tuple(op for op in map(of, change.ops) if op is not None)
    return msgspec.structs.replace(change, ops=ops or change.ops)


BUGS: tuple[Callable[[Patch], None], ...] = (
    tie_broken_by_arrival,
    pred_dropped,
    conflict_resolved_by_clock,
    deletion_wins,
    receipt_before_commit,
    receipt_for_more_than_is_held,
    number_used_again_after_restore,
    second_branch_dropped,
    copy_not_told_apart,
    unknown_field_dropped,
    signature_not_checked,
    seal_not_checked,
    applied_twice,
    receipt_given_again,
    half_a_change,
    clock_taken_along,
)
"""All of them."""
