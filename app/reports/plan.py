"""The plan filing form (计划报备表): what a quarter holds, for the superior; later what was done of it."""

from collections.abc import Sequence

from app.records.plan import Plan
from app.reports.paper import Block, Facts, Note, Seal, Sheet, Signing, Table
from app.reports.wording import BLANK, on, or_blank, plain
from app.services.planning import PlanLine
from app.services.values import brief
from db.model.words import Translate


def plan_sheet(
    plan: Plan,
    lines: Sequence[PlanLine],
    t: Translate,
    *,
    branch: str,
    names: dict[str, str],
    seal: Seal | None = None,
    below: Sequence[Block] = (),
) -> Sheet:
    """Return the form of a plan; `names` of members by id, `below` its numbers. What is not done yet is a blank."""
    head = (t("No."), t("Item"), t("Due on"), t("Responsible"), t("Done, or why not"))
    rows = tuple(_row(n, line, names, t) for n, line in enumerate(lines, 1))
    done = sum(line.state == "done" for line in lines)
    period = t("{start} to {end}", start=on(plan.from_on, t), end=on(plan.to_on, t))
    facts = (
        (t("Party branch"), or_blank(branch), t("Period"), period),
        (t("Filed with"), or_blank(plan.filed_with), t("Filed on"), on(plan.filed_on, t)),
        (t("Reply"), or_blank(plan.reply)),
    )
    return Sheet(
        title=t("Plan filing form"),
        listed=plain(plan.title),
        under=(plain(plan.title),),
        blocks=(
            Facts(facts),
            Table((12, -2, 30, 24, -1.6), head, rows, wide=(1, 4), size=11),
            Note(t("{done} of {n} done", done=done, n=len(lines))),
            *below,
            Signing(((t("Branch secretary:"), ""), (t("Superior:"), "")), t("Date:")),
        ),
        seal=seal,
    )


def _row(n: int, line: PlanLine, names: dict[str, str], t: Translate) -> tuple[str, ...]:
    item, said = line.item, BLANK
    if line.state == "done" and line.activity is not None and line.activity.held_start:
        said = on(line.activity.held_start.date(), t)
    elif line.state == "done":
        done = (on(item.done_on, t) if item.done_on else "", plain(brief(item.result or "")))
        said = "  ".join(words for words in done if words)
    elif item.explanation:
        said = plain(item.explanation)
    owner = or_blank(names.get(item.owner or ""))
    return (str(n), or_blank(item.title), on(item.due_on, t), owner, said)
