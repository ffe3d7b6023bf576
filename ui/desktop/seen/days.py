"""The calendar's entries as chips on days, as rows of a list, and the way each leads."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.dates import say_date, say_weekday
from app.said import shown
from app.services.calendar_entry import Coming, Source
from db.model.words import N_, Translate
from ui.desktop.desk import Route
from ui.desktop.home.due import beginning
from ui.desktop.widgets.month import MonthChip
from ui.desktop.widgets.rows import Chip, Column, Row, Text

SOURCES: Mapping[Source, tuple[str, str]] = {
    "meeting": ("calendar-check", N_("Meeting")),
    "month": ("calendar-plus", N_("Each month")),
    "quarter": ("calendar-plus", N_("Each quarter")),
    "year": ("calendar-plus", N_("Each year")),
    "term": ("hourglass", N_("Term")),
    "probation": ("user-circle-plus", N_("Probation")),
    "plan": ("list-bullets", N_("Plan")),
    "resolution": ("check-square", N_("Resolution")),
    "rectification": ("wrench", N_("Rectification")),
    "contact": ("phone", N_("Contact due")),
    "document": ("tray", N_("Document")),
    "inspection": ("note-pencil", N_("Inspection")),
    "end": ("flag", N_("End of the site")),
    "matter": ("clipboard-text", N_("Matter to deal with")),
    "agreement": ("handshake", N_("Agreement")),
    "turn": ("arrows-clockwise", N_("Turn as lead unit")),
    "joint_body": ("link", N_("Joint temporary organisation")),
    "milestone": ("path", N_("Milestone")),
    "joint_plan": ("flag-banner", N_("Joint-building plan")),
    "booking": ("calendar-plus", N_("Booking")),
    "loan": ("arrow-u-up-left", N_("Loan")),
    "deed": ("heart", N_("Practical deed")),
    "review": ("magnifying-glass", N_("Review of a post or commitment")),
    "commitment": ("hand", N_("Public commitment")),
    "round": ("megaphone-simple", N_("Selection round")),
    "disclosure": ("eye", N_("Disclosure")),
    "deliberation": ("scales", N_("Deliberation")),
}
"""Icon and word of where an entry comes from."""
WAYS: Mapping[str, tuple[str, str]] = {
    "activity": ("meeting", ""),
    "member": ("members", ""),
    "matter": ("matter", ""),
    "document_receipt": ("documents", ""),
    "cobuild_agreement": ("agreement", ""),
    "duty_rotation": ("joint", "units:bodies"),
    "campaign": ("joint", "campaigns"),
    "booking": ("joint", "resources:week"),
    "loan": ("joint", "resources:loans"),
    "demonstration_post": ("service", "vanguard:posts"),
    "responsibility_area": ("service", "vanguard:posts"),
    "service_team": ("service", "vanguard:teams"),
    "commitment": ("service", "vanguard:commitments"),
    "election_round": ("service", "vanguard:exemplars"),
    "disclosure": ("service", "openness:disclosures"),
    "deliberation": ("service", "openness:deliberations"),
}
"""Page and detail that show a kind; every other has the page of the record."""


def key_of(entry: Coming) -> str:
    """Return what an entry is called on the page."""
    return f"{entry.source}/{entry.key}"


def words_of(entry: Coming, t: Translate) -> str:
    """Return an entry's title."""
    return str(shown(entry.title, t))


def tone_of(entry: Coming) -> str:
    """Return the state's tone: held, planned, due."""
    if not entry.is_due:
        return "ok" if entry.held else "info"
    return "wait"


def state_of(entry: Coming, today: date, t: Translate) -> tuple[str, str, str]:
    """Return tone, icon and word of how an entry stands."""
    if not entry.is_due:
        held, planned = ("ok", "check-circle", t("held")), ("info", "calendar-check", t("planned"))
        return held if entry.held else planned
    if entry.is_late(today):
        return (
            "wait",
            "clock-counter-clockwise",
            t("{n} day past|{n} days past", n=(today - entry.day).days),
        )
    if entry.day < today:
        return "mute", "check", t("past")
    if entry.day == today:
        return "wait", "clock", t("today")
    return "wait", "clock", t("{n} day left|{n} days left", n=(entry.day - today).days)


def chips_of(entries: Iterable[Coming], t: Translate) -> list[MonthChip]:
    """Return the entries as chips on their days."""
    return [
        MonthChip(key_of(e), e.day, tone_of(e), SOURCES[e.source][0], _short(e, t)) for e in entries
    ]


def _short(entry: Coming, t: Translate) -> str:
    return str(shown(entry.short or entry.title, t))


def columns(t: Translate) -> tuple[Column, ...]:
    """Return the columns of the list."""
    return (
        Column("day", t("Date"), 110),
        Column("what", t("Matter or meeting")),
        Column("source", t("Where it comes from"), 120),
        Column("state", t("State"), 140),
    )


def row_of(entry: Coming, today: date, t: Translate) -> Row:
    """Return an entry as a line."""
    hour = f"{entry.start:%H:%M}" if entry.start else ""
    day = say_date(entry.day, t) if entry.day.year == today.year else entry.day.isoformat()
    return Row(
        key_of(entry),
        (
            Text(day, f"{say_weekday(entry.day, t)} {hour}".strip()),
            Text(words_of(entry, t)),
            Text(t(SOURCES[entry.source][1]), role="meta"),
            Chip(*state_of(entry, today, t)),
        ),
        quiet=entry.held,
    )


def way_of(entry: Coming) -> Route:
    """Return where an entry leads: to its record, or to the beginning of what is missing."""
    if entry.begin:
        return beginning(entry.begin, entry.group)
    if entry.kind == "branch":
        return Route("settings", "", "branch")
    page, detail = WAYS.get(entry.kind, ("record", ""))
    return Route(page, entry.record, detail)
