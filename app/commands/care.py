"""Looking after the book: backup, restore, doctor."""

from datetime import date
from pathlib import Path

import typer

from app.commands.session import Session, session_of, workspace
from db.model.errors import InvalidRecord, StoreDamaged
from db.model.words import N_


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    for name, command in (
        ("backup", backup),
        ("restore", restore),
        ("doctor", doctor),
    ):
        top.command(name)(command)


YEARS = range(1900, 2201)
"""Years that a period may begin and end in: beyond them there is nothing to count."""


def day(text: str, otherwise: date) -> date:
    """Return the date in an option. Raises InvalidRecord for one that does not exist."""
    if not text:
        return otherwise
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise InvalidRecord(
            N_("{value} is not a date that exists. Write it as 2026-05-22."), value=text
        ) from error
    whole_year(found.year, 0)
    return found


def period(
    start: str, end: str, first: date = date.min, last: date = date.max
) -> tuple[date, date]:
    """Return the days of --from and --to, `first` and `last` for none. Raises InvalidRecord."""
    began, ended = day(start, first), day(end, last)
    if began > ended:
        raise InvalidRecord(
            N_("The period ends before it begins: {first} to {last}."), first=began, last=ended
        )
    return began, ended


def whole_year(year: int, otherwise: int) -> int:
    """Return the year in an option, `otherwise` for none. Raises InvalidRecord for one nobody means."""
    if year and year not in YEARS:
        raise InvalidRecord(N_("{value} is outside the years 1900 to 2200."), value=year)
    return year or otherwise


def backup(context: typer.Context, file: str = typer.Argument("")) -> None:
    """Make a verified backup, in FILE or in the home's own folder."""
    s = session_of(context)
    made = s.book.backups.make(Path(file) if file else None)
    size = made.stat().st_size
    s.answer(
        {"file": str(made), "bytes": size},
        s.t("Backup made and read back: {file}, {bytes} bytes.", file=made, bytes=size),
    )


def restore(context: typer.Context, file: Path) -> None:
    """Put a backup in place of the book; what was there stays beside it as .old."""
    s = session_of(context)
    book = workspace().restore(s.home, file, s.passphrase())
    s.keep(book)
    s.answer(
        {
            "home": str(s.home),
            "actor": book.pen().actor,
            "records": sum(book.records.counts().values()),
        },
        s.t("Restored from {file}. This computer now writes under a new number.", file=file),
    )


def doctor(
    context: typer.Context,
    rebuild: bool = typer.Option(False, help="Make the records anew from the log."),
) -> None:
    """Rebuild the records from the log and compare; check pages, chains, files and keys."""
    s = session_of(context)
    if rebuild:
        s.book.store.rebuild()
    with s.progress(s.t("Looking at everything")) as bar:
        report = s.book.examine(bar)
    ailments = [s.t(a.text, **a.params) for a in report.ailments]
    s.answer(
        {
            "changes": report.changes,
            "records": report.records,
            "files": report.files,
            "ailments": ailments,
        },
        s.t(
            "Looked at {changes} changes, {records} records, {files} files.",
            changes=report.changes,
            records=report.records,
            files=report.files,
        ),
    )
    for text in ailments:
        s.say(text)
    _judge(s, ailments)


def _judge(s: Session, ailments: list[str]) -> None:
    if not ailments:
        s.say(s.t("Sound: the records are what the log says."))
        return
    raise StoreDamaged(
        N_("The doctor found something wrong."),
        hint=N_(
            "`suixing doctor --rebuild` makes the records anew from the log; else restore a backup."
        ),
    )
