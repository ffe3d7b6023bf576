"""The study ledger: hours of each member by form, and what was studied when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.records.member import Member
from app.records.study import HoursKind, StudyRecord
from app.reports.paper import Block, Head, Note, Sheet, Table
from app.reports.wording import BLANK, numbered, on, plain
from app.services.studying import say_hours
from db.model.words import Translate


class Hours(NamedTuple):
    """Hours of one member by form."""

    by_kind: Mapping[HoursKind, float]

    @property
    def total(self) -> float:
        """Return the sum over all forms."""
        return sum(self.by_kind.values())


def hours_of(studies: Sequence[StudyRecord]) -> dict[str, Hours]:
    """Return the hours of each member (id) who has any."""
    found: defaultdict[str, defaultdict[HoursKind, float]] = defaultdict(lambda: defaultdict(float))
    for study in studies:
        for member in dict.fromkeys(study.members):
            found[member][study.hours_kind] += study.hours or 0
    return {member: Hours(dict(kinds)) for member, kinds in found.items()}


def study_sheet(
    members: Sequence[Member],
    studies: Sequence[StudyRecord],
    t: Translate,
    *,
    branch: str,
    first: date,
    last: date,
) -> Sheet:
    """Return the study ledger of a period; `studies` are those of the period, `members` in order."""
    title = t("Study ledger")
    ordered = sorted(studies, key=lambda s: (s.held_on or date.max, s.id))
    blocks: list[Block] = [
        Head(numbered(1, t("1.")) + t("Hours by member")),
        _by_member(members, hours_of(studies), t),
        Head(numbered(2, t("1.")) + t("What was studied")),
        _listed(ordered, t) if ordered else Note(t("No study recorded in this period.")),
    ]
    period = t("{start} to {end}", start=on(first, t), end=on(last, t))
    return Sheet(title=title, listed=title, under=(plain(branch), period), blocks=tuple(blocks))


def _by_member(members: Sequence[Member], found: Mapping[str, Hours], t: Translate) -> Table:
    kinds = tuple(HoursKind)
    rows = []
    for n, member in enumerate(members, 1):
        mine = found.get(member.id, Hours({}))
        parts = (say_hours(mine.by_kind[k]) if k in mine.by_kind else "" for k in kinds)
        rows.append((str(n), plain(member.name), *parts, say_hours(mine.total)))
    head = (t("No."), t("Name"), *(t(k.title_) for k in kinds), t("Total"))
    return Table((12, 30, *(-1 for _ in kinds), 24), head, tuple(rows), size=10)


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
