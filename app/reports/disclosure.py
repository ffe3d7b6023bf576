"""What is laid open, as it hangs on the board: the text, from when to when, questions and answers."""

from collections.abc import Sequence

from app.counting.openness import Showing
from app.records.openness import Comment, CommentKind, Disclosure
from app.reports.paper import Block, Facts, Head, Note, Prose, Sheet, Table
from app.reports.wording import on, or_blank, paragraphs, plain
from db.model.words import N_, Translate

STANDS = {
    Showing.now: N_("Showing now"),
    Showing.coming: N_("Not yet showing"),
    Showing.past: N_("Taken down"),
    Showing.undated: N_("Without a day"),
}
"""How it is said where a disclosure stands."""


def disclosure_sheet(
    disclosure: Disclosure, comments: Sequence[Comment], t: Translate, *, branch: str
) -> Sheet:
    """Return one disclosure for the board. Who asked stays unnamed; what was answered is printed."""
    kind = t(disclosure.kind.title_) if disclosure.kind else ""
    blocks: list[Block] = [
        Facts(
            (
                (t("From"), on(disclosure.from_on, t), t("Until"), on(disclosure.to_on, t)),
                (
                    *(t("Kind"), or_blank(kind)),
                    *(t("Place"), or_blank(disclosure.place_text)),
                ),
                (t("Approved by"), or_blank(disclosure.approved_by)),
            )
        )
    ]
    text = paragraphs(disclosure.text)
    if text:
        blocks.append(Prose(text))
    asked = [c for c in comments if c.kind == CommentKind.question and c.reply]
    if asked:
        blocks.append(Head(t("Questions and answers")))
        for comment in asked:
            blocks += qa(comment.text, comment.reply or "", t)
    blocks.append(Note(t("Questions can be put into the opinion box, with a name or without.")))
    return Sheet(title=plain(disclosure.title), under=(plain(branch),), blocks=tuple(blocks))


def qa(asked: str, reply: str, t: Translate) -> list[Block]:
    """Return one question and its answer as paragraphs."""
    first, *more = paragraphs(asked) or ("",)
    said, *rest = paragraphs(reply) or ("",)
    return [
        Prose((t("Asked: {text}", text=first), *more)),
        Prose((t("Answered: {text}", text=said), *rest)),
    ]


def disclosure_register(
    found: Sequence[tuple[Disclosure, Showing, int]], t: Translate, *, branch: str, period: str = ""
) -> Sheet:
    """Return all as a list; each comes with where it stands and how many questions were asked."""
    head = (
        *(t("No."), t("Title"), t("Kind"), t("From"), t("Until"), t("Place")),
        *(t("State"), t("Questions")),
    )
    rows = tuple(
        (
            str(n),
            plain(one.title),
            t(one.kind.title_) if one.kind else "",
            str(one.from_on or ""),
            str(one.to_on or ""),
            plain(one.place_text or ""),
            t(STANDS[stands]),
            str(asked or ""),
        )
        for n, (one, stands, asked) in enumerate(found, 1)
    )
    widths = (9.0, -2.0, 22.0, 22.0, 22.0, -1.0, 20.0, 12.0)
    title = t("Register of disclosures")
    under = tuple(line for line in (plain(branch), period) if line)
    return Sheet(
        title=title, under=under, blocks=(Table(widths, head, rows, wide=(1, 5), size=10),)
    )
