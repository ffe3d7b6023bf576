"""The branch card: what the branch is by its documents, its committee, terms, groups and project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.counting.branch_type import rule_type
from app.counting.standing import covers
from app.records.organisation import (
    COMMITTEE,
    Branch,
    BranchType,
    OfficeHolding,
    PartyGroup,
    Project,
    TermOfOffice,
)
from app.reports.paper import Block, Facts, Head, Note, Sheet, Table
from app.reports.wording import numbered, on, or_blank, paragraphs, plain
from app.said import listed
from db.model.words import Translate


@dataclass(frozen=True)
class Card:
    """Everything a branch card shows; `names` are members by id, `in_group` how many are in a group."""

    branch: Branch
    above: str = ""
    project: Project | None = None
    offices: Sequence[OfficeHolding] = ()
    terms: Sequence[TermOfOffice] = ()
    groups: Sequence[PartyGroup] = ()
    names: Mapping[str, str] | None = None
    in_group: Mapping[str, int] | None = None
    full: int = 0
    probationary: int = 0

    def name(self, member: str | None) -> str:
        """Return a member's name."""
        return (self.names or {}).get(member or "", "")


def type_words(branch: Branch, t: Translate) -> str:
    """Return the branch's type in words; of a mobile branch also what its document made it."""
    if branch.branch_type is None:
        return ""
    said, rules = t(branch.branch_type.title_), rule_type(branch)
    if branch.branch_type != BranchType.mobile or rules == BranchType.mobile:
        return said
    return t("{type}, by its document: {rules}", type=said, rules=t(rules.title_))


def branch_card(card: Card, t: Translate, *, day: date) -> Sheet:
    """Return the card of a branch as it is on a day."""
    title = t("Branch card")
    sections = [
        (t("Committee and offices"), _offices(card, t, day)),
        (t("Terms of office"), _terms(card, t)),
        (t("Party groups"), _groups(card, t)),
    ]
    blocks: list[Block] = [Facts(_facts(card, t))]
    for n, (words, found) in enumerate(sections, 1):
        blocks += [Head(numbered(n, t("1.")) + words), found]
    under = (plain(card.branch.name), t("As of {day}", day=on(day, t)))
    return Sheet(title=title, listed=title, under=under, blocks=tuple(blocks))


def _facts(card: Card, t: Translate) -> tuple[tuple[str, ...], ...]:
    branch, project = card.branch, card.project
    members = t(
        "{full} full, {probationary} probationary", full=card.full, probationary=card.probationary
    )
    rows = [
        (t("Branch name"), or_blank(branch.name)),
        (t("Branch type"), or_blank(type_words(branch, t))),
        (t("Superior organisation"), or_blank(card.above)),
        (t("Established on"), on(branch.established_on, t)),
        (t("Approval document"), or_blank(branch.approval_document)),
        (t("Units covered"), or_blank(listed(list(paragraphs(branch.covers_units)), t))),
        (t("Project"), or_blank(project.name if project else "")),
        (t("Expected end"), on(branch.expected_end_on, t)),
        (t("Members"), members),
    ]
    if branch.dissolved_on:
        rows.append((t("Dissolved on"), on(branch.dissolved_on, t)))
        rows.append((t("Dissolution document"), or_blank(branch.dissolution_document)))
        rows.append((t("Receiving branch"), or_blank(branch.receiving_branch)))
    return tuple(rows)


def _offices(card: Card, t: Translate, day: date) -> Block:
    order = {office: n for n, office in enumerate(COMMITTEE)}
    held = sorted(
        (o for o in card.offices if covers(o.from_on, o.to_on, day)),
        key=lambda o: (order.get(o.office, len(order)), o.from_on or date.min),
    )
    rows = tuple(
        (
            t(o.office.title_),
            plain(card.name(o.member)),
            on(o.from_on, t) if o.from_on else "",
            plain(o.document or ""),
        )
        for o in held
    )
    head = (t("Office"), t("Name"), t("From"), t("Document"))
    return (
        Table((-1, 30, 34, -1), head, rows, size=11) if rows else Note(t("No office is on record."))
    )


def _terms(card: Card, t: Translate) -> Block:
    rows = tuple(
        (
            plain(x.number),
            on(x.start, t),
            on(x.end, t),
            "\n".join(plain(w) for w in (x.how, x.document) if w),
            "\n".join(
                plain(w)
                for w in (on(x.extended_to, t) if x.extended_to else "", x.extension_document)
                if w
            ),
        )
        for x in card.terms
    )
    head = (t("Term no."), t("From"), t("Until"), t("Elected or appointed"), t("Extended to"))
    return (
        Table((16, 33, 33, -1, -1), head, rows, size=11)
        if rows
        else Note(t("No term is on record."))
    )


def _groups(card: Card, t: Translate) -> Block:
    counts = card.in_group or {}
    rows = tuple(
        (_group(g, t), plain(card.name(g.leader)), str(counts.get(g.id, 0))) for g in card.groups
    )
    head = (t("Group name"), t("Group leader"), t("Members"))
    return Table((-1, 40, 24), head, rows, size=11) if rows else Note(t("There are no groups."))


def _group(group: PartyGroup, t: Translate) -> str:
    name = plain(group.name)
    return t("{name} ({note})", name=name, note=t("Online micro-branch")) if group.micro else name
