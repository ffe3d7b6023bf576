"""The tables beside the pictures: the same facts in columns, for those who read and for copying."""

from collections.abc import Collection, Sequence

from app.counting.monthly import MONTHS, Found, Turnout, whole
from app.counting.studied import Studied
from app.dates import say_date, say_month, say_short_month
from app.records.study import HoursKind
from app.reports.study import form_head
from app.services.calendar import YearLine
from app.services.studying import say_hours
from app.services.yearly import MemberYear, YearView
from db.model.words import N_, Translate
from ui.desktop.widgets.hoursbars import BarRow
from ui.desktop.widgets.memberheat import HeatRow
from ui.desktop.widgets.rows import Column, Row, Text

_STATES = {
    "done": N_("filed"),
    "planned": N_("planned"),
    "part": N_("partly done"),
    "open": N_("not yet"),
    "wrong": N_("contradiction"),
}


def month_columns(first: Column, t: Translate, last: Sequence[Column] = ()) -> tuple[Column, ...]:
    """Return a first column and one for each month."""
    months = (Column(str(m), say_short_month(m, t)) for m in range(1, MONTHS + 1))
    return (first, *months, *last)


def glance_rows(lines: Sequence[YearLine], t: Translate) -> list[Row]:
    """Return a row for each kind of meeting with the state of every month."""
    rows = []
    for line in lines:
        cells = [Text(t(line.type.title_))]
        for month in range(1, MONTHS + 1):
            mark = line.mark(month)
            said = t(_STATES[mark.state]) if mark else "—"
            late = t("Late") if mark is not None and mark.late else ""
            cells.append(Text(said, late, "caption"))
        rows.append(Row(line.type.value, tuple(cells)))
    return rows


def heat_rows(view: YearView, t: Translate) -> list[HeatRow]:
    """Return the rows of the attendance picture: everybody in the roster's order, the branch last."""
    rows = [HeatRow(p.member, p.name, p.months) for p in view.people]
    return [*rows, HeatRow("", t("Whole branch"), view.branch)] if rows else []


def attendance_rows(view: YearView, t: Translate) -> list[Row]:
    """Return the same as a table: present of due by month, and the year."""
    rows = [Row(p.member, _turnouts(p.name, p.months, t)) for p in view.people]
    return [*rows, Row("", _turnouts(t("Whole branch"), view.branch, t))] if rows else []


def _turnouts(name: str, months: Sequence[Turnout], t: Translate) -> tuple[Text, ...]:
    year = whole(months)
    said = t("{leave} on leave, {absent} absent", leave=year.leave, absent=year.absent)
    return (
        Text(name, role="strong"),
        *(Text(_figures(m), role="meta") for m in months),
        Text(_figures(year), said if year.due else " "),
    )


def _figures(turnout: Turnout) -> str:
    return f"{turnout.here}/{turnout.due}" if turnout.due else "—"


def note_of(studied: Studied, t: Translate) -> str:
    """Return what has to be said beside somebody's hours; nothing where there is nothing."""
    said = ""
    if studied.exempt:
        said = t("no hard number (regulation, article 23)")
    elif studied.since is not None:
        said = t("here since {day}; the whole number is shown", day=say_date(studied.since, t))
    if not studied.beside:
        return said
    beside = t("({hours} not counted)", hours=say_hours(studied.beside))
    return f"{said} {beside}".strip()


def bar_rows(people: Sequence[MemberYear], view: YearView, t: Translate) -> list[BarRow]:
    """Return the rows of the hours picture, in the roster's order."""
    return [
        BarRow(
            p.member,
            p.name,
            p.studied.parts(),
            0.0 if p.studied.exempt else p.studied.required,
            p.studied.pace_on(view.day),
            note_of(p.studied, t),
        )
        for p in people
    ]


def hours_columns(t: Translate, counted: Collection[HoursKind]) -> tuple[Column, ...]:
    """Return the columns of the hours table; a form that does not count says so."""
    forms = (
        Column(k.value, form_head(k, counted, t), 92 if k in counted else 140, "right")
        for k in HoursKind
    )
    return (
        Column("name", t("Name"), 170),
        *forms,
        Column("total", t("Total"), 80, "right"),
        Column("goal", t("What applies"), 90, "right"),
        Column("pace", t("Pace"), 80, "right"),
        Column("training", t("Concentrated training"), 110),
        Column("note", t("Note")),
    )


def hours_rows(people: Sequence[MemberYear], view: YearView, t: Translate) -> list[Row]:
    """Return everybody's hours by form beside what applies to them."""
    rows = []
    for p in people:
        studied = p.studied
        forms = (
            Text(say_hours(studied.by_kind[k]) if k in studied.by_kind else "—", role="meta")
            for k in HoursKind
        )
        rows.append(
            Row(
                p.member,
                (
                    Text(p.name, role="strong"),
                    *forms,
                    Text(say_hours(studied.total) or "0"),
                    Text("—" if studied.exempt else say_hours(studied.required), role="meta"),
                    Text(
                        "—" if studied.exempt else say_hours(studied.pace_on(view.day)), role="meta"
                    ),
                    Text(t("on record") if studied.trained else "—", role="meta"),
                    Text(note_of(studied, t), role="caption"),
                ),
            )
        )
    return rows


def trend_columns(t: Translate) -> tuple[Column, ...]:
    """Return the columns of the trend's table."""
    return (
        Column("month", t("Month"), 150),
        Column("wrong", t("Contradictions"), 120, "right"),
        Column("reminders", t("Reminders"), 120, "right"),
        Column("explained", t("Explained"), 120, "right"),
        Column("all", t("Total"), 100, "right"),
        Column("rest", ""),
    )


def trend_rows(months: Sequence[Found], t: Translate) -> list[Row]:
    """Return a row for each month."""
    return [
        Row(
            f"{m.year}-{m.month:02d}",
            (
                Text(say_month(m.year, m.month, t)),
                *(Text(str(n), role="meta") for n in (m.wrong, m.reminders, m.explained)),
                Text(str(m.all)),
                Text(""),
            ),
        )
        for m in months
    ]
