"""What syncing promises to the person: where everything is, what was sent, what waits."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from app.hq import Headquarters
from app.services.syncing import Syncing
from app.workspace import Workspace
from db import keys
from db.model.errors import BundleError, Cancelled, Offline, Refused
from db.model.progress import Progress, Silent, Stoppable
from sync.carrier import Transport, Tray
from sync.transports.memory import Memory
from tests.app.samples import new_book

CHEAP = keys.Cost(1, 1, 8)
BRANCH = "109国道项目联合党支部"
MEETING = {
    "type": "general_meeting",
    "title": "5月党员大会",
    "held_start": "2026-05-22T19:30:00",
}


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Headquarters]:
    made = Headquarters.create(tmp_path / "hq", "secret1", name="党群工作部", cost=CHEAP).hq
    yield made
    made.close()


@pytest.fixture
def deputy(tmp_path: Path) -> Iterator[Workspace]:
    made = new_book(tmp_path / "deputy", branch=BRANCH, writer="达瓦次仁")
    yield made
    made.close()


def enrol(hq: Headquarters, book: Workspace) -> None:
    book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)


def online(hq: Headquarters, book: Workspace) -> Syncing:
    hub = hq.hub()

    def dial(_url: str, _ca: str) -> AbstractContextManager[Transport]:
        return Memory(hub.exchange)

    return Syncing(book.store, book.records, book.blobs, dial=dial)


def meeting(book: Workspace) -> str:
    return book.records.add("activity", MEETING)


def test_before_enrolment_everything_is_only_here_and_says_so(book: Workspace) -> None:
    meeting(book)
    status = book.syncing.status()
    assert (status.enrolled, status.only_here, status.receipt) == (False, 2, None)
    assert {w.kind: w.count for w in status.kinds} == {"activity": 1, "branch": 1}
    assert [h.kind for h in book.syncing.holders()] == ["this"]
    with pytest.raises(Refused, match="not enrolled"):
        book.syncing.sync("http://hq", Silent())


def test_a_sync_says_what_went_and_what_hq_has_signed_for(
    book: Workspace, hq: Headquarters
) -> None:
    made = meeting(book)
    enrol(hq, book)
    syncing = online(hq, book)
    outcome = syncing.sync("http://hq", Silent())
    assert (outcome.way, outcome.sent, outcome.turns, outcome.receipt) == ("http", 2, 1, 1)
    status = syncing.status()
    assert (status.only_here, status.kinds, status.bytes_waiting) == (0, (), 0)
    assert status.receipt is not None
    assert status.receipt.number == 1
    assert status.hq_url == "http://hq"
    assert status.clock_gap is not None
    assert abs(status.clock_gap) < 60
    record = book.records.raw(made)
    assert record is not None
    assert syncing.where(record) == "hq"
    held = syncing.held_since(record)
    assert held.receipt == 1
    assert held.received is not None
    assert held.received >= held.first_written


def test_a_record_shows_since_when_hq_holds_it_as_it_is_now(
    book: Workspace, hq: Headquarters
) -> None:
    made = meeting(book)
    enrol(hq, book)
    syncing = online(hq, book)
    syncing.sync("http://hq", Silent())
    book.records.change(made, {"title": "5月支部党员大会"})
    record = book.records.raw(made)
    assert record is not None
    assert syncing.where(record) == "local"
    assert syncing.held_since(record).received is None
    syncing.sync(None, Silent())
    assert syncing.held_since(record).receipt == 2
    branch = book.records.raw("branch")
    assert branch is not None
    assert syncing.held_since(branch).receipt == 1


def test_two_laptops_meet_through_hq_and_each_knows_what_the_other_holds(
    book: Workspace, deputy: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    enrol(hq, deputy)
    assert book.pen().scope == deputy.pen().scope
    made = meeting(book)
    here, there = online(hq, book), online(hq, deputy)
    here.sync("http://hq", Silent())
    assert there.sync("http://hq", Silent()).got == 2
    assert deputy.records.raw(made) is not None
    assert book.records.conflict_count() == deputy.records.conflict_count() == 0
    book.records.change(made, {"place_text": "一号营地"})
    deputy.records.change(made, {"place_text": "项目部会议室"})
    here.sync(None, Silent())
    assert there.sync(None, Silent()).conflicts_new == 1
    here.sync(None, Silent())
    holders = {h.kind: h for h in here.holders()}
    # As the deputy's laptop itself last said: what HQ answered it then is not counted.
    assert (holders["laptop"].name, holders["laptop"].lacks) == ("达瓦次仁", 1)
    assert holders["hq"].lacks == 0
    assert holders["this"].holds == holders["hq"].holds


def test_a_stick_to_hq_and_back_brings_the_receipt(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)
    made = meeting(book)
    stick = tmp_path / "stick"
    stick.mkdir()
    out = book.syncing.write_bundle(stick, Silent())
    (file,) = stick.iterdir()
    assert (out.way, out.sent, out.up) == ("stick-out", 2, file.stat().st_size)
    status = book.syncing.status()
    assert (status.only_here, status.on_stick) == (2, 2)
    assert status.stick_at is not None
    record = book.records.raw(made)
    assert record is not None
    assert book.syncing.where(record) == "stick"

    done = hq.ingest([stick], tmp_path / "answers")
    assert [(r.taken, r.changes, r.branch) for r in done.files] == [(True, 2, BRANCH)]
    back = book.syncing.read_bundle(done.answers[0], Silent())
    assert (back.way, back.got, back.receipt) == ("stick-in", 0, 1)
    assert book.syncing.where(record) == "hq"
    assert book.syncing.status().on_stick == 0
    assert [m.way for m in book.syncing.exchanges()] == ["stick-in", "stick-out"]


def test_a_stick_between_colleagues_needs_no_hq(
    book: Workspace, deputy: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)
    enrol(hq, deputy)
    # HQ's list of the branch's devices travels with its answers.
    for one in (book, deputy, book):
        online(hq, one).sync("http://hq", Silent())
    made = meeting(book)
    book.syncing.write_bundle(tmp_path / "for-deputy.sxbundle", Silent())
    got = deputy.syncing.read_bundle(tmp_path / "for-deputy.sxbundle", Silent())
    assert got.got >= 1
    assert deputy.records.raw(made) is not None
    again = deputy.syncing.read_bundle(tmp_path / "for-deputy.sxbundle", Silent())
    assert again.got == 0


def test_attached_files_go_along_by_stick_and_hq_says_which_it_lacks(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)
    made = meeting(book)
    book.attachments.add_bytes(made, b"photo" * 100, "sheet.jpg")
    book.store.settings.put("file_budget", "text")
    syncing = online(hq, book)
    syncing.sync("http://hq", Silent())
    assert hq.status().branches[0].files_missing == 1
    assert (syncing.status().files_waiting, syncing.status().file_bytes) == (1, 500)
    assert syncing.write_bundle(tmp_path / "a.sxbundle", Silent()).files == 1
    done = hq.ingest([tmp_path / "a.sxbundle"], tmp_path / "answers")
    assert done.files[0].files == 1
    syncing.read_bundle(done.answers[0], Silent())
    assert syncing.status().files_waiting == 0
    assert hq.status().branches[0].files_missing == 0


def test_attached_files_go_by_network_within_the_budget(book: Workspace, hq: Headquarters) -> None:
    enrol(hq, book)
    made = meeting(book)
    book.attachments.add_bytes(made, b"small", "a.jpg")
    book.attachments.add_bytes(made, b"x" * 5_000_001, "b.jpg")
    syncing = online(hq, book)
    assert syncing.sync("http://hq", Silent()).files == 1
    assert syncing.status().files_waiting == 1
    book.store.settings.put("file_budget", "all")
    assert syncing.sync(None, Silent()).files == 1
    assert syncing.status().files_waiting == 0


def test_the_timeline_shows_exchanges_and_what_piles_up_since(
    book: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    syncing = online(hq, book)
    syncing.sync("http://hq", Silent())
    assert syncing.timeline().pending == ()
    meeting(book)
    line = syncing.timeline(30)
    assert [b.way for b in line.beats] == ["http"]
    assert [p.count for p in line.pending] == [1]
    assert (line.end - line.start).days == 29


def test_stopping_leaves_what_was_whole(book: Workspace, hq: Headquarters, tmp_path: Path) -> None:
    enrol(hq, book)

    class Stopped(Stoppable):
        def step(self, done: int, total: int, what: str = "") -> None:
            self.stop()
            super().step(done, total, what)

    progress: Progress = Stopped()
    with pytest.raises(Cancelled):
        book.syncing.write_bundle(tmp_path / "x.sxbundle", progress)
    assert list(tmp_path.glob("x*")) == []
    with pytest.raises(Cancelled):
        online(hq, book).sync("http://hq", progress)
    assert online(hq, book).sync("http://hq", Silent()).receipt == 1


def test_no_network_is_said_and_nothing_is_lost(book: Workspace, hq: Headquarters) -> None:
    enrol(hq, book)

    class Dead:
        way = "http"

        def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
            raise Offline("no way")

    syncing = Syncing(book.store, book.records, book.blobs, dial=lambda *_: nullcontext(Dead()))
    with pytest.raises(Offline):
        syncing.sync("http://hq", Silent())
    assert syncing.status().only_here == 1
    assert syncing.probe() == "offline"


def test_a_restored_book_goes_on_without_enrolling_again(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)
    online(hq, book).sync("http://hq", Silent())
    backup = book.backups.make(tmp_path / "b.sxbackup")
    meeting(book)
    online(hq, book).sync("http://hq", Silent())
    book.close()
    again = Workspace.restore(tmp_path / "home", backup, "secret1")
    made = meeting(again)
    outcome = online(hq, again).sync("http://hq", Silent())
    # The meeting written after the backup comes back from HQ, the new one gets its receipt.
    assert (outcome.got, outcome.sent, outcome.receipt) == (1, 1, 3)
    assert again.records.count(again.records.query("activity")) == 2
    record = again.records.raw(made)
    assert record is not None
    assert online(hq, again).where(record) == "hq"
    again.close()


def test_a_file_that_is_no_bundle_is_named(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)
    wrong = tmp_path / "report.doc"
    wrong.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(BundleError, match=r"report\.doc"):
        book.syncing.read_bundle(wrong, Silent())
