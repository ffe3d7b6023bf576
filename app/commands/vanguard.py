"""Commitments, carriers, selection rounds, files of evidence and deeds: their papers, and sums of a period."""

from pathlib import Path

import typer

from app.commands.care import period, whole_year
from app.commands.session import session_of
from app.commands.written import write
from app.services.listfiles import as_workbook
from app.services.printing import save
from db.model.errors import InvalidRecord
from db.model.words import N_

OUTPUT = typer.Option(..., "-o", "--output", help="File to write.")
FROM = typer.Option(..., "--from", help="First day, 2026-05-01.")
TO = typer.Option(..., "--to", help="Last day.")
YEAR = typer.Option(0, "--year", help="The year; this one without it.")
SHEET = typer.Option("both", "--sheet", help="poster, list or both.")
WORKBOOK = typer.Option(None, "-o", "--output", help="Workbook to write, .xlsx.")


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    top.command("deeds")(deeds)


def add_papers(pages: typer.Typer) -> None:
    """Add this module's papers to the PDF commands."""
    for name, command in (
        ("commitments", commitments),
        ("carriers", carriers),
        ("round", round_),
        ("evidence", evidence),
        ("deeds", deeds_paper),
    ):
        pages.command(name)(command)


def deeds(
    context: typer.Context, start: str = FROM, end: str = TO, output: Path | None = WORKBOOK
) -> None:
    """Sums of deeds, volunteers and donations of a period; with -o the lists as a workbook."""
    s = session_of(context)
    found = s.book.vanguard.deeds.period(*period(start, end))
    tables = s.book.vanguard.deeds.tables(found, s.t)
    if output is not None:
        save(as_workbook(tables), output)
    sums = found.sums
    given = [
        {"kind": str(g.kind or ""), "unit": g.unit, "times": g.times, "amount": g.amount}
        for g in sums.given
    ]
    text = "\n".join(f"{label}: {value}" for label, value in tables[0].rows)
    s.answer({**sums._asdict(), "given": given}, text)


def commitments(
    context: typer.Context, year: int = YEAR, sheet: str = SHEET, output: Path = OUTPUT
) -> None:
    """A year's public commitments: the poster, and the list how they were kept."""
    s = session_of(context)
    if sheet not in ("poster", "list", "both"):
        raise InvalidRecord(N_("{word} is none of poster, list, both."), word=sheet)
    pdf = s.book.vanguard.papers.commitments_pdf(
        whole_year(year, s.book.now().year), hung=sheet != "list", answered=sheet != "poster"
    )
    write(s, pdf, output)


def carriers(context: typer.Context, output: Path = OUTPUT) -> None:
    """Demonstration posts, responsibility areas and teams."""
    s = session_of(context)
    write(s, s.book.vanguard.papers.carriers_pdf(s.book.now().date()), output)


def round_(context: typer.Context, record_id: str, output: Path = OUTPUT) -> None:
    """A selection round: nominations of units and the decision."""
    s = session_of(context)
    write(s, s.book.vanguard.papers.round_pdf(record_id), output)


def evidence(context: typer.Context, record_id: str, output: Path = OUTPUT) -> None:
    """A file of evidence: contents, points, the records that show them, attachments."""
    s = session_of(context)
    write(s, s.book.vanguard.papers.evidence_pdf(record_id), output)


def deeds_paper(
    context: typer.Context, start: str = FROM, end: str = TO, output: Path = OUTPUT
) -> None:
    """The register of deeds, volunteers and donations of a period, with sums."""
    s = session_of(context)
    write(s, s.book.vanguard.papers.deeds_pdf(*period(start, end)), output)
