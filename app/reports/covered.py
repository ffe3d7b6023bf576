"""The two coverages on paper: the percentages, the table, and what should be set up or sent."""

from collections.abc import Sequence

from app.counting.covered import Coverage, Reach, Share
from app.reports.paper import Block, Facts, Head, Note, Sheet, Table
from app.reports.wording import numbered, on, plain
from app.said import listed
from db.model.words import N_, Translate

LACKS = (
    ("projects_without", N_("Key projects without an organisation")),
    ("to_set_up", N_("An organisation should be set up")),
    ("to_send", N_("Somebody should be sent")),
    ("to_survey", N_("Not surveyed yet")),
)
"""What coverage lacks, as lists (domain 1.2, rows 27 to 29)."""


def heads(t: Translate) -> tuple[str, ...]:
    """Return the columns of the table; also those of its Excel file."""
    return (
        *(t("Unit"), t("Belongs to"), t("Key project"), t("Full members")),
        *(t("Can be set up"), t("Set up on"), t("Instructor"), t("Liaison"), t("What it lacks")),
    )


def row(reach: Reach, t: Translate) -> tuple[str, ...]:
    """Return one unit as a line of the table."""
    unit = reach.unit
    return (
        plain(unit.name),
        plain(unit.above or ""),
        t("Yes") if unit.is_project else "",
        "" if unit.full_members is None else str(unit.full_members),
        can_words(reach, t),
        unit.set_up_on.isoformat() if reach.set_up and unit.set_up_on else "",
        plain(unit.instructor or ""),
        plain(unit.liaison or ""),
        lack_words(reach, t),
    )


def can_words(reach: Reach, t: Translate) -> str:
    """Return whether an organisation can be set up; a proposal of the number says so."""
    if reach.can is None:
        return ""
    said = t("Yes") if reach.can else t("No")
    return t("{said} (by the number)", said=said) if reach.proposed else said


def lack_words(reach: Reach, t: Translate) -> str:
    """Return what one unit lacks."""
    for name, words in LACKS[1:]:
        if getattr(reach, name):
            return t(words)
    return ""


def lacking(found: Coverage, name: str) -> list[Reach]:
    """Return the units of one of the lists."""
    if name == "projects_without":
        return found.projects_without
    return [r for r in found.units if getattr(r, name)]


def share_words(share: Share, t: Translate) -> str:
    """Return `3/4，75%`; of nothing there is no percentage."""
    if share.percent is None:
        return t("nothing to count yet")
    return t(
        "{done} of {all}, {percent}%", done=share.done, all=share.all, percent=f"{share.percent:g}"
    )


def coverage_sheet(found: Coverage, t: Translate, *, branch: str) -> Sheet:
    """Return the two coverages on a day."""
    facts = Facts(
        (
            (t("Coverage by organisations"), share_words(found.organised, t)),
            (t("Coverage by Party work"), share_words(found.worked, t)),
        )
    )
    rule = Note(
        t(
            "By organisations: set up, of those where one can be. By Party work: set up, or an instructor or a liaison sent, of all. Three full members propose an organisation (branch-work regulation, article 4); the secretary decides."
        )
    )
    rows = tuple((str(n), *row(r, t)) for n, r in enumerate(found.units, 1))
    table: Block = Note(t("No unit surveyed yet"))
    if rows:
        widths = (8, -2.4, -1.3, 11, 11, 20, 18, 14, 14, -1.3)
        table = Table(widths, (t("No."), *heads(t)), rows, wide=(1, 2), size=9)
    blocks: list[Block] = [facts, rule, table, *_lists(found, t)]
    title = t("The two coverages")
    under = (plain(branch), t("As of {day}", day=on(found.day, t)))
    return Sheet(title=title, listed=title, under=under, blocks=tuple(blocks))


def _lists(found: Coverage, t: Translate) -> Sequence[Block]:
    blocks: list[Block] = []
    for n, (name, words) in enumerate(LACKS, 1):
        units = lacking(found, name)
        said = listed([plain(r.unit.name) for r in units], t)
        title = t("{list}: {n} unit|{list}: {n} units", list=t(words), n=len(units))
        blocks.append(Head(numbered(n, t("1.")) + title))
        if said:
            blocks.append(Note(said))
    return blocks
