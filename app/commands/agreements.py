"""Agreements, visits and the half-year's counters from the command line."""

from pathlib import Path

import typer

from app.commands.session import session_of
from app.commands.written import write
from app.counting.quota import half_said
from app.services.listfiles import save_listing
from app.services.quotas import STATES, half_named, listing

OUTPUT = typer.Option(..., "-o", "--output", help="File to write.")
HALF = typer.Option(..., "--half", help="The half-year, 2026H1.")


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    top.command("quota")(quota)
    top.command("agreements")(agreements)


def add_papers(pages: typer.Typer) -> None:
    """Add this module's papers to the room of PDFs."""
    pages.command("agreement")(agreement)
    pages.command("visit")(visit)
    pages.command("quota")(quota_paper)


def agreements(context: typer.Context) -> None:
    """The agreements, what wants something first, with where each stands and its days left."""
    s = session_of(context)
    lines = s.book.agreements.listed(s.book.now().date())
    s.answer(
        [
            {
                "id": line.id,
                "title": line.agreement.title,
                "parties": list(line.parties),
                "standing": line.stood.standing.value,
                "left": line.stood.left,
            }
            for line in lines
        ],
        "\n".join(
            f"{line.id}  {s.t(line.stood.standing.title_)}  {line.agreement.title}"
            for line in lines
        )
        or s.t("None yet"),
    )


def quota(
    context: typer.Context,
    half: str = HALF,
    output: Path = typer.Option(None, "-o", "--output", help="An .xlsx or .csv to write."),
) -> None:
    """The six counters of each paired enterprise in a half-year."""
    s = session_of(context)
    view = s.book.quotas.view(half_named(half), s.book.now().date())
    if output is not None:
        save_listing(listing(view, s.t), output)
    rows = [
        {
            "partner": line.partner,
            "name": line.name,
            "whole": line.whole,
            **{
                cell.counter.count.value: {
                    "state": cell.state,
                    "records": [e.record for e in cell.counter.records],
                }
                for cell in line.cells
            },
        }
        for line in view.lines
    ]
    said = [half_said(view.half)(s.t)]
    for line in view.lines:
        states = (f"{s.t(c.counter.count.title_)} {s.t(STATES[c.state])}" for c in line.cells)
        said.append(f"{line.name}  {'  '.join(states)}")
    s.answer(rows, "\n".join(said))


def agreement(context: typer.Context, agreement_id: str, output: Path = OUTPUT) -> None:
    """An agreement for signature."""
    s = session_of(context)
    write(s, s.book.press.agreements.agreement_pdf(agreement_id), output)


def visit(context: typer.Context, visit_id: str, output: Path = OUTPUT) -> None:
    """The sheet of a visit to an enterprise."""
    s = session_of(context)
    write(s, s.book.press.agreements.visit_pdf(visit_id), output)


def quota_paper(context: typer.Context, half: str = HALF, output: Path = OUTPUT) -> None:
    """The half-year's six counters of the paired enterprises."""
    s = session_of(context)
    write(s, s.book.press.agreements.quota_pdf(half_named(half)), output)
