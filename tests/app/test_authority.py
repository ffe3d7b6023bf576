"""What HQ's counter promises: an HQ made before it can use it, and keys survive a new start."""

from pathlib import Path

from app.hq import Headquarters
from app.services.refused import refused
from db.model.errors import BundleError
from db.model.progress import Silent
from sync.transports.bundle import SUFFIX
from tests.app.test_hq import branch, headquarters


def test_a_new_key_is_there_after_a_new_start(tmp_path: Path) -> None:
    hq = headquarters(tmp_path / "hq")
    before, words = hq.office, hq.status().words
    hq.authority.rotate()
    hq.close()
    again = Headquarters.open(tmp_path / "hq", "secret1")
    assert again.office.sign != before.sign
    assert (again.office.root, again.office.actor) == (before.root, before.actor)
    assert again.status().words == words
    book = branch(tmp_path / "1", "一支部", again)
    book.syncing.write_bundle(tmp_path / f"1{SUFFIX}", Silent())
    (answer,) = again.ingest([tmp_path / f"1{SUFFIX}"], tmp_path / "out").answers
    assert book.syncing.read_bundle(answer, Silent()).receipt == 1
    book.close()
    again.close()


def test_a_file_that_was_not_taken_is_written_down(tmp_path: Path) -> None:
    hq = headquarters(tmp_path / "hq")
    file = tmp_path / f"bad{SUFFIX}"
    file.write_bytes(b"rubbish" * 100)
    (report,) = hq.ingest([file, file]).files
    assert isinstance(report.error, BundleError)
    hq.ingest([file])
    (noted,) = refused(hq.store)
    assert (noted.who, noted.known, noted.way, noted.times) == (file.name, False, "stick", 2)
    assert "not a bundle" in noted.reason
    hq.close()


def test_a_revoked_device_stands_in_the_status_with_its_day_and_reason(tmp_path: Path) -> None:
    hq = headquarters(tmp_path / "hq")
    books = [branch(tmp_path / str(n), "一支部", hq) for n in range(2)]
    done = hq.authority.revoke(books[0].pen().actor, "  丢失 ")
    (held,) = hq.status().branches
    told = {d.actor: (bool(d.revoked), d.reason) for d in held.devices}
    assert told == {done.actor: (True, "丢失"), books[1].pen().actor: (False, "")}
    for book in books:
        book.close()
    hq.close()
