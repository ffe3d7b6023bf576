"""The hand-over list of a site that ends: who and what went to whom, and who signs for it."""

from collections.abc import Sequence

from app.records.flow import HandoverItem, HandoverKind
from app.records.organisation import Branch
from app.reports.paper import Block, Facts, Head, Note, Sheet, Signing, Table
from app.reports.wording import numbered, on, or_blank, plain
from app.said import listed
from db.model.words import N_, Translate

_PARTS = {
    HandoverKind.member: N_("Members"),
    HandoverKind.matter: N_("Open matters"),
    HandoverKind.records: N_("Record books"),
    HandoverKind.goods: N_("Goods"),
}


def handover_sheet(
    items: Sequence[HandoverItem], branch: Branch, t: Translate, *, still: Sequence[str] = ()
) -> Sheet:
    """Return the hand-over list; `still` names what nobody has taken over yet."""
    title = t("Hand-over list")
    facts = (
        (t("Dissolution document"), or_blank(branch.dissolution_document)),
        (t("Dissolved on"), on(branch.dissolved_on, t)),
        (t("Receiving branch"), or_blank(branch.receiving_branch)),
    )
    blocks: list[Block] = [Facts(facts)]
    parts = [(k, [i for i in items if i.kind == k]) for k in _PARTS]
    kept = [(k, found) for k, found in parts if found]
    for n, (kind, found) in enumerate(kept, 1):
        count = t("{part}: {n} item|{part}: {n} items", part=t(_PARTS[kind]), n=len(found))
        blocks += [Head(numbered(n, t("1.")) + count), _table(found, t)]
    if still:
        words = t("Not handed over yet: {names}", names=listed([plain(s) for s in still], t))
        blocks.append(Note(words))
    who = ((t("Handed over by:"), ""), (t("Taken over by:"), ""), (t("Witnessed by:"), ""))
    blocks.append(Signing(who, t("Date:")))
    return Sheet(title=title, listed=title, under=(plain(branch.name),), blocks=tuple(blocks))


def _table(items: Sequence[HandoverItem], t: Translate) -> Table:
    rows = tuple(
        (
            str(n),
            plain(i.what),
            plain(i.to_whom or ""),
            plain(i.document or ""),
            on(i.handed_on, t) if i.handed_on else "",
            on(i.accepted_on, t) if i.accepted_on else "",
        )
        for n, i in enumerate(items, 1)
    )
    head = (
        *(t("No."), t("What"), t("Receiving branch"), t("Document")),
        *(t("Handed over on"), t("Accepted on")),
    )
    return Table((9, -1.3, -1, -1, 27, 27), head, rows, wide=(1,), size=10)
