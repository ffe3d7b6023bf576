"""The paper of a lost-contact case: the three clocks, how the member was searched for, room to decide.

It proposes nothing in the branch's name: what is decided is written by hand and signed.
"""

from collections.abc import Sequence

from app.counting.clocks import Clocks
from app.records.flow import LostContactCase
from app.records.member import ContactEntry, Member
from app.reports.paper import Block, Facts, Head, Note, Prose, Room, Sheet, Signing, Table
from app.reports.wording import numbered, on, paragraphs, plain
from db.model.words import Translate


def lost_case_sheet(
    case: LostContactCase,
    member: Member,
    clocks: Clocks,
    contacts: Sequence[ContactEntry],
    t: Translate,
    *,
    branch: str,
) -> Sheet:
    """Return the paper of a case whose search log is written."""
    title = t("Search for a member who cannot be reached")
    facts = (
        (t("Name"), plain(member.name)),
        (t("Status"), t(member.status.title_)),
        (t("Last organisational life"), on(clocks.life, t)),
        (t("Last dues"), on(clocks.dues, t)),
        (t("Last contact"), on(clocks.contact, t)),
        (t("Case opened on"), on(case.opened_on, t)),
        (t("Reason"), t(case.reason.title_) if case.reason else ""),
    )
    blocks: list[Block] = [
        Facts(facts),
        Head(numbered(1, t("1.")) + t("How they were searched for")),
        Prose(paragraphs(case.search)),
        Head(numbered(2, t("1.")) + t("Contacts tried")),
        _contacts(contacts, t),
        Head(numbered(3, t("1.")) + t("Opinion and decision")),
        Room(5),
        Note(
            t(
                "Education regulation, article 24: six months without contact after every way of searching; decided by the branch or its superior."
            )
        ),
        Signing(((t("Branch secretary (signature):"), ""),), t("Date:")),
    ]
    return Sheet(title=title, under=(plain(branch),), blocks=tuple(blocks))


def _contacts(contacts: Sequence[ContactEntry], t: Translate) -> Block:
    rows = tuple(
        (
            on(c.on, t),
            t(c.method.title_) if c.method else "",
            t("not reached") if c.reached is False else t("reached"),
            plain(c.result or ""),
        )
        for c in sorted(contacts, key=lambda c: c.on)
    )
    head = (t("Date"), t("How"), t("Reached"), t("Result"))
    return Table((36, 24, 22, -1), head, rows, wide=(3,), size=11) if rows else Note(t("None."))
