"""The sheet of a visit to an enterprise: four preparations, three answers, the task list."""

from app.records.service import HandbookEntry, ServiceVisit
from app.reports.paper import Block, Facts, Head, Prose, Room, Sheet, Signing, Table
from app.reports.wording import BLANK, on, or_blank, paragraphs, plain
from app.rules.visiting import QUESTIONS
from app.said import listed
from app.services.visiting import PREPARED, TaskLine, VisitView
from db.model.words import Translate

_BLANK_ROWS, _ROOM, _TALL = 4, 3, 10.0


def visit_sheet(view: VisitView, t: Translate, *, branch: str) -> Sheet:
    """Return the sheet; what is not answered yet is room to write on by hand."""
    visit = view.visit
    blocks: list[Block] = [Facts(_facts(view, t))]
    for name in QUESTIONS:
        said = paragraphs(getattr(visit, name))
        blocks.append(Head(t(ServiceVisit.model_fields[name].title or name)))
        blocks.append(Prose(said) if said else Room(_ROOM))
    blocks += [Head(t("Task list")), _tasks(view.tasks, t)]
    rows = ((t("Visitors (signature):"), ""), (t("Enterprise (signature):"), ""))
    blocks.append(Signing(rows, t("Date:")))
    title = t("Record of a visit to an enterprise")
    return Sheet(title=title, listed=title, under=(plain(branch),), blocks=tuple(blocks))


def _facts(view: VisitView, t: Translate) -> tuple[tuple[str, ...], ...]:
    visit = view.visit
    ready = [t(ServiceVisit.model_fields[n].title or n) for n in PREPARED if getattr(visit, n)]
    partner = view.partner.name if view.partner else ""
    return (
        (t("Enterprise"), or_blank(partner), t("Date"), on(visit.on, t)),
        (t("Leader"), or_blank(visit.leader), t("Who went"), or_blank(visit.visitors)),
        (t("Whom they met"), or_blank(visit.met), t("Theme"), or_blank(visit.theme)),
        (t("Prepared"), listed(ready, t) or BLANK),
        (t("Agreement"), or_blank(view.agreement.title if view.agreement else "")),
        (t("Handbook entry"), _noted(view.entry, t)),
    )


def _tasks(tasks: tuple[TaskLine, ...], t: Translate) -> Table:
    head = (t("No."), t("Task"), t("Responsible"), t("Due on"), t("State"), t("Feedback given"))
    rows = tuple(
        (
            str(n),
            plain(task.matter.title),
            or_blank(task.owner),
            on(task.matter.due_on, t),
            t(task.matter.state.title_),
            t("answered") if task.feedback else BLANK,
        )
        for n, task in enumerate(tasks, 1)
    )
    empty = tuple((str(n), *[""] * 5) for n in range(1, _BLANK_ROWS + 1))
    return Table((12, -2, 26, 34, 24, 24), head, rows or empty, (1,), 11, 0 if rows else _TALL)


def _noted(entry: HandbookEntry | None, t: Translate) -> str:
    if entry is None:
        return BLANK
    if entry.by:
        return t(
            "Written into the handbook of {name} on {day}.",
            name=plain(entry.by),
            day=on(entry.on, t),
        )
    return t("Written into the handbook on {day}.", day=on(entry.on, t))
