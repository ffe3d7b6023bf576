"""The day the inspectors come: a folder on a stick, looked at on a computer that has nothing of ours."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.conftest import Computer, enrol, served

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
MEETING = {
    "type": "general_meeting",
    "title": "5月党员大会",
    "held_start": "2026-05-22T19:30:00",
    "minutes": "雨季值班。",
    "state": "minuted",
}


def elsewhere(folder: Path, home: Path) -> tuple[int, dict[str, Any]]:
    """Verify in a process that has neither home nor passphrase."""
    bare = {k: v for k, v in os.environ.items() if not k.startswith("SUIXING")}
    line = [sys.executable, "-m", "ui.main", "verify", str(folder), "--json"]
    env = {**bare, "SUIXING_LANG": "en", "SUIXING_HOME": str(home)}
    done = subprocess.run(line, capture_output=True, text=True, check=False, env=env)
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_folder_proves_itself_on_a_computer_that_has_nothing_of_ours(
    laptop: Callable[..., Computer], hq: Computer, tmp_path: Path
) -> None:
    secretary = laptop("周建国")
    (meeting,) = secretary.new("activity", MEETING)
    enrol(hq, secretary)
    with served(hq) as url:
        receipt = secretary.does("sync", "--hq", url)["receipt"]
    secretary.does("set", "activity", meeting, "minutes=雨季值班，两人一组。")

    stick = tmp_path / "U盘" / "检查材料 2026"
    line = ("--recipient", "集团检查组", "--purpose", "半年检查", "--boxes", "1,4,13")
    made = secretary.alone("pdf", "folder", *YEAR, "-o", stick, *line)
    assert [name for name in made["files"] if name.startswith("04")]

    code, answer = elsewhere(stick, tmp_path / "nowhere")
    assert (code, answer["good"]) == (0, True)
    words = answer["hq_words"]
    with secretary.opened() as book:
        assert words == book.enrolling.state().words
    said = " ".join(item["text"] for item in answer["items"])
    assert "周建国" in said
    assert f"up to receipt no. {receipt}" in said

    pdf = next(stick.glob("04*.pdf"))
    spoilt = bytearray(pdf.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    pdf.write_bytes(bytes(spoilt))
    code, answer = elsewhere(stick, tmp_path / "nowhere")
    assert code == 1
    bad = [(item["check"], item["file"]) for item in answer["items"] if item["state"] == "bad"]
    assert bad == [("hash", pdf.name)]


def test_who_took_a_folder_out_is_on_record_for_the_whole_branch(
    laptop: Callable[..., Computer], hq: Computer, tmp_path: Path
) -> None:
    secretary, deputy = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, secretary, deputy)
    secretary.does(
        "pdf", "folder", *YEAR, "-o", tmp_path / "x", "--recipient", "检查组", "--boxes", "1"
    )
    with served(hq) as url:
        secretary.does("sync", "--hq", url)
        deputy.does("sync", "--hq", url)
    (entry,) = deputy.lists("access_entry")
    assert (entry["by"], entry["recipient"], entry["way"]) == ("周建国", "检查组", "export")
