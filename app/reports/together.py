"""On a meeting's record: with whom it was held, under what it is called, what came of it in numbers."""

from collections.abc import Iterable, Sequence

from app.counting.outcomes import amount, in_order
from app.counting.shapes import AFTERWARDS
from app.counting.together import is_joint, names_in, others, parties
from app.kinds import Kind
from app.records.cobuilding import Outcome
from app.records.meeting import Activity
from app.reports.paper import Block, Prose, Table
from app.reports.wording import BLANK, or_blank, paragraphs, plain
from app.said import listed
from app.services.meeting import Meeting
from db.model.words import Translate

_KIND = Kind(Activity)


def together_rows(meeting: Meeting, t: Translate) -> Iterable[tuple[str, ...]]:
    """Yield partners, kind, direction, campaign and tags; a joint activity without a partner has a blank."""
    held, shared = meeting.activity, meeting.shared
    if is_joint(held):
        names = [*(p.name for p in shared.partners), *names_in(held.partner_text)]
        said = listed([plain(name) for name in names], t)
        if others(held):
            count = t("{n} parties with this branch", n=parties(held))
            said = t("{name} ({note})", name=said, note=count)
        yield (t("Partner units"), said or BLANK)
    if held.joint_kind or held.direction:
        yield (
            *(t(_title("joint_kind")), t(held.joint_kind.title_) if held.joint_kind else BLANK),
            *(t(_title("direction")), t(held.direction.title_) if held.direction else BLANK),
        )
    if held.campaign:
        yield (t(_title("campaign")), plain(shared.name(held.campaign)))
    if held.tags:
        yield (t(_title("tags")), listed([plain(shared.name(tag)) for tag in held.tags], t))


def together_sections(meeting: Meeting, t: Translate) -> Iterable[tuple[str, list[Block]]]:
    """Yield the numbers that came of it, what was learned, what follows: each where there is some."""
    if meeting.results:
        yield (t("Results in numbers"), [outcome_table(meeting.results, t)])
    for name in AFTERWARDS:
        lines = paragraphs(getattr(meeting.activity, name))
        if lines:
            yield (t(_title(name)), [Prose(lines)])


def outcome_table(rows: Sequence[Outcome], t: Translate) -> Table:
    """Return rows as a table; where one was taken from somewhere, its source stands beside it."""
    ordered = in_order(rows)
    cited = any(row.source for row in ordered)
    head = (
        t("No."),
        t("What was counted"),
        t("Quantity"),
        *((t("Number taken from"),) if cited else ()),
    )
    widths = (12, -1, 44, *((-1,) if cited else ()))
    body = tuple(
        (
            str(n),
            or_blank(row.label),
            plain(amount(row.number, row.unit, t, at_least=bool(row.at_least))) or BLANK,
            *((plain(row.source or ""),) if cited else ()),
        )
        for n, row in enumerate(ordered, 1)
    )
    return Table(widths, head, body, wide=(1, 3) if cited else (1,))


def _title(name: str) -> str:
    field = _KIND.field(name)
    return field.title if field is not None else name
