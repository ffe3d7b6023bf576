"""Members out of reach: floating, away for long, not heard of (R26, R27, R41).

Every clock runs in calendar months and ends in a proposal to people: nothing here changes anybody's
status, and none is told before the book itself has run that long. Sources: education regulation
24, 25, 31 (6), 32, 34; floating-member opinions of 2024.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from app.counting.periods import month_of, months_after
from app.records.flow import FlowDirection, FlowRecord
from app.records.meeting import Presence
from app.records.member import StatusEvent
from app.rules.facts import Facts
from app.rules.finding import LOOK, WRITE, Finding
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from db.model.words import N_

_LONGEST_CLOCK = 25
"""Months: no clock of a pack runs longer, so no meeting before that changes an answer."""


class Heard(NamedTuple):
    """When a member last took part, last paid dues, was last reached; ``since`` the book knows."""

    since: date
    life: date | None = None
    dues: date | None = None
    contact: date | None = None
    excused: date | None = None
    """The last day on which they were away with a reason or with approval."""

    @property
    def heard(self) -> date:
        """Return the latest of the three, else the day from which the book knows of them."""
        return max(
            day for day in (self.since, self.life, self.dues, self.contact) if day is not None
        )


def heard_of(facts: Facts) -> dict[str, Heard]:
    """Return the clocks of everybody in the branch on the day, as of that day."""
    life, excused = _at_meetings(facts)
    for leave in facts.leaves:
        until = min(leave.to_on or facts.day, facts.day)
        if leave.from_on <= facts.day:
            excused[leave.member] = max(excused.get(leave.member, date.min), until)
    dues = _latest(facts, ((d.member, _paid(d.month, d.paid_on)) for d in facts.moves.dues))
    contact = _latest(
        facts, ((c.member, c.on) for c in facts.moves.contacts if c.reached is not False)
    )
    return {
        m.id: Heard(
            _known_since(facts, m.id, m.joined_on),
            life.get(m.id),
            dues.get(m.id),
            contact.get(m.id),
            excused.get(m.id),
        )
        for m in facts.people.on(facts.day)
    }


def _at_meetings(facts: Facts) -> tuple[dict[str, date], dict[str, date]]:
    life: dict[str, date] = {}
    excused: dict[str, date] = {}
    begun = months_after(facts.day, -_LONGEST_CLOCK)
    for activity in facts.activities:
        day = activity.held_start.date() if activity.held_start else None
        if day is None or not begun <= day <= facts.day:
            continue
        for seat in facts.seats_of(activity.id):
            if seat.here:
                life[seat.member] = max(life.get(seat.member, day), day)
            elif seat.status == Presence.leave and seat.reason:
                excused[seat.member] = max(excused.get(seat.member, day), day)
    return life, excused


def _latest(facts: Facts, days: Iterable[tuple[str, date | None]]) -> dict[str, date]:
    found: dict[str, date] = {}
    for member, day in days:
        if day is not None and day <= facts.day:
            found[member] = max(found.get(member, day), day)
    return found


def _paid(month: str, paid_on: date | None) -> date | None:
    if paid_on is not None:
        return paid_on
    try:
        return month_of(date.fromisoformat(f"{month}-01")).last
    except ValueError:
        return None


def _known_since(facts: Facts, member: str, joined: date | None) -> date:
    came = [
        e.on
        for e in facts.events_of(member)
        if e.event in {StatusEvent.in_, StatusEvent.restore}
        and e.on is not None
        and e.on <= facts.day
    ]
    known = (*came, facts.counted_from) if joined is None else (*came, joined, facts.counted_from)
    return min(max(known), facts.day)


def floating(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R26: who floats is kept in touch with, and registered or transferred after six months."""
    ruling = book.on("R26", facts.day)
    if ruling is None:
        return
    reached = heard_of(facts)
    out: dict[str, FlowRecord] = {}
    for flow in facts.moves.flows:
        if flow.direction == FlowDirection.out and _runs(flow.from_on, flow.to_on, facts.day):
            out[flow.member] = flow
    for flow in out.values():
        if flow.member in facts.members and flow.from_on is not None:
            yield from _of_flow(facts, book, ruling, flow, flow.from_on, reached.get(flow.member))
    yield from _long_leaves(facts, ruling, out)


def _runs(first: date | None, last: date | None, day: date) -> bool:
    return first is not None and first <= day and (last is None or day <= last)


def _of_flow(
    facts: Facts,
    book: Rulebook,
    ruling: Ruling,
    flow: FlowRecord,
    begun: date,
    reached: Heard | None,
) -> Iterator[Finding | None]:
    put = partial(_about_flow, facts, ruling, flow)
    months = ruling.count("away_months")
    long = months_after(begun, months) <= facts.day
    fixed = flow.fixed or not ruling.flag("transfer_needs_fixed_place")
    if long and fixed and not flow.abroad:
        what = N_("{name}: away for {months} months at one place")
        yield put(
            what,
            N_("The formal relation generally moves along: propose the transfer"),
            "fixed",
            months=months,
        )
    elif long and flow.registered_on is None:
        what = N_("{name}: away for {months} months, not registered as floating")
        yield put(
            what,
            N_("Register it at both ends; the formal relation stays here"),
            "registered_on",
            months=months,
        )
    else:
        yield None
    heard = max(
        begun,
        (reached.contact if reached else None) or begun,
        (reached.life if reached else None) or begun,
    )
    agreed = flow.next_contact_on
    if agreed is not None and agreed > heard:
        until: date | None = agreed
    else:
        until = _next_contact(facts, book, ruling, flow, heard) if long else None
    if until is not None and until < facts.day:
        what = N_("{name}: floating, last heard of on {heard}")
        yield put(
            what,
            N_("Log a contact; it was due by {until}"),
            "next_contact_on",
            heard=heard,
            until=until,
        )


def _next_contact(
    facts: Facts, book: Rulebook, ruling: Ruling, flow: FlowRecord, heard: date
) -> date | None:
    if flow.abroad:
        return months_after(heard, ruling.count("abroad_contact_months"))
    often = book.on("R26", facts.day, "contact")
    return None if often is None else heard + timedelta(days=often.count("contact_days"))


def _about_flow(
    facts: Facts,
    ruling: Ruling,
    flow: FlowRecord,
    what: str,
    why: str,
    field: str,
    **params: object,
) -> Finding:
    return tell(
        ruling,
        what,
        why,
        {"name": facts.name(flow.member), **params},
        (flow.id, "flow_record", field),
        about=f"{flow.id}/{field}",
        people=(flow.member,),
        day=facts.day,
    )


def _long_leaves(
    facts: Facts, ruling: Ruling, floating_out: Mapping[str, FlowRecord]
) -> Iterator[Finding | None]:
    months = ruling.count("away_months")
    for leave in facts.leaves:
        if leave.member in floating_out or leave.member not in facts.members:
            continue
        if not _runs(leave.from_on, leave.to_on, facts.day):
            continue
        if months_after(leave.from_on, months) > facts.day:
            yield None
            continue
        yield tell(
            ruling,
            N_("{name}: on leave since {begun}, for {months} months or more"),
            N_("Propose the transfer where the place is fixed, else register them as floating"),
            {"name": facts.name(leave.member), "begun": leave.from_on, "months": months},
            (leave.id, "leave_or_absence", "to_on"),
            about=f"{leave.id}/away",
            people=(leave.member,),
            day=facts.day,
        )


def lost(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R27: six months without life, dues or contact: the procedure is proposed, by people."""
    ruling = book.on("R27", facts.day)
    if ruling is None:
        return
    open_cases = {c.member: c for c in facts.moves.cases if c.closed_on is None}
    months = ruling.count("lost_months")
    for member, clock in heard_of(facts).items():
        if member in open_cases:
            continue
        if months_after(clock.heard, months) > facts.day:
            yield None
            continue
        yield tell(
            ruling,
            N_("{name}: nothing heard since {heard}"),
            N_(
                "Search in every way first and log it; then people decide on the lost-contact procedure"
            ),
            {"name": facts.name(member), "heard": clock.heard},
            (member, "member", ""),
            actions=(LOOK, WRITE),
            people=(member,),
            day=facts.day,
        )
    yield from _cases(facts, ruling)


def _cases(facts: Facts, ruling: Ruling) -> Iterator[Finding | None]:
    years = ruling.count("removal_years_after_suspension")
    for case in facts.moves.cases:
        if case.closed_on is not None or (case.opened_on or facts.day) > facts.day:
            continue
        name = facts.name(case.member)
        if ruling.flag("search_log_required") and not case.search:
            what, field = N_("{name}: the case does not say how they were searched for"), "search"
            why = N_("A proposal can be printed once the search is on record")
        elif case.suspended_on and months_after(case.suspended_on, 12 * years) <= facts.day:
            what, field = N_("{name}: suspended since {since}, and not heard of"), "outcome"
            why = N_("After {years} years the branch may propose the removal; people decide")
        else:
            yield None
            continue
        params = {"name": name, "since": case.suspended_on, "years": years}
        yield tell(
            ruling,
            what,
            why,
            params,
            (case.id, "lost_contact_case", field),
            about=f"{case.id}/{field}",
            people=(case.member,),
            day=facts.day,
        )


def withdrawn(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R41: six months without life or without dues, each clock alone, unless there was a reason."""
    ruling = book.on("R41", facts.day)
    if ruling is None:
        return
    months, asked = ruling.count("months"), ruling.words("any_of")
    # Where nobody is ever ticked off, a missing tick says nothing.
    dues = "dues" in asked and bool(facts.moves.dues)
    begun = _first_tick(facts)
    cases = {c.member for c in facts.moves.cases if c.closed_on is None}
    for member, clock in heard_of(facts).items():
        if member in cases or months_after(clock.heard, months) <= facts.day:
            continue
        excused = clock.excused is not None and months_after(clock.excused, months) > facts.day
        last = clock.life or clock.since
        if (
            "organizational_life" in asked
            and not excused
            and months_after(last, months) <= facts.day
        ):
            what = N_("{name}: no organisational life since {last}")
            yield _prompt(facts, ruling, member, what, last, "life")
        paid = clock.dues or max(clock.since, begun)
        if dues and months_after(paid, months) <= facts.day:
            what = N_("{name}: no dues on record since {last}")
            yield _prompt(facts, ruling, member, what, paid, "dues")
        yield None


def _first_tick(facts: Facts) -> date:
    days = []
    for tick in facts.moves.dues:
        day = _paid(tick.month, tick.paid_on)
        if day is not None:
            days.append(day)
    return min(days, default=date.min)


def _prompt(facts: Facts, ruling: Ruling, member: str, what: str, last: date, name: str) -> Finding:
    return tell(
        ruling,
        what,
        N_("Talk with them and write down the reason; only a general meeting decides anything"),
        {"name": facts.name(member), "last": last},
        (member, "member", ""),
        about=f"{member}/{name}/{last}",
        people=(member,),
        day=facts.day,
    )
