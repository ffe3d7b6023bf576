"""The lane promises: every file whole exactly once, nothing twice, nothing from zero after a cut."""

import hashlib
import io
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.blobs import Blobs
from db.given import Given
from db.model.errors import Cancelled, Offline, PeerBroke, Refused
from db.model.progress import Progress, Silent, Stoppable
from db.partials import Partials
from sync.core.pieces import MOST, PIECES, WISHES, Piece, Pieces, Wish, Wishes, read
from sync.lane import File, Lane, Moved, Step
from sync.server.filecounter import FileCounter

SCOPE, ALL = "5c0fe00000000001", 1 << 40


class Site:
    """Two sets of files with a link between them that a test cuts, and counts."""

    def __init__(self, folder: Path, cuts: Iterable[str] = ()) -> None:
        self.here = Blobs(folder / "here", b"h" * 32)
        self.there = Blobs(folder / "there", b"t" * 32)
        self.named: dict[str, set[str]] = {SCOPE: set()}
        self.given = Given(self.there)
        self.partials = Partials(self.there)
        self.counter = FileCounter(self._most, self.there, self.partials, self.given, b"secret")
        self.cuts, self.bytes, self.asked, self.steps = iter(cuts), 0, 0, list[Step]()
        self.ms = 0
        self.open: dict[int, bytes] = {}

    def _most(self, scope: str, sha: str) -> int:
        return 1 << 30 if sha in self.named.get(scope, set()) else 0

    def add(self, content: bytes, *, there: bool = False, scope: str = SCOPE) -> File:
        sha, size = (self.there if there else self.here).take(io.BytesIO(content))
        self.named.setdefault(scope, set()).add(sha)
        if there:
            self.given.note(scope, sha)
        return sha, size

    def ask(self, kind: int, inside: msgspec.Struct, progress: Progress) -> bytes:
        progress.step(0, 1, "sending")
        self.asked, cut = self.asked + 1, next(self.cuts, "")
        if isinstance(inside, Pieces):
            self.bytes += sum(len(p.content) for p in inside.pieces)
        if cut == "request":
            raise Offline
        answer = (
            self.counter.take(read(msgspec.msgpack.encode(inside), Pieces))
            if kind == PIECES
            else self.counter.give(read(msgspec.msgpack.encode(inside), Wishes))
        )
        if isinstance(answer, Pieces):
            self.bytes += sum(len(p.content) for p in answer.pieces)
        if cut == "answer":
            raise Offline
        return msgspec.msgpack.encode(answer)

    def again(self, kind: int, progress: Progress) -> bytes | None:
        return self.open.pop(kind, None)

    def clock(self) -> int:
        self.ms += 1000
        return self.ms

    def lane(self, scope: str = SCOPE) -> Lane:
        return Lane(scope, self, self.here, Partials(self.here), self.clock, self.steps.append)

    def up(self, *files: File, room: int = ALL) -> Moved:
        return self.lane().up(files, room, Silent())

    def down(self, *files: File, room: int = ALL) -> Moved:
        return self.lane().down(files, room, Silent())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def content(size: int, seed: int = 0) -> bytes:
    return (hashlib.sha256(str((size, seed)).encode()).digest() * (size // 32 + 1))[:size]


SIZES = st.lists(st.integers(1, 120_000), min_size=1, max_size=5)
CUTS = st.lists(st.sampled_from(["request", "answer", "", ""]), max_size=25)


@pytest.mark.parametrize("way", ["up", "down"])
@given(SIZES, CUTS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
def test_whatever_is_cut_every_file_arrives_whole_and_once(
    tmp_path_factory: pytest.TempPathFactory, way: str, sizes: list[int], cuts: list[str]
) -> None:
    site = Site(tmp_path_factory.mktemp("s"), cuts)
    files = [site.add(content(n, at), there=way == "down") for at, n in enumerate(sizes)]
    whole: list[str] = []
    for _ in range(len(cuts) + 1):
        moved = getattr(site, way)(*(f for f in files if f[0] not in whole))
        whole += moved.whole
        assert (moved.broken, moved.refused) == ((), ())
    target = site.there if way == "up" else site.here
    assert sorted(whole) == sorted({sha for sha, _ in files})
    assert all(target.check(sha) for sha in whole)
    lost = sum(1 for cut in cuts if cut)
    assert site.bytes <= sum(dict(files).values()) + lost * MOST


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_cut_loses_its_own_piece_and_no_more(tmp_path: Path, way: str) -> None:
    site = Site(tmp_path, ["", "", "", "request"])
    file = site.add(content(200_000), there=way == "down")
    first: Moved = getattr(site, way)(file)
    assert isinstance(first.stopped, Offline)
    assert first.left == (file[0],)
    assert first.bytes > 20_000
    before = site.bytes
    again: Moved = getattr(site, way)(file)
    assert again.whole == (file[0],)
    assert site.bytes - before == 200_000 - first.bytes


def test_files_arrive_in_the_order_they_were_given(site: Site) -> None:
    files = [site.add(content(n)) for n in (900, 9_000, 20_000, 15_000)]
    site.up(*files)
    assert [sha for step in site.steps for sha in step.whole] == [sha for sha, _ in files]


def test_many_small_ones_share_a_trip(site: Site) -> None:
    files = [site.add(content(300, n)) for n in range(20)]
    assert len(site.up(*files).whole) == 20
    assert site.asked == 1


@pytest.mark.parametrize("size", [500, 100_000])
def test_what_hq_has_is_not_sent(site: Site, size: int) -> None:
    file = site.add(content(size))
    site.up(file)
    before = site.bytes
    assert site.up(file).whole == (file[0],)
    assert site.bytes - before <= (500 if size == 500 else 0)


def test_content_of_another_branch_is_not_sent_but_proven(site: Site) -> None:
    file = site.add(content(100_000), there=True, scope="other")
    site.add(content(100_000))
    moved = site.up(file)
    assert (moved.whole, moved.bytes, site.bytes) == ((file[0],), 0, 0)
    assert site.given.has(SCOPE, file[0])


def test_who_only_knows_the_name_of_a_file_does_not_get_it(site: Site) -> None:
    file = site.add(b"of another branch", there=True, scope="other")
    site.named[SCOPE].add(file[0])
    assert site.down(file).refused == (file[0],)
    guess = Piece(bytes.fromhex(file[0]), file[1], 0, proof=b"p" * 32)
    site.counter.take(Pieces(SCOPE, (guess,)))
    sent = Piece(bytes.fromhex(file[0]), file[1], 0, b"x" * file[1])
    site.counter.take(Pieces(SCOPE, (sent,)))
    assert site.down(file).refused == (file[0],)
    assert not site.here.has(file[0])


def test_what_no_record_names_is_neither_taken_nor_given(site: Site) -> None:
    file = site.add(content(10_000))
    site.named.clear()
    assert site.up(file).refused == (file[0],)
    assert not list(site.there.folder.rglob("*"))


@pytest.mark.parametrize("way", ["up", "down"])
def test_the_room_is_kept_to_the_byte_and_the_rest_goes_another_day(site: Site, way: str) -> None:
    small, large = (site.add(content(n), there=way == "down") for n in (3_000, 90_000))
    run: Callable[..., Moved] = getattr(site, way)
    first = run(small, large, room=50_000)
    assert (first.whole, first.bytes, first.left) == ((small[0],), 50_000, (large[0],))
    second = run(large, room=50_000)
    assert (second.whole, second.bytes) == ((large[0],), 43_000)
    assert run(large, room=0).bytes == 0


def test_a_file_that_is_not_what_its_name_says_is_dropped_and_named(site: Site) -> None:
    sha, size = site.add(content(20_000))
    site.there.folder.mkdir()
    lie = Piece(bytes.fromhex(sha), size, 0, content(9_000, 9))
    site.counter.take(Pieces(SCOPE, (lie,)))
    assert site.up((sha, size)).broken == (sha,)
    assert site.partials.held(SCOPE, sha) == 0
    assert site.up((sha, size)).whole == (sha,)


def test_a_damaged_file_here_is_named_and_holds_up_no_other(site: Site) -> None:
    bad, good = site.add(content(20_000)), site.add(content(30_000))
    raw = bytearray(site.here.path(bad[0]).read_bytes())
    raw[100] ^= 1
    site.here.path(bad[0]).write_bytes(bytes(raw))
    moved = site.up(bad, good)
    assert (moved.broken, moved.whole) == ((bad[0],), (good[0],))


def test_a_piece_that_lies_about_its_file_on_the_way_down_is_not_kept(site: Site) -> None:
    sha, size = site.add(content(20_000), there=True)
    Partials(site.here).add(SCOPE, sha, 0, content(9_000, 9))
    assert site.down((sha, size)).broken == (sha,)
    assert site.down((sha, size)).whole == (sha,)


def test_stopping_takes_effect_at_once_and_what_came_stays(site: Site) -> None:
    file = site.add(content(200_000))
    progress = Stoppable()

    def stop_after_some(step: Step) -> None:
        if step.bytes:
            progress.stop()

    lane = Lane(SCOPE, site, site.here, Partials(site.here), site.clock, stop_after_some)
    with pytest.raises(Cancelled):
        lane.up([file], ALL, progress)
    held = site.partials.held(SCOPE, file[0])
    assert held > 0
    assert site.up(file).bytes == 200_000 - held


@pytest.mark.parametrize("error", [Refused("no"), PeerBroke("what")])
def test_an_hq_that_does_not_know_pieces_ends_the_lane_and_nothing_else(
    site: Site, tmp_path: Path, error: Exception
) -> None:
    class No(Site):
        def ask(self, kind: int, inside: msgspec.Struct, progress: Progress) -> bytes:
            raise error

    file = site.add(b"x")
    lane = Lane(SCOPE, No(tmp_path / "no"), site.here, Partials(site.here), site.clock)
    moved = lane.up([file], ALL, Silent())
    assert (moved.stopped, moved.left) == (error, (file[0],))


def test_an_answer_that_brings_nothing_again_and_again_ends_the_lane(tmp_path: Path) -> None:
    class Nothing(Site):
        def ask(self, kind: int, inside: msgspec.Struct, progress: Progress) -> bytes:
            self.asked += 1
            return msgspec.msgpack.encode(["s", []])

    silent = Nothing(tmp_path / "nothing")
    file = silent.add(content(50_000))
    assert silent.up(file).left == (file[0],)
    assert silent.asked == 3


def test_hq_gives_no_more_than_a_request_may_hold(site: Site) -> None:
    sha, _ = site.add(content(MOST * 2), there=True)
    given = site.counter.give(Wishes(SCOPE, (Wish(bytes.fromhex(sha)),), ALL))
    assert len(given.pieces[0].content) == MOST


def test_progress_counts_the_lanes_bytes(site: Site) -> None:
    seen: list[tuple[int, int]] = []

    class Watch(Silent):
        def step(self, done: int, total: int, what: str = "") -> None:
            seen.append((done, total))

    site.lane().up([site.add(content(100_000))], ALL, Watch())
    assert seen[-1][1] == 100_000
    assert seen == sorted(seen)


@pytest.mark.parametrize("way", ["up", "down"])
def test_an_answer_withheld_by_a_cut_is_taken_before_anything_is_asked_anew(
    site: Site, way: str
) -> None:
    sha, size = site.add(content(20_000), there=way == "down")
    piece = Piece(bytes.fromhex(sha), size, 0, content(20_000)[:15_000])
    if way == "up":
        site.open[PIECES] = msgspec.msgpack.encode(site.counter.take(Pieces(SCOPE, (piece,))))
    else:
        site.open[WISHES] = msgspec.msgpack.encode(Pieces(SCOPE, (piece,)))
    assert getattr(site, way)((sha, size)).whole == (sha,)
    assert site.bytes == 5_000
