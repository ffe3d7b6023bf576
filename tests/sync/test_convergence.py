"""Random histories of three laptops and an HQ: whatever the order, nothing is lost, all agree.

Laptops write, meet HQ over links that break before or after the request arrived, write sticks that
arrive late, twice, or at a colleague's, and go back to old backups, properly or by a mere copy of
the file. At rest every change anybody still has is everywhere, and every table is the fold of its
log. A bug planted in the reading of packs is found by the same machine.
"""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from db.model.change import Json
from db.model.errors import Offline
from db.model.merge import fold
from db.model.progress import Progress, Silent
from db.store import Store
from sync.carrier import Tray
from sync.core import pack
from sync.core.column import Base
from sync.identity import Identity
from tests import sqlite
from tests.sync.site import SCOPE, Clock, Headquarter, laptops, state

WHO = st.integers(0, 2)
FIELDS = st.sampled_from(["text", "place"])
VALUES = st.sampled_from(["一号营地", "项目部会议室", "隧道口", None, 7])


class Link:
    """A link to HQ that may break, before or after HQ has taken the request, or stutter."""

    way = "http"

    def __init__(self, hq: Headquarter, fault: str) -> None:
        self._hq, self._fault = hq, fault

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        if self._fault == "before":
            raise Offline("cut")
        answer = self._hq.hub.exchange(request)
        if self._fault == "after":
            raise Offline("cut")
        return self._hq.hub.exchange(request) if self._fault == "twice" else answer


class Month(RuleBasedStateMachine):
    """Three laptops of one branch and their HQ."""

    sticks = Bundle("sticks")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="suixing-"))
        self.clock = Clock()
        self.hq = Headquarter(self.folder, self.clock, plain=True)
        self.laptops = list(laptops(self.folder, self.hq, self.clock, 3, plain=True))
        self.records: list[str] = []
        self.copied = False

    @initialize()
    def begin(self) -> None:
        self.records.append(self.laptops[0].edit(text="开始"))

    # What people do

    @rule(who=WHO, field=FIELDS, value=VALUES)
    def writes(self, who: int, field: str, value: Json) -> None:
        self.records.append(self.laptops[who].edit(**{field: value or "x"}))

    @rule(who=WHO, which=st.integers(0), field=FIELDS, value=VALUES)
    def edits(self, who: int, which: int, field: str, value: Json) -> None:
        laptop, record = self.laptops[who], self.records[which % len(self.records)]
        if laptop.store.read.get(SCOPE, record) is not None:
            laptop.edit(record, **{field: value})

    @rule(who=WHO, which=st.integers(0))
    def deletes(self, who: int, which: int) -> None:
        laptop, record = self.laptops[who], self.records[which % len(self.records)]
        if laptop.store.read.get(SCOPE, record) is not None:
            laptop.edit(record, deleted=True)

    # How it travels

    @rule(who=WHO, fault=st.sampled_from(["", "before", "after", "twice"]))
    def meets_hq(self, who: int, fault: str) -> None:
        try:
            self.laptops[who].engine().sync(Link(self.hq, fault), Silent())
        except Offline:
            return

    @rule(target=sticks, who=WHO)
    def writes_a_stick(self, who: int) -> tuple[bytes, ...]:
        engine = self.laptops[who].engine(room=1)
        others = [x.actor for n, x in enumerate(self.laptops) if n != who]
        messages, done = engine.depart(others)
        engine.departed(done, "stick")
        return tuple(messages)

    @rule(stick=sticks, backwards=st.booleans())
    def stick_reaches_hq(self, stick: Sequence[bytes], backwards: bool) -> None:
        for message in stick[::-1] if backwards else stick:
            self.hq.hub.take(message, Silent())

    @rule(stick=sticks, who=WHO)
    def stick_reaches_a_colleague(self, stick: Sequence[bytes], who: int) -> None:
        self.laptops[who].engine().arrive(stick, "stick", Silent())

    @rule(who=WHO)
    def hq_answers_by_stick(self, who: int) -> None:
        laptop = self.laptops[who]
        letter = self.hq.hub.letter(SCOPE, [x.actor for x in self.laptops])
        laptop.engine().arrive(letter, "letter", Silent())

    # What goes wrong

    @rule(who=WHO)
    def backs_up(self, who: int) -> None:
        laptop = self.laptops[who]
        for actor, seq in laptop.store.log.vector(SCOPE).items():
            laptop.store.settings.seal(SCOPE, actor, seq)
        sqlite.connection(laptop.store).execute("pragma wal_checkpoint(truncate)")
        shutil.copyfile(laptop.path, laptop.path.with_suffix(".backup"))

    @rule(who=WHO, copied=st.just(False))
    def goes_back(self, who: int, copied: bool) -> None:
        """Go back to the backup: properly under a new actor, or by a mere copy of the file."""
        laptop = self.laptops[who]
        if not laptop.path.with_suffix(".backup").exists():
            return
        laptop.store.close()
        shutil.copyfile(laptop.path.with_suffix(".backup"), laptop.path)
        laptop.store = Store(laptop.path, laptop.key, (), self.clock, entropy=self.clock.entropy)
        laptop.identity = Identity(laptop.store.settings, self.clock, self.clock.entropy)
        if not copied:
            laptop.go_on_as_another()
        self.copied = self.copied or copied

    # What must hold

    def stores(self) -> list[Store]:
        return [*(laptop.store for laptop in self.laptops), self.hq.store]

    @invariant()
    def every_table_is_the_fold_of_its_log(self) -> None:
        for store in self.stores():
            for record, folded in fold(store.log.all(SCOPE)).items():
                held = store.read.get(SCOPE, record)
                assert held is not None
                assert (held.body, held.deleted) == (folded.verdict.body, folded.verdict.deleted)
                assert held.conflicts == folded.verdict.conflicts

    @invariant()
    def what_is_signed_for_is_at_hq(self) -> None:
        store = self.hq.store
        heads = {bytes.fromhex(h) for f in self.hq.replica.forks.all(SCOPE) for _, h in f.ends}
        for actor in store.log.vector(SCOPE):
            heads.update(logged.head for logged in store.log.since(SCOPE, actor, 0))
        for laptop in self.laptops:
            assert {r.head for r in laptop.store.post.receipts(SCOPE).values()} <= heads

    def teardown(self) -> None:
        try:
            self.comes_to_rest()
        finally:
            for store in self.stores():
                store.close()
            shutil.rmtree(self.folder)

    def comes_to_rest(self) -> None:
        for _ in range(8):
            done = [laptop.sync(self.hq) for laptop in self.laptops]
            assert not any(d.aside for d in done)
            if not any(d.got or d.sent for d in done):
                break
        else:
            raise AssertionError("it never comes to rest")
        stores = self.stores()
        said = [sorted(_said(store)) for store in stores]
        assert all(s == said[0] for s in said)
        for laptop in self.laptops:
            signed = laptop.store.post.receipts(SCOPE)
            assert {a: r.seq for a, r in signed.items()} == laptop.store.log.vector(SCOPE)
        if not self.copied:
            tables = [state(store) for store in stores]
            assert all(t == tables[0] for t in tables)


def _said(store: Store) -> list[str]:
    """Return what every op in a log says, whatever the names of records."""
    return [
        msgspec.json.encode((c.by, c.hlc, op.kind, op.field, op.value)).decode()
        for c in store.log.all(SCOPE)
        for op in c.ops
    ]


class Copies(Month):
    """The same with disks that are copied behind the program's back."""

    @rule(who=WHO, copied=st.just(True))
    def goes_back(self, who: int, copied: bool) -> None:
        Month.goes_back.hypothesis_stateful_rule.function(self, who, copied)  # type: ignore[attr-defined]


QUICK = settings(max_examples=12, stateful_step_count=25)


def test_all_laptops_and_hq_agree_at_rest() -> None:
    run_state_machine_as_test(Month, settings=QUICK)


def test_copied_disks_lose_nothing_that_anybody_holds() -> None:
    run_state_machine_as_test(Copies, settings=QUICK)


def test_a_planted_bug_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pack.opened

    def forgetful(body: bytes, public: bytes, base: Base) -> pack.Opened:
        found = whole(body, public, base)
        return found._replace(changes=tuple(map(_without_pred, found.changes)))

    monkeypatch.setattr("sync.intake.opened", forgetful)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            Month, settings=settings(QUICK, max_examples=100, phases=(Phase.generate,))
        )


def _without_pred(change: Any) -> Any:
    ops = tuple(msgspec.structs.replace(op, pred=()) for op in change.ops)
    return msgspec.structs.replace(change, ops=ops)
