"""The joint-building report asked for from the screen: of the period that is chosen, or chosen from a list."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from app.counting.periods import Span, half_of
from app.services.jointreporting import period_said, year_span
from ui.desktop.desk import Desk
from ui.desktop.meetings.menu import Menu
from ui.desktop.papers import make_paper

_HALVES, _YEARS = 4, 2


def make_joint_report(desk: Desk, span: Span) -> None:
    """Make the report of a half-year or a year and show it."""
    title = desk.t("{period}: joint-building report", period=period_said(span)(desk.t))
    make_paper(
        desk, title, lambda _progress, draft: desk.book.press.joint_report.pdf(span, draft=draft)
    )


def periods(today: date) -> list[Span]:
    """Return the periods that a report is usually made of: the last half-years and years, latest first."""
    halves = [half_of(today)]
    while len(halves) < _HALVES:
        halves.append(half_of(halves[-1].first - timedelta(days=1)))
    years = [year_span(today.year - n) for n in range(_YEARS)]
    return [*halves, *years]


def ask_joint_report(desk: Desk, under: QWidget) -> Menu:
    """Offer the usual periods under a button, and make the report of the chosen one."""
    found = {f"{s.first}/{s.last}": s for s in periods(desk.today())}
    entries = [(key, "file-text", period_said(s)(desk.t)) for key, s in found.items()]
    menu = Menu(desk.theme, entries)
    menu.chosen.connect(lambda key: make_joint_report(desk, found[key]))
    menu.open_under(under)
    return menu
