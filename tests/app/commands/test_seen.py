"""Statistics and the calendar from the command line."""

from pathlib import Path

from icalendar import Calendar

from app.services.statistics import REACHED_WITHIN
from tests.app.commands.conftest import Run


def test_the_numbers_come_with_the_records_behind_them(run: Run) -> None:
    code, answer = run("stats", "--from", "2026-01-01", "--to", "2026-05-31")
    assert (code, answer["from"], answer["to"]) == (0, "2026-01-01", "2026-05-31")
    numbers = {n["key"]: n for n in answer["numbers"]}
    assert next(iter(numbers)) == "org_soundness_rate"
    assert numbers["activity_participation_rate"]["value"] is None
    assert answer["not_reached_after_days"] == REACHED_WITHIN


def test_a_period_that_ends_before_it_begins_is_refused_in_one_line(run: Run) -> None:
    code, said = run("stats", "--from", "2026-05-31", "--to", "2026-01-01", json_too=False)
    assert code == 1
    assert len(said.strip().splitlines()) == 1


def test_the_calendar_is_listed_and_written(run: Run, tmp_path: Path) -> None:
    code, answer = run("calendar", "--from", "2026-01-01", "--to", "2027-12-31")
    assert code == 0
    days = [row["day"] for row in answer["items"]]
    assert days == sorted(days)
    file = tmp_path / "branch.ics"
    code, written = run(
        "calendar", "--ics", str(file), "--from", "2026-01-01", "--to", "2027-12-31"
    )
    assert (code, written["entries"]) == (0, len(days))
    assert len(Calendar.from_ical(file.read_bytes()).walk("VEVENT")) == len(days)


def test_people_read_a_line_for_each(run: Run) -> None:
    code, said = run("calendar", json_too=False)
    assert code == 0
    assert said.strip()
