"""The one door: every alteration, whoever made it and however it arrived, goes through `Store`.

Behind it, in one transaction, a change joins the log and is merged field by field into the
records; search follows; `Applied` says what was touched. There is no moment at which the log knows
and the records do not.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from db.arrival import Arrival, lined
from db.author import Author
from db.backup import Keeper
from db.batch import Batch, Planner
from db.engines.engine import Engine
from db.engines.opening import opened
from db.inbox import Inbox
from db.index import Index
from db.log import Log, Vector
from db.model.change import Change, chained
from db.model.entropy import Entropy
from db.model.errors import InvalidRecord
from db.model.kind import KindSpec
from db.model.record import Applied, Edit
from db.model.stamp import Clock, most, tick
from db.model.words import N_
from db.post import Pack, Post
from db.projection import Projection
from db.reader import Reader
from db.schema import prepare
from db.settings import Settings
from db.spool import Spool
from db.vault import Vault

Listener = Callable[[Applied], None]
_REBUILT = 500
"""Changes merged at once when the records are made anew."""


class Store:
    """One encrypted record book, opened.

    `read` answers questions, `log` and `post` serve syncing, `settings` keeps what is this
    machine's own. `write` is for people, `apply` for what comes from elsewhere; both are the door.
    """

    def __init__(
        self,
        at: Path | str | Engine,
        key: bytes | None,
        kinds: Iterable[KindSpec] | None,
        clock: Clock,
        keeper: Keeper | None = None,
        entropy: Entropy = os.urandom,
        *,
        index_later: bool = False,
    ) -> None:
        """Open the book `at` a path, at the URL of a database, or on an engine that is open.

        `index_later` leaves the index of words to who first searches (see `db.index`).
        No `kinds`: another process prepared it and has it open; this one helps it.
        """
        specs = {kind.name: kind for kind in kinds or ()}
        self.engine = opened(at, key) if isinstance(at, (Path, str)) else at
        if kinds is not None:
            prepare(self.engine, specs.values(), keeper)
        self.clock, self.entropy = clock, entropy
        self.log = Log(self.engine)
        vault = None if self.engine.sealed or key is None else Vault(key)
        self.settings = Settings(self.engine, vault)
        self.index = Index(self.engine, self.log, self.settings, specs, later=index_later)
        self.read = Reader(self.engine, self.log, specs, self.index)
        self.post = Post(self.engine)
        self.spool = Spool(self.engine)
        self.inbox = Inbox(self.engine)
        self._projection = Projection(self.engine, self.log, self.index)
        self.planner = Planner(self.log, self._projection)
        self._author = Author(self.read)
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` after every commit that touched something, in the writing thread."""
        self._listeners.append(listener)

    def write(
        self,
        scope: str,
        actor: str,
        edits: Sequence[Edit],
        *,
        by: str,
        what: str = "edit",
        typing: bool = False,
    ) -> Applied:
        """Make one change of a person's edits, number it, and apply it.

        `typing` says that this goes on with what the same person was typing: if the last change is
        of the same field, and nobody else has seen it (it is in no pack and no backup), its value
        is replaced, so that an hour of minutes saved at every pause is one change, not a hundred.
        Returns `Applied` with the record ids in the order of the edits; edits that alter nothing
        make no change.
        """
        with self.engine.writing():
            self.engine.claim((scope,))
            seq = self.log.held(scope, actor) + 1
            ops, ids = self._author.compose(scope, actor, seq, edits)
            if not ops:
                return Applied(ids=ids)
            change = Change(scope, actor, seq, self._stamp(scope, actor), by, what, ops)
            amended = self._amended(change) if typing else None
            if amended is not None:
                touched = self._projection.merge([amended])
                self._projection.restamp(amended)
                applied = Applied((amended,), touched, ids)
            else:
                batch = self.planner.batch(scope, [lined(self._head(change), change)])
                applied = Applied((change,), self._keep([batch]), ids)
        self._announce(applied)
        return applied

    def _stamp(self, scope: str, actor: str) -> int:
        """Return the next stamp: after our own last one, and after others' not far ahead.

        A colleague whose clock is years off must not take ours along.
        """
        now = self.clock()
        others = self.log.greatest_hlc(scope, most(now))
        return tick(max(self.log.last_hlc(scope, actor), others), now)

    def _amended(self, change: Change) -> Change | None:
        """Rewrite the last change with this one's value, where that is allowed."""
        last = self.log.get(change.scope, change.actor, change.seq - 1)
        if last is None or len(change.ops) != 1 or len(last.change.ops) != 1:
            return None
        was, now = last.change, change.ops[0]
        own = was.op_id(0)
        if (
            (was.ops[0].record, was.ops[0].field) != (now.record, now.field)
            or (was.what, was.by) != (change.what, change.by)
            or now.pred != (own,)
            or was.seq <= self.settings.sealed(change.scope, change.actor)
        ):
            return None
        op = msgspec.structs.replace(was.ops[0], value=now.value)
        amended = msgspec.structs.replace(was, hlc=change.hlc, ops=(op,))
        self.log.replace(amended, chained(self._head(amended), amended))
        return amended

    def _head(self, change: Change) -> bytes:
        head = self.log.head(change.scope, change.actor, change.seq - 1)
        if head is None:  # pragma: no cover - seq comes from the vector
            raise InvalidRecord(N_("The log has a gap."))
        return head

    def apply(self, changes: Sequence[Change], packs: Sequence[Pack] = ()) -> Applied:
        """Take changes from elsewhere, in any order and any number of times.

        A change waits until the one before it of its actor is here. The same number with another
        content is a fork: both are kept, the second under an actor of its own. `packs` are the
        sealed bytes they came in, kept to be passed on unchanged.
        """
        with self.engine.writing():
            self.engine.claim({c.scope for c in changes})
            self.post.hold(packs)
            arrival = Arrival(self.log)
            for change in changes:
                arrival.take(change)
            fresh = arrival.fresh
            touched = self._keep(self.planner.batches(fresh))
        applied = Applied(
            tuple(line.change for line in fresh),
            touched,
            (),
            arrival.repeated,
            arrival.waiting,
            tuple(arrival.forks),
        )
        self._announce(applied)
        return applied

    def keep(self, batch: Batch, packs: Sequence[Pack] = ()) -> bool:
        """Take a batch that was computed elsewhere (`Planner`); False where the log has moved on.

        Whoever gets False hands its changes to `apply`.
        """
        with self.engine.writing():
            self.engine.claim((batch.scope,))
            if self.log.vector(batch.scope) != batch.before:
                return False
            self.post.hold(packs)
            touched = self._keep([batch])
        self._announce(Applied(touched=touched))
        return True

    def _keep(self, batches: Sequence[Batch]) -> frozenset[tuple[str, str]]:
        for batch in batches:
            self.log.append(batch.lines)
            self._projection.keep(batch.plan)
        return frozenset[tuple[str, str]]().union(*(b.plan.touched for b in batches))

    def _announce(self, applied: Applied) -> None:
        if applied.touched or applied.forks:
            for listener in tuple(self._listeners):
                listener(applied)

    def rescope(self, old: str, new: str) -> None:
        """Give an unenrolled book its scope: HQ says which branch it belongs to.

        Only for what nobody else has seen: no pack of the old scope may exist.
        """
        with self.engine.writing():
            if self.post.packs(old):
                raise InvalidRecord(N_("This book has already been sent under another branch."))
            for table in ("log", "waiting", "record", "touch", "awaited"):
                self.engine.run(f"update {table} set scope = ? where scope = ?", (new, old))

    def rebuild(self) -> None:
        """Make the records anew from the log alone."""
        with self.engine.writing():
            for scope in self.log.scopes():
                self._projection.forget(scope)
                self._rebuild(scope)

    def _rebuild(self, scope: str) -> None:
        merged, batch = Vector(), list[Change]()
        for change in self.log.all(scope):
            batch.append(change)
            if len(batch) == _REBUILT:
                self._merge_again(batch, merged)
                batch = []
        self._merge_again(batch, merged)

    def _merge_again(self, batch: Sequence[Change], merged: Vector) -> None:
        self._projection.merge(batch, dict(merged))
        merged.update((change.actor, change.seq) for change in batch)

    def close(self) -> None:
        """Close the file; the store cannot be used after."""
        self.engine.close()
