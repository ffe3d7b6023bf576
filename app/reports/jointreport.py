"""The joint-building report of a half-year or a year in three chapters (domain 1.1 row 9, 1.3 row 59, 1.6).

What stands in it are records and their sums; the words are the secretary's own where some were
written, and nothing is put in their place where not.
"""

from collections.abc import Callable, Sequence
from datetime import date

from app.counting.chapters import Chapter
from app.counting.planned import due_of
from app.reports.alliance import growth_picture, point_name
from app.reports.jointchapters import chapter_blocks
from app.reports.paper import Block, Facts, Head, Note, Prose, Sheet, Table
from app.reports.reported import JointReport, PlanLine
from app.reports.tags import coverage_sheet
from app.reports.wording import numbered, on, paragraphs, plain
from app.said import along
from app.services.numbered import Group, Number, value_of
from db.model.words import N_, Translate

Name = Callable[[str], str]
"""What people call the record of an id."""
_WHAT_CAME = {
    "done": N_("Done"),
    "explained": N_("Not done, explained"),
    "open": N_("Not done"),
}
_LONGEST = 120
_LISTED = ("outcome.", "donation.", "joint_by_tag.")
"""Numbers that stand row by row in a chapter, or as a matrix at the end."""


def report_parts(view: JointReport, t: Translate, name: Name, *, branch: str) -> list[Sheet]:
    """Return the parts: summary, three chapters, plan against done, growth and coverage."""
    parts = [summary_part(view, t, branch=branch)]
    parts += [chapter_part(view, chapter, t, name, branch=branch) for chapter in Chapter]
    if view.plan:
        parts.append(plan_part(view, t, name, branch=branch))
    if view.growth:
        parts.append(growth_part(view, t, branch=branch))
    if view.coverage is not None and view.coverage.coverage.partners:
        parts.append(coverage_sheet(view.coverage, t, name, branch=branch))
    return parts


def title_of(view: JointReport, t: Translate) -> str:
    """Return what the report is called."""
    return t("{period}: joint-building report", period=view.said(t))


def summary_part(view: JointReport, t: Translate, *, branch: str) -> Sheet:
    """Return the first page: the secretary's words that stand before the chapters, the numbers."""
    title = title_of(view, t)
    blocks: list[Block] = []
    if view.words.front:
        blocks.append(Prose(_prose(view.words.front)))
    for group in Group:
        mine = (n for n in view.numbers if n.group == group and not n.is_empty)
        rows = [_number(n, t) for n in mine if not n.key.startswith(_LISTED)]
        if rows:
            head = (t("What is counted"), t("Number"), t("How it was counted"))
            table = Table((-1.5, -1, -2), head, tuple(rows), wide=(0, 2), size=10.5)
            blocks += [Head(t(group.title_), 3), table]
    if len(blocks) == bool(view.words.front):
        blocks.append(Note(t("Nothing recorded in this period.")))
    else:
        blocks.append(Note(t("Counted from records alone; what has none is not listed.")))
    if not view.plan:
        blocks.append(Note(t("No plan of joint building is on record for the period.")))
    return _sheet(title, view, t, branch, blocks)


def _number(number: Number, t: Translate) -> tuple[str, str, str]:
    return plain(number.title(t)), plain(value_of(number, t)), plain(number.how(t))


def chapter_part(
    view: JointReport, chapter: Chapter, t: Translate, name: Name, *, branch: str
) -> Sheet:
    """Return one chapter: own words, then its sections."""
    words = view.words.chapters[chapter]
    blocks: list[Block] = [Prose(_prose(words))] if words else []
    sections = chapter_blocks(view, chapter, t, name)
    for n, (title, body) in enumerate(sections, 1):
        blocks.append(Head(numbered(n, t("1.")) + title))
        blocks += body or [Note(t("None is on record."))]
    number = numbered(chapter + 1, t("Chapter 1"))
    return _sheet(number + plain(view.titles[chapter]), view, t, branch, blocks)


def plan_part(view: JointReport, t: Translate, name: Name, *, branch: str) -> Sheet:
    """Return what was planned beside what became of it."""
    done = sum(line.outcome == "done" for line in view.plan)
    explained = sum(line.outcome == "explained" for line in view.plan)
    counts = Facts(
        (
            (t("Planned items"), str(len(view.plan)), t("Done"), str(done)),
            (t("Explained"), str(explained), t("Open"), str(len(view.plan) - done - explained)),
        )
    )
    head = (t("No."), t("Planned item"), t("Plan"), t("Responsible"), t("Due on"), t("Outcome"))
    rows = tuple(
        _planned(n, line, t, name, view.work.facts.today) for n, line in enumerate(view.plan, 1)
    )
    table = Table((9, -2, -1.4, -1, 24, -2), head, rows, wide=(1, 2, 5), size=10)
    return _sheet(t("Plan against done"), view, t, branch, [counts, table])


def _planned(n: int, line: PlanLine, t: Translate, name: Name, today: date) -> tuple[str, ...]:
    item = line.item
    owner = name(item.owner or "") or item.unit or ""
    due = due_of(item, line.plan)
    said = [t(_WHAT_CAME[line.outcome])]
    if line.outcome == "open" and due is not None and due >= today:
        said = [t("Not yet due")]
    held = line.meeting.held_start.date() if line.meeting and line.meeting.held_start else None
    day = item.done_on or held
    if line.outcome == "done" and day is not None:
        said.append(day.isoformat())
    words = item.explanation if line.outcome == "explained" else item.result
    said += [_short(words)] if words else []
    return (
        str(n), plain(item.title), plain(line.plan.title), plain(owner),
        due.isoformat() if due else "", along(said, t),
    )  # fmt: skip


def growth_part(view: JointReport, t: Translate, *, branch: str) -> Sheet:
    """Return the curve of member units from the first day on record to the end of the period."""
    head = (
        *(t("Period"), t("Members at its end"), t("Wishing to join")),
        *(t("Units that joined"), t("Units that left")),
    )
    rows = tuple(
        (point_name(p, t), str(p.members), str(p.waiting), str(p.joined), str(p.left))
        for p in view.growth
        if p.span.last >= view.span.first
    )
    blocks = [growth_picture(view.growth, t), Table((-1, -1, -1, -1, -1), head, rows, size=10)]
    return _sheet(t("Growth of the alliance"), view, t, branch, blocks)


def _sheet(
    title: str, view: JointReport, t: Translate, branch: str, blocks: Sequence[Block]
) -> Sheet:
    period = t("{start} to {end}", start=on(view.span.first, t), end=on(view.span.last, t))
    stood = t("As of {day}", day=on(view.work.last, t))
    under = (plain(branch), along([period, stood], t))
    return Sheet(title=title, listed=title, under=under, blocks=tuple(blocks))


def _prose(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(p for line in lines for p in paragraphs(line))


def _short(text: str) -> str:
    line = " ".join(paragraphs(text))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
