"""The study ledger: hours of each member by form, and what was studied when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from app.counting.studied import COUNTED, ByKind, counted_hours, hours_by_member
from app.records.member import Member
from app.records.study import HoursKind, StudyRecord
from app.reports.paper import Block, Head, Note, Sheet, Table
from app.reports.wording import BLANK, numbered, on, plain
from app.services.studying import say_hours
from db.model.words import Translate


def study_sheet(
    members: Sequence[Member],
    studies: Sequence[StudyRecord],
    t: Translate,
    *,
    branch: str,
    first: date,
    last: date,
    counted: Collection[HoursKind] = COUNTED,
) -> Sheet:
    """Return the study ledger of a period; `studies` are those of the period, `members` in order."""
    title = t("Study ledger")
    ordered = sorted(studies, key=lambda s: (s.held_on or date.max, s.id))
    blocks: list[Block] = [
        Head(numbered(1, t("1.")) + t("Hours by member")),
        _by_member(members, hours_by_member(studies), counted, t),
        Head(numbered(2, t("1.")) + t("What was studied")),
        _listed(ordered, t) if ordered else Note(t("No study recorded in this period.")),
    ]
    period = t("{start} to {end}", start=on(first, t), end=on(last, t))
    return Sheet(title=title, listed=title, under=(plain(branch), period), blocks=tuple(blocks))


def form_head(kind: HoursKind, counted: Collection[HoursKind], t: Translate) -> str:
    """Return what stands over a form's hours: its name, and that it does not count."""
    name = t(kind.title_)
    return name if kind in counted else t("{form}, not counted", form=name)


def _by_member(
    members: Sequence[Member],
    found: Mapping[str, ByKind],
    counted: Collection[HoursKind],
    t: Translate,
) -> Table:
    kinds = sorted(HoursKind, key=lambda k: k not in counted)
    rows = []
    for n, member in enumerate(members, 1):
        mine = found.get(member.id, {})
        parts = [say_hours(mine[k]) if k in mine else "" for k in kinds]
        total = say_hours(counted_hours(mine, counted)) or "0"
        at = len([k for k in kinds if k in counted])
        rows.append((str(n), plain(member.name), *parts[:at], total, *parts[at:]))
    heads = [form_head(k, counted, t) for k in kinds]
    at = len([k for k in kinds if k in counted])
    head = (t("No."), t("Name"), *heads[:at], t("Total"), *heads[at:])
    return Table((12, 30, *(-1 for _ in head[2:])), head, tuple(rows), size=10)


def _listed(studies: Sequence[StudyRecord], t: Translate) -> Table:
    head = (
        t("Date"),
        t("Topic"),
        t("Form"),
        t("Study hours"),
        t("Members"),
        t("Material or proof"),
    )
    rows = tuple(
        (
            s.held_on.isoformat() if s.held_on else BLANK,
            plain(s.topic),
            t(s.hours_kind.title_),
            BLANK if s.hours is None else say_hours(s.hours),
            str(len(set(s.members))),
            plain(s.source or ""),
        )
        for s in studies
    )
    return Table((24, -3, 16, 14, 14, -2), head, rows, wide=(1, 5), size=10)
