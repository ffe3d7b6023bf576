"""`suixing check`: what the rules find, with the facts, the rule, its source and pack, why, by when."""

from collections.abc import Iterable
from datetime import date

import typer

from app.commands.care import period
from app.commands.session import Session, session_of
from app.dates import say_date
from app.reports import boxes
from app.rules.finding import Finding
from db.model.change import Json
from db.model.errors import InvalidRecord
from db.model.words import N_

_SEVERITIES = ("error", "warning", "info")
_LETTERS = {"E": "error", "W": "warning", "I": "info"}


def add_to(top: typer.Typer) -> None:
    """Add this module's command."""
    top.command("check")(check)


def check(
    context: typer.Context,
    start: str = typer.Option("", "--from", help="First day, 2026-05-01."),
    end: str = typer.Option("", "--to", help="Last day."),
    severity: str = typer.Option("", help="Only error, warning or info; also E, W, I."),
    box: int = typer.Option(0, min=0, max=20, help="Only one box of the inspection, 1 to 20."),
) -> None:
    """List what the rules find in a period (this year, when not said)."""
    s = session_of(context)
    today = s.book.now().date()
    first, last = period(start, end, date(today.year, 1, 1), today)
    wanted = _severity(severity)
    report = s.book.checking.report(first, last)
    held = {a.id: a.type for a in s.book.checking.facts(first, last).activities}
    placed = [(f, boxes.box_of(f, held.get)) for f in report.findings]
    found = [(f, at) for f, at in placed if wanted in ("", f.severity) and box in (0, at)]
    rows = [_row(s, f, at) for f, at in found]
    packs = [{"id": p.id, "version": p.version} for p in s.book.checking.packs]
    s.answer({"items": rows, "from": str(first), "to": str(last), "packs": packs})
    for each, at in found:
        _say(s, each, at)
    if not rows:
        s.say(s.t("No contradictions and no reminders."))


def _severity(text: str) -> str:
    wanted = _LETTERS.get(text.upper(), text.lower())
    if wanted and wanted not in _SEVERITIES:
        raise InvalidRecord(
            N_("There is no severity {value}. Write error, warning or info."), value=text
        )
    return wanted


def _row(s: Session, f: Finding, box: int) -> dict[str, Json]:
    ruling = f.ruling
    return {
        "rule": f.rule,
        "part": ruling.part if ruling else "",
        "title": ruling.title(s.t) if ruling else "",
        "severity": f.severity,
        "box": box,
        "what": f.said(s.t),
        "why": f.reason(s.t),
        "source": f.source(s.t),
        "confidence": ruling.confidence if ruling else "",
        "pack": ruling.pack if ruling else "",
        "version": ruling.version if ruling else "",
        "day": str(f.day or ""),
        "due": str(f.due or ""),
        "kind": f.kind,
        "record": f.record,
        "field": f.field,
        "people": list(f.people),
        "explanation": f.explanation,
        "explained": f.explained,
    }


def _say(s: Session, f: Finding, box: int) -> None:
    marks = {
        "error": s.t("Contradiction"),
        "warning": s.t("Reminder"),
        "info": s.t("Worth knowing"),
    }
    s.say(f"{marks[f.severity]}  {f.rule}  {f.said(s.t)}")
    s.say(f"    {f.reason(s.t)}")
    for line in _below(s, f, box):
        s.say(f"    {line}")


def _below(s: Session, f: Finding, box: int) -> Iterable[str]:
    if f.due is not None:
        yield s.t("Until {day}", day=say_date(f.due, s.t))
    if source := f.source(s.t):
        yield s.t("Source: {text}", text=source)
    # What `suixing show` takes; a finding's own kind is where in the record to look.
    record = s.book.records.raw(f.record) if f.record else None
    where = [f"{record.kind} {record.id}"] if record is not None else []
    where += [s.t("box {box}, {title}", box=box, title=s.t(boxes.box(box).title))] if box else []
    if where:
        yield "  ".join(where)
    if f.explanation:
        yield s.t("Explained: {text}", text=f.explanation)
