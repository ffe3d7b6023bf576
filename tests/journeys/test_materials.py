"""Study materials come from headquarters or from a stick, are read by those they are for, and studied."""

from collections.abc import Callable
from pathlib import Path

from tests.app.materials.test_reading import TEXT
from tests.journeys.conftest import Computer, enrol, served

Laptops = Callable[..., Computer]


def titles(computer: Computer, *more: str) -> list[str]:
    """Return the materials shown, by title."""
    return sorted(m["title"] for m in computer.does("materials", "list", *more)["items"])


def test_hq_sends_materials_and_a_branch_reads_those_of_its_audiences(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    branch = laptop("周建国")
    enrol(hq, branch)
    file = tmp_path / "m.toml"
    file.write_text(TEXT, encoding="utf-8")
    assert hq.does("hq", "materials", "send", file)["materials"] == 2
    with served(hq) as url:
        branch.does("sync", "--hq", url)
        assert titles(branch) == ["法律维权二十问", "读本"]
        branch.does("materials", "want", "机关党员")
        assert titles(branch) == ["读本"]
        assert titles(branch, "--all") == ["法律维权二十问", "读本"]
        assert branch.does("materials", "want")["wanted"] == []
        shown = branch.does("materials", "show", "lectures.rights")
        assert shown["text"] == "第一问\n第二问"
        made = branch.does("materials", "study", "lectures.rights")["id"]
        study = branch.does("show", "study_record", made)
        assert study["topic"] == "法律维权二十问"
        assert study["source"].startswith("集团党群工作部")
        assert "members" not in study
        hq.does("hq", "materials", "withdraw", "lectures")
        branch.does("sync")
    assert titles(branch) == []
    assert branch.does("show", "study_record", made)["topic"] == "法律维权二十问"


def test_a_pack_from_a_stick_becomes_records_and_twice_is_once(
    laptop: Laptops, tmp_path: Path
) -> None:
    branch = laptop("周建国")
    file = tmp_path / "m.toml"
    file.write_text(TEXT, encoding="utf-8")
    made = branch.does("materials", "bring", file)["ids"]
    assert len(made) == 2
    assert branch.does("materials", "bring", file)["ids"] == []
    assert titles(branch) == ["法律维权二十问", "读本"]
    shown = branch.does("show", "material", made[0])
    assert (shown["audience"], shown["issued_on"]) == ("一线党员", "2026-04-01")
    file.write_text(TEXT.replace('"notes"', '"rights"'), encoding="utf-8")
    assert "Line 19" in branch.fails("materials", "bring", file)
