"""What enrolment promises: by file, for this computer and this HQ alone, with the history kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.hq import Headquarters
from app.workspace import Workspace
from db import keys
from db.model.errors import BundleError
from tests.app.samples import new_book

CHEAP = keys.Cost(1, 1, 8)


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Headquarters]:
    made = Headquarters.create(tmp_path / "hq", "secret1", name="党群工作部", cost=CHEAP).hq
    yield made
    made.close()


def test_a_request_and_an_answer_are_files(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    assert not book.enrolling.state().enrolled
    (tmp_path / "enrolment.request").write_bytes(book.enrolling.request_bytes("周建国"))
    assert book.enrolling.state().requested
    answer = hq.enrol(tmp_path / "enrolment.request")
    (tmp_path / "answer.cert").write_bytes(answer.certificate)
    state = book.enrolling.take_certificate(tmp_path / "answer.cert")
    assert (state.enrolled, state.holder, state.hq) == (True, "周建国", "党群工作部")
    assert book.enrolling.take_certificate(tmp_path / "answer.cert") == state


def test_what_was_written_before_is_kept_and_goes_on(book: Workspace, hq: Headquarters) -> None:
    book.records.add("party_group", {"name": "第一党小组"})
    old = book.pen().scope
    # Somebody else of that branch came first, so this book moves into another scope.
    hq.store.post.call("5c0fe00000000001", book.branch())
    answer = hq.enrol(book.enrolling.request_bytes())
    book.enrolling.take_certificate(answer.certificate)
    assert book.pen().scope == answer.scope != old
    assert book.records.count(book.records.query("party_group")) == 1
    book.records.add("party_group", {"name": "第二党小组"})
    assert book.syncing.status().total_changes == 3


def test_a_certificate_for_another_computer_is_named(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    other = new_book(tmp_path / "other", branch="一支部", writer="达瓦次仁")
    answer = hq.enrol(other.enrolling.request_bytes())
    with pytest.raises(BundleError, match=r"another computer .*达瓦次仁"):
        book.enrolling.take_certificate(answer.certificate)
    assert not book.enrolling.state().enrolled
    other.close()


def test_once_enrolled_another_hq_is_refused(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)
    rogue = Headquarters.create(tmp_path / "rogue", "secret1", name="假总部", cost=CHEAP).hq
    answer = rogue.enrol(book.enrolling.request_bytes())
    with pytest.raises(BundleError, match=r"another HQ .*假总部"):
        book.enrolling.take_certificate(answer.certificate)
    rogue.close()


@pytest.mark.parametrize(
    "wrong",
    [b"", b"{}", b"PK\x03\x04", b'{"format":"suixing-certificate","version":9}', b"[" * 5000],
)
def test_any_other_file_is_refused_calmly(book: Workspace, wrong: bytes) -> None:
    with pytest.raises(BundleError, match="not a certificate"):
        book.enrolling.take_certificate(wrong)


def test_a_changed_certificate_is_refused(book: Workspace, hq: Headquarters) -> None:
    raw = hq.enrol(book.enrolling.request_bytes()).certificate
    with pytest.raises(BundleError, match="signature"):
        book.enrolling.take_certificate(
            raw.replace(b'\\"rw\\"', b'\\"r\\"').replace(b'"rw"', b'"rx"')
        )
    with pytest.raises(BundleError, match=r"gone\.cert"):
        book.enrolling.take_certificate(Path("gone.cert"))
