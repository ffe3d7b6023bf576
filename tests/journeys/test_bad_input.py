"""What cannot be right is said by name, and leaves nothing half-written."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.model.errors import InvalidRecord
from tests.journeys.conftest import Computer

MEETING = {"type": "general_meeting", "title": "5月党员大会", "held_start": "2026-05-22T19:30:00"}
PERIOD = ("--from", "2026-05-01", "--to", "2026-05-31")


@pytest.fixture
def site(laptop: Callable[..., Computer]) -> Computer:
    return laptop("周建国")


@pytest.fixture
def meeting(site: Computer) -> str:
    (made,) = site.new("activity", MEETING)
    return made


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "昨天", "2026-05-22T19:30", "0", "20260522", "1e9", "-1.5"]
)
def test_a_day_that_does_not_exist_is_named_with_its_field(site: Computer, day: str) -> None:
    (member,) = site.new("member", {"name": "周建国", "joined_on": "2008-06-26"})
    said = site.fails("set", "member", member, f"joined_on={day}", "post=书记")
    assert day in said
    assert "not a date that exists" in said
    shown = site.shows("member", member)
    assert (shown["joined_on"], shown.get("post")) == ("2008-06-26", None)


def test_nobody_is_present_and_absent_at_once(site: Computer, meeting: str) -> None:
    (member,) = site.new("member", {"name": "王海燕"})
    entry = {"activity": meeting, "member": member}
    first = site.new("attendance", {**entry, "status": "present"})
    second = site.new("attendance", {**entry, "status": "absent"})
    assert first == second
    assert [a["status"] for a in site.lists("attendance")] == ["absent"]
    history = site.does("history", "attendance", first[0])["items"]
    assert [h["fields"]["status"]["after"] for h in history] == ["absent", "present"]


def test_present_and_absent_in_one_list_is_refused_whole(site: Computer, meeting: str) -> None:
    people = site.new("member", {"name": "王海燕"}, {"name": "刘洋"})
    file = site.home / "sheet.json"
    entry = f'{{"activity": "{meeting}", "member": "{people[0]}", "status": "%s"}}'
    file.write_text(f"[{entry % 'present'}, {entry % 'absent'}]", encoding="utf-8")
    said = site.fails("new", "attendance", file)
    assert "present and absent" in said
    assert (site.lists("attendance"), site.conflicts()) == ([], [])


@pytest.mark.parametrize(
    "numbers",
    [
        {"method": "show_of_hands", "eligible": 3, "present": 3, "yes": 4, "no": 0, "abstain": 0},
        {
            "method": "secret_ballot",
            "eligible": 3,
            "present": 3,
            "issued": 5,
            "returned": 5,
            "yes": 5,
            "no": 0,
            "abstain": 0,
        },
    ],
)
def test_more_votes_than_voters_is_a_contradiction(
    site: Computer, meeting: str, numbers: dict[str, object]
) -> None:
    (motion,) = site.new("motion", {"activity": meeting, "title": "雨季值班", **numbers})
    found = site.does("check", *PERIOD)["items"]
    (error,) = [f for f in found if f["severity"] == "error"]
    assert error["rule"] == "R08"
    assert error["record"] == meeting
    assert error["what"].startswith("General meeting of 22 May, vote 1: ")
    site.does("set", "motion", motion, "yes=3", "issued=3", "returned=3")
    assert [f for f in site.does("check", *PERIOD)["items"] if f["severity"] == "error"] == []


def test_a_hundred_thousand_characters_are_kept_found_and_printed(
    site: Computer, tmp_path: Path
) -> None:
    text = ("雨季值班分三班，夜班交接写明边坡情况。\n" * 5_000)[:100_000]
    (meeting,) = site.new("activity", {**MEETING, "minutes": text})
    assert site.shows("activity", meeting)["minutes"] == text
    assert site.lists("activity", "--text", "交接写明")[0]["id"] == meeting
    pdf = site.does("pdf", "meeting", meeting, "-o", tmp_path / "long.pdf")
    assert pdf["bytes"] > 100_000


def test_more_than_fits_says_how_much_fits(site: Computer, meeting: str, tmp_path: Path) -> None:
    file = tmp_path / "long.json"
    file.write_text(f'{{"type": "general_meeting", "minutes": "{"字" * 200_001}"}}', "utf-8")
    said = site.fails("new", "activity", file)
    assert "200001" in said
    assert "200000" in said
    assert len(site.lists("activity")) == 1


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b[31m"])
def test_control_characters_are_refused_by_field(site: Computer, meeting: str, sign: str) -> None:
    with site.opened() as book:
        with pytest.raises(InvalidRecord, match="control characters") as caught:
            book.records.change(meeting, {"title": f"党员{sign}大会"})
        assert caught.value.field == "title"
    assert site.shows("activity", meeting)["title"] == MEETING["title"]


def test_emoji_are_kept_and_a_character_without_a_font_is_named_at_printing(
    site: Computer, meeting: str, tmp_path: Path
) -> None:
    site.does("set", "activity", meeting, "minutes=完成👍\U0001f3d4\ufe0f")
    assert site.shows("activity", meeting)["minutes"] == "完成👍\U0001f3d4\ufe0f"
    assert "👍" in site.fails("pdf", "meeting", meeting, "-o", tmp_path / "a.pdf")
    assert not list(tmp_path.glob("a.pdf*"))


def test_an_old_file_under_a_new_name_is_named_and_nothing_is_taken(
    site: Computer, tmp_path: Path
) -> None:
    doc = tmp_path / "花名册.xlsx"
    doc.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000)
    said = site.fails("import", "roster", doc)
    assert "花名册.xlsx" in said
    assert ".doc" in said
    assert site.lists("member") == []


def test_a_workbook_that_unpacks_without_end_is_refused(site: Computer, tmp_path: Path) -> None:
    bomb = tmp_path / "花名册.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<workbook/>")
        with parts.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(130):
                sheet.write(b"0" * 1_000_000)
    assert "花名册.xlsx" in site.fails("import", "roster", bomb)
    assert site.lists("member") == []


def test_four_gigabytes_are_refused_before_they_are_read(
    site: Computer, meeting: str, tmp_path: Path
) -> None:
    video = tmp_path / "会议录像.mp4"
    with video.open("wb") as file:
        file.truncate(4 << 30)
    with site.opened() as book:
        with pytest.raises(InvalidRecord, match=r"会议录像\.mp4") as caught:
            book.attachments.add(meeting, video)
        assert caught.value.params["size"] == 4294
        assert book.attachments.of(meeting) == []
        assert list((site.home / "files").rglob("*")) == []


def test_a_list_with_one_bad_record_makes_none(site: Computer, tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    file.write_text('[{"name": "甲"}, {"name": "乙", "joined_on": "2026-02-30"}]', "utf-8")
    assert "2026-02-30" in site.fails("new", "member", file)
    assert site.lists("member") == []
