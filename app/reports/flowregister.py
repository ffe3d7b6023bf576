"""The registers of floating members, out and in, and the year's ticks of dues: boxes 2 and 14."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.records.flow import FlowDirection
from app.records.member import Member
from app.reports.paper import Block, Head, Note, Sheet, Table
from app.reports.wording import numbered, plain
from app.services.flowing import WORDS, Floating
from db.model.words import N_, Translate

_PARTS = (
    (FlowDirection.out, N_("Out of this branch")),
    (FlowDirection.in_, N_("Into this branch")),
)


def flow_sheet(register: Sequence[Floating], t: Translate, *, branch: str) -> Sheet:
    """Return both registers."""
    title = t("Register of floating members")
    blocks: list[Block] = []
    for n, (direction, words) in enumerate(_PARTS, 1):
        found = [f for f in register if f.flow.direction == direction]
        blocks.append(Head(numbered(n, t("1.")) + t(words)))
        blocks.append(_table(found, t) if found else Note(t("None.")))
    return Sheet(title=title, listed=title, under=(plain(branch),), blocks=tuple(blocks))


def _table(found: Sequence[Floating], t: Translate) -> Table:
    rows = tuple(
        (
            str(n),
            plain(f.member.name),
            _day(f.flow.from_on),
            _day(f.flow.to_on),
            plain(f.flow.counterpart or ""),
            _day(f.reached),
            _day(f.flow.registered_on),
            t(WORDS[f.advice]) if f.advice else "",
        )
        for n, f in enumerate(found, 1)
    )
    head = (
        *(t("No."), t("Name"), t("From"), t("Until"), t("Organisation at the other end")),
        *(t("Last reached on"), t("Registered on"), t("What the facts ask for")),
    )
    return Table((8, 20, 20, 20, -1, 20, 20, -1), head, rows, size=9)


def _day(day: date | None) -> str:
    # Short, so that a line of the register stays a line.
    return day.isoformat() if day else ""


def dues_sheet(
    members: Sequence[Member],
    paid: Mapping[str, frozenset[int]],
    t: Translate,
    *,
    branch: str,
    year: int,
) -> Sheet:
    """Return the ticks of a year; no amounts, no income."""
    title = t("Dues, {year}: paid or not", year=year)
    rows = tuple(
        (str(n), plain(m.name), *("√" if x in paid.get(m.id, ()) else "" for x in range(1, 13)))
        for n, m in enumerate(members, 1)
    )
    head = (t("No."), t("Name"), *(str(x) for x in range(1, 13)))
    table = Table((9, 26, *(-1.0 for _ in range(12))), head, rows, size=10)
    body: Block = table if rows else Note(t("Nobody is on the roster on this day."))
    legend = Note(t("√ paid for the month; amounts are not recorded here."))
    return Sheet(title=title, listed=title, under=(plain(branch),), blocks=(legend, body))
