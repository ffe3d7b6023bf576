"""PDFs from the command line: a meeting, a ledger, the folder of a period."""

from datetime import date
from pathlib import Path

import typer

from app.commands.care import day
from app.commands.session import Session, session_of
from app.records.meeting import Activity
from app.services.printing import save
from db.model.errors import ExportError
from db.model.query import Where
from db.model.words import N_

OUTPUT = typer.Option(..., "-o", "--output", help="File to write.")
FROM = typer.Option(..., "--from", help="First day, 2026-05-01.")
TO = typer.Option(..., "--to", help="Last day.")


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    pages = typer.Typer(help="Make PDF/A files.")
    for name, command in (
        ("meeting", meeting),
        ("sign-in", sign_in),
        ("notice", notice),
        ("record", record),
        ("plan", plan),
        ("ledger", ledger),
        ("folder", folder),
    ):
        pages.command(name)(command)
    top.add_typer(pages, name="pdf")


def meeting(context: typer.Context, activity: str, output: Path = OUTPUT) -> None:
    """The record of one meeting."""
    s = session_of(context)
    _written(s, s.book.exporting.meeting_pdf(activity), output)


def sign_in(context: typer.Context, activity: str, output: Path = OUTPUT) -> None:
    """The blank sign-in sheet of one meeting."""
    s = session_of(context)
    _written(s, s.book.exporting.sign_in_pdf(activity), output)


def notice(context: typer.Context, activity: str, output: Path = OUTPUT) -> None:
    """The notice of one meeting."""
    s = session_of(context)
    _written(s, s.book.exporting.notice_pdf(activity), output)


def record(context: typer.Context, record_id: str, output: Path = OUTPUT) -> None:
    """A plain sheet of any record."""
    s = session_of(context)
    _written(s, s.book.exporting.record_pdf(record_id), output)


def plan(context: typer.Context, plan_id: str, output: Path = OUTPUT) -> None:
    """The filing form of one plan."""
    s = session_of(context)
    _written(s, s.book.exporting.plan_pdf(plan_id), output)


def ledger(context: typer.Context, start: str = FROM, end: str = TO, output: Path = OUTPUT) -> None:
    """The ledger of a period: contents, records, attendance, study."""
    s = session_of(context)
    with s.progress(s.t("Making the ledger")) as bar:
        pdf = s.book.exporting.ledger_pdf(day(start, date.min), day(end, date.max), bar)
    _written(s, pdf, output)


def folder(context: typer.Context, start: str = FROM, end: str = TO, output: Path = OUTPUT) -> None:
    """A folder of a period: the ledger, and one file a meeting."""
    s = session_of(context)
    first, last = day(start, date.min), day(end, date.max)
    _make(output)
    conditions = (
        Where("held_start", ">=", first.isoformat()),
        Where("held_start", "<", f"{last.isoformat()}T99"),
    )
    meetings = s.book.records.all(Activity, where=conditions, order=("held_start",))
    files = []
    with s.progress(s.t("Making the folder")) as bar:
        for n, activity in enumerate(meetings):
            bar.step(n, len(meetings) + 1)
            name = f"{n + 1:03d}-{_plain(activity.title or activity.type.value)}.pdf"
            save(s.book.exporting.meeting_pdf(activity.id), output / name)
            files.append(name)
        save(s.book.exporting.ledger_pdf(first, last, bar), output / "000-ledger.pdf")
    s.answer(
        {"folder": str(output), "files": ["000-ledger.pdf", *files]},
        s.t("{n} files in {folder}.", n=len(files) + 1, folder=output),
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            N_("The folder {path} cannot be made."),
            safe=N_("What was there before is unchanged."),
            hint=N_("Choose another place."),
            path=folder,
        ) from error


def _plain(title: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in title)[:40]


def _written(s: Session, pdf: bytes, output: Path) -> None:
    save(pdf, output)
    s.answer(
        {"file": str(output), "bytes": len(pdf)},
        s.t("Written: {file}, {bytes} bytes.", file=output, bytes=len(pdf)),
    )
