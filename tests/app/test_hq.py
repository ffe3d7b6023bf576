"""What headquarters promises: one bad file holds up no other, and every branch gets its answer."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.hq import Headquarters
from app.workspace import Workspace
from db import keys
from db.model.errors import BundleError, InvalidRecord, WrongPassphrase
from db.model.progress import Silent, Stoppable
from sync.transports.bundle import SUFFIX

ROOT = Path(__file__).resolve().parents[2]
CHEAP = keys.Cost(1, 1, 8)


def headquarters(home: Path, name: str = "党群工作部") -> Headquarters:
    return Headquarters.create(home, "secret1", name=name, url="http://hq:8000", cost=CHEAP).hq


def branch(home: Path, name: str, hq: Headquarters | None = None) -> Workspace:
    book = Workspace.create(home, "secret1", branch=name, writer="周建国", cost=CHEAP).workspace
    if hq is not None:
        book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)
    return book


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Headquarters]:
    made = headquarters(tmp_path / "hq")
    yield made
    made.close()


def test_an_hq_opens_again_with_the_same_keys(tmp_path: Path) -> None:
    made = headquarters(tmp_path / "hq")
    words = made.status().words
    made.close()
    again = Headquarters.open(tmp_path / "hq", "secret1")
    assert again.status().words == words
    again.close()
    with pytest.raises(WrongPassphrase):
        Headquarters.open(tmp_path / "hq", "another1")
    with pytest.raises(InvalidRecord, match="already"):
        headquarters(tmp_path / "hq")


def test_a_second_laptop_of_a_branch_joins_it(hq: Headquarters, tmp_path: Path) -> None:
    one, two = branch(tmp_path / "1", "一支部"), branch(tmp_path / "2", "一支部")
    other = branch(tmp_path / "3", "二支部")
    first, second, third = (hq.enrol(b.enrolling.request_bytes("某某")) for b in (one, two, other))
    assert (first.joined, second.joined, third.joined) == (False, True, False)
    assert first.scope == second.scope != third.scope
    assert second.words == two.enrolling.state().own_words
    state = two.enrolling.take_certificate(second.certificate)
    assert (state.enrolled, state.branch, state.hq) == (True, "一支部", "党群工作部")
    assert (state.url, state.words) == ("http://hq:8000", hq.status().words)
    assert two.records.raw("branch") is not None
    assert two.branch() == "一支部"
    for book in (one, two, other):
        book.close()


def test_nobody_gets_anothers_scope_by_proposing_it(hq: Headquarters, tmp_path: Path) -> None:
    one = branch(tmp_path / "1", "一支部", hq)
    rogue = branch(tmp_path / "2", "冒名支部")
    rogue.store.settings.put("scope", one.pen().scope)
    assert hq.enrol(rogue.enrolling.request_bytes()).scope != one.pen().scope
    one.close()
    rogue.close()


def test_a_changed_request_is_refused(hq: Headquarters, tmp_path: Path) -> None:
    book = branch(tmp_path / "1", "一支部")
    request = book.enrolling.request_bytes()
    with pytest.raises(BundleError, match="signature"):
        hq.enrol(request.replace("一支部".encode(), "二支部".encode()))
    with pytest.raises(BundleError, match="not an enrolment request"):
        hq.enrol(b"PK\x03\x04")
    with pytest.raises(BundleError, match=r"nowhere\.request"):
        hq.enrol(tmp_path / "nowhere.request")
    book.close()


def test_good_files_are_taken_beside_bad_ones(hq: Headquarters, tmp_path: Path) -> None:
    stick, others = tmp_path / "stick", headquarters(tmp_path / "other", "另一个总部")
    stick.mkdir()
    books = [branch(tmp_path / str(n), f"第{n}支部", hq) for n in range(3)]
    stranger = branch(tmp_path / "s", "外单位支部", others)
    for n, book in enumerate([*books, stranger]):
        book.syncing.write_bundle(stick / f"{n}{SUFFIX}", Silent())
        book.close()
    whole = (stick / f"0{SUFFIX}").read_bytes()
    (stick / f"4{SUFFIX}").write_bytes(whole[: len(whole) // 2])
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 4
    (stick / f"5{SUFFIX}").write_bytes(bytes(flipped))
    (stick / f"6{SUFFIX}").write_bytes(b"")
    (stick / f"7{SUFFIX}").write_bytes(whole)

    steps = Stoppable()
    done = hq.ingest([stick, tmp_path / "gone.sxbundle"], tmp_path / "out", steps)
    assert (steps.done, steps.total) == (9, 9)
    assert [(r.taken, r.changes) for r in done.files] == [
        *[(True, 1)] * 3,
        *[(False, 0)] * 4,
        (True, 0),
        (False, 0),
    ]
    reasons = [str(r.error) for r in done.files if r.error]
    assert "somebody else" in reasons[0]
    assert all("damaged or was cut" in r for r in reasons[1:3])
    assert "gone.sxbundle" in reasons[-1]
    assert len(done.answers) == 3
    assert [b.changes for b in hq.status().branches] == [1, 1, 1]
    others.close()


def test_every_answer_is_read_by_its_branch_alone(hq: Headquarters, tmp_path: Path) -> None:
    one, two = (branch(tmp_path / str(n), f"第{n}支部", hq) for n in range(2))
    for n, book in enumerate((one, two)):
        book.syncing.write_bundle(tmp_path / f"{n}{SUFFIX}", Silent())
    answers = hq.ingest([tmp_path / f"{n}{SUFFIX}" for n in range(2)], tmp_path / "out").answers
    assert one.syncing.read_bundle(answers[0], Silent()).receipt == 1
    with pytest.raises(BundleError, match="somebody else"):
        one.syncing.read_bundle(answers[1], Silent())
    assert two.syncing.status().only_here == 1
    one.close()
    two.close()


def test_an_hq_that_lost_a_certificate_knows_its_own_hand(hq: Headquarters, tmp_path: Path) -> None:
    book = branch(tmp_path / "1", "一支部", hq)
    book.syncing.write_bundle(tmp_path / f"1{SUFFIX}", Silent())
    peer = hq.store.post.peers()[book.pen().actor]
    hq.store.post.know(peer._replace(certificate=b""))
    (report,) = hq.ingest([tmp_path / f"1{SUFFIX}"]).files
    assert (report.taken, report.changes) == (True, 1)
    book.close()


def test_the_status_names_branches_devices_and_receipts(hq: Headquarters, tmp_path: Path) -> None:
    book = branch(tmp_path / "1", "一支部", hq)
    assert hq.status().branches[0].devices[0].seen is None
    book.syncing.write_bundle(tmp_path / f"1{SUFFIX}", Silent())
    hq.ingest([tmp_path / f"1{SUFFIX}"])
    (held,) = hq.status().branches
    assert (held.name, held.records, held.receipt, held.conflicts) == ("一支部", 1, 1, 0)
    assert held.devices[0].holder == "周建国"
    assert held.devices[0].seen is not None
    book.close()


KILLED_AT = """
import os, signal, sys
from pathlib import Path
from app.hq import Headquarters

def dying(home, stick, out, nth):
    hq = Headquarters.open(home, "secret1")
    calls = [0]
    hold, give = hq.store.post.hold, hq.store.post.give_receipt

    def deadly(what):
        def doing(*args):
            calls[0] += 1
            what(*args)
            if calls[0] == nth:
                os.kill(os.getpid(), signal.SIGKILL)
        return doing

    hq.store.post.hold, hq.store.post.give_receipt = deadly(hold), deadly(give)
    hq.ingest([stick], out)
    os._exit(0)

folder, stick, *points = sys.argv[1:]
for nth in points:
    child = os.fork()
    if child == 0:
        dying(Path(folder, nth, "hq"), Path(stick), Path(folder, nth, "out"), int(nth))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
POINTS = (1, 2, 3, 4)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of an HQ, each killed at another point of importing two bundles from the stick there."""
    folder = tmp_path_factory.mktemp("killed")
    made, stick = headquarters(folder / "hq"), folder / "stick"
    stick.mkdir()
    for n in range(2):
        book = branch(folder / f"laptop-{n}", f"第{n}支部", made)
        book.syncing.write_bundle(stick / f"{n}{SUFFIX}", Silent())
        book.close()
    made.close()
    points = [str(nth) for nth in POINTS]
    for nth in points:
        shutil.copytree(folder / "hq", folder / nth / "hq")
    line = [sys.executable, "-c", KILLED_AT, str(folder), str(stick), *points]
    ended = subprocess.run(line, cwd=ROOT, check=True, capture_output=True, text=True)
    assert ended.stdout.split() == [str(-signal.SIGKILL)] * len(POINTS)
    return folder


@pytest.mark.parametrize("nth", POINTS)
def test_an_import_that_was_killed_is_simply_run_again(killed: Path, nth: int) -> None:
    folder = killed / str(nth)
    again = Headquarters.open(folder / "hq", "secret1")
    # What has a receipt is there; what was cut off left nothing behind.
    for held in again.status().branches:
        assert (held.receipt is None) == (held.changes == 0)
    done = again.ingest([killed / "stick"], folder / "out")
    assert all(f.taken for f in done.files)
    assert [(b.changes, b.receipt) for b in again.status().branches] == [(1, 1), (1, 1)]
    assert len(done.answers) == 2
    again.close()
