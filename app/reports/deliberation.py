"""One deliberation on paper: what was proposed, what members said, how it was voted, what was resolved."""

from collections.abc import Mapping, Sequence

from app.records.meeting import Activity, Motion, Resolution
from app.records.openness import Comment, Deliberation, DeliberationState
from app.reports.paper import Block, Facts, Head, Note, Prose, Sheet, Table
from app.reports.wording import at, numbered, on, or_blank, paragraphs, plain
from app.said import listed
from app.terms import Stance
from db.model.words import Translate


def deliberation_sheet(
    deliberation: Deliberation,
    opinions: Sequence[Comment],
    stances: Mapping[Stance | None, int],
    decided: tuple[Activity | None, Motion | None, Resolution | None],
    t: Translate,
    *,
    branch: str,
) -> Sheet:
    """Return one deliberation. A stage that has not been reached is a heading with a blank."""
    d = deliberation
    state = t(d.state.title_)
    facts = Facts(
        (
            (t("Title"), plain(d.title), t("State"), state),
            (t("Opened on"), on(d.opened_on, t), t("Opinions until"), on(d.opinions_until, t)),
        )
    )
    blocks: list[Block] = [facts, Head(numbered(1, t("1.")) + t("What is proposed"))]
    blocks.append(Prose(paragraphs(d.proposal) or (or_blank(None),)))
    blocks.append(Head(numbered(2, t("1.")) + t("Opinions")))
    blocks += _opinions(d, opinions, stances, t)
    blocks.append(Head(numbered(3, t("1.")) + t("Vote")))
    blocks.append(_vote(decided[0], decided[1], t))
    blocks.append(Head(numbered(4, t("1.")) + t("Resolution")))
    blocks.append(Prose(_outcome(d, decided[2], t)))
    return Sheet(title=t("Deliberation"), under=(plain(branch),), blocks=tuple(blocks))


def _opinions(
    d: Deliberation, opinions: Sequence[Comment], stances: Mapping[Stance | None, int], t: Translate
) -> list[Block]:
    found: list[Block] = []
    if stances:
        said = [
            t("{name}: {n}", name=t(s.title_) if s else t("No position"), n=n)
            for s, n in stances.items()
        ]
        found.append(Prose((listed(said, t),)))
    if opinions:
        head = (t("No."), t("From whom"), t("Position"), t("What was said"))
        rows = tuple(
            (
                str(n),
                plain(c.author or t("without a name")),
                t(c.stance.title_) if c.stance else "",
                plain(c.text),
            )
            for n, c in enumerate(opinions, 1)
        )
        found.append(Table((10, 28, 22, -1), head, rows, wide=(3,), size=10.5))
    if d.summary:
        found.append(Prose(paragraphs(d.summary)))
    return found or [Note(t("None are on record."))]


def _vote(activity: Activity | None, motion: Motion | None, t: Translate) -> Block:
    if activity is None:
        return Note(t("It has not been put to the vote."))
    name = plain(activity.title or t(activity.type.title_))
    rows: list[tuple[str, ...]] = [(t("Meeting"), name, t("Time"), at(activity.held_start, t))]
    if motion is not None:
        rows.append((t("Motion"), or_blank(motion.title)))
        rows.append((t("In favour"), or_blank(motion.yes), t("Against"), or_blank(motion.no)))
        rows.append(
            (
                t("Abstentions"),
                or_blank(motion.abstain),
                t("Invalid ballots"),
                or_blank(motion.invalid),
            )
        )
    return Facts(tuple(rows))


def _outcome(d: Deliberation, resolution: Resolution | None, t: Translate) -> tuple[str, ...]:
    if resolution is not None:
        return paragraphs(resolution.text) or (or_blank(None),)
    if d.state == DeliberationState.dropped:
        return (t("Not pursued: {text}", text=or_blank(d.state_reason)),)
    return (or_blank(None),)
