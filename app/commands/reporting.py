"""The joint-building report from the command line."""

from pathlib import Path

import typer

from app.commands.care import whole_year
from app.commands.session import session_of
from app.commands.written import write
from app.services.jointreporting import year_span
from app.services.quotas import half_named
from db.model.errors import InvalidRecord
from db.model.words import N_

OUTPUT = typer.Option(..., "-o", "--output", help="File to write.")
HALF = typer.Option("", "--half", help="A half-year, 2026H1.")
YEAR = typer.Option(0, "--year", min=0, help="A whole year, 2026.")


def add_papers(pages: typer.Typer) -> None:
    """Add this module's papers to those of `suixing pdf`."""
    pages.command("joint-report")(joint_report)


def joint_report(
    context: typer.Context, half: str = HALF, year: int = YEAR, output: Path = OUTPUT
) -> None:
    """The joint-building report of a half-year or a year, in three chapters."""
    if bool(half) == bool(year):
        raise InvalidRecord(N_("Write either --half 2026H1 or --year 2026."))
    s = session_of(context)
    span = half_named(half) if half else year_span(whole_year(year, year))
    pdf = s.book.press.joint_report.pdf(span)
    write(s, pdf, output)
