"""However often a disk was copied, each branch is kept, and what two share is kept once."""

import shutil
from pathlib import Path

from db.store import Store
from sync.identity import Identity
from tests import sqlite
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop, laptops


def copied(laptop: Laptop, name: str) -> Path:
    """Copy the book's file behind the program's back."""
    sqlite.connection(laptop.store).execute("pragma wal_checkpoint(truncate)")
    return Path(shutil.copyfile(laptop.path, laptop.path.with_suffix(name)))


def put_back(laptop: Laptop, copy: Path) -> None:
    """Start from a copy, as another laptop would."""
    laptop.store.close()
    shutil.copyfile(copy, laptop.path)
    laptop.store = Store(laptop.path, laptop.key, (), laptop.clock, entropy=laptop.clock.entropy)
    laptop.identity = Identity(laptop.store.settings, laptop.clock, laptop.clock.entropy)


def said(store: Store) -> list[str]:
    return sorted(str(op.value) for change in store.log.all(SCOPE) for op in change.ops)


def test_a_branch_that_parts_from_a_second_branch_is_kept(
    tmp_path: Path, hq: Headquarter, clock: Clock
) -> None:
    (laptop,) = laptops(tmp_path, hq, clock, 1)
    bare = copied(laptop, ".bare")
    record = laptop.edit(text="shared")
    begun = copied(laptop, ".begun")
    put_back(laptop, bare)
    laptop.edit(text="one")
    laptop.sync(hq)
    for value in ("two", "three", "two"):
        put_back(laptop, begun)
        laptop.edit(record, text=value)
        laptop.sync(hq)
    assert said(hq.store)[:4] == ["one", "shared", "three", "two"]
    branches = {fork.alias: fork for fork in hq.replica.forks.all(SCOPE)}
    assert sorted(bool(fork.parent) for fork in branches.values())[:2] == [False, True]
    laptop.sync(hq)
    assert said(laptop.store) == said(hq.store)
