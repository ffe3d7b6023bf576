"""A meeting's record on its way, from the command line: reviewed, filed, archived, called off, corrected."""

from datetime import date

import typer

from app.commands.care import day
from app.commands.session import Session, flat, session_of
from app.records.meeting import State
from app.services.meeting import Meeting
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound
from db.model.words import N_

MOVED = (State.reviewed, State.filed, State.archived, State.reopened, State.cancelled)
"""States that carry more with them than a word: who is due, the hours, a reason, a version."""
_WORD = {
    State.reviewed: "review",
    State.filed: "report",
    State.archived: "file",
    State.reopened: "reopen",
    State.cancelled: "cancel",
}
ON = typer.Option("", "--on", help="The day, 2026-05-22; today without it.")
REASON = typer.Option("", "--reason", help="Why; it stays with the record.")


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    ways = typer.Typer(help="Take a meeting's record on its way.")
    for name, command in (
        ("review", review),
        ("report", report),
        ("file", file),
        ("reopen", reopen),
        ("cancel", cancel),
        ("correct", correct),
    ):
        ways.command(name)(command)
    top.add_typer(ways, name="meeting")


def review(
    context: typer.Context,
    activity: str,
    by: str = typer.Option("", "--by", help="Who read the record; not the recorder."),
    on: str = ON,
) -> None:
    """Write who reviewed the record, and when."""
    s, meeting = _opened(context, activity)
    s.book.meetings.state.review(meeting, by, _day(s, on))
    _moved(s, activity)


def report(context: typer.Context, activity: str, on: str = ON) -> None:
    """File the record with the superior: attendance, hours and votes become fixed."""
    s, meeting = _opened(context, activity)
    s.book.meetings.state.report(meeting, _day(s, on), s.t)
    _moved(s, activity)


def file(context: typer.Context, activity: str, on: str = ON) -> None:
    """File the record away (archive): attendance, hours and votes become fixed."""
    s, meeting = _opened(context, activity)
    s.book.meetings.file(meeting, _day(s, on), s.t)
    _moved(s, activity)


def reopen(context: typer.Context, activity: str, reason: str = REASON) -> None:
    """Open a filed record again as its next version; a meeting called off is on again."""
    s, meeting = _opened(context, activity)
    s.book.meetings.state.reopen(meeting, reason)
    _moved(s, activity)


def cancel(context: typer.Context, activity: str, reason: str = REASON) -> None:
    """Call a meeting off."""
    s, meeting = _opened(context, activity)
    s.book.meetings.state.cancel(meeting, reason)
    _moved(s, activity)


def correct(
    context: typer.Context,
    activity: str,
    text: str,
    entry: str = typer.Option("", "--entry", help="Which entry of the record it corrects."),
    reason: str = REASON,
) -> None:
    """Append a correction to a filed record; the record itself stays as it is."""
    s, meeting = _opened(context, activity)
    made = s.book.meetings.state.correct(
        meeting, text, s.book.now().date(), by=s.book.pen().by, entry=entry, reason=reason
    )
    found = s.book.records.raw(made)
    s.answer(flat(found) if found is not None else {"id": made}, s.t("Appended a correction"))


def must_not_move(kind: str, record: str, values: dict[str, Json]) -> None:
    """Raise InvalidRecord where `set` would write a state that filing or a reason belongs to."""
    to = next((state for state in MOVED if state == values.get("state")), None)
    if kind == "activity" and to is not None:
        raise InvalidRecord(
            N_("This state is not set as a field: more is written with it."),
            field="state",
            hint=N_("Use: suixing meeting {way} {id}"),
            way=_WORD[to],
            id=record,
        )


def _opened(context: typer.Context, activity: str) -> tuple[Session, Meeting]:
    s = session_of(context)
    meeting = s.book.meetings.get(activity, s.book.now().date())
    if meeting is None:
        raise NotFound(N_("There is no record {id}."), id=activity)
    return s, meeting


def _day(s: Session, on: str) -> date:
    return day(on, s.book.now().date())


def _moved(s: Session, activity: str) -> None:
    """Say where the record is now."""
    meeting = s.book.meetings.get(activity, s.book.now().date())
    if meeting is None:
        raise NotFound(N_("There is no record {id}."), id=activity)
    held = meeting.activity
    s.answer(
        flat(held.record),
        s.t("{meeting}: {state}", meeting=held.title or activity, state=s.t(held.state.title_)),
    )
