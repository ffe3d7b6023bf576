"""Matters and suggestions on their way, from the command line; and their two papers."""

from datetime import date
from pathlib import Path

import typer

from app.commands.care import day, period
from app.commands.session import Session, flat, session_of
from app.commands.written import tell_written, write
from app.declare import Choice
from app.records.service import MatterKind, MatterSource, MatterState, ServiceMatter, Suggestion
from app.services.listfiles import save_listing
from app.services.matterlists import Pick, Sift
from app.services.printing import save
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound
from db.model.words import N_

ON = typer.Option("", "--on", help="The day, 2026-05-22; today without it.")
REASON = typer.Option("", "--reason", help="Why; it stays with the record.")
OUTPUT = typer.Option(..., "-o", "--output", help="File to write; .xlsx or .csv makes a table.")
FROM = typer.Option(..., "--from", help="First day, 2026-05-01.")
TO = typer.Option(..., "--to", help="Last day.")


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    ways = typer.Typer(help="Take a matter from registered to closed.")
    for name, command in (
        ("assign", assign),
        ("start", start),
        ("note", note),
        ("done", done),
        ("verify", verify),
        ("tell", tell),
        ("close", close),
        ("reject", reject),
        ("suspend", suspend),
        ("resume", resume),
        ("transfer", transfer),
    ):
        ways.command(name)(command)
    top.add_typer(ways, name="matter")
    ideas = typer.Typer(help="Take a suggestion up, decline it, answer it, publish it.")
    for name, deed in (
        ("accept", accept),
        ("decline", decline),
        ("reply", reply),
        ("publish", publish),
    ):
        ideas.command(name)(deed)
    top.add_typer(ideas, name="suggestion")


def add_papers(pages: typer.Typer) -> None:
    """Add this module's papers to the PDF commands."""
    pages.command("matters")(matters_paper)
    pages.command("suggestions")(suggestions_paper)


# Matters


def assign(
    context: typer.Context,
    matter: str,
    due: str = typer.Option(..., "--due", help="The day it is due on."),
    owner: str = typer.Option("", "--owner", help="Id of the member who is responsible."),
    unit: str = typer.Option("", "--unit", help="The responsible unit."),
) -> None:
    """Say who is responsible, and until when."""
    given = {"owner": owner or None, "owner_unit": unit or None, "due_on": _iso(due)}
    _step(context, matter, MatterState.assigned, {k: v for k, v in given.items() if v})


def start(context: typer.Context, matter: str) -> None:
    """Begin with it."""
    _step(context, matter, MatterState.in_progress)


def note(
    context: typer.Context,
    matter: str,
    text: str,
    on: str = ON,
    by: str = typer.Option("", "--by", help="Who did it."),
) -> None:
    """Write down what was done; what was only assigned is in progress from then on."""
    s = session_of(context)
    fields: dict[str, Json] = {"text": text, "on": _day(s, on).isoformat()}
    s.book.matters.add_entry("progress_entry", matter, fields | ({"by": by} if by else {}))
    _now_is(s, matter)


def done(
    context: typer.Context,
    matter: str,
    result: str = typer.Option("", "--result", help="What came of it."),
    on: str = ON,
) -> None:
    """Say that it is done, and what came of it."""
    fields: dict[str, Json] = {"result": result} if result else {}
    if on:
        fields["done_on"] = _iso(on)
    _step(context, matter, MatterState.done, fields)


def verify(
    context: typer.Context,
    matter: str,
    by: str = typer.Option("", "--by", help="Who looked; not the one who did it."),
    on: str = ON,
) -> None:
    """Write who verified it; whoever did it cannot."""
    fields: dict[str, Json] = {"verified_by": by} if by else {}
    if on:
        fields["verified_on"] = _iso(on)
    _step(context, matter, MatterState.verified, fields)


def tell(context: typer.Context, matter: str, to: str, text: str, on: str = ON) -> None:
    """Write what those who raised it (TO) were told."""
    s = session_of(context)
    fields = {"to_whom": to, "text": text, "on": _day(s, on).isoformat()}
    s.book.matters.add_entry("feedback", matter, fields)
    _now_is(s, matter)


def close(
    context: typer.Context,
    matter: str,
    to: str = typer.Option("", "--to", help="Who was told, where that is not written yet."),
    text: str = typer.Option("", "--text", help="What they were told."),
    on: str = ON,
    satisfaction: int = typer.Option(0, "--satisfaction", help="1 to 5, as they said it."),
) -> None:
    """Close a matter; those who raised it were told."""
    s = session_of(context)
    fields: dict[str, Json] = {}
    if to or text:
        fields["feedback"] = {"to_whom": to, "text": text, "on": _day(s, on).isoformat()}
    if satisfaction:
        fields["satisfaction"] = satisfaction
    _step(context, matter, MatterState.closed, fields)


def reject(context: typer.Context, matter: str, reason: str = REASON) -> None:
    """Do not deal with it, and say why."""
    _step(context, matter, MatterState.rejected, {"state_reason": reason})


def suspend(context: typer.Context, matter: str, reason: str = REASON) -> None:
    """Put it by for a while, and say why."""
    _step(context, matter, MatterState.suspended, {"state_reason": reason})


def resume(context: typer.Context, matter: str, reason: str = REASON) -> None:
    """Take up again what was put by; what was over or done needs a reason."""
    s = session_of(context)
    s.book.matters.resume(matter, reason)
    _now_is(s, matter)


def transfer(
    context: typer.Context,
    matter: str,
    to: str = typer.Option("", "--to", help="Who goes on with it: the village committee."),
    reason: str = REASON,
) -> None:
    """Hand it over to somebody who goes on with it."""
    fields: dict[str, Json] = {"transferred_to": to}
    if reason:
        fields["state_reason"] = reason
    _step(context, matter, MatterState.transferred, fields)


# Suggestions


def accept(
    context: typer.Context,
    suggestion: str,
    due: str = typer.Option("", "--due", help="The day the matter is due on."),
    owner: str = typer.Option("", "--owner", help="Id of the member who is responsible."),
    unit: str = typer.Option("", "--unit", help="The responsible unit."),
) -> None:
    """Take a suggestion up: it becomes a matter."""
    s = session_of(context)
    given = {"owner": owner, "owner_unit": unit, "due_on": _iso(due) if due else ""}
    made = s.book.suggesting.accept(suggestion, {k: v for k, v in given.items() if v})
    _now_is(s, made)


def decline(context: typer.Context, suggestion: str, reason: str = REASON) -> None:
    """Leave a suggestion, and say why."""
    s = session_of(context)
    s.book.suggesting.decline(suggestion, reason)
    _idea(s, suggestion)


def reply(context: typer.Context, suggestion: str, text: str, on: str = ON) -> None:
    """Write what whoever made it was answered."""
    s = session_of(context)
    s.book.suggesting.reply(suggestion, text, _day(s, on))
    _idea(s, suggestion)


def publish(
    context: typer.Context,
    suggestion: str,
    off: bool = typer.Option(False, "--off", help="Take it off the list."),
) -> None:
    """Put a suggestion on the published list."""
    s = session_of(context)
    s.book.suggesting.publish(suggestion, shown=not off)
    _idea(s, suggestion)


# Papers


def matters_paper(
    context: typer.Context,
    first: str = FROM,
    last: str = TO,
    state: str = typer.Option("", "--state", help="open, overdue, over, or a state's code."),
    source: str = typer.Option("", "--source", help="A source's code: masses, visit, suggestion."),
    kind: str = typer.Option("", "--kind", help="A kind's code: difficulty, request."),
    output: Path = OUTPUT,
) -> None:
    """The closed-loop list of the matters raised in a period, as they stood on its last day."""
    s = session_of(context)
    pick, code = Pick.all, ""
    if state:
        picked = next((p for p in Pick if p == state), None)
        pick, code = (picked, "") if picked else (Pick.all, _code(MatterState, state, *Pick))
    began, ended = period(first, last)
    sources, kinds = _code(MatterSource, source), _code(MatterKind, kind)
    sift = Sift(pick, code, sources, kinds, first=began, last=ended)
    if output.suffix.lower() in {".xlsx", ".csv"}:
        save_listing(s.book.press.matters.listing(sift, s.t), output)
    else:
        save(s.book.press.matters.closed_loop_pdf(sift), output)
    tell_written(s, output)


def suggestions_paper(
    context: typer.Context, first: str = FROM, last: str = TO, output: Path = OUTPUT
) -> None:
    """The published list of suggestions of a period."""
    s = session_of(context)
    pdf = s.book.press.matters.suggestions_pdf(*period(first, last))
    write(s, pdf, output)


def _step(
    context: typer.Context, matter: str, to: MatterState, fields: dict[str, Json] | None = None
) -> None:
    s = session_of(context)
    s.book.matters.step(matter, to, fields)
    _now_is(s, matter)


def _now_is(s: Session, matter: str) -> None:
    """Say where the matter is now."""
    held = s.book.records.get(ServiceMatter, matter)
    if held is None:
        raise NotFound(N_("There is no record {id}."), id=matter)
    said = s.t("{matter}: {state}", matter=held.title, state=s.t(held.state.title_))
    s.answer(flat(held.record), said)


def _idea(s: Session, suggestion: str) -> None:
    held = s.book.records.get(Suggestion, suggestion)
    if held is None:
        raise NotFound(N_("There is no record {id}."), id=suggestion)
    said = s.t("{matter}: {state}", matter=held.title, state=s.t(held.state.title_))
    s.answer(flat(held.record), said)


def _code(choices: type[Choice], word: str, *more: Choice) -> str:
    """Return a choice's code, empty for none. Raises InvalidRecord naming what there is, ``more`` too."""
    if word and word not in {c.value for c in choices}:
        raise InvalidRecord(
            N_("{word} is not known here. Write one of: {words}."),
            word=word,
            words=", ".join(c.value for c in (*more, *choices)),
        )
    return word


def _day(s: Session, on: str) -> date:
    return day(on, s.book.now().date())


def _iso(on: str) -> str:
    return day(on, date.min).isoformat()
