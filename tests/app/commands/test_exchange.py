"""Meeting HQ from the command line: enrol, sync, bundle write, bundle read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.hq import Headquarters
from app.workspace import Workspace
from tests.app.commands.conftest import Run
from tests.app.conftest import CHEAP


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Headquarters]:
    made = Headquarters.create(tmp_path / "hq", "secret1", name="党群工作部", cost=CHEAP).hq
    yield made
    made.close()


@pytest.fixture
def certificate(hq: Headquarters, home: Path, tmp_path: Path) -> Path:
    """HQ's answer to the laptop in `home`."""
    book = Workspace.open(home, "secret1")
    raw = hq.enrol(book.enrolling.request_bytes()).certificate
    book.close()
    file = tmp_path / "certificate"
    file.write_bytes(raw)
    return file


@pytest.fixture
def enrolled(run: Run, certificate: Path) -> Run:
    assert run("enrol", str(certificate))[0] == 0
    return run


def test_enrolling_says_with_whom(run: Run, certificate: Path) -> None:
    code, state = run("enrol", str(certificate))
    assert (code, state["enrolled"], state["hq"], state["branch"]) == (
        0,
        True,
        "党群工作部",
        "支部",
    )
    assert len(state["words"].split()) >= 6


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xd8\xff"])
def test_any_other_file_is_refused_and_changes_nothing(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(content)
    code, answer = run("enrol", str(file))
    assert (code, bool(answer["error"])) == (1, True)
    code, answer = run("sync", "--hq", "http://127.0.0.1:9")
    assert (code, bool(answer["error"])) == (1, True)


def test_a_sync_says_bytes_changes_turns_and_receipt(enrolled: Run, hq: Headquarters) -> None:
    with hq.in_background() as url:
        code, done = enrolled("sync", "--hq", url)
        assert code == 0
        assert (done["sent"], done["got"], done["turns"], done["receipt"]) == (1, 0, 1, 1)
        assert done["up"] > 0
        assert done["down"] > 0
        assert enrolled("sync")[1]["receipt"] is None, "the address is remembered, nothing is new"


def test_the_four_areas_are_told_without_an_exchange(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUIXING_LANG", "zh_CN")
    code, said = run("sync", "--areas")
    assert code == 0
    assert list(said) == ["study", "activity", "management", "service"]
    assert said["study"] == {"held": 0, "only_here": 0, "apart": 0}
    assert said["management"]["only_here"] > 0
    assert "学习：还没有记录" in run("sync", "--areas", json_too=False)[1]


def test_people_are_told_in_sentences(
    enrolled: Run, hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUIXING_LANG", "en")
    with hq.in_background() as url:
        code, said = enrolled("sync", "--hq", url, json_too=False)
    assert code == 0
    assert "Sent 1 changes" in said
    assert "HQ has signed receipt 1." in said


def test_without_an_address_it_says_where_to_write_one(
    enrolled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUIXING_LANG", "en")
    code, answer = enrolled("sync")
    assert code == 1
    assert "address is not known" in answer["error"]


def test_a_bundle_goes_out_and_the_answer_comes_back(
    enrolled: Run, hq: Headquarters, tmp_path: Path
) -> None:
    file = tmp_path / "stick" / "a.sxbundle"
    code, out = enrolled("bundle", "write", str(file))
    assert (code, out["way"], out["sent"], out["up"]) == (0, "stick-out", 1, file.stat().st_size)
    (answer,) = hq.ingest([file], tmp_path / "out").answers
    code, back = enrolled("bundle", "read", str(answer))
    assert (code, back["way"], back["receipt"]) == (0, "stick-in", 1)
    assert back["down"] == answer.stat().st_size
    assert back["set_aside"] == []


def test_a_folder_gets_a_file_named_by_the_day(enrolled: Run, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert enrolled("bundle", "write", str(stick))[0] == 0
    (made,) = stick.iterdir()
    assert made.name.startswith("suixing-")
    assert made.suffix == ".sxbundle"


def test_what_cannot_be_written_is_named(enrolled: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    code, answer = enrolled("bundle", "write", str(tmp_path / "file" / "a.sxbundle"))
    assert code == 1
    assert "a.sxbundle" in answer["error"]
