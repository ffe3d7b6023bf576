"""HQ's own rules reach two branches, by network and by stick, and each is judged by its own."""

from collections.abc import Callable
from pathlib import Path

from db.model.progress import Silent
from tests.journeys.conftest import Answer, Computer, enrol, served

Laptops = Callable[..., Computer]

FIRST = """\
[pack]
id = "group"
version = "2026.1"
title_zh = "集团规则包"
title_en = "Group pack"
issuer = "集团党群工作部"

[[rule]]
id = "R01"
severity = "I"
replaces = true
scope = ["temporary"]
effective_from = 2025-01-01

[[rule]]
id = "R15"
effective_from = 2025-01-01
thresholds = { very_late_days = 10 }

[[rule]]
id = "R04"
off = true
"""
SECOND = FIRST.replace("2026.1", "2026.2").replace("very_late_days = 10", "very_late_days = 5")


def written(folder: Path, name: str, text: str) -> Path:
    """Write a pack's file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def branch(computer: Computer, **fields: str) -> None:
    """Say what kind of branch it is."""
    pairs = [f"{name}={value}" for name, value in fields.items()]
    computer.does("set", "branch", "branch", *pairs)


def found(computer: Computer, rule: str) -> list[Answer]:
    """Return what a rule finds in 2026 up to September."""
    answer = computer.does("check", "--from", "2026-01-01", "--to", "2026-09-30")
    return [item for item in answer["items"] if item["rule"] == rule]


def late_meeting(computer: Computer) -> None:
    """Put on record a meeting that was held long before."""
    member = {"name": "周建国"}
    computer.new("member", member)
    start = {"held_start": "2026-01-08T10:00:00", "held_end": "2026-01-08T11:00:00"}
    computer.new("activity", {"type": "committee_meeting", "state": "minuted", **start})


def packs(computer: Computer) -> list[tuple[str, str]]:
    """Return which packs are in use."""
    return [(p["id"], p["version"]) for p in computer.does("rules", "list")["items"]]


def test_hqs_rules_apply_after_the_next_sync_and_each_branch_has_its_own(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    ordinary, temporary = laptop("周建国", "甲支部"), laptop("达瓦次仁", "乙临时支部")
    branch(ordinary, branch_type="ordinary")
    branch(temporary, branch_type="mobile", rules_as="temporary")
    for computer in (ordinary, temporary):
        late_meeting(computer)
    enrol(hq, ordinary, temporary)
    assert {f["severity"] for f in found(ordinary, "R01")} == {"warning"}
    assert found(ordinary, "R04")
    sent = hq.does("hq", "rules", "send", written(tmp_path, "g.toml", FIRST))
    assert (sent["id"], sent["version"], sent["again"]) == ("group", "2026.1", False)
    with served(hq) as url:
        for computer in (ordinary, temporary):
            computer.does("sync", "--hq", url)
    for computer in (ordinary, temporary):
        assert ("group", "2026.1") in packs(computer)
        assert found(computer, "R04") == []
        (late,) = found(computer, "R15")
        assert (late["severity"], late["pack"], late["version"]) == ("warning", "group", "2026.1")
        assert late["source"].endswith("by Group pack 2026.1")
    assert {f["severity"] for f in found(ordinary, "R01")} == {"warning"}
    assert {f["pack"] for f in found(ordinary, "R01")} == {"national"}
    assert {f["severity"] for f in found(temporary, "R01")} == {"info"}
    assert {f["pack"] for f in found(temporary, "R01")} == {"group"}
    for computer in (ordinary, temporary):
        assert computer.does("doctor")["ailments"] == []


def test_a_pack_comes_by_stick_and_an_older_one_never_takes_its_place(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    near, far = laptop("周建国", "甲支部"), laptop("达瓦次仁", "甲支部")
    enrol(hq, near, far)
    hq.does("hq", "rules", "send", written(tmp_path, "1.toml", FIRST))
    hq.does("hq", "rules", "send", written(tmp_path, "2.toml", SECOND))
    near.does("bundle", "write", tmp_path / "near.sxbundle")
    (answer,) = hq.does("hq", "ingest", tmp_path / "near.sxbundle", "--out", tmp_path / "out")[
        "answers"
    ]
    near.does("bundle", "read", answer)
    assert ("group", "2026.2") in packs(near)
    # A colleague who never met HQ gets it from the same stick.
    near.does("bundle", "write", tmp_path / "on.sxbundle")
    far.does("bundle", "read", tmp_path / "on.sxbundle")
    assert ("group", "2026.2") in packs(far)
    refused = hq.fails("hq", "rules", "send", written(tmp_path, "1.toml", FIRST + "# other\n"))
    assert "group 2026.2 was sent already" in refused
    assert [(i["id"], i["version"]) for i in hq.does("hq", "rules", "list")["items"]] == [
        ("group", "2026.2"),
        ("group", "2026.1"),
    ]


def test_a_withdrawn_pack_leaves_what_the_program_says(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    secretary = laptop("周建国")
    enrol(hq, secretary)
    hq.does("hq", "rules", "send", written(tmp_path, "1.toml", FIRST))
    with served(hq) as url:
        secretary.does("sync", "--hq", url)
        assert ("group", "2026.1") in packs(secretary)
        assert hq.does("hq", "rules", "withdraw", "group")["versions"] == 1
        secretary.does("sync")
        assert [name for name, _ in packs(secretary)] == ["national", "facts", "practice"]
        # A withdrawn version does not come back; a higher one does.
        assert "higher version" in hq.fails("hq", "rules", "send", tmp_path / "1.toml")
        hq.does("hq", "rules", "send", written(tmp_path, "2.toml", SECOND))
        secretary.does("sync")
    assert ("group", "2026.2") in packs(secretary)
    assert "No rule pack called other" in hq.fails("hq", "rules", "withdraw", "other")


def test_an_open_book_follows_without_a_restart(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    secretary = laptop("周建国")
    enrol(hq, secretary)
    with served(hq) as url, secretary.opened() as book:
        today = book.now().date()
        before = book.rules.rulebook().on("R15", today)
        assert before is not None
        assert before.number("very_late_days") == 30
        hq.does("hq", "rules", "send", written(tmp_path, "1.toml", FIRST))
        book.syncing.sync(url, Silent())
        after = book.rules.rulebook().on("R15", today)
        assert after is not None
        assert after.number("very_late_days") == 10


def test_a_wrong_pack_never_leaves(hq: Computer, laptop: Laptops, tmp_path: Path) -> None:
    wrong = written(tmp_path, "w.toml", FIRST.replace("very_late_days", "very_late_day"))
    said = "Line 18: R15 has no threshold very_late_day; near it: very_late_days."
    assert hq.fails("hq", "rules", "send", wrong) == said
    assert hq.fails("rules", "check", wrong) == said
    looser = written(tmp_path, "l.toml", FIRST.replace("very_late_days = 10", "late_days = 9"))
    assert hq.fails("hq", "rules", "send", looser).startswith(
        "Line 18: late_days = 9 is not stricter than 3;"
    )
    assert hq.does("hq", "rules", "list")["items"] == []
    assert "cannot be read" in hq.fails("hq", "rules", "send", tmp_path / "nothing.toml")
    good = hq.does("rules", "check", written(tmp_path, "g.toml", FIRST))
    assert {"rule": "R15", "name": "very_late_days", "before": "30", "after": "10"} in good[
        "changes"
    ]
    secretary = laptop("周建国")
    exported = tmp_path / "national.toml"
    secretary.does("rules", "export", "national", exported)
    assert 'id = "R25"' in exported.read_text("utf-8")
    assert "no rule pack called other" in secretary.fails("rules", "export", "other", exported)
    (hours,) = secretary.does("rules", "show", "R25", "--on", "2026-11-26")["items"][:1]
    assert (hours["thresholds"], hours["confidence"]) == (
        {"member_hours": 32.0, "counted": ["concentrated", "online", "away"]},
        "A",
    )
    assert "No rule R99" in secretary.fails("rules", "show", "R99")
