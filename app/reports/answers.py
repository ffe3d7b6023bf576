"""Answers to opinions, as they hang on the notice board; who wrote an opinion is never printed."""

from collections.abc import Sequence

from app.records.openness import Opinion
from app.reports.disclosure import qa
from app.reports.paper import Block, Head, Note, Sheet
from app.reports.wording import numbered, on, plain
from db.model.words import Translate


def answers_sheet(opinions: Sequence[Opinion], t: Translate, *, branch: str, period: str) -> Sheet:
    """Return the opinions that have an answer, each with it; by whom and when it was answered."""
    blocks: list[Block] = []
    for n, one in enumerate((o for o in opinions if (o.reply or "").strip()), 1):
        kind = t(one.kind.title_) if one.kind else t("Opinion")
        blocks.append(Head(numbered(n, t("1.")) + kind, 3))
        blocks += qa(one.text, one.reply or "", t)
        if one.replied_on is not None:
            by, day = plain(one.replied_by or ""), on(one.replied_on, t)
            blocks.append(Note(t("{name}, {day}", name=by, day=day) if by else day))
    if not blocks:
        blocks.append(Note(t("No opinion was answered in this period.")))
    blocks.append(
        Note(
            t(
                "A view, a suggestion, a difficulty: the opinion box takes it, with a name or without."
            )
        )
    )
    title = t("Answers to opinions of members")
    under = tuple(line for line in (plain(branch), period) if line)
    return Sheet(title=title, under=under, blocks=tuple(blocks))
