from datetime import date

from app.reports.ledger import Contents, Cover, ledger
from app.reports.paper import Sheet
from tests.app.reports.book import T


def test_cover_and_contents_come_before_the_parts_and_empty_lines_are_left_out() -> None:
    part = Sheet(title="a")
    cover, contents, *rest = ledger(
        [part], T, branch="支部", above="", first=date(2026, 5, 1), last=date(2026, 5, 31)
    )
    assert isinstance(cover, Cover)
    assert isinstance(contents, Contents)
    assert rest == [part]
    assert cover.lines == (("Party branch", "支部"),)
    assert cover.period == "1 May 2026 to 31 May 2026"
    assert cover.foot == "1 part"
