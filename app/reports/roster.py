"""The roster of a day: full members, probationary members and those placed here, each by themselves."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.records.member import Member
from app.reports.paper import Block, Head, Note, Sheet, Signing, Table
from app.reports.wording import numbered, on, or_blank, plain
from app.services.members import standing_of
from db.model.words import N_, Translate

_PARTS = (
    ("full", N_("Full members")),
    ("probationary", N_("Probationary members")),
    ("placed", N_("Placed here for organisational life")),
)


def roster_sheet(
    members: Sequence[Member],
    groups: Mapping[str, str],
    offices: Mapping[str, Sequence[str]],
    t: Translate,
    *,
    branch: str,
    day: date,
) -> Sheet:
    """Return the roster; `members` are as they stood on the day, in order, `offices` words by id."""
    title = t("Roster of Party members")
    apart = {key: [m for m in members if standing_of(m) == key] for key, _ in _PARTS}
    blocks: list[Block] = []
    for n, (key, words) in enumerate(((k, w) for k, w in _PARTS if apart[k]), 1):
        count = t("{part}: {n} person|{part}: {n} people", part=t(words), n=len(apart[key]))
        blocks.append(Head(numbered(n, t("1.")) + count))
        blocks.append(_table(apart[key], groups, offices, t))
    if not blocks:
        blocks.append(Note(t("Nobody is on the roster on this day.")))
    blocks.append(Signing(((t("Branch secretary (signature):"), ""),), t("Date:")))
    under = (plain(branch), t("As of {day}", day=on(day, t)))
    return Sheet(title=title, listed=title, under=under, blocks=tuple(blocks))


def _table(
    members: Sequence[Member],
    groups: Mapping[str, str],
    offices: Mapping[str, Sequence[str]],
    t: Translate,
) -> Table:
    rows = tuple(
        (
            str(n),
            plain(m.name),
            or_blank(on(m.joined_on, t) if m.joined_on else ""),
            on(m.full_on, t) if m.full_on else "",
            plain(groups.get(m.group or "", "")),
            "\n".join(plain(w) for w in (*offices.get(m.id, ()), m.post or "") if w),
        )
        for n, m in enumerate(members, 1)
    )
    head = (t("No."), t("Name"), t("Joined"), t("Full since"), t("Party group"), t("Office, post"))
    return Table((9, 28, 30, 30, -1, -1.2), head, rows, size=10)
