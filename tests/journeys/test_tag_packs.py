"""Tag packs reach a branch by network and by stick, sort what it records, and leave their titles behind."""

from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import Computer, enrol, served

Laptops = Callable[..., Computer]

GROUP = """\
[pack]
id = "group"
version = "2026.1"
title_zh = "集团九联"
title_en = "Nine of the group"
issuer = "集团党群工作部"

[[tag]]
code = "rooms"
title_zh = "阵地联用"
title_en = "Rooms in common"

[[tag]]
code = "gain"
title_zh = "同心共赢"
title_en = "Gains"
outcome = true
"""
LATER = (
    GROUP.replace("2026.1", "2026.2")
    .replace("阵地联用", "阵地同用")
    .replace("Rooms in common", "Rooms shared")
)


def in_use(computer: Computer) -> list[tuple[str, str, str]]:
    """Return the packs in use: id, version, where from."""
    items = computer.does("tags", "list")["items"]
    return [(p["id"], p["version"], p["from"]) for p in items if p["in_use"]]


def file(folder: Path, name: str, text: str) -> Path:
    """Write a pack's file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_hq_chooses_edits_and_sends_and_a_branch_sorts_by_it_after_the_next_sync(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    branch = laptop("周建国")
    enrol(hq, branch)
    assert "bagong" in {p["id"] for p in hq.does("hq", "tags", "list")["offered"]}
    # Chosen as it is, and another one taken as a beginning, edited and sent under a name of its own.
    assert hq.does("hq", "tags", "send", "bagong")["again"] is False
    hq.does("hq", "tags", "export", "shigong", tmp_path / "own.toml")
    edited = (tmp_path / "own.toml").read_text("utf-8").replace('id = "shigong"', 'id = "ours"')
    hq.does("hq", "tags", "send", file(tmp_path, "own.toml", edited))
    assert len(hq.does("hq", "tags", "show", "ours")["tags"]) == 10
    with served(hq) as url:
        branch.does("sync", "--hq", url)
        assert in_use(branch) == [("bagong", "1", "hq"), ("ours", "1", "hq")]
        assert hq.does("hq", "tags", "withdraw", "ours")["versions"] == 1
        branch.does("sync")
    assert in_use(branch) == [("bagong", "1", "hq")]
    assert branch.does("doctor")["ailments"] == []


def test_a_pack_comes_by_stick_and_a_newer_one_takes_its_place(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    branch = laptop("周建国")
    enrol(hq, branch)
    hq.does("hq", "tags", "send", file(tmp_path, "1.toml", GROUP))
    hq.does("hq", "tags", "send", file(tmp_path, "2.toml", LATER))
    branch.does("bundle", "write", tmp_path / "a.sxbundle")
    (answer,) = hq.does("hq", "ingest", tmp_path / "a.sxbundle", "--out", tmp_path / "out")[
        "answers"
    ]
    branch.does("bundle", "read", answer)
    assert in_use(branch) == [("group", "2026.2", "hq")]
    assert [t["title"] for t in branch.does("tags", "show", "group")["tags"]] == [
        "Rooms shared",
        "Gains",
    ]
    older = file(tmp_path, "1.toml", GROUP + "# other\n")
    assert "2026.2 was sent already" in hq.fails("hq", "tags", "send", older)


def test_a_branch_brings_a_file_tags_a_record_by_its_title_and_finds_it_again(
    laptop: Laptops, tmp_path: Path
) -> None:
    branch = laptop("周建国")
    branch.does("tags", "bring", file(tmp_path, "g.toml", GROUP))
    branch.does("tags", "use", "bagong")
    (deed,) = branch.new("practical_deed", {"title": "送清凉", "done_on": "2026-05-01"})
    branch.new("practical_deed", {"title": "别的", "done_on": "2026-05-02"})
    branch.does("set", "practical_deed", deed, "tags=Rooms in common、bagong.model")
    for where in ("tags=Rooms in common", "tags=group.rooms", "tags=bagong.model,group.rooms"):
        found = branch.does("list", "practical_deed", "--where", where)["items"]
        assert [item["id"] for item in found] == [deed]
    assert branch.does("list", "practical_deed", "--where", "tags=bagong.culture")["items"] == []
    branch.does("tags", "drop", "group")
    assert in_use(branch) == [("bagong", "1", "shipped")]
    assert branch.does("show", "practical_deed", deed)["tags"] == ["group.rooms", "bagong.model"]
    assert "is called" in branch.fails("set", "practical_deed", deed, "tags=四心")
    written = tmp_path / "t.pdf"
    line = ("--from", "2026-01-01", "--to", "2026-12-31", "-o", written)
    branch.does("pdf", "tags", "group", *line)
    assert written.read_bytes().startswith(b"%PDF-")
    branch.does("pdf", "matrix", "bagong", "--year", "2026", "-o", tmp_path / "c.pdf")
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF-")


def test_a_file_that_is_no_pack_is_named_with_its_line(laptop: Laptops, tmp_path: Path) -> None:
    branch = laptop("周建国")
    wrong = file(tmp_path, "w.toml", GROUP.replace('code = "rooms"', 'code = "阵地"'))
    assert "Line 9" in branch.fails("tags", "bring", wrong)
