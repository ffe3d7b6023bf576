"""What HQ knows of files promises: only what records name, previews first, nothing of other branches."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.kinds import discover
from app.originals import PREVIEW_MOST, Originals, named_in
from db.blobs import MOST, Blobs
from db.model.change import Json
from db.model.record import Edit
from db.store import Store
from sync.replica import WANTS

SCOPE, ACTOR = "5c0fe00000000001", "a" * 16


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "hq.db", b"k" * 32, discover().specs(), lambda: 1_779_422_400_000)
    yield made
    made.close()


@pytest.fixture
def originals(store: Store, tmp_path: Path) -> Originals:
    return Originals(store, Blobs(tmp_path / "files", b"k" * 32))


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def add(store: Store, scope: str = SCOPE, **fields: Json) -> str:
    edit = Edit("attachment", {"name": "签到表.jpg", **fields})
    return store.write(scope, ACTOR, [edit], by="甲").ids[0]


def bring(originals: Originals, content: bytes, scope: str = SCOPE) -> str:
    taken, _ = originals._blobs.take(io.BytesIO(content))
    originals.came(scope, taken)
    return taken


def test_what_is_lacking_is_asked_for_previews_first_and_small_ones_before(
    store: Store, originals: Originals
) -> None:
    add(store, hash=sha(b"large"), size=5_000_000)
    add(store, hash=sha(b"small"), size=2_000)
    add(store, hash=sha(b"photo"), size=9_000_000, preview=sha(b"preview"))
    wanted = [sha(b"preview"), sha(b"small"), sha(b"large"), sha(b"photo")]
    assert [w.hex() for w in originals.wanted(SCOPE)] == wanted
    assert [f.sha for f in originals.lacking(SCOPE) if not f.preview] == wanted[1:]
    assert originals.wanted("other") == []


def test_what_came_is_wanted_no_more_and_what_is_named_since_is(
    store: Store, originals: Originals
) -> None:
    add(store, hash=sha(b"one"), size=3)
    assert len(originals.wanted(SCOPE)) == 1
    bring(originals, b"one")
    assert originals.wanted(SCOPE) == []
    add(store, hash=sha(b"two"), size=3)
    assert [w.hex() for w in originals.wanted(SCOPE)] == [sha(b"two")]


def test_nothing_is_wanted_of_a_record_that_was_taken_out(
    store: Store, originals: Originals
) -> None:
    made = add(store, hash=sha(b"one"), size=3)
    assert originals.wanted(SCOPE)
    store.write(SCOPE, ACTOR, [Edit("attachment", {"deleted": True}, made)], by="甲")
    assert originals.wanted(SCOPE) == []
    assert originals.named(SCOPE, sha(b"one")) == 0


def test_a_file_of_another_branch_is_still_wanted_but_not_lacking(
    store: Store, originals: Originals
) -> None:
    add(store, "other", hash=sha(b"one"), size=3)
    bring(originals, b"one", "other")
    add(store, hash=sha(b"one"), size=3)
    assert [w.hex() for w in originals.wanted(SCOPE)] == [sha(b"one")]
    assert originals.lacking(SCOPE) == ()


def test_a_preview_may_be_small_alone(store: Store, originals: Originals) -> None:
    add(store, hash=sha(b"photo"), preview=sha(b"preview"))
    assert originals.named(SCOPE, sha(b"photo")) == MOST
    assert originals.named(SCOPE, sha(b"preview")) == PREVIEW_MOST
    assert originals.named(SCOPE, sha(b"else")) == 0


def test_what_nobody_names_is_not_noted_as_brought(store: Store, originals: Originals) -> None:
    brought = bring(originals, b"unasked")
    assert not originals.given.has(SCOPE, brought)


def test_the_answer_by_stick_holds_what_its_readers_asked_for_and_their_branch_brought(
    store: Store, originals: Originals
) -> None:
    for content in (b"one", b"three"):
        add(store, hash=sha(content), size=len(content))
        bring(originals, content)
    foreign, _ = originals._blobs.take(io.BytesIO(b"foreign"))
    store.settings.put(WANTS + ACTOR, [sha(b"three"), foreign, sha(b"nowhere"), sha(b"one")])
    assert originals.owed(SCOPE, [ACTOR]) == ((sha(b"one"), 3), (sha(b"three"), 5))
    assert originals.owed(SCOPE, ["b" * 16]) == ()


@pytest.mark.parametrize("value", [None, 5, "", "AB" * 32, "../" * 20, ["x"]])
def test_a_name_that_is_none_is_passed_over(value: Json) -> None:
    assert named_in({"hash": value, "preview": value, "size": "big"}) == []
