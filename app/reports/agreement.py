"""A joint-building agreement as it is signed: its parties, what is agreed, the term, a line for each hand."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.counting.agreements import term_of
from app.records.alliance import CobuildAgreement
from app.reports.paper import Block, Facts, Head, Prose, Room, Sheet, Table
from app.reports.wording import BLANK, numbered, on, or_blank, paragraphs, plain
from app.said import listed
from db.model.words import N_, Translate

SIDES = (
    *(N_("Party A"), N_("Party B"), N_("Party C"), N_("Party D"), N_("Party E")),
    *(N_("Party F"), N_("Party G"), N_("Party H"), N_("Party I"), N_("Party J")),
)
_ROOM, _TALL = 6, 24.0


class Side(NamedTuple):
    """One party: its name, its Party organisation, its secretary."""

    name: str
    branch: str = ""
    secretary: str = ""


def side_of(at: int, t: Translate) -> str:
    """Return what the party at a place is called in the text, 0 for the first."""
    return t(SIDES[at]) if at < len(SIDES) else t("Party no. {n}", n=at + 1)


def agreement_sheet(
    agreement: CobuildAgreement, sides: Sequence[Side], tags: Sequence[str], t: Translate
) -> Sheet:
    """Return the agreement for signature; ``sides`` are all parties, this branch first.

    What is not written yet stays a blank to fill in.
    """
    title = plain(agreement.title)
    blocks: list[Block] = [_parties(sides, t)]
    for n, (head, body) in enumerate(_articles(agreement, sides, tags, t), 1):
        blocks += [Head(numbered(n, t("1.")) + head), *body]
    return Sheet(title=title, listed=title, blocks=(*blocks, _signing(sides, t)))


def _parties(sides: Sequence[Side], t: Translate) -> Facts:
    rows = []
    for at, side in enumerate(sides):
        parts = [plain(w) for w in (side.name, side.branch) if w.strip()]
        if side.secretary:
            parts.append(t("secretary {name}", name=plain(side.secretary)))
        rows.append((side_of(at, t), listed(parts, t) or BLANK))
    return Facts(tuple(rows))


def _articles(
    agreement: CobuildAgreement, sides: Sequence[Side], tags: Sequence[str], t: Translate
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    agreed = paragraphs(agreement.contents)
    yield t("What is agreed"), (Prose(agreed) if agreed else Room(_ROOM),)
    if tags:
        yield t("Directions of joint building"), (Prose((listed([plain(x) for x in tags], t),)),)
    begins, ends = (on(day, t) for day in term_of(agreement))
    term = t("This agreement is in force from {start} until {end}.", start=begins, end=ends)
    yield t("Term of the agreement"), (Prose((term,)),)
    contacts = paragraphs(agreement.contacts)
    yield t("Contacts of the parties"), (Prose(contacts) if contacts else Room(len(sides)),)
    copies = t("This agreement is made in {n} copies; each party keeps one.", n=max(2, len(sides)))
    where = t(
        "Signed at {place} on {day}.",
        place=or_blank(agreement.signed_at),
        day=on(agreement.signed_on, t),
    )
    yield t("Copies and signing"), (Prose((copies, where)),)
    signatories = paragraphs(agreement.signatories)
    if signatories:
        yield t("Signatories"), (Prose(signatories),)


def _signing(sides: Sequence[Side], t: Translate) -> Table:
    """Return a row for each party with room for seal and hand; a row stays on one page."""
    head = (t("Side"), t("Unit (seal)"), t("Representative (signature)"), t("Date"))
    rows = tuple((side_of(at, t), plain(side.name), "", "") for at, side in enumerate(sides))
    return Table((18, -2, -1.5, 32), head, rows, wide=(1,), tall=_TALL)
