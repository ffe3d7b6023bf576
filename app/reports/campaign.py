"""A campaign on paper: period and goal, items by front line, what carries it, honours, the result and its numbers.

Honours are printed as what they are: decisions of others that were entered (domain 1.1, rows 21, 23).
"""

from collections.abc import Callable, Iterator, Mapping

from app.counting.fronts import Front
from app.records.cobuilding import Honour
from app.reports.paper import Block, Facts, Head, Note, Prose, Sheet, Table
from app.reports.together import outcome_table
from app.reports.wording import numbered, on, or_blank, paragraphs, plain
from app.services.campaigns import CampaignView, day_of
from db.model.words import N_, Translate

Name = Callable[[str], str]
"""What people call the record of an id."""
STATES: Mapping[str, str] = {
    "done": N_("done"),
    "explained": N_("explained"),
    "open": N_("open"),
    "overdue": N_("overdue"),
}
"""What the state of an item is called, as msgids."""


def campaign_sheet(
    view: CampaignView, t: Translate, name: Name, kinds: Mapping[str, str], *, branch: str
) -> Sheet:
    """Return one campaign; ``kinds`` are labels (msgids) by kind."""
    held, numbers = view.campaign, iter(range(1, 99))

    def head(words: str) -> Head:
        return Head(numbered(next(numbers), t("1.")) + words)

    blocks: list[Block] = [Facts(_facts(view, t))]
    if held.goal:
        blocks += [head(t("Goal")), Prose(paragraphs(held.goal))]
    if view.fronts:
        said = t("{done} of {n} done", done=view.done, n=view.items)
        blocks += [head(t("Items by front line")), Note(said), *_fronts(view.fronts, t)]
    if view.carried:
        blocks += [head(t("Records that carry it")), _carried(view, t, name, kinds)]
    if view.honours:
        blocks += [head(t("Honours granted by others")), _honours(view.honours, t)]
    blocks += [head(t("Result"))]
    if held.result or not view.outcomes:
        blocks += [Prose(paragraphs(held.result)) if held.result else Note(t("None recorded"))]
    if view.outcomes:
        blocks += [outcome_table(view.outcomes, t)]
    return Sheet(title=plain(held.title), under=(plain(branch),), blocks=tuple(blocks))


def _facts(view: CampaignView, t: Translate) -> tuple[tuple[str, ...], ...]:
    held = view.campaign
    return (
        (t("From"), on(held.from_on, t), t("Until"), on(held.to_on, t)),
        (t("Issued by"), or_blank(held.issuer), t("Document"), or_blank(held.document)),
    )


def _fronts(fronts: tuple[Front, ...], t: Translate) -> Iterator[Block]:
    head = (t("No."), t("Plan item"), t("Responsible unit"), t("Due on"), t("State"), t("Result"))
    for front in fronts:
        if front.name or len(fronts) > 1:
            yield Head(plain(front.name) or t("Under no front line"), 3)
        rows = tuple(
            (
                str(n),
                plain(line.item.title),
                plain(line.item.unit or ""),
                line.item.due_on.isoformat() if line.item.due_on else "",
                t(STATES[line.state]),
                plain(line.item.result or line.item.explanation or ""),
            )
            for n, line in enumerate(front.lines, 1)
        )
        yield Table((9, -2, -1.4, 23, 16, -1.8), head, rows, wide=(1, 2, 5), size=10)


def _carried(view: CampaignView, t: Translate, name: Name, kinds: Mapping[str, str]) -> Table:
    found = [(kind, r) for kind, records in view.carried.items() for r in records]
    rows = tuple(
        (str(n), t(kinds.get(kind, kind)), plain(name(r.id)), day_of(r))
        for n, (kind, r) in enumerate(found, 1)
    )
    head = (t("No."), t("Kind"), t("Title"), t("Date"))
    return Table((9, -1, -3, 23), head, rows, wide=(2,), size=10)


def _honours(honours: tuple[Honour, ...], t: Translate) -> Table:
    rows = tuple(
        (
            plain(h.title),
            plain(h.to_whom or ""),
            plain(h.granted_by or ""),
            h.decided_on.isoformat() if h.decided_on else "",
            plain(h.document or ""),
        )
        for h in honours
    )
    head = (t("Title"), t("Granted to"), t("Granted by"), t("Decided on"), t("Document"))
    return Table((-2, -1.4, -1.4, 23, -1.2), head, rows, wide=(0, 1, 2, 4), size=10)
