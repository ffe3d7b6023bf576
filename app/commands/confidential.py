"""Sealed texts, the access log and inspections on the command line."""

from datetime import date, datetime
from pathlib import Path

import typer

from app.commands.care import day
from app.commands.session import Session, items, kind_of, session_of
from app.records.oversight import AccessEntry
from db.model.errors import InvalidRecord, NotFound
from db.model.words import N_

SECRET, NEW = "SUIXING_CONFIDENTIAL", "SUIXING_CONFIDENTIAL_NEW"
_SECRET_FILE = typer.Option(
    None, "--secret-file", help=f"File with the confidential passphrase (or {SECRET})."
)
_NEW_FILE = typer.Option(None, "--new-file", help=f"File with the new passphrase (or {NEW}).")


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    sealing = typer.Typer(help="Texts that only the holder of the confidential key opens.")
    sealing.command("init")(init)
    sealing.command("passphrase")(passphrase)
    sealing.command("hand-over")(hand_over)
    sealing.command("open")(open_)
    top.add_typer(sealing, name="confidential")
    top.command("access")(access)
    inspection = typer.Typer(help="A team reads the book for a while; nothing is changed.")
    inspection.command("start")(start)
    inspection.command("end")(end)
    inspection.command("status")(status)
    top.add_typer(inspection, name="inspection")


def init(
    context: typer.Context,
    holder: str = typer.Option("", help="Who holds the key."),
    anew: bool = typer.Option(False, help="A new key though there is one: both secrets are lost."),
    secret_file: Path = _SECRET_FILE,
) -> None:
    """Make the branch's confidential key; prints its recovery key once."""
    s = session_of(context)
    if s.book.confidential.chosen() is not None and not anew:
        raise InvalidRecord(
            N_("There is a confidential key already."),
            hint=N_(
                "`passphrase` and `hand-over` go on with it; --anew where both secrets are lost."
            ),
        )
    printed = s.book.confidential.begin(_secret(s, secret_file), holder=holder)
    _say_printed(s, printed)


def passphrase(
    context: typer.Context, secret_file: Path = _SECRET_FILE, new_file: Path = _NEW_FILE
) -> None:
    """Change the confidential passphrase; the printed key opens the old one too."""
    s = session_of(context)
    n = s.book.confidential.change_passphrase(_secret(s, secret_file), _new(s, new_file))
    s.answer(
        {"keys": n},
        s.t("The new passphrase opens 1 key.|The new passphrase opens {n} keys.", n=n),
    )


def hand_over(
    context: typer.Context,
    holder: str = typer.Option(..., help="Who holds the key from now on."),
    secret_file: Path = _SECRET_FILE,
    new_file: Path = _NEW_FILE,
) -> None:
    """Give the next secretary the old texts and a new key; prints its recovery key once."""
    s = session_of(context)
    old, new = _secret(s, secret_file), _new(s, new_file)
    _say_printed(s, s.book.confidential.hand_over(old, new, holder=holder))


def open_(
    context: typer.Context,
    kind: str,
    record: str,
    field: str,
    purpose: str = typer.Option("", help="Why; it stands in the access log."),
    secret_file: Path = _SECRET_FILE,
) -> None:
    """Open one sealed text; the access log says who, when and why."""
    s = session_of(context)
    shape = kind_of(s, kind).field(field)
    found = s.book.records.raw(record)
    if shape is None or shape.type != "sealed" or found is None or found.kind != kind:
        raise NotFound(
            N_("There is no sealed text {field} of {kind} {id}."),
            kind=kind,
            id=record,
            field=field,
        )
    s.book.confidential.unlock(_secret(s, secret_file))
    text = s.book.confidential.open(record, field, purpose=purpose)
    s.answer({"id": record, "field": field, "text": text}, text)


def access(
    context: typer.Context,
    start: str = typer.Option("", "--from", help="First day, 2026-05-01."),
    end: str = typer.Option("", "--to", help="Last day."),
) -> None:
    """List who saw, printed or took out what, when, why and for whom; latest first."""
    s = session_of(context)
    first = day(start, date.min) if start else None
    last = day(end, date.max) if end else None
    found = s.book.access.entries(first, last)
    s.answer(items([_row(entry) for entry in found]))
    for entry in found:
        parts = (
            f"{entry.at:%Y-%m-%d %H:%M}",
            entry.by,
            s.t(entry.way.title_),
            entry.what,
            entry.purpose,
            entry.recipient,
        )
        s.say("  ".join(part for part in parts if part))
    if not found:
        s.say(s.t("Nothing sensitive was seen or taken out."))


def _row(entry: AccessEntry) -> dict[str, object]:
    return {"id": entry.id, **{k: v for k, v in entry.record.body.items() if v is not None}}


def start(
    context: typer.Context,
    team: str = typer.Option(..., help="Who looks."),
    until: str = typer.Option(..., help="Until when, 2026-05-22T18:00."),
    purpose: str = typer.Option("", help="Why."),
    document: str = typer.Option("", help="The document that orders it."),
) -> None:
    """Begin an inspection: from now on the book is only read."""
    s = session_of(context)
    try:
        moment = datetime.fromisoformat(until).replace(tzinfo=None)
    except ValueError as error:
        raise InvalidRecord(
            N_("{value} is not a time that exists. Write it as 2026-05-22T18:00."), value=until
        ) from error
    begun = s.book.inspecting.start(team, purpose, moment, document=document)
    s.answer(
        {"inspection": begun.record, "until": begun.until.isoformat()},
        s.t(
            "{team} reads from now until {until}. Nothing is changed meanwhile, and every reading is written down.",
            team=team,
            until=f"{begun.until:%Y-%m-%d %H:%M}",
        ),
    )


def end(context: typer.Context) -> None:
    """End the inspection; the book's passphrase was asked for already."""
    s = session_of(context)
    s.book.inspecting.end(s.passphrase())
    s.answer({"ended": True}, s.t("The inspection has ended; the book can be written again."))


def status(context: typer.Context) -> None:
    """Say whether an inspection is under way."""
    s = session_of(context)
    now = s.book.inspecting.current()
    if now is None:
        s.answer({"inspection": None}, s.t("No inspection is under way."))
        return
    s.answer(
        {"inspection": now.record, "team": now.team, "until": now.until.isoformat()},
        s.t("{team} reads until {until}.", team=now.team, until=f"{now.until:%Y-%m-%d %H:%M}"),
    )


def _secret(s: Session, file: Path | None) -> str:
    return s.another_secret(N_("Confidential passphrase"), file, SECRET)


def _new(s: Session, file: Path | None) -> str:
    return s.another_secret(N_("New confidential passphrase"), file, NEW)


def _say_printed(s: Session, printed: str) -> None:
    s.answer(
        {"recovery_key": printed},
        s.t("Confidential recovery key, shown this once; write it down: {key}", key=printed),
    )
