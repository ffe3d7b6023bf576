"""What goes along promises: smallest first, only what is lacking, within the day's budget, and said."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.hq import Headquarters
from app.records.evidence import Attachment, AttachmentDetails
from app.services.luggage import SPENT, Luggage, Standing
from app.services.syncing import Syncing
from app.services.whereabouts import Whereabouts
from app.workspace import Workspace
from db.model.errors import InvalidRecord, NotFound, Offline
from db.model.progress import Progress, Silent
from sync.carrier import Transport, Tray
from sync.lane import Step
from sync.transports.memory import Memory
from tests.app.conftest import CHEAP
from tests.app.pictures.shots import PLACE, jpeg, picture
from tests.app.samples import new_book


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Headquarters]:
    made = Headquarters.create(tmp_path / "hq", "secret1", name="党群工作部", cost=CHEAP).hq
    yield made
    made.close()


@pytest.fixture
def deputy(tmp_path: Path) -> Iterator[Workspace]:
    made = new_book(tmp_path / "deputy", branch="109国道项目联合党支部", writer="达瓦次仁")
    yield made
    made.close()


def enrol(hq: Headquarters, *books: Workspace) -> None:
    for book in books:
        book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)


class Line:
    """A link that is cut after a number of requests, once."""

    way = "http"

    def __init__(self, hq: Headquarters, cut_after: int = 1 << 30) -> None:
        self._memory, self._left, self.up, self.down = Memory(hq.hub().exchange), cut_after, 0, 0

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        self._left -= 1
        if self._left == 0:
            raise Offline
        answer = self._memory.exchange(request, progress, tray)
        self.up, self.down = self.up + len(request), self.down + len(answer)
        return answer


def online(line: Transport, book: Workspace) -> Syncing:
    def dial(_url: str, _ca: str) -> AbstractContextManager[Transport]:
        return nullcontext(line)

    return Syncing(book.store, book.records, book.blobs, dial=dial)


def sync(hq: Headquarters, book: Workspace, cut_after: int = 1 << 30) -> Line:
    line = Line(hq, cut_after)
    online(line, book).sync("http://hq", Silent())
    return line


def noise(size: int, seed: int = 0) -> bytes:
    return hashlib.shake_128(bytes([seed])).digest(size)


def stands(book: Workspace) -> dict[str, Standing]:
    standing = book.syncing.luggage.standing()
    return {a.name: standing(a) for a in book.records.all(Attachment)}


def photo(size: tuple[int, int] = (1600, 1200)) -> bytes:
    """A picture too large to be its own preview."""
    out, plain = io.BytesIO(), picture(size)
    plain.save(out, "JPEG", quality=97)
    assert len(out.getvalue()) > 30_000
    return out.getvalue()


def the(book: Workspace, name: str) -> Attachment:
    return next(a for a in book.records.all(Attachment) if a.name == name)


def test_files_of_unsent_records_wait_smallest_first(book: Workspace) -> None:
    luggage = Luggage(book.store, book.records, book.blobs, Whereabouts(book.store))
    for content in (b"x" * 300, b"y" * 20):
        book.attachments.add_bytes("branch", content, "a.txt")
    assert [size for _, size in luggage.waiting()] == [20, 300]
    assert luggage.by_network() == ()


def test_the_budget_is_a_days_and_the_choice_is_respected(book: Workspace) -> None:
    luggage = Luggage(book.store, book.records, book.blobs, Whereabouts(book.store))
    assert luggage.room() == 5_000_000
    book.store.settings.put(SPENT, ["2000-01-01", 4_000_000])
    assert luggage.room() == 5_000_000
    luggage._spend(Step(3_000_000, (), {}))
    assert luggage.room() == 2_000_000
    luggage._spend(Step(3_000_000, (), {}))
    assert luggage.room() == 0
    book.store.settings.put("file_budget", "text")
    assert luggage.room() == 0
    book.store.settings.put("file_budget", "all")
    assert luggage.room() > 1 << 39


def test_what_is_not_here_cannot_go(book: Workspace) -> None:
    luggage = Luggage(book.store, book.records, book.blobs, Whereabouts(book.store))
    book.records.add("attachment", {"name": "scan.jpg", "hash": "ab" * 32, "size": 5})
    assert luggage.waiting() == ()
    assert luggage.missing() == ("ab" * 32,)


def test_a_photo_is_kept_without_its_place_and_its_preview_goes_first(
    book: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    book.attachments.add_bytes("branch", photo(), "会场.jpg")
    book.attachments.add_bytes("branch", jpeg(), "小图.jpg")
    large, small = the(book, "会场.jpg"), the(book, "小图.jpg")
    assert (small.details, small.preview) == (AttachmentDetails.removed, None)
    assert PLACE not in book.attachments.bytes_of(small.id)
    assert large.preview is not None
    waiting = book.syncing.luggage.waiting()
    assert [sha for sha, _ in waiting] == [large.preview, small.hash, large.hash]
    assert waiting[0][1] <= 30_000
    sync(hq, book)
    assert {s.state for s in stands(book).values()} == {"sent"}
    assert all(hq.blobs.has(sha) for sha, _ in waiting)


def test_the_same_content_attached_twice_is_one_file_and_goes_once(
    book: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    content = noise(40_000)
    for name in ("a.bin", "b.bin"):
        book.attachments.add_bytes("branch", content, name)
    assert len(list(book.blobs.all())) == 1
    first = sync(hq, book)
    assert first.up < 50_000
    book.attachments.add_bytes("branch", content, "c.bin")
    assert sync(hq, book).up < 2_000
    assert hq.status().branches[0].files_missing == 0


def test_a_cut_goes_on_where_it_was_and_says_how_far_it_is(
    book: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    book.attachments.add_bytes("branch", noise(400_000), "讲课.bin")
    first = sync(hq, book, cut_after=6)
    way = stands(book)["讲课.bin"]
    assert way.state == "way"
    assert 0 < way.percent < 100
    (lacking,) = hq.status().branches[0].originals
    assert (lacking.name, lacking.size) == ("讲课.bin", 400_000)
    assert lacking.have == way.percent * 4_000 + lacking.have % 4_000
    second = sync(hq, book)
    assert second.up < 402_000 - lacking.have
    assert first.up + second.up < 405_000
    assert stands(book)["讲课.bin"] == Standing("sent")
    assert hq.status().branches[0].files_missing == 0


def test_a_second_computer_gets_previews_first_and_the_rest_within_its_budget(
    book: Workspace, deputy: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book, deputy)
    book.attachments.add_bytes("branch", photo(), "会场.jpg")
    book.store.settings.put("file_budget", "all")
    sync(hq, book)
    deputy.store.settings.put("file_budget", "text")
    sync(hq, deputy)
    assert stands(deputy) == {"会场.jpg": Standing("hq")}
    large = the(deputy, "会场.jpg")
    deputy.store.settings.put("file_budget", "5mb")
    deputy.store.settings.put(SPENT, [deputy.syncing.luggage._day(), 5_000_000 - 31_000])
    sync(hq, deputy)
    assert large.preview is not None
    assert deputy.blobs.has(large.preview)
    assert stands(deputy)["会场.jpg"].state in {"way", "preview"}
    assert deputy.attachments.seen_of(large) == deputy.blobs.read(large.preview)
    deputy.store.settings.put(SPENT, None)
    sync(hq, deputy)
    assert stands(deputy) == {"会场.jpg": Standing("sent")}
    assert deputy.attachments.bytes_of(large.id) == book.attachments.bytes_of(large.id)


def test_one_original_can_be_fetched_whatever_the_budget(
    book: Workspace, deputy: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book, deputy)
    book.attachments.add_bytes("branch", noise(90_000), "a.bin")
    book.attachments.add_bytes("branch", noise(90_000, 1), "b.bin")
    book.store.settings.put("file_budget", "all")
    deputy.store.settings.put("file_budget", "text")
    sync(hq, book)
    sync(hq, deputy)
    online(Line(hq), deputy).fetch(the(deputy, "a.bin"), Silent())
    assert {n: s.state for n, s in stands(deputy).items()} == {"a.bin": "sent", "b.bin": "hq"}
    with pytest.raises(Offline):
        online(Line(hq, cut_after=4), deputy).fetch(the(deputy, "b.bin"), Silent())
    assert stands(deputy)["b.bin"].state == "way"


def test_what_only_the_other_computer_has_is_said_and_asking_hq_says_so_too(
    book: Workspace, deputy: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book, deputy)
    book.attachments.add_bytes("branch", b"only there", "a.bin")
    book.store.settings.put("file_budget", "text")
    sync(hq, book)
    sync(hq, deputy)
    assert stands(book) == {"a.bin": Standing("here")}
    assert stands(deputy) == {"a.bin": Standing("away")}
    with pytest.raises(NotFound, match=r"HQ does not have a\.bin yet"):
        online(Line(hq), deputy).fetch(the(deputy, "a.bin"), Silent())
    assert [f.name for f in hq.status().branches[0].originals] == ["a.bin"]


def test_text_only_carries_no_byte_of_a_file(book: Workspace, hq: Headquarters) -> None:
    enrol(hq, book)
    book.store.settings.put("file_budget", "text")
    for n in range(30):
        book.attachments.add_bytes("branch", noise(20_000, n), f"{n}.bin")
    assert sync(hq, book).up < 8_000


def test_by_stick_all_go_there_and_back_and_none_twice(
    book: Workspace, deputy: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book, deputy)
    for one in (book, deputy, book):
        one.store.settings.put("file_budget", "text")
        sync(hq, one)
    book.attachments.add_bytes("branch", noise(200_000), "a.bin")
    stick, letters = tmp_path / "stick", tmp_path / "out"
    stick.mkdir()
    assert book.syncing.write_bundle(stick / "1.sxbundle", Silent()).files == 1
    done = hq.ingest([stick / "1.sxbundle"], letters)
    book.syncing.read_bundle(done.answers[0], Silent())
    assert stands(book) == {"a.bin": Standing("sent")}
    again = book.syncing.write_bundle(stick / "2.sxbundle", Silent())
    assert (again.files, again.up < 10_000) == (0, True)

    sync(hq, deputy)
    assert stands(deputy) == {"a.bin": Standing("hq")}
    deputy.syncing.write_bundle(stick / "3.sxbundle", Silent())
    done = hq.ingest([stick / "3.sxbundle"], letters)
    assert deputy.syncing.read_bundle(done.answers[0], Silent()).files == 1
    assert stands(deputy) == {"a.bin": Standing("sent")}


def test_a_colleagues_stick_says_what_is_lacking_and_the_answer_brings_it(
    book: Workspace, deputy: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book, deputy)
    book.attachments.add_bytes("branch", noise(200_000), "a.bin")
    for one in (book, deputy, book):
        sync(hq, one)
    (sha,) = (str(a.hash) for a in deputy.records.all(Attachment))
    deputy.blobs.path(sha).unlink()
    deputy.syncing.write_bundle(tmp_path / "ask.sxbundle", Silent())
    book.syncing.read_bundle(tmp_path / "ask.sxbundle", Silent())
    assert book.syncing.write_bundle(tmp_path / "give.sxbundle", Silent()).files == 1
    assert deputy.syncing.read_bundle(tmp_path / "give.sxbundle", Silent()).files == 1


def test_a_stick_too_small_takes_the_records_and_says_what_stayed(
    book: Workspace, hq: Headquarters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nearly_full(_path: object) -> SimpleNamespace:
        return SimpleNamespace(free=(1 << 20) + 200_000)

    enrol(hq, book)
    for size in (900_000, 60_000):
        book.attachments.add_bytes("branch", noise(size), f"{size}.bin")
    monkeypatch.setattr("shutil.disk_usage", nearly_full)
    out = book.syncing.write_bundle(tmp_path / "a.sxbundle", Silent())
    assert out.files == 1
    assert list(out.set_aside) == [
        "The stick was too small for 1 attached files, 900 KB; all records are on it."
    ]
    assert hq.ingest([tmp_path / "a.sxbundle"]).files[0].files == 1
    assert [f.size for f in hq.status().branches[0].originals] == [900_000]


def test_a_file_damaged_on_disk_is_named_and_the_records_are_delivered(
    book: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    book.attachments.add_bytes("branch", noise(20_000), "坏.bin")
    path = book.blobs.path(str(the(book, "坏.bin").hash))
    path.write_bytes(path.read_bytes()[:-1])
    outcome = online(Line(hq), book).sync("http://hq", Silent())
    assert outcome.receipt == 1
    assert list(outcome.set_aside) == [
        "The file 坏.bin did not arrive whole; it is asked for again."
    ]


def test_another_branch_neither_gets_nor_resends_what_this_one_brought(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    other = new_book(tmp_path / "other", branch="三工区党支部")
    try:
        enrol(hq, book, other)
        content = noise(150_000)
        book.attachments.add_bytes("branch", content, "讲课.bin")
        sync(hq, book)
        sha = str(the(book, "讲课.bin").hash)
        named = {"name": "x", "belongs_to": "branch", "hash": sha, "size": 150_000}
        other.records.add("attachment", named)
        sync(hq, other)
        sync(hq, other)
        assert not other.blobs.has(sha)
        other.attachments.add_bytes("branch", content, "同一个.bin")
        assert sync(hq, other).up < 2_000
        assert hq.originals.given.has(other.pen().scope, sha)
    finally:
        other.close()


@pytest.mark.parametrize("refuse", [b"", b"\xff\xd8\xff\xe0 cut", photo()[:20_000]])
def test_damaged_pictures_are_attached_as_they_came(book: Workspace, refuse: bytes) -> None:
    made = book.attachments.add_bytes("branch", refuse, "坏照片.jpg")
    assert book.attachments.bytes_of(made) == refuse
    assert the(book, "坏照片.jpg").preview is None


def test_a_photo_is_stripped_from_a_file_as_from_the_clipboard(
    book: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "照片.jpg").write_bytes(jpeg(6))
    made = book.attachments.add("branch", tmp_path / "照片.jpg")
    kept = book.attachments.bytes_of(made)
    assert PLACE not in kept
    assert hashlib.sha256(kept).hexdigest() == the(book, "照片.jpg").hash
    with pytest.raises(NotFound):
        book.attachments.add("branch", tmp_path / "nothing.jpg")
    small = type(book.blobs)(book.blobs.folder, b"k" * 32, most=10)
    with pytest.raises(InvalidRecord):
        type(book.attachments)(book.records, small).add("branch", tmp_path / "照片.jpg")
