"""The statistics of a period, and the calendar as a file, from the command line."""

import importlib
from datetime import date, timedelta
from pathlib import Path

import typer

from app.commands.care import period
from app.commands.session import Session, session_of
from app.counting.periods import months_after
from app.said import shown
from app.services.numbered import value_of
from app.services.printing import save
from app.services.statistics import REACHED_WITHIN, Statistics
from db.model.change import Json

_AHEAD = 12


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    top.command("stats")(stats)
    top.command("calendar")(calendar)


def stats(
    context: typer.Context,
    start: str = typer.Option("", "--from", help="First day, 2026-01-01."),
    end: str = typer.Option("", "--to", help="Last day."),
    days: int = typer.Option(
        REACHED_WITHIN, "--days", min=1, help="Name members not reached for so many days."
    ),
    pack: str = typer.Option("", "--pack", help="Tag pack to sort joint activities by."),
) -> None:
    """Count a period (this year, when not said) from records alone."""
    s = session_of(context)
    today = s.book.now().date()
    first, last = period(start, end, date(today.year, 1, 1), today)
    found = s.book.counting.of(first, last, unmet_after=days, pack=pack)
    s.answer(_as_json(s, found))
    for number in found.numbers:
        s.say(f"{number.title(s.t)}  {value_of(number, s.t)}  ({number.how(s.t)})")
    for unmet in found.unmet:
        name = s.book.records.name(unmet.member)
        if unmet.days is None:
            s.say(s.t("{name}: no meeting or contact is on record", name=name))
        else:
            s.say(
                s.t(
                    "{name}: not met or reached for {n} day|"
                    "{name}: not met or reached for {n} days",
                    name=name,
                    n=unmet.days,
                )
            )


def _as_json(s: Session, found: Statistics) -> dict[str, Json]:
    name = s.book.records.name
    return {
        "from": str(found.first),
        "to": str(found.last),
        "numbers": [
            {
                "key": n.key,
                "title": n.title(s.t),
                "value": n.value,
                "unit": n.unit,
                "part": n.part,
                "whole": n.whole,
                "how": n.how(s.t),
                "records": list(n.records),
            }
            for n in found.numbers
        ],
        "unexplained_absences": [
            {"member": m.member, "name": name(m.member), "meeting": m.meeting, "day": str(m.day)}
            for m in found.missed
        ],
        "members": [
            {
                "member": m,
                "name": name(m),
                "hours": studied.total,
                "not_counted": studied.beside,
                "by_form": {k.value: v for k, v in studied.by_kind.items()},
                "required": None if studied.exempt else studied.required,
                "since": str(studied.since) if studied.since else None,
                "training": studied.trained,
            }
            for m, studied in found.hours.items()
        ],
        "not_reached": [
            {
                "member": u.member,
                "name": name(u.member),
                "last": str(u.last) if u.last else None,
                "days": u.days,
            }
            for u in found.unmet
        ],
        "not_reached_after_days": found.unmet_after,
    }


def calendar(
    context: typer.Context,
    ics: Path | None = typer.Option(None, "--ics", help="Write an iCalendar file (RFC 5545)."),
    start: str = typer.Option("", "--from", help="First day, 2026-05-01."),
    end: str = typer.Option("", "--to", help="Last day."),
) -> None:
    """List meetings and what falls due (from this month, a year ahead), or write them to a file."""
    s = session_of(context)
    today = s.book.now().date()
    begun = today.replace(day=1)
    first, last = period(start, end, begun, months_after(begun, _AHEAD) - timedelta(days=1))
    entries = s.book.calendar.between(first, last)
    if ics is not None:
        # Loaded when a file is asked for: every command starts without it.
        maker = importlib.import_module("app.services.calendarfile")
        content = maker.calendar_file(
            entries, s.t, branch=s.book.branch(), scope=s.book.pen().scope, now=s.book.now()
        )
        save(content, ics)
        s.answer(
            {"file": str(ics), "entries": len(entries), "from": str(first), "to": str(last)},
            s.t(
                "{n} entry written to {file}.|{n} entries written to {file}.",
                n=len(entries),
                file=ics,
            ),
        )
        return
    rows: list[dict[str, Json]] = [
        {
            "day": str(e.day),
            "time": f"{e.start:%H:%M}" if e.start else "",
            "what": str(shown(e.title, s.t)),
            "source": e.source,
            "kind": e.kind,
            "record": e.record,
            "held": e.held,
        }
        for e in entries
    ]
    s.answer({"items": rows, "from": str(first), "to": str(last)})
    for row in rows:
        s.say(f"{row['day']}  {row['time'] or '     '}  {row['what']}")
    if not rows:
        s.say(s.t("Nothing in this period."))
