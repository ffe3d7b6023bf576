"""The year's four pictures as parts of the ledger: meetings, attendance, hours, what the checks found.

Each is drawn from numbers, readable in black and white, with its table beneath. Members stand in the
roster's order. `year_parts` gives all four; a ledger may take each by itself.
"""

from collections.abc import Sequence

from app.counting.monthly import MONTHS, Turnout, whole
from app.counting.studied import COUNTED, Studied
from app.dates import say_month, say_short_month
from app.records.study import HoursKind
from app.reports.charts import (
    Bar,
    Bars,
    Heat,
    HeatRow,
    Line,
    Shaded,
    Stack,
    Stacks,
    YearMarks,
)
from app.reports.paper import Block, Note, Sheet, Table
from app.reports.study import form_head
from app.reports.wording import BLANK, on, plain
from app.said import listed
from app.services.calendar import YearLine
from app.services.studying import say_hours
from app.services.yearly import MemberYear, YearView
from db.model.words import N_, Translate

_SIGNS = (
    ("done", N_("filed")),
    ("planned", N_("planned")),
    ("part", N_("partly done")),
    ("open", N_("not yet")),
    ("wrong", N_("contradiction")),
)
_MOST_COLUMNS = 24


def year_parts(view: YearView, t: Translate, *, branch: str) -> tuple[Sheet, ...]:
    """Return the four parts of a year."""
    return (
        meetings_part(view, t, branch=branch),
        attendance_part(view, t, branch=branch),
        hours_part(view, t, branch=branch),
        trend_part(view, t, branch=branch),
    )


def meetings_part(view: YearView, t: Translate, *, branch: str) -> Sheet:
    """Return the year at a glance: kinds of meetings by month."""
    title = t("{year} at a glance", year=view.year)
    months = tuple(say_short_month(m, t) for m in range(1, MONTHS + 1))
    picture = YearMarks(
        months,
        tuple(_line(line, t) for line in view.glance),
        tuple((sign, t(words)) for sign, words in _SIGNS),
        t("Late"),
    )
    head = (t("Kind"), *(t(words) for _, words in _SIGNS), t("Entered late"))
    rows = tuple(_states(line, t) for line in view.glance)
    table = Table((30, *(-1 for _ in range(6))), head, rows, size=9)
    return _sheet(
        title, branch, view, t, (picture, table) if rows else (Note(t("Nothing recorded yet")),)
    )


def _line(line: YearLine, t: Translate) -> Line:
    found = [line.mark(month) for month in range(1, MONTHS + 1)]
    return Line(
        t(line.type.title_),
        tuple(
            "" if m is None or (line.quarterly and m.state == "open") else m.state for m in found
        ),
        tuple(m is not None and m.late for m in found),
        line.quarterly,
    )


def _states(line: YearLine, t: Translate) -> tuple[str, ...]:
    def months(state: str) -> str:
        return listed([str(m.month) for m in line.marks if m.state == state], t)

    late = listed([str(m.month) for m in line.marks if m.late], t)
    return (t(line.type.title_), *(months(sign) for sign, _ in _SIGNS), late)


def attendance_part(view: YearView, t: Translate, *, branch: str) -> Sheet:
    """Return attendance by member and month; the shade says what the figures say."""
    months = tuple(say_short_month(m, t) for m in range(1, MONTHS + 1))
    rows = [_heat(plain(p.name), p.months) for p in view.people]
    if rows:
        rows.append(_heat(t("Whole branch"), view.branch, strong=True))
    head = (t("Name"), t("Due"), t("Present"), t("On leave"), t("Absent"))
    totals = tuple(_total(plain(p.name), p.months) for p in view.people)
    whole_branch = (_total(t("Whole branch"), view.branch),) if rows else ()
    blocks: tuple[Block, ...] = (
        Note(t("Present of those due; a dot: nothing was due; the darker, the fuller.")),
        Heat((t("Name"), *months, t("Whole year")), tuple(rows)),
        Table((-2, -1, -1, -1, -1), head, (*totals, *whole_branch), size=9),
    )
    empty = (Note(t("No roster yet")),)
    return _sheet(t("Attendance by member and month"), branch, view, t, blocks if rows else empty)


def _heat(name: str, months: Sequence[Turnout], *, strong: bool = False) -> HeatRow:
    cells = tuple(
        Shaded(-1 if m.step is None else m.step, f"{m.here}/{m.due}" if m.due else "")
        for m in months
    )
    year = whole(months)
    return HeatRow(name, cells, f"{year.here}/{year.due}" if year.due else "·", strong)


def _total(name: str, months: Sequence[Turnout]) -> tuple[str, ...]:
    year = whole(months)
    return (name, *(str(n) for n in (year.due, year.here, year.leave, year.absent)))


def hours_part(view: YearView, t: Translate, *, branch: str) -> Sheet:
    """Return everybody's hours against what applies to them."""
    people, kinds = view.people, tuple(HoursKind)
    reach = max((max(p.studied.total, p.studied.required) for p in people), default=1.0)
    counted = people[0].studied.counted if people else COUNTED
    forms = tuple(form_head(k, counted, t) for k in kinds)
    legend = (*forms, t("What applies"), t("Pace"))
    picture = Bars(tuple(_bar(p, view) for p in people), max(1.0, reach * 1.03), legend)
    head = (
        t("Name"), *forms, t("Total"), t("What applies"),
        t("Concentrated training"), t("Note"),
    )  # fmt: skip
    rows = tuple(_hours(p, t) for p in people)
    widths = (26, *(-1 for _ in kinds), 13, 13, 16, 30)
    table = Table(widths, head, rows, wide=(0, 8), size=9)
    blocks = (picture, table) if rows else (Note(t("No roster yet")),)
    return _sheet(t("Study hours by member"), branch, view, t, blocks)


def _bar(person: MemberYear, view: YearView) -> Bar:
    studied = person.studied
    goal = 0.0 if studied.exempt else studied.required
    words = say_hours(studied.total) or "0"
    return Bar(
        plain(person.name),
        studied.parts(),
        f"{words}/{say_hours(goal)}" if goal else words,
        goal,
        studied.pace_on(view.day),
    )


def _hours(person: MemberYear, t: Translate) -> tuple[str, ...]:
    studied = person.studied
    return (
        plain(person.name),
        *(say_hours(studied.by_kind[k]) if k in studied.by_kind else "" for k in HoursKind),
        say_hours(studied.total) or "0",
        "" if studied.exempt else say_hours(studied.required),
        "√" if studied.trained else "",
        _note(studied, t),
    )


def _note(studied: Studied, t: Translate) -> str:
    if studied.exempt:
        return t("no hard number (regulation, article 23)")
    if studied.since is not None:
        return t("here since {day}; the whole number is shown", day=on(studied.since, t))
    return ""


def trend_part(view: YearView, t: Translate, *, branch: str) -> Sheet:
    """Return what the checks found, by month of the fact."""
    months = view.trend[-_MOST_COLUMNS:]
    legend = (t("Contradictions"), t("Reminders"), t("Explained"))
    stacks = Stacks(
        tuple(
            Stack(say_short_month(m.month, t), (m.wrong, m.reminders, m.explained)) for m in months
        ),
        max((m.all for m in months), default=0) or 1,
        legend,
    )
    head = (t("Month"), *legend, t("Total"))
    rows = tuple(
        (say_month(m.year, m.month, t), *map(str, (m.wrong, m.reminders, m.explained, m.all)))
        for m in view.trend
    )
    table = Table((-2, -1, -1, -1, -1), head, rows, size=9)
    title = t("What the checks found, by month of the fact")
    return _sheet(title, branch, view, t, (stacks, table) if rows else (Note(t("Nothing found.")),))


def _sheet(title: str, branch: str, view: YearView, t: Translate, blocks: Sequence[Block]) -> Sheet:
    until = t("Year {year}, until {day}", year=view.year, day=on(view.day, t) or BLANK)
    return Sheet(title=title, listed=title, under=(plain(branch), until), blocks=tuple(blocks))
