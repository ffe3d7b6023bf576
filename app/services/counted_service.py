"""The numbers of service, of what is laid open and of vanguard carriers (domain 1.6), with their records.

People helped are counted and never named; nothing is counted by member (domain 7).
"""

from collections.abc import Iterator

from app.counting.carriers import Kept, kept, runs
from app.counting.deeds import Sums, sums
from app.counting.handled import handled
from app.counting.matters import is_answered
from app.counting.openness import showed_within
from app.counting.periods import halves_of
from app.counting.quota import half_said, visited
from app.said import Said, say
from app.services.jointwork import JointWork
from app.services.numbered import Group, Number, count
from db.model.words import N_

_SERVICE, _VANGUARD = Group.service, Group.vanguard


def service_numbers(work: JointWork) -> Iterator[Number]:
    """Yield visits, matters, suggestions, deeds, volunteers, donations, disclosures."""
    yield _visits(work)
    yield from _matters(work)
    yield _suggestions(work)
    yield from _deeds(work)
    yield count(
        _SERVICE, "disclosures", N_("Disclosures"), N_("Laid open on any day of the period"),
        [
            d.id
            for d in work.facts.openness.disclosures
            if showed_within(d, work.first, work.last)
        ],
    )  # fmt: skip


def _visits(work: JointWork) -> Number:
    went = [
        e
        for e in visited(work.facts.service.visits.values(), work.facts.held)
        if work.within(e.day)
    ]
    halves = [
        say(
            N_("{half}: {n}"),
            half=half_said(half),
            n=sum(half.first <= e.day <= half.last for e in went),
        )
        for half in halves_of(work.first, work.last)
    ]
    how = (
        say(N_("By half-year: {halves}"), halves=halves)
        if halves
        else Said(N_("Held in the period"))
    )
    return count(_SERVICE, "visits", N_("Visits"), how, [e.record for e in went])


def _matters(work: JointWork) -> Iterator[Number]:
    found = handled(work.facts.service.matters, work.first, work.last)
    yield count(
        _SERVICE, "matters_raised", N_("Matters raised"), N_("Raised in the period"),
        [m.id for m in found.raised],
    )  # fmt: skip
    yield count(
        _SERVICE, "matters_solved", N_("Matters solved"),
        N_("Done in the period, whenever they were raised"), [m.id for m in found.solved],
    )  # fmt: skip
    yield Number(
        "matter_days", Said(N_("From raised to solved, on average")), "days", found.days,
        say(N_("Over {n} with both days on record|Over {n} with both days on record"), n=len(found.timed)),
        tuple(m.id for m in found.timed), group=_SERVICE,
    )  # fmt: skip
    yield Number(
        "matter_satisfaction", Said(N_("Satisfaction with matters")), "of five",
        found.satisfaction,
        say(
            N_("Said of {n} solved matter by who raised it|Said of {n} solved matters by who raised them"),
            n=len(found.judged),
        ),
        tuple(m.id for m in found.judged), group=_SERVICE,
    )  # fmt: skip


def _suggestions(work: JointWork) -> Number:
    found = work.of(work.facts.service.suggestions, lambda s: s.received_on)
    return count(
        _SERVICE, "suggestions", N_("Suggestions"),
        say(N_("Received in the period, {n} of them answered"), n=sum(map(is_answered, found))),
        [s.id for s in found],
    )  # fmt: skip


def _deeds(work: JointWork) -> Iterator[Number]:
    deeds = work.facts.service.deeds
    found = sums(deeds, work.volunteers, work.donations, work.first, work.last)
    held = work.of(work.volunteers, lambda s: s.on)
    yield count(
        _SERVICE, "deeds_done", N_("Practical deeds done"),
        say(N_("Done in the period, for {people} people"), people=found.deed_people),
        [d.id for d in work.of(deeds, lambda d: d.done_on)],
    )  # fmt: skip
    yield count(
        _SERVICE, "volunteer_services", N_("Volunteer services"),
        say(
            N_("{volunteers} took part, counted each time; {served} people served"),
            volunteers=found.volunteers,
            served=found.served,
        ),
        [s.id for s in held],
    )  # fmt: skip
    yield Number(
        "volunteer_hours", Said(N_("Volunteers' hours")), "hours",
        found.hours if held else None,
        say(N_("People times hours; of {n} service the hours are not known|People times hours; of {n} services the hours are not known"), n=found.unsaid)
        if found.unsaid
        else Said(N_("People times hours")),
        tuple(s.id for s in held if s.hours is not None), group=_SERVICE,
    )  # fmt: skip
    yield from _donations(work, found)


def _donations(work: JointWork, found: Sums) -> Iterator[Number]:
    gave = work.of(work.donations, lambda d: d.on)
    for n, one in enumerate(found.given, 1):
        mine = [d for d in gave if d.kind == one.kind and (d.unit or "").strip() == one.unit]
        yield Number(
            f"donation.{n}", Said(one.kind.title_ if one.kind else N_("Donation or assistance")),
            "amount", one.amount,
            say(N_("Given {n} time|Given {n} times"), n=one.times),
            tuple(d.id for d in mine), group=_SERVICE, measure=one.unit,
        )  # fmt: skip


def vanguard_numbers(work: JointWork) -> Iterator[Number]:
    """Yield carriers that run, commitments and exemplars; of persons, how many and no more."""
    service, day = work.facts.service, work.last
    yield count(
        _VANGUARD, "carriers", N_("Posts, areas and teams"), say(N_("There on {day}"), day=day),
        [
            c.id
            for c in service.carriers
            if runs(c, day) and (c.set_on is None or c.set_on <= day)
        ],
    )  # fmt: skip
    # One begun for somebody promises nothing yet; poster and list leave it out too.
    written = [c for c in service.commitments if c.text.strip()]
    made = work.of(written, lambda c: c.made_on)
    stood = [kept(c, service.reviews.get(c.id, ()), day) for c in made]
    yield count(
        _VANGUARD, "commitments", N_("Public commitments"),
        say(N_("Made in the period, {n} of them fulfilled"), n=stood.count(Kept.fulfilled)),
        [c.id for c in made],
    )  # fmt: skip
    yield count(
        _VANGUARD, "exemplars", N_("Exemplars"),
        N_("Named by others in the period, and agreed to be told of"),
        [e.id for e in work.of(work.exemplars, lambda e: e.named_on)],
    )  # fmt: skip
