"""The alliance on paper: its units and growth, bodies with their responsibilities, turns, rules, matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.counting.alliance import BudgetYear, Node, Point, at_work, changes, life_of, state_on
from app.counting.conferences import Matter, Standing
from app.counting.rotation import Year
from app.counting.versions import Line
from app.records.alliance import (
    AllianceBody,
    JointOrganization,
    PartnerOrganization,
    PartnerState,
)
from app.reports.charts import Stack, Stacks
from app.reports.paper import Block, Facts, Head, Note, Sheet, Table
from app.reports.wording import BLANK, numbered, on, or_blank, paragraphs, plain
from app.said import listed
from db.model.words import N_, Translate

STANDINGS: Mapping[Standing, str] = {
    "late": N_("Past its day"),
    "open": N_("Matter open"),
    "done": N_("Matter done"),
    "dropped": N_("Dropped"),
}
"""How a matter of a conference stands, in words."""
LIVES = {
    "coming": N_("Not begun"),
    "running": N_("At work"),
    "past": N_("Past its end, not dissolved"),
    "ended": N_("Dissolved"),
}
"""How a joint temporary organisation stands, in words."""
_DUTIES = (
    ("work_duty", N_("Duties")),
    ("main_duty", N_("Main responsibility")),
    ("supervision_duty", N_("Responsibility of supervision")),
)
_COLUMNS = 24


@dataclass(frozen=True)
class AllianceView:
    """Everything the paper of an alliance shows, on a day."""

    day: date
    units: Sequence[PartnerOrganization]
    growth: Sequence[Point]
    bodies: Sequence[Node]
    year: Year
    documents: Sequence[Line]
    joint: Sequence[JointOrganization]
    matters: Sequence[Matter]
    budget: Sequence[BudgetYear]
    own: str = ""
    """The name under which this branch's own unit leads."""

    def name(self, unit: str | None) -> str:
        """Return a unit's name; empty where it is gone."""
        return next((u.name for u in self.units if u.id == unit), "")

    def of(self, *states: PartnerState) -> list[PartnerOrganization]:
        """Return the units of these states on the day."""
        return [u for u in self.units if state_on(u, self.day) in states]


def alliance_sheet(view: AllianceView, t: Translate, *, branch: str) -> Sheet:
    """Return the alliance as it is on a day."""
    parts: list[tuple[str, list[Block]]] = [
        (t("Units and growth"), _growth(view, t)),
        (t("Member units"), [_members(view, t)]),
        (t("Wishing to join"), [_waiting(view, t)]),
        (t("Bodies and responsibilities"), _bodies(view, t, level=3)),
        (t("Turns as lead unit, {year}", year=view.year.year), _turns(view, t)),
        (t("Charter and rules"), [_documents(view, t)]),
        (t("Joint temporary organisations"), [_joint(view, t)]),
        (t("Matters of the joint conferences"), [_matters(view, t)]),
        (t("Budget of joint building"), [_budget(view, t)]),
    ]
    blocks: list[Block] = []
    for n, (title, found) in enumerate(parts, 1):
        blocks += [Head(numbered(n, t("1.")) + title), *found]
    return _sheet(t("The alliance"), view, t, branch, blocks)


def bodies_sheet(view: AllianceView, t: Translate, *, branch: str) -> Sheet:
    """Return the bodies of the alliance with their three responsibilities, as one sheet."""
    return _sheet(t("Bodies of the alliance"), view, t, branch, _bodies(view, t, level=2))


def _sheet(
    title: str, view: AllianceView, t: Translate, branch: str, blocks: Sequence[Block]
) -> Sheet:
    under = (plain(branch), t("As of {day}", day=on(view.day, t)))
    return Sheet(title=title, listed=title, under=under, blocks=tuple(blocks))


def point_name(point: Point, t: Translate) -> str:
    """Return what a month or a quarter of the curve is called in full."""
    year = point.span.first.year
    if point.span.key.count("Q"):
        return t("{year}, quarter {n}", year=year, n=point.span.number)
    return f"{year}-{point.span.number:02d}"


def _growth(view: AllianceView, t: Translate) -> list[Block]:
    counts = (
        (t("Member units"), str(len(view.of(PartnerState.member)))),
        (t("Applied"), str(len(view.of(PartnerState.applied)))),
        (t("Wishes to join"), str(len(view.of(PartnerState.intent)))),
        (t("Left the alliance"), str(len(view.of(PartnerState.left)))),
    )
    facts = Facts((counts[0] + counts[1], counts[2] + counts[3]))
    if not view.growth:
        return [facts]
    picture = growth_picture(view.growth, t)
    head = (
        *(t("Period"), t("Members at its end"), t("Wishing to join")),
        *(t("Came in it"), t("Left in it")),
    )
    rows = tuple(
        (point_name(p, t), *map(str, (p.members, p.waiting, p.joined, p.left)))
        for p in changes(view.growth)
    )
    return [facts, picture, Table((-2, -1, -1, -1, -1), head, rows, size=10)]


def growth_picture(growth: Sequence[Point], t: Translate) -> Stacks:
    """Return the curve as columns of member units, one a month or a quarter."""
    # Evenly thinned from its end, so that the curve is seen from its first day on.
    step = -(-len(growth) // _COLUMNS)
    shown = growth[(len(growth) - 1) % step :: step]
    years = [p.span.first.year for p in shown]
    columns = tuple(
        Stack(str(year) if n == 0 or years[n - 1] != year else "", (p.members,))
        for n, (p, year) in enumerate(zip(shown, years, strict=True))
    )
    return Stacks(columns, max(p.members for p in shown) or 1, (t("Member units"),))


def _members(view: AllianceView, t: Translate) -> Block:
    rows = tuple(
        (
            str(n),
            plain(u.name),
            t(u.kind.title_) if u.kind else "",
            plain(u.branch_text or ""),
            plain(u.contact or ""),
            _day(u.joined_on),
        )
        for n, u in enumerate(_since(view.of(PartnerState.member), "joined_on"), 1)
    )
    head = (
        *(t("No."), t("Unit"), t("Kind")),
        *(t("Its Party organisation"), t("Contact person"), t("Joined on")),
    )
    return Table((9, -2, -1.2, -1.6, -1, 22), head, rows, (1, 3), 10) if rows else Note(t("None."))


def _since(units: Sequence[PartnerOrganization], field: str) -> list[PartnerOrganization]:
    return sorted(units, key=lambda u: (getattr(u, field) or date.max, u.name))


def _waiting(view: AllianceView, t: Translate) -> Block:
    found = _since(view.of(PartnerState.applied, PartnerState.intent), "intent_on")
    rows = tuple(
        (
            str(n),
            plain(u.name),
            t(u.kind.title_) if u.kind else "",
            _day(u.intent_on),
            _day(u.applied_on),
        )
        for n, u in enumerate(found, 1)
    )
    head = (t("No."), t("Unit"), t("Kind"), t("Wished to join on"), t("Applied on"))
    return Table((9, -2, -1, 24, 24), head, rows, (1,), 10) if rows else Note(t("None."))


def _bodies(view: AllianceView, t: Translate, *, level: int) -> list[Block]:
    blocks: list[Block] = []
    pattern = t("1.") if level == 2 else t("(1)")
    nodes = [n for n in view.bodies if at_work([n.body], view.day)]
    for n, node in enumerate(nodes, 1):
        blocks.append(Head(numbered(n, pattern) + plain(node.body.name), level))
        blocks.append(Facts(_facts(node.body, view, t)))
    return blocks or [Note(t("No body is on record."))]


def _facts(body: AllianceBody, view: AllianceView, t: Translate) -> tuple[tuple[str, ...], ...]:
    above = next((n.body.name for n in view.bodies if n.body.id == body.above), "")
    units = listed([plain(view.name(u)) for u in body.units if view.name(u)], t)
    kind = t(body.kind.title_) if body.kind else or_blank(None)
    rows: list[tuple[str, ...]] = [(t("Kind"), kind, t("Head"), or_blank(body.head))]
    more = (
        (t("Deputies"), listed(list(paragraphs(body.deputies)), t)),
        (t("Above it"), plain(above)),
        (t("Lead unit"), plain(view.name(body.lead_unit))),
        (t("Units in it"), units),
    )
    rows += [(words, said) for words, said in more if said]
    rows += [(t(words), "\n".join(paragraphs(getattr(body, f))) or BLANK) for f, words in _DUTIES]
    return tuple(rows)


def _turns(view: AllianceView, t: Translate) -> list[Block]:
    rows = tuple(
        (
            str(n),
            plain(view.name(turn.record.unit) if turn.record.unit else view.own),
            turn.first.isoformat(),
            _day(turn.last),
            _day(turn.record.handed_over_on),
            listed(list(paragraphs(turn.record.seconded)), t),
        )
        for n, turn in enumerate(view.year.turns, 1)
    )
    head = (
        *(t("No."), t("Lead unit"), t("From"), t("Until")),
        *(t("Handed over on"), t("Seconded people")),
    )
    blocks: list[Block] = [
        Table((9, -2, 22, 22, 22, -2), head, rows, (1, 5), 10) if rows else Note(t("None."))
    ]
    for words, found in (
        (N_("Nobody leads: {first} to {last}"), view.year.gaps),
        (N_("Two lead at once: {first} to {last}"), view.year.overlaps),
    ):
        blocks += [
            Note(t(words, first=s.first.isoformat(), last=s.last.isoformat())) for s in found
        ]
    return blocks


def _documents(view: AllianceView, t: Translate) -> Block:
    rows = []
    for line in view.documents:
        now = line.in_force(view.day)
        shown = now or line.versions[-1]
        rows.append(
            (
                plain(shown.title),
                t(shown.kind.title_) if shown.kind else "",
                plain(shown.version or ""),
                _day(shown.effective_from),
                t("in force") if now else t("not in force"),
                str(len(line.versions)),
            )
        )
    head = (
        *(t("Title"), t("Kind"), t("Version"), t("In force from")),
        *(t("On this day"), t("Versions")),
    )
    widths = (-2, 24, -1, 22, 22, 18)
    return Table(widths, head, tuple(rows), (0,), 10) if rows else Note(t("None."))


def _joint(view: AllianceView, t: Translate) -> Block:
    rows = tuple(
        (
            plain(o.name),
            listed([plain(view.name(u)) for u in o.units if view.name(u)], t),
            plain(o.approval_document or ""),
            f"{_day(o.from_on)} – {_day(o.to_on)}" if o.from_on or o.to_on else "",
            _day(o.dissolved_on) or t(LIVES[life_of(o, view.day)]),
        )
        for o in view.joint
    )
    head = (
        *(t("Full name"), t("Units in it"), t("Approval document")),
        *(t("Period"), t("Dissolved on")),
    )
    return (
        Table((-1.5, -1.8, -1.2, 34, 24), head, rows, (0, 1, 2), 10) if rows else Note(t("None."))
    )


def _matters(view: AllianceView, t: Translate) -> Block:
    rows = tuple(
        (
            str(n),
            plain(m.resolution.text or ""),
            plain(m.conference.title or t(m.conference.type.title_)),
            plain(m.resolution.owner_unit or ""),
            _day(m.resolution.due_on),
            t(STANDINGS[m.standing]),
        )
        for n, m in enumerate(view.matters, 1)
    )
    head = (
        *(t("No."), t("What was decided"), t("Joint conference")),
        *(t("Responsible unit"), t("Due on"), t("State")),
    )
    return (
        Table((9, -2.4, -1.4, -1.2, 22, 17), head, rows, (1, 2), 10) if rows else Note(t("None."))
    )


def _budget(view: AllianceView, t: Translate) -> Block:
    rows: list[tuple[str, ...]] = []
    for year in view.budget:
        label = str(year.year or "")
        rows += [
            (label, plain(x.purpose), yuan(x.planned), yuan(x.spent), plain(x.source or ""))
            for x in year.lines
        ]
        rows.append((label, t("Total"), yuan(year.planned), yuan(year.spent), ""))
    head = (t("Year"), t("Purpose"), t("Planned, yuan"), t("Spent, yuan"), t("Money from"))
    if not rows:
        return Note(t("None."))
    return Table((15, -2, 26, 26, -1), head, tuple(rows), (1,), 10)


def yuan(amount: float | None) -> str:
    """Return an amount of money, to the fen only where there is one; empty where none is known."""
    if amount is None:
        return ""
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"


def _day(day: date | None) -> str:
    # Short, so that a line of a list stays a line.
    return day.isoformat() if day else ""
