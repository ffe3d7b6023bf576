"""The register of floating members, out and in: what is due, what the facts ask for, and a file for HQ.

The national system is keyed by HQ's clerk; the file holds what is needed for that and no more.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from app.counting.clocks import Advice, advice, contact_due, six_months_on
from app.records.flow import FlowDirection, FlowRecord
from app.records.member import Member, Relation
from app.services.listing import Listing
from app.services.reaching import Reaching
from app.services.records import Records
from db.model.change import Json
from db.model.errors import InvalidRecord
from db.model.record import id_of
from db.model.words import N_, Translate

WORDS: Mapping[Advice, str] = {
    "": "",
    "transfer": N_("Six months, fixed place: transfer the relation"),
    "register": N_("Six months: register as floating"),
    "keep": N_("Abroad: relation stays, contact each half-year"),
}
"""What the facts ask for (education regulation, articles 25, 32 and 34), as words for people."""


class Floating(NamedTuple):
    """One line of the register."""

    flow: FlowRecord
    member: Member
    reached: date | None
    contact_on: date | None
    half_year_on: date | None
    advice: Advice

    @property
    def running(self) -> bool:
        """Tell whether it has no end yet."""
        return self.flow.to_on is None


class Flowing:
    """The use cases of floating members in one book."""

    def __init__(self, records: Records, reaching: Reaching, now: Callable[[], datetime]) -> None:
        self._records, self._reaching, self._now = records, reaching, now

    def register(self, direction: FlowDirection | None = None) -> list[Floating]:
        """Return the register, running stretches first, each part latest first."""
        today = self._now().date()
        members = {m.id: m for m in self._records.all(Member)}
        flows, asked = self._records.all(FlowRecord), self._reaching.asked()
        clocks = self._reaching.clocks({f.member for f in flows})
        found = []
        for flow in flows:
            member = members.get(flow.member)
            if member is None or direction not in (None, flow.direction):
                continue
            mine = clocks[member.id]
            due = contact_due(flow, mine.seen, asked) if flow.to_on is None else None
            half_year, word = six_months_on(flow, asked), advice(flow, today, asked)
            found.append(Floating(flow, member, mine.contact, due, half_year, word))
        return sorted(
            found, key=lambda f: (not f.running, -(f.flow.from_on or date.min).toordinal())
        )

    def begin(self, fields: Mapping[str, Json], name: str = "") -> str:
        """Register a stretch; with a name, of somebody new who floats in and is placed here."""
        if not name:
            return self._records.add("flow_record", fields)
        if not name.strip():
            raise InvalidRecord(N_("{label} is still empty."), field="name", label="name")
        placed = {"name": name, "relation_here": Relation.life_only.value}
        edits = [
            self._records.edit_new("member", placed),
            self._records.edit_new("flow_record", {**fields, "member": id_of(0)}),
        ]
        applied = self._records.write(edits, what="new")
        return applied.ids[1]

    def end(self, flow: str, on: date) -> None:
        """End a stretch: they came back, or went on."""
        self._records.change(flow, {"to_on": on.isoformat()})

    def listing(self, t: Translate, direction: FlowDirection | None = None) -> Listing:
        """Return the register as a table to be keyed into the national system."""
        heads = (
            *(t("Name"), t("Direction"), t("From"), t("Expected until"), t("Until")),
            *(t("Organisation at the other end"), t("Stays at one fixed place"), t("Abroad")),
            *(t("Six months on"), t("Registered in the national system on")),
            *(t("Last reached on"), t("Next contact due on"), t("What the facts ask for")),
        )
        rows = tuple(_line(f, t) for f in self.register(direction))
        return Listing(t("Floating members"), heads, rows)


def _line(one: Floating, t: Translate) -> tuple[str, ...]:
    flow = one.flow
    return (
        one.member.name,
        t(flow.direction.title_),
        *map(_day, (flow.from_on, flow.expected_to, flow.to_on)),
        flow.counterpart or "",
        _yes(flow.fixed, t),
        _yes(flow.abroad, t),
        _day(one.half_year_on),
        _day(flow.registered_on),
        _day(one.reached),
        _day(one.contact_on),
        t(WORDS[one.advice]) if one.advice else "",
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes(said: bool | None, t: Translate) -> str:
    return "" if said is None else t("Yes") if said else t("No")
