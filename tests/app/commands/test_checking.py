"""`suixing check`: the facts, the rule, its source and pack, why, by when, and the record."""

from pathlib import Path

import pytest

from tests.app.commands.conftest import Run

MEETING = """{"type": "committee_meeting", "state": "minuted",
 "held_start": "2026-01-08T10:00:00", "held_end": "2026-01-08T11:00:00"}"""
PERIOD = ("--from", "2026-01-01", "--to", "2026-06-30")


@pytest.fixture(autouse=True)
def meeting(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book is kept from January on, and the command line speaks English."""
    monkeypatch.setenv("SUIXING_LANG", "en")
    file = tmp_path / "meeting.json"
    file.write_text(MEETING, encoding="utf-8")
    assert run("new", "activity", str(file))[0] == 0


def test_a_finding_says_all_that_is_known_of_it(run: Run) -> None:
    (missing, *_) = [f for f in run("check", *PERIOD)[1]["items"] if f["rule"] == "R01"]
    assert missing["title"] == "General meeting once a quarter"
    assert missing["what"].startswith("Second quarter")
    assert (
        missing["source"]
        == "Branch-work regulation (trial), article 11 (word for word in the text)"
    )
    assert (missing["pack"], missing["confidence"], missing["box"]) == ("national", "A", 4)
    assert missing["day"] == "2026-06-30"


def test_only_what_is_asked_for_is_listed(run: Run) -> None:
    every = run("check", *PERIOD)[1]["items"]
    fourth = run("check", *PERIOD, "--box", "4")[1]["items"]
    assert {f["box"] for f in fourth} == {4}
    assert len(fourth) < len(every)
    mild = run("check", *PERIOD, "--severity", "I")[1]["items"]
    assert {f["severity"] for f in mild} <= {"info"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("--severity", "X"), "no severity X"),
        (("--from", "2026-06-01", "--to", "2026-01-01"), "ends before it begins"),
        (("--from", "2026-02-30"), "not a date that exists"),
    ],
)
def test_what_cannot_be_asked_is_said(run: Run, line: tuple[str, ...], said: str) -> None:
    code, answer = run("check", *line)
    assert code == 1
    assert said in answer["error"]
