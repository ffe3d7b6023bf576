"""The roll of a branch on paper: full and probationary members apart, and the ticks of their dues."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.records.member import Member, Standing
from app.reports.paper import Block, Head, Note, Sheet, Table
from app.reports.record import Name
from app.reports.wording import numbered, on, plain
from db.model.words import Translate

_MOST_MONTHS = 12
Ticks = Mapping[str, Mapping[str, str]]
"""Member id to months (2026-05) to the day on which the dues were paid, empty where none is known."""


def roll_sheet(
    members: Sequence[Member], t: Translate, name: Name, *, branch: str, day: date
) -> Sheet:
    """Return the roster; no phone, no ID number."""
    title = t("Roster")
    parts = [
        (t("Full members"), [m for m in members if m.status == Standing.full]),
        (t("Probationary members"), [m for m in members if m.status == Standing.probationary]),
    ]
    blocks: list[Block] = []
    for n, (words, held) in enumerate(parts, 1):
        count = t("{n} person|{n} people", n=len(held))
        blocks.append(Head(numbered(n, t("1.")) + t("{name} ({note})", name=words, note=count)))
        blocks.append(_table(held, t, name) if held else Note(t("None.")))
    under = (plain(branch), t("As of {date}", date=on(day, t)))
    return Sheet(title=title, listed=title, under=under, blocks=tuple(blocks))


def _table(members: Sequence[Member], t: Translate, name: Name) -> Table:
    head = (
        *(t("No."), t("Name"), t("Party group"), t("Post")),
        *(t("Organisational relation"), t("Joined the Party on"), t("Full member since")),
    )
    rows = tuple(
        (
            str(n),
            plain(m.name),
            plain(name(m.group or "")),
            plain(m.post or ""),
            t(m.relation_here.title_),
            m.joined_on.isoformat() if m.joined_on else "",
            m.full_on.isoformat() if m.full_on else "",
        )
        for n, m in enumerate(members, 1)
    )
    return Table((10, 26, -1, -1, -1, 24, 24), head, rows, (2, 3), size=10)


def dues_sheet(
    members: Sequence[Member], ticks: Ticks, months: Sequence[str], t: Translate, *, branch: str
) -> Sheet:
    """Return who paid in which month, twelve months beside each other; no amounts."""
    title = t("Ticks of the dues")
    spans = [months[at : at + _MOST_MONTHS] for at in range(0, len(months), _MOST_MONTHS)]
    blocks = [
        Note(t("√ paid; empty: no tick.")),
        *(_ticked(members, ticks, span, t) for span in spans),
    ]
    return Sheet(title=title, listed=title, under=(plain(branch),), blocks=tuple(blocks))


def _ticked(members: Sequence[Member], ticks: Ticks, months: Sequence[str], t: Translate) -> Table:
    rows = tuple(
        (str(n), plain(m.name), *("√" if x in ticks.get(m.id, {}) else "" for x in months))
        for n, m in enumerate(members, 1)
    )
    head = (t("No."), t("Name"), *(f"{x[2:4]}-{x[5:]}" for x in months))
    return Table((9, 24, *(-1 for _ in months)), head, rows, size=9)
