"""The lists of a branch card: terms, offices, groups, projects; each row opens its record."""

from collections.abc import Mapping
from datetime import date, timedelta

from app.counting.periods import months_after
from app.counting.standing import covers
from app.dates import say_year_date
from app.records.organisation import COMMITTEE, OfficeHolding, PartyGroup, Project, TermOfOffice
from app.said import listed
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.settings.rows import in_margins
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import Label

NOTICE_MONTHS, LONGEST = 6, timedelta(days=366)
"""Branch-work regulation, article 21: the superior reminds 6 months before; extension up to a year."""


class ListCard(Card):
    """One list of the card with the way to add to it."""

    def __init__(self, desk: Desk, title: str, kind: str, add: str) -> None:
        super().__init__(desk.theme, title, head="sunken")
        self._desk = desk
        self.body.setContentsMargins(0, 0, 0, 0)
        more = Button(desk.theme, add, "quiet", "plus", compact=True)
        more.clicked.connect(lambda: desk.window.go(Route("record", detail=f"new:{kind}")))
        self.set_action(more)

    def show_rows(self, rows: list[tuple[str, str, str, str, str]]) -> None:
        """Show rows of (record, icon, title, second line, at the right)."""
        self.clear()
        for n, (record, icon, title, sub, right) in enumerate(rows):
            if n:
                self.add_rule()
            row = ListRow(self._desk.theme, icon, title, sub, right)
            row.set_pressable()
            row.pressed.connect(lambda record=record: self._desk.window.go(Route("record", record)))
            self.add(row)
        if not rows:
            self.add(in_margins(Label(self._desk.t("None yet"), "meta", "secondary")))


def office_rows(
    offices: list[OfficeHolding], names: Mapping[str, str], today: date, t: Translate
) -> list[tuple[str, str, str, str, str]]:
    """Return offices, those held today first, the committee before the others."""
    order = {office: n for n, office in enumerate(COMMITTEE)}
    found = sorted(
        offices,
        key=lambda o: (
            not covers(o.from_on, o.to_on, today),
            order.get(o.office, len(order)),
            o.from_on or date.min,
        ),
    )
    return [
        (
            o.id,
            "identification-badge",
            t("{office}, {name}", office=t(o.office.title_), name=names.get(o.member, "")),
            o.document or "",
            span(o.from_on, o.to_on, t),
        )
        for o in found
    ]


def term_rows(terms: list[TermOfOffice], t: Translate) -> list[tuple[str, str, str, str, str]]:
    """Return the terms, latest first, with the day to which one was extended."""
    rows = []
    for term in sorted(terms, key=lambda x: x.start or date.min, reverse=True):
        longer = ""
        if term.extended_to is not None:
            longer = t("extended to {day}", day=say_year_date(term.extended_to, t))
        parts = [w for w in (term.how, term.document, longer, term.extension_document) if w]
        sub = listed(parts, t)
        rows.append((term.id, "hourglass", term.number, sub, span(term.start, term.end, t)))
    return rows


def group_rows(
    groups: list[PartyGroup], names: Mapping[str, str], counts: Mapping[str, int], t: Translate
) -> list[tuple[str, str, str, str, str]]:
    """Return the groups with their leader and how many are in them."""
    rows = []
    for g in groups:
        parts = [t("Leader: {name}", name=names.get(g.leader, ""))] if g.leader else []
        if g.micro:
            parts.append(t("Online micro-branch"))
            parts += [g.belongs_to_text] if g.belongs_to_text else []
        people = t("{n} person|{n} people", n=counts.get(g.id, 0))
        rows.append((g.id, "users-three", g.name, listed(parts, t), people))
    return rows


def project_rows(
    projects: list[Project], current: str | None, t: Translate
) -> list[tuple[str, str, str, str, str]]:
    """Return the projects the branch served, the present one first."""
    found = sorted(projects, key=lambda p: (p.id != current, -(p.start or date.min).toordinal()))
    return [(p.id, "factory", p.name, p.section or "", span(p.start, p.end, t)) for p in found]


def term_words(terms: list[TermOfOffice], today: date, t: Translate) -> tuple[str, str]:
    """Return tone and words about the term that runs out, or whose extension is too long."""
    ends = [(x.extended_to or x.end, x) for x in terms if (x.extended_to or x.end) is not None]
    if not ends:
        return "", ""
    end, term = max(ends, key=lambda pair: pair[0] or date.min)
    if term.end and term.extended_to and term.extended_to - term.end > LONGEST:
        return "wait", t(
            "The extension is longer than a year; generally it is at most one (branch-work regulation, article 21)"
        )
    if term.extended_to and not term.extension_document:
        return "wait", t("The approval of the extension is not on record")
    if end is None or today < months_after(end, -NOTICE_MONTHS):
        return "", ""
    left = (end - today).days
    if left < 0:
        return "wait", t("The term ended on {day}", day=say_year_date(end, t))
    words = t(
        "The term ends on {day}, in {n} day|The term ends on {day}, in {n} days",
        day=say_year_date(end, t),
        n=left,
    )
    return "wait", words


def span(first: date | None, last: date | None, t: Translate) -> str:
    """Return from when until when, short."""
    if first is None and last is None:
        return ""
    start = first.isoformat() if first else ""
    return f"{start} – {last.isoformat()}" if last else t("since {day}", day=start)
