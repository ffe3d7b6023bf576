"""What hangs on a record, a line each: its name, what else its list shows, its day or how far it is."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from app.kinds import FieldShape, Kind
from app.services.hanging import Hung
from app.services.values import brief, shown
from db.model.record import Record
from db.model.words import N_, Translate

_DONE = ("done_on", "fulfilled_on", "returned_on", "closed_on")
_DUE = ("due_on",)
_DAYS = ("date", "moment")


class HungLine(NamedTuple):
    """One line: record, icon, tone of the icon, title, second line, words at the right."""

    record: str
    icon: str
    tone: str
    title: str
    sub: str
    right: str


class Lining(NamedTuple):
    """What lines are made with: the language, names of records, the day."""

    t: Translate
    name: Callable[[str], str]
    today: date


def lines_of(hung: Hung, kind: Kind, how: Lining) -> list[HungLine]:
    """Return the lines of what hangs by one tie."""
    return [_line(record, kind, hung.tie.field, how) for record in hung.records]


def _line(record: Record, kind: Kind, tied: str, how: Lining) -> HungLine:
    columns = [f for c in kind.shape.columns if (f := kind.field(c)) is not None and c != tied]
    label = [f for c in kind.shape.label if (f := kind.field(c)) is not None and c != tied]
    label = [f for f in label if f.type not in _DAYS] or label or columns[:1]
    title = " · ".join(w for f in label if (w := _words(f, record, how)))
    icon, tone, right = _standing(record, kind, how)
    day = None if right else next((f for f in columns if f.type in _DAYS and f not in label), None)
    if day is not None:
        right = _words(day, record, how)
    said = [f for f in columns if f not in label and f != day and f.name not in (*_DUE, *_DONE)]
    sub = " · ".join(w for f in said if (w := _said(f, record, how)))
    return HungLine(record.id, icon, tone, title or how.t(kind.shape.title), sub, right)


def _standing(record: Record, kind: Kind, how: Lining) -> tuple[str, str, str]:
    """Return icon, tone and words of what has a day to be done by; the kind's icon for the others."""
    t = how.t
    done = next((f for n in _DONE if (f := kind.field(n)) is not None), None)
    due = next((f for n in _DUE if (f := kind.field(n)) is not None), None)
    if done is None or due is None:
        return kind.shape.icon, "", ""
    if record.get(done.name):
        return (
            "check-circle",
            "ok",
            t("{what} {day}", what=t(done.title), day=record.get(done.name)),
        )
    until = record.get(due.name)
    if not until:
        return "circle-dashed", "", ""
    if str(until) < how.today.isoformat():
        return "clock", "wait", t("was due {day}", day=until)
    return "circle-dashed", "", t("due {day}", day=until)


def _words(field: FieldShape, record: Record, how: Lining) -> str:
    return brief(shown(field, record.get(field.name), how.t, how.name), 60)


def _said(field: FieldShape, record: Record, how: Lining) -> str:
    """Return a value in words; a bare number, yes or day says what of."""
    words = _words(field, record, how)
    if words and field.type in ("number", "decimal", "yes-no", *_DAYS):
        return how.t(N_("{label}: {value}"), label=how.t(field.title), value=words)
    return words
