"""A meeting's record on its way by command: what the services write with a state is written here, too."""

import json
from pathlib import Path

import pytest

from tests.app.commands.conftest import Run


def new(run: Run, tmp_path: Path, kind: str, **fields: object) -> str:
    file = tmp_path / "one.json"
    file.write_text(json.dumps(fields), encoding="utf-8")
    return str(run("new", kind, str(file))[1]["items"][0]["id"])


@pytest.fixture
def meeting(run: Run, tmp_path: Path) -> str:
    """A meeting of two members that was held, signed and written down by the second of them."""
    people = [new(run, tmp_path, "member", name=name, status="full") for name in ("张三", "李四")]
    held = new(
        run, tmp_path, "activity", type="general_meeting", title="5月党员大会",
        held_start="2026-05-22T19:30:00", held_end="2026-05-22T21:00:00", minutes="雨季值班。",
        recorder=people[1],
    )  # fmt: skip
    for member in people:
        new(run, tmp_path, "attendance", activity=held, member=member, status="present")
    return held


def test_a_record_is_reviewed_filed_and_archived_with_its_days(run: Run, meeting: str) -> None:
    code, reviewed = run("meeting", "review", meeting, "--by", "张三", "--on", "2026-05-23")
    assert code == 0
    assert (reviewed["state"], reviewed["reviewed_by"]) == ("reviewed", "张三")
    filed = run("meeting", "report", meeting, "--on", "2026-05-24")[1]
    assert (filed["state"], filed["filed_on"]) == ("filed", "2026-05-24")
    archived = run("meeting", "file", meeting, "--on", "2026-05-25")[1]
    assert (archived["state"], archived["archived_on"]) == ("archived", "2026-05-25")


def test_the_recorder_does_not_review_alone(run: Run, meeting: str) -> None:
    assert run("meeting", "review", meeting, "--by", "李四")[0] == 1
    assert run("show", "activity", meeting)[1].get("state", "planned") == "planned"


def test_a_filed_record_is_corrected_below_and_opened_with_a_reason_only(
    run: Run, meeting: str
) -> None:
    run("meeting", "file", meeting)
    correction = run("meeting", "correct", meeting, "值班自6月1日起", "--reason", "日期写漏")[1]
    assert (correction["about"], correction["text"]) == (meeting, "值班自6月1日起")
    assert correction["by"] == "周建国"
    assert run("meeting", "reopen", meeting)[0] == 1
    again = run("meeting", "reopen", meeting, "--reason", "补录发言")[1]
    assert (again["state"], again["version"]) == ("reopened", 2)


def test_a_meeting_is_called_off_with_its_reason(run: Run, meeting: str) -> None:
    assert run("meeting", "cancel", meeting)[0] == 1
    gone = run("meeting", "cancel", meeting, "--reason", "塌方断路")[1]
    assert (gone["state"], gone["state_reason"]) == ("cancelled", "塌方断路")


def test_a_state_that_more_belongs_to_is_not_set_as_a_field(run: Run, meeting: str) -> None:
    code, said = run("set", "activity", meeting, "state=archived", json_too=False)
    assert code == 1
    assert f"suixing meeting file {meeting}" in said
    assert run("set", "activity", meeting, "state=minuted")[0] == 0


def test_what_is_no_meeting_is_said_to_be_none(run: Run) -> None:
    for way in ("file", "report", "review", "reopen", "cancel"):
        assert run("meeting", way, "nowhere")[0] == 1


def test_each_blank_form_is_a_pdf_noted_under_its_serial(
    run: Run, meeting: str, tmp_path: Path
) -> None:
    vote = new(run, tmp_path, "motion", activity=meeting, title="值班安排", method="secret_ballot")
    for form in ("agenda", "minutes", "ballot", "tally"):
        file = tmp_path / f"{form}.pdf"
        code, answer = run("pdf", "blank", meeting, "--form", form, "-o", str(file))
        assert (code, answer) == (0, {"file": str(file), "bytes": file.stat().st_size})
        assert file.read_bytes().startswith(b"%PDF-")
    printed = run("list", "printed_form")[1]["items"]
    assert {one["form"] for one in printed} == {"agenda", "minutes", "ballots", "tally"}
    assert all(one["activity"] == meeting and one["serial"] for one in printed)
    assert {one.get("motion") for one in printed if one["form"] == "tally"} == {vote}


def test_a_form_that_is_none_or_of_several_votes_is_asked_back(
    run: Run, meeting: str, tmp_path: Path
) -> None:
    out = ("-o", str(tmp_path / "x.pdf"))
    assert run("pdf", "blank", meeting, "--form", "poem", *out)[0] == 1
    assert run("pdf", "blank", meeting, "--form", "tally", *out)[0] == 1
    votes = [new(run, tmp_path, "motion", activity=meeting, title=t) for t in ("甲", "乙")]
    assert run("pdf", "blank", meeting, "--form", "tally", *out)[0] == 1
    assert not (tmp_path / "x.pdf").exists()
    assert run("pdf", "blank", meeting, "--form", "tally", "--motion", votes[1], *out)[0] == 0
