"""An HQ in a database: everything it does, and a second server beside it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.hq import Headquarters
from app.workspace import Workspace
from db.address import FILE
from db.model.errors import InvalidRecord
from db.model.progress import Silent
from sync.tenure import OfficeKeys
from tests.app.conftest import CHEAP
from tests.app.samples import new_book
from tests.postgres import Server

SECRET = "secret1"


@pytest.fixture
def database(postgres: Server) -> str:
    return postgres.database()


@pytest.fixture
def hq(tmp_path: Path, database: str) -> Iterator[Headquarters]:
    made = Headquarters.create(
        tmp_path / "hq", SECRET, name="党群工作部", database=database, cost=CHEAP
    ).hq
    yield made
    made.close()


def branch(home: Path, name: str, hq: Headquarters) -> Workspace:
    book = new_book(home, branch=name, writer="周建国")
    book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)
    book.records.add("party_group", {"name": "第一党小组"})
    return book


def test_a_branch_is_enrolled_and_synced_by_network_and_by_stick(
    hq: Headquarters, tmp_path: Path
) -> None:
    near, far = branch(tmp_path / "1", "一支部", hq), branch(tmp_path / "2", "二支部", hq)
    with hq.in_background() as url:
        near.syncing.sync(url, Silent())
    far.syncing.write_bundle(tmp_path / "stick.sxbundle", Silent())
    done = hq.ingest([tmp_path / "stick.sxbundle"], tmp_path)
    assert [f.taken for f in done.files] == [True]
    held = {b.name: b for b in hq.status().branches}
    assert {name: b.records for name, b in held.items()} == {"一支部": 2, "二支部": 2}
    assert held["二支部"].receipt == 1
    for book in (near, far):
        book.close()


def test_it_opens_again_from_its_home_and_from_a_copy_of_it(
    hq: Headquarters, tmp_path: Path
) -> None:
    branch(tmp_path / "1", "一支部", hq).close()
    shutil.copytree(tmp_path / "hq", tmp_path / "second")
    second = Headquarters.open(tmp_path / "second", SECRET)
    assert second.office == hq.office
    assert [b.name for b in second.status().branches] == ["一支部"]
    second.close()


def test_the_keys_of_hq_are_in_the_database_but_not_to_be_read_there(hq: Headquarters) -> None:
    root = OfficeKeys(hq.store.settings).root
    rows = hq.store.engine.rows("select name, value from setting")
    assert "office/keys" in dict(rows)
    assert not any(root.hex() in value for _, value in rows)


def test_a_database_is_of_one_hq(hq: Headquarters, database: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match="already"):
        Headquarters.create(tmp_path / "another", SECRET, database=database, cost=CHEAP)
    assert not (tmp_path / "another").exists()


def test_the_command_line_makes_one_and_says_what_it_holds(
    database: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SUIXING_PASSPHRASE", SECRET)
    home = ["--home", str(tmp_path / "hq"), "--json"]
    assert main(["hq", "init", "--database", database, "--name", "党群工作部", *home]) == 0
    made = json.loads(capsys.readouterr().out)
    assert not (tmp_path / "hq" / "hq.db").exists()
    assert (tmp_path / "hq" / FILE).exists()
    assert main(["hq", "status", *home]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["name"], status["words"]) == ("党群工作部", made["words"])
