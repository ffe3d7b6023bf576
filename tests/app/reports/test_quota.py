"""The half-year on paper: how each enterprise stands, and every record behind it."""

from datetime import date

from app.counting.periods import half_of
from app.counting.quota import Count, Counter, Evidence
from app.records.alliance import CobuildAgreement
from app.reports.paper import Note, Table
from app.reports.quota import quota_sheet
from app.services.quotas import Cell, QuotaLine, QuotaView
from tests.app.reports.book import T

HALF = half_of(date(2026, 3, 1))
TODAY = date(2026, 7, 1)


def line(name: str, *, whole: bool = True) -> QuotaLine:
    visit = Evidence("v1", "service_visit", date(2026, 3, 10))
    cells = [Cell(Counter(Count.visits, 1, (visit,)), "done")]
    cells += [
        Cell(Counter(count, 1, ()), "missed" if whole else "unasked") for count in list(Count)[1:]
    ]
    return QuotaLine("p", name, CobuildAgreement(title="协议"), whole, tuple(cells))


def tables(view: QuotaView) -> list[Table]:
    found = quota_sheet(view, T, {"v1": "走访桥梁一公司"}.get, branch="b")  # type: ignore[arg-type]
    return [b for b in found.blocks if isinstance(b, Table)]


def test_each_enterprise_has_a_row_of_six_and_each_record_a_line() -> None:
    standing, behind = tables(QuotaView(HALF, TODAY, (line("桥梁一公司"),)))
    assert standing.rows[0] == ("1", "桥梁一公司", "10 Mar", *["Not done"] * 5)
    assert behind.rows == (
        ("1", "桥梁一公司", "Visit of the enterprise", "10 Mar 2026", "走访桥梁一公司"),
    )


def test_of_an_enterprise_paired_in_part_nothing_is_called_missed() -> None:
    view = QuotaView(HALF, TODAY, (line("桥梁一公司", whole=False),))
    found = quota_sheet(view, T, lambda _record: "", branch="b")
    notes = [b.words for b in found.blocks if isinstance(b, Note)]
    assert notes == ["Paired in a part of the half-year only, nothing is missed: 桥梁一公司"]
    assert tables(view)[0].rows[0][3:] == ("Not asked of a part",) * 5


def test_a_half_year_without_a_counted_agreement_says_so() -> None:
    found = quota_sheet(QuotaView(HALF, TODAY, ()), T, str, branch="b")
    assert found.blocks == (Note("No agreement is counted in this half-year."),)
