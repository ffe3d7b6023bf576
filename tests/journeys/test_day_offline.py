"""A day without any network, from the first start to the printed record, by the command line."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.conftest import BRANCH, Computer

ROSTER = (
    ("序号", "姓 名", "政治面貌", "所在党小组", "职务", "入党时间"),
    (1, "周建国", "中共党员", "第一党小组", "书记", "２００８.６.２６"),
    (2, "达瓦次仁", "中共党员", "第一党小组", "副书记", "2011-07-01"),
    (3, "王海燕", "中共党员", "第一党小组", "综合办主任", "2014年6月26日"),
    (4, "刘 洋", "预备党员", "第一党小组", "测量员", "2025/11/3"),
    (5, "次仁旺堆", "中共党员", "第二党小组", "", "2016-02-30"),
)
MEETING = {
    "type": "general_meeting",
    "title": "5月党员大会",
    "held_start": "2026-05-22T19:30:00",
    "held_end": "2026-05-22T20:40:00",
    "place_text": "一号营地会议室",
    "hours": 1,
}


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["109国道项目联合党支部党员花名册"])
    for row in ROSTER:
        sheet.append(row)
    path = tmp_path / "花名册.xlsx"
    book.save(path)
    return path


def test_from_the_first_start_to_the_printed_record(
    tmp_path: Path, roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop = Computer(tmp_path / "home", capsys)
    made = laptop.alone("init", "--branch", BRANCH, "--writer", "周建国")
    assert len(made["recovery_key"].split("-")) == 6
    assert Path(made["request"]).exists()

    taken = laptop.alone("import", "roster", roster)
    assert (taken["taken"], len(taken["groups"])) == (5, 2)
    assert any("2016-02-30" in row["why"] for row in taken["rows"])
    people = {r["name"]: str(r["id"]) for r in laptop.lists("member")}
    assert set(people) == {"周建国", "达瓦次仁", "王海燕", "刘洋", "次仁旺堆"}

    (meeting,) = laptop.new("activity", {**MEETING, "chair": people["周建国"]})
    hold(laptop, meeting, people)
    assert laptop.shows("activity", meeting)["minutes"].startswith("次仁旺堆通报")
    assert laptop.lists("activity", "--text", "边坡")[0]["id"] == meeting
    found = laptop.does("check", "--from", "2026-05-01", "--to", "2026-05-31")["items"]
    assert [f["what"] for f in found if f["severity"] == "error"] == []

    pdf = tmp_path / "记录.pdf"
    assert laptop.alone("pdf", "meeting", meeting, "-o", pdf)["bytes"] == pdf.stat().st_size
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert laptop.alone("doctor")["ailments"] == []


def hold(laptop: Computer, meeting: str, people: dict[str, str]) -> None:
    """Sign in, take minutes, vote, decide, file."""
    laptop.new(
        "attendance",
        *(
            {"activity": meeting, "member": member, "status": "present"}
            for name, member in people.items()
            if name != "王海燕"
        ),
        {"activity": meeting, "member": people["王海燕"], "status": "leave", "reason": "轮休"},
    )
    laptop.does("set", "activity", meeting, "minutes=次仁旺堆通报边坡监测。", "state=minuted")
    vote = {"title": "雨季值班安排", "method": "show_of_hands", "yes": 3, "no": 0, "abstain": 0}
    laptop.new("motion", {"activity": meeting, **vote})
    owner = {"owner": people["刘洋"], "due_on": "2026-06-20"}
    laptop.new("resolution", {"activity": meeting, "text": "值班表每周公布", **owner})
    filed = laptop.does("meeting", "file", meeting, "--on", "2026-05-22")
    assert (filed["state"], filed["archived_on"]) == ("archived", "2026-05-22")


def test_a_meeting_that_was_only_planned_prints_too(
    laptop: Callable[..., Computer], tmp_path: Path
) -> None:
    computer = laptop("周建国")
    (meeting,) = computer.new("activity", {"type": "general_meeting", "title": "6月党员大会"})
    computer.does("pdf", "meeting", meeting, "-o", tmp_path / "draft.pdf")
    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF-")
