"""The published list of suggestions (金点子公示): what was suggested, what was done, when."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.dates import say_year_date
from app.records.service import SuggestionState
from app.reports.paper import Block, Head, Note, Prose, Sheet
from app.reports.wording import numbered, paragraphs, plain
from app.services.suggesting import Idea
from db.model.words import Translate


def suggestions_sheet(
    ideas: Sequence[Idea], t: Translate, *, branch: str, first: date, last: date
) -> Sheet:
    """Return the chosen suggestions as a sheet to put up. No name but one given and allowed."""
    title = t("Suggestions and what became of them")
    blocks: list[Block] = []
    for n, idea in enumerate(ideas, 1):
        blocks.append(Head(numbered(n, t("1.")) + plain(idea.suggestion.title), 3))
        blocks.append(Prose(tuple(_lines(idea, t))))
    period = t("{start} to {end}", start=say_year_date(first, t), end=say_year_date(last, t))
    return Sheet(
        title=title,
        listed=title,
        under=(plain(branch), period),
        blocks=tuple(blocks) or (Note(t("No suggestion of this period was chosen to be published.")),),
    )  # fmt: skip


def _lines(idea: Idea, t: Translate) -> Iterator[str]:
    held, matter = idea.suggestion, idea.matter
    whose = [plain(held.unit or "")]
    if held.may_be_named and held.by:
        whose.append(plain(held.by))
    said = " ".join(word for word in whose if word)
    if said:
        yield t("From: {who}", who=said)
    yield from paragraphs(held.content)
    if matter is not None:
        state = t("Handling: {state}", state=t(matter.state.title_))
        if matter.done_on:
            state = t("{state}, done on {day}", state=state, day=say_year_date(matter.done_on, t))
        yield state
        if matter.result:
            yield t("Result: {text}", text=" ".join(paragraphs(matter.result)))
    elif held.state == SuggestionState.declined:
        yield t("Not taken up: {text}", text=plain(held.decision_reason or ""))
    if held.reply:
        day = say_year_date(held.replied_on, t) if held.replied_on else ""
        yield t("Reply {day}: {text}", day=day, text=" ".join(paragraphs(held.reply)))
