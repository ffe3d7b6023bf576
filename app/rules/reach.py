"""Members out of reach: floating, away for long, not heard of (R26, R27, R41).

Every clock runs in calendar months and ends in a proposal to people: nothing here changes anybody's
status, and none is told before the book itself has run that long. Sources: education regulation
24, 25, 31 (6), 32, 34; floating-member opinions of 2024.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from app.counting.clocks import (
    USUAL,
    Asked,
    Clocks,
    advice,
    clocks_of,
    contact_due,
    first_paid,
    last_met,
)
from app.counting.periods import months_after
from app.counting.standing import covers
from app.counting.standing import floating as is_floating
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
    """A member's clocks on a day; ``since`` when the book knows of them."""

    since: date
    clocks: Clocks = Clocks()
    excused: date | None = None
    """The last day on which they were away with a reason or with approval."""

    @property
    def heard(self) -> date:
        """Return the latest of the three clocks, else the day from which the book knows of them."""
        return max(self.since, self.clocks.last or self.since)


def asked_of(book: Rulebook, day: date) -> Asked:
    """Return what the rules in force on a day ask for; the usual where a rule is not in force."""
    floats, often = book.on("R26", day), book.on("R26", day, "contact")
    lost, stopped = book.on("R27", day), book.on("R41", day)
    usual = USUAL
    return Asked(
        lost.count("lost_months") if lost else usual.lost,
        stopped.count("months") if stopped else usual.stopped,
        floats.count("away_months") if floats else usual.away,
        floats.count("abroad_contact_months") if floats else usual.abroad,
        often.count("contact_days") if often else None,
        floats.flag("transfer_needs_fixed_place") if floats else usual.fixed_only,
    )


def heard_of(facts: Facts) -> dict[str, Heard]:
    """Return the clocks of everybody in the branch on the day, as of that day."""
    seen, excused = _at_meetings(facts)
    for leave in facts.leaves:
        until = min(leave.to_on or facts.day, facts.day)
        if leave.from_on <= facts.day:
            excused[leave.member] = max(excused.get(leave.member, date.min), until)
    people = facts.people.on(facts.day)
    moves = facts.moves
    clocks = clocks_of(
        (m.id for m in people), last_met(seen), moves.dues, moves.contacts, facts.day
    )
    return {
        m.id: Heard(_known_since(facts, m.id, m.joined_on), clocks[m.id], excused.get(m.id))
        for m in people
    }


def _at_meetings(facts: Facts) -> tuple[list[tuple[str, str, date]], dict[str, date]]:
    seen: list[tuple[str, str, date]] = []
    excused: dict[str, date] = {}
    begun = months_after(facts.day, -_LONGEST_CLOCK)
    for activity in facts.activities:
        day = activity.held_start.date() if activity.held_start else None
        if day is None or not begun <= day <= facts.day:
            continue
        for seat in facts.seats_of(activity.id):
            if seat.here:
                seen.append((seat.member, activity.type, day))
            elif seat.status == Presence.leave and seat.reason:
                excused[seat.member] = max(excused.get(seat.member, day), day)
    return seen, excused


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
    heard, asked = heard_of(facts), asked_of(book, facts.day)
    out: dict[str, FlowRecord] = {}
    for flow in facts.moves.flows:
        if flow.direction == FlowDirection.out and is_floating(flow, facts.day):
            out[flow.member] = flow
    for flow in out.values():
        if flow.member in facts.members and flow.from_on is not None:
            mine = heard.get(flow.member)
            yield from _of_flow(facts, ruling, flow, asked, mine.clocks if mine else Clocks())
    yield from _long_leaves(facts, ruling, out)


def _of_flow(
    facts: Facts, ruling: Ruling, flow: FlowRecord, asked: Asked, clocks: Clocks
) -> Iterator[Finding | None]:
    put = partial(_about_flow, facts, ruling, flow)
    match advice(flow, facts.day, asked, expected=False):
        case "transfer":
            what = N_("{name}: away for {months} months at one place")
            why = N_("The formal relation generally moves along: propose the transfer")
            yield put(what, why, "fixed", months=asked.away)
        case "register":
            what = N_("{name}: away for {months} months, not registered as floating")
            why = N_("Register it at both ends; the formal relation stays here")
            yield put(what, why, "registered_on", months=asked.away)
        case _:
            yield None
    until = contact_due(flow, clocks.seen, asked)
    if until is not None and until < facts.day:
        what = N_("{name}: floating, last heard of on {heard}")
        yield put(
            what,
            N_("Log a contact; it was due by {until}"),
            "next_contact_on",
            heard=max(d for d in (flow.from_on, clocks.seen) if d is not None),
            until=until,
        )


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
        if not covers(leave.from_on, leave.to_on, facts.day):
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
    begun = first_paid(facts.moves.dues, facts.day) or date.min
    cases = {c.member for c in facts.moves.cases if c.closed_on is None}
    for member, clock in heard_of(facts).items():
        if member in cases or months_after(clock.heard, months) <= facts.day:
            continue
        excused = clock.excused is not None and months_after(clock.excused, months) > facts.day
        last = clock.clocks.life or clock.since
        if (
            "organizational_life" in asked
            and not excused
            and months_after(last, months) <= facts.day
        ):
            what = N_("{name}: no organisational life since {last}")
            yield _prompt(facts, ruling, member, what, last, "life")
        paid = clock.clocks.dues or max(clock.since, begun)
        if dues and months_after(paid, months) <= facts.day:
            what = N_("{name}: no dues on record since {last}")
            yield _prompt(facts, ruling, member, what, paid, "dues")
        yield None


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
