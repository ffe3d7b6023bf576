"""The rows of the page of floating and contact: the register, the three clocks, the dues."""

from datetime import date

from app.counting.clocks import Asked, Clocks, days_since
from app.dates import say_year_date
from app.records.flow import FlowDirection
from app.records.member import Member
from app.said import listed
from app.services.flowing import WORDS, Floating
from db.model.words import Translate
from ui.desktop.widgets.rows import Cell, Chip, Column, Row, Text


def flow_columns(t: Translate) -> tuple[Column, ...]:
    """Return the columns of the register."""
    return (
        Column("name", t("Name"), 200),
        Column("direction", t("Direction"), 96),
        Column("from", t("From"), 104),
        Column("to", t("Until"), 104),
        Column("other", t("Organisation at the other end")),
        Column("contact", t("Next contact due on"), 128),
        Column("advice", t("What the facts ask for"), 330),
    )


def flow_row(one: Floating, today: date, t: Translate) -> Row:
    """Return one stretch; what its facts ask for stands as a reminder."""
    flow, late = one.flow, one.contact_on is not None and one.contact_on < today
    out = flow.direction == FlowDirection.out
    advice: Cell = Text("")
    if one.advice and one.running:
        advice = Chip("wait", "clock", t(WORDS[one.advice]))
    elif flow.registered_on is not None:
        advice = Chip("ok", "check-circle", t("Registered"))
    due = say_year_date(one.contact_on, t) if one.contact_on else ""
    return Row(
        flow.id,
        (
            Text(one.member.name, role="strong"),
            Text(t("Floating out") if out else t("Floating in"), role="meta"),
            Text(_day(flow.from_on, t), role="meta"),
            Text(_day(flow.to_on, t), role="meta"),
            Text(flow.counterpart or "", role="meta"),
            Text(due, role="meta", tone="wait" if late else ""),
            advice,
        ),
        quiet=not one.running,
    )


def clock_columns(t: Translate) -> tuple[Column, ...]:
    """Return the columns of the three clocks; nobody sorts people by them."""
    return (
        Column("name", t("Name"), 260),
        Column("life", t("Last organisational life"), 200),
        Column("dues", t("Last dues"), 200),
        Column("contact", t("Last contact"), 200),
        Column("state", t("What the facts ask for")),
    )


def clock_row(
    member: Member,
    clocks: Clocks,
    asked: Asked,
    today: date,
    t: Translate,
    *,
    searched: bool,
    dues: bool,
) -> Row:
    """Return one member's clocks, each alone, in the roster's order."""
    state: Cell = Text("")
    stopped = clocks.stopped(today, asked, dues=dues)
    if searched:
        state = Chip("info", "magnifying-glass", t("A search is open"))
    elif clocks.proposes_search(today, asked):
        state = Chip("wait", "clock", t("Six months without any of the three: search"))
    elif stopped:
        words = {"life": t("organisational life"), "dues": t("dues")}
        named = listed([words[s] for s in stopped], t)
        state = Chip("wait", "clock", t("Six months without {what}", what=named))
    return Row(
        member.id,
        (
            Text(member.name, role="strong"),
            Text(_ago(clocks.life, today, t), role="meta"),
            Text(_ago(clocks.dues, today, t) if dues else "—", role="meta"),
            Text(_ago(clocks.contact, today, t), role="meta"),
            state,
        ),
    )


def _day(day: date | None, t: Translate) -> str:
    return say_year_date(day, t) if day else ""


def _ago(day: date | None, today: date, t: Translate) -> str:
    n = days_since(day, today)
    if day is None or n is None:
        return t("not yet")
    if n == 0:
        return t("Today")
    return t("{day}, {n} day ago|{day}, {n} days ago", day=say_year_date(day, t), n=n)
