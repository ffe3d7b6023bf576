"""How the chapters of the joint-building report list things: one table a section, cells in one line."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from app.counting.chapters import Chapter, chapter_of
from app.counting.outcomes import brief
from app.records.meeting import Activity
from app.reports.paper import Block, Table
from app.reports.reported import JointReport
from app.reports.wording import paragraphs, plain
from app.said import listed
from db.model.words import Translate

Section = tuple[str, list[Block]]
"""A section's title and what stands in it."""
LONGEST = 100


class Reading(NamedTuple):
    """What every section needs; ``name`` is what people call the record of an id."""

    view: JointReport
    t: Translate
    name: Callable[[str], str]

    def activities(self, chapter: Chapter) -> list[Activity]:
        """Return what was held with others and belongs to a chapter."""
        return [a for a in self.view.work.joint if chapter_of(a, self.view.tokens) == chapter]


def held(activities: Sequence[Activity], r: Reading) -> list[Block]:
    """Return what was held with others as a table: whom with, what came of it."""
    t = r.t
    rows = []
    for a in activities:
        on = a.held_start.date() if a.held_start else None
        units = names(a.partners, r) or plain(a.partner_text or "")
        kind = t(a.joint_kind.title_ if a.joint_kind else a.type.title_)
        came = plain(brief(tuple(r.view.rows.get(a.id, ())), t))
        rows.append((day(on), plain(a.title or ""), kind, units, came))
    head = (t("Date"), t("Title"), t("Kind"), t("Partner units"), t("Outcomes"))
    # Where nothing was counted, the column that would say nothing is left out.
    cut = len(head) if any(row[-1] for row in rows) else len(head) - 1
    widths = (23, -1.6, -1, -1.5, -1.5)[:cut]
    return table(
        widths, head[:cut], [row[:cut] for row in rows], tuple(x for x in (1, 3, 4) if x < cut)
    )


def table(
    widths: Sequence[float],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    wide: tuple[int, ...],
) -> list[Block]:
    """Return a table, none where there is nothing to list."""
    if not rows:
        return []
    kept = tuple(tuple(row) for row in rows)
    return [Table(tuple(widths), tuple(head), kept, wide=wide, size=10)]


def names(partners: Sequence[str], r: Reading) -> str:
    """Return the first units by name, and how many more there are."""
    shown = [plain(r.name(p)) for p in partners[:3]]
    rest = len(partners) - len(shown)
    text = listed([name for name in shown if name], r.t)
    return (
        r.t("{names} and others, {n} units in all", names=text, n=len(partners)) if rest else text
    )


def short(text: str | None) -> str:
    """Return a text in one line, cut where it is long."""
    line = " ".join(paragraphs(text))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def day(on: date | None) -> str:
    """Return a day as lists show it; empty where there is none."""
    return on.isoformat() if on else ""
