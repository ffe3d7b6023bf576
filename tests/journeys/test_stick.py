"""The stick: there and back, any number of times; a bad file among good ones holds up nobody."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.hq import Headquarters
from tests.journeys.conftest import CHEAP, SECRET, Computer, enrol

Laptops = Callable[..., Computer]
MEETING = {"type": "general_meeting", "title": "5月党员大会", "minutes": "雨季值班分三班。"}


def written(computer: Computer, file: Path) -> Path:
    """Write a bundle; return its file."""
    computer.does("bundle", "write", file)
    return file


def test_there_and_back_twice_changes_nothing_the_second_time(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    secretary = laptop("周建国")
    enrol(hq, secretary)
    (meeting,) = secretary.new("activity", MEETING)
    letter = tmp_path / "stick" / "there.sxbundle"
    out = secretary.does("bundle", "write", letter)
    assert (out["sent"], out["up"]) == (2, letter.stat().st_size)
    with secretary.opened() as book:
        assert (book.syncing.status().only_here, book.syncing.status().on_stick) == (2, 2)

    first = hq.does("hq", "ingest", letter, "--out", tmp_path / "out")
    assert [(f["taken"], f["changes"]) for f in first["files"]] == [(True, 2)]
    second = hq.does("hq", "ingest", letter, "--out", tmp_path / "out")
    assert [(f["taken"], f["changes"]) for f in second["files"]] == [(True, 0)]

    (answer,) = second["answers"]
    back = secretary.does("bundle", "read", answer)
    assert (back["receipt"], back["got"]) == (1, 0)
    before = secretary.shows("activity", meeting)
    again = secretary.does("bundle", "read", answer)
    assert (again["receipt"], again["got"], again["conflicts_new"]) == (None, 0, 0)
    assert secretary.shows("activity", meeting) == before
    with secretary.opened() as book:
        assert (book.syncing.status().only_here, book.syncing.status().on_stick) == (0, 0)
    assert secretary.does("doctor")["ailments"] == []


def test_a_colleague_reads_the_same_stick(laptop: Laptops, hq: Computer, tmp_path: Path) -> None:
    secretary, deputy = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, secretary, deputy)
    (answer,) = hq.does(
        "hq", "ingest", written(deputy, tmp_path / "d.sxbundle"), "--out", tmp_path / "out"
    )["answers"]
    secretary.does("bundle", "read", answer)
    (meeting,) = secretary.new("activity", MEETING)
    letter = written(secretary, tmp_path / "s.sxbundle")
    assert deputy.does("bundle", "read", letter)["got"] >= 1
    assert deputy.shows("activity", meeting) == secretary.shows("activity", meeting)


@pytest.fixture
def elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Computer:
    """Another headquarters."""
    home = tmp_path / "elsewhere"
    Headquarters.create(home, SECRET, name="外单位", cost=CHEAP).hq.close()
    return Computer(home, capsys)


def test_bad_files_are_set_aside_with_their_reasons_and_hold_up_nobody(
    laptop: Laptops, hq: Computer, elsewhere: Computer, tmp_path: Path
) -> None:
    one, two = laptop("周建国", "第一项目部党支部"), laptop("扎西", "第二项目部党支部")
    stranger = laptop("李工", "外单位党支部")
    enrol(hq, one, two)
    enrol(elsewhere, stranger)
    stick = tmp_path / "stick"
    whole = written(two, stick / "4-whole.sxbundle").read_bytes()
    (stick / "0-cut.sxbundle").write_bytes(whole[: len(whole) // 2])
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 8
    (stick / "1-flipped.sxbundle").write_bytes(flipped)
    written(stranger, stick / "2-foreign.sxbundle")
    (stick / "3-text.sxbundle").write_text("这是一份通知。" * 50, encoding="utf-8")
    written(one, stick / "5-whole.sxbundle")

    done = hq.does("hq", "ingest", *sorted(stick.iterdir()), "--out", tmp_path / "out")
    assert (done["taken"], done["set_aside"]) == (2, 4)
    reasons = {f["file"]: f["reason"] for f in done["files"] if not f["taken"]}
    assert sorted(reasons) == [
        "0-cut.sxbundle",
        "1-flipped.sxbundle",
        "2-foreign.sxbundle",
        "3-text.sxbundle",
    ]
    assert all(name in reason for name, reason in reasons.items())
    assert "damaged or was cut" in reasons["0-cut.sxbundle"]
    assert "damaged or was cut" in reasons["1-flipped.sxbundle"]
    assert "somebody else" in reasons["2-foreign.sxbundle"]
    assert "not a bundle" in reasons["3-text.sxbundle"]
    branches = hq.does("hq", "status")["items"]
    assert sorted(b["branch"] for b in branches) == ["第一项目部党支部", "第二项目部党支部"]
    assert [b["receipt"] for b in branches] == [1, 1]
    assert len(done["answers"]) == 2
    for name in reasons:
        assert name in one.fails("bundle", "read", stick / name)
    assert one.does("doctor")["ailments"] == []


def test_a_file_of_zeros_and_a_folder_are_no_bundles(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    secretary = laptop("周建国")
    enrol(hq, secretary)
    empty, folder = tmp_path / "empty.sxbundle", tmp_path / "folder.sxbundle"
    empty.write_bytes(b"\0" * 10_000)
    folder.mkdir()
    assert "empty.sxbundle" in secretary.fails("bundle", "read", empty)
    assert "folder.sxbundle" in secretary.fails("bundle", "read", folder)
    assert "gone.sxbundle" in secretary.fails("bundle", "read", tmp_path / "gone.sxbundle")


def test_a_bundle_before_enrolment_says_what_to_do(laptop: Laptops, tmp_path: Path) -> None:
    assert laptop("周建国").fails("bundle", "write", tmp_path / "a.sxbundle")
    assert not list(tmp_path.glob("a.sxbundle*"))
