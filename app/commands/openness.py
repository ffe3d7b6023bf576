"""The opinion box and the papers of openness from the command line.

What goes into the box is read from standard input: a shell keeps what stands on the line.
"""

import sys
from datetime import date
from pathlib import Path

import typer

from app.commands.care import day, period
from app.commands.session import session_of
from app.commands.written import write
from app.counting.periods import month_of
from db.model.change import Json
from db.model.errors import InvalidRecord
from db.model.words import N_

OUTPUT = typer.Option(..., "-o", "--output", help="File to write.")
KIND = typer.Option("", "--kind", help="view, suggestion or difficulty.")
ABOUT = typer.Option("", "--about", help="Id of a deliberation or a disclosure it is about.")


def add_to(top: typer.Typer) -> None:
    """Add the commands of the opinion box."""
    box = typer.Typer(help="The opinion box: without a name it stays without one.")
    for name, command in (("drop", drop), ("open", open_box), ("status", status)):
        box.command(name)(command)
    top.add_typer(box, name="box")


def add_papers(pages: typer.Typer) -> None:
    """Add the papers to the commands that make PDFs."""
    for name, command in (
        ("bulletin", bulletin),
        ("acknowledgements", acknowledgements),
        ("disclosure", disclosure),
        ("disclosures", disclosures),
        ("deliberation", deliberation),
        ("answers", answers),
    ):
        pages.command(name)(command)


def drop(context: typer.Context, kind: str = KIND, about: str = ABOUT) -> None:
    """Drop what standard input says, without a name."""
    s = session_of(context)
    fields: dict[str, Json] = {"text": sys.stdin.read().strip()}
    if about:
        found = s.book.records.raw(about)
        asked = found is not None and found.kind == "deliberation"
        fields |= {"about": about, "kind": "opinion" if asked else "question"}
    elif kind:
        fields["kind"] = kind
    s.book.box.drop("comment" if about else "opinion", fields)
    s.answer({"dropped": True}, s.t("It is in the box."))


def open_box(context: typer.Context) -> None:
    """Make records of what lies in the box; refused before its time."""
    s = session_of(context)
    n = s.book.box.open(s.t)
    s.answer({"opened": n}, s.t("{n} slip came out|{n} slips came out", n=n))


def status(context: typer.Context) -> None:
    """Say whether the box may be opened, and nothing else of it."""
    s = session_of(context)
    may = s.book.box.may_open()
    said = s.t("The box may be opened.") if may else s.t("The box cannot be opened yet.")
    s.answer({"may_open": may}, said)


MONTH = typer.Option("", "--month", help="The month, 2026-05; this one without it.")


def bulletin(context: typer.Context, month: str = MONTH, output: Path = OUTPUT) -> None:
    """The members' bulletin of a month, on one page."""
    s = session_of(context)
    write(s, s.book.openness.bulletins.pdf(_month(month, s.book.now().date())), output)


def _month(text: str, today: date) -> date:
    """Return the first day of the month that `2026-05` names. Raises InvalidRecord."""
    if not text:
        return month_of(today).first
    try:
        return day(f"{text}-01", today)
    except InvalidRecord as error:
        raise InvalidRecord(
            N_("{word} is no month. Write 2026-05."), field="month", word=text
        ) from error


BLANK = typer.Option(False, "--blank", help="Empty, to be signed by hand.")


def acknowledgements(
    context: typer.Context, notice: str, blank: bool = BLANK, output: Path = OUTPUT
) -> None:
    """Who knows of one notice, or the blank list to sign."""
    s = session_of(context)
    write(s, s.book.openness.papers.list_pdf(notice, blank=blank), output)


def disclosure(context: typer.Context, disclosure_id: str, output: Path = OUTPUT) -> None:
    """One disclosure for the board, with questions and answers."""
    s = session_of(context)
    write(s, s.book.openness.papers.disclosure_pdf(disclosure_id), output)


def disclosures(context: typer.Context, output: Path = OUTPUT) -> None:
    """The register of disclosures."""
    s = session_of(context)
    write(s, s.book.openness.papers.register_pdf(), output)


def deliberation(context: typer.Context, deliberation_id: str, output: Path = OUTPUT) -> None:
    """One deliberation with its opinions, vote and resolution."""
    s = session_of(context)
    write(s, s.book.openness.papers.deliberation_pdf(deliberation_id), output)


FROM = typer.Option(..., "--from", help="First day, 2026-05-01.")
TO = typer.Option(..., "--to", help="Last day.")


def answers(
    context: typer.Context, start: str = FROM, end: str = TO, output: Path = OUTPUT
) -> None:
    """Answers to opinions of a period, for the notice board."""
    s = session_of(context)
    first, last = period(start, end)
    write(s, s.book.openness.papers.answers_pdf(first, last), output)
