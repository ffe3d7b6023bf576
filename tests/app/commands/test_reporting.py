"""The joint-building report and the lists of a place, from the command line."""

from pathlib import Path

import openpyxl
import pytest

from tests.app.commands.conftest import Run


@pytest.mark.parametrize("period", [("--half", "2026H1"), ("--year", "2026")])
def test_the_report_of_a_half_year_or_a_year_is_written(
    run: Run, tmp_path: Path, period: tuple[str, str]
) -> None:
    file = tmp_path / "report.pdf"
    code, answer = run("pdf", "joint-report", *period, "-o", str(file))
    assert code == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert answer["bytes"] == file.stat().st_size


@pytest.mark.parametrize(
    "period", [(), ("--half", "2026H1", "--year", "2026"), ("--half", "2026H3")]
)
def test_a_period_that_is_none_is_refused_in_one_line(
    run: Run, tmp_path: Path, period: tuple[str, ...]
) -> None:
    file = tmp_path / "report.pdf"
    code, said = run("pdf", "joint-report", *period, "-o", str(file), json_too=False)
    assert code == 1
    assert len(said.strip().splitlines()) == 1
    assert not file.exists()


def test_the_lists_of_a_place_are_written_together(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "partner.json"
    record.write_text('{"name": "一公司"}', encoding="utf-8")
    assert run("new", "partner_organization", str(record))[0] == 0
    file = tmp_path / "all.xlsx"
    code, answer = run("workbook", "joint", str(file))
    assert (code, answer["sheets"], answer["rows"]) == (0, 1, 1)
    assert len(openpyxl.load_workbook(file).worksheets) == 1
    assert run("workbook", "nowhere", str(file), json_too=False)[0] == 1
