"""The numbers of the organisation and of joint building (domain 1.6), each with its records.

Every definition stands in `app.counting`; here it gets its name, its sentence and its heading.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.counting.agreements import in_force, is_signed
from app.counting.alliance import WAITING, standing, stretches
from app.counting.dimensions import Tagged, by_tag
from app.counting.outcomes import totals
from app.counting.periods import days_after
from app.counting.soundness import soundness as counted_soundness
from app.counting.soundness import without_organisation
from app.records.alliance import PartnerOrganization, PartnerState
from app.rules.pack import Text
from app.said import NOTHING, Said, say
from app.services.jointwork import JointWork
from app.services.numbered import Group, Number, count
from app.tags.pack import TagPack
from db.model.words import N_, Translate

_ORGANISATION, _JOINT = Group.organisation, Group.joint
_GIVEN = "{name}"
"""A title that people gave: no catalogue has it."""


def organisation_numbers(work: JointWork, own: Number) -> Iterator[Number]:
    """Yield soundness with the units surveyed, units without an organisation, members, agreements.

    ``own`` is the soundness of this branch alone.
    """
    yield _soundness(work, own)
    lacking = without_organisation(work.units, work.last)
    yield count(
        _ORGANISATION, "units_without_organisation", N_("Units without an organisation"),
        say(N_("Of {n} unit surveyed|Of {n} units surveyed"), n=len(work.units))
        if work.units
        else Said(N_("No unit was surveyed")),
        [u.id for u in lacking],
    )  # fmt: skip
    yield _member_units(tuple(work.facts.joint.partners.values()), work)
    agreements = work.facts.joint.agreements
    yield count(
        _ORGANISATION, "agreements_in_force", N_("Agreements in force"),
        say(
            N_("On {day}; {n} signed in the period"),
            day=work.last,
            n=sum(is_signed(a) and work.within(a.signed_on) for a in agreements),
        ),
        [a.id for a in agreements if in_force(a, work.last)],
    )  # fmt: skip


def _soundness(work: JointWork, own: Number) -> Number:
    found = counted_soundness([bool(own.part)], work.units, work.last)
    how = own.how
    if found.whole > 1:
        how = say(
            N_("{part} of {whole}, the units surveyed among them; of {n} the term is not on record"),
            part=found.part, whole=found.whole, n=found.untold,
        )  # fmt: skip
    return Number(
        own.key, own.title, "share", found.part / found.whole, how,
        (*own.records, *(u.id for u in work.units)), found.part, found.whole, _ORGANISATION,
    )  # fmt: skip


def _member_units(units: Sequence[PartnerOrganization], work: JointWork) -> Number:
    now = standing(units, work.last)
    members = now.get(PartnerState.member, [])
    before = standing(units, days_after(work.first, -1)).get(PartnerState.member, [])
    held = [s for unit in units for s in stretches(unit)]
    return count(
        _ORGANISATION, "member_units", N_("Member units"),
        say(
            N_("{before} before the period, {joined} joined, {left} left; {waiting} wish to join"),
            before=len(before),
            joined=sum(work.within(s.first) for s in held),
            left=sum(work.within(s.last) for s in held),
            waiting=sum(len(now.get(state, ())) for state in WAITING),
        ),
        [u.id for u in members],
    )  # fmt: skip


def joint_numbers(work: JointWork, packs: Iterable[TagPack] = ()) -> Iterator[Number]:
    """Yield what was done together, by tag of each pack; its outcomes; people, works, honours."""
    joint = work.joint
    units = {p for a in joint for p in a.partners}
    yield count(
        _JOINT, "joint_activities", N_("Joint activities"),
        say(N_("Held in the period with {n} unit|Held in the period with {n} units"), n=len(units)),
        [a.id for a in joint],
    )  # fmt: skip
    for pack in packs:
        yield from _by_tag(work, pack)
    yield from _outcomes(work)
    yield from _people(work)
    for key, title, how, kept in (
        (
            "competitions", N_("Competitions"), N_("Taken part in"),
            work.of(work.competitions, lambda r: r.on),
        ),
        ("works", N_("Works"), N_("Made in the period"), work.of(work.works, lambda r: r.made_on)),
        (
            "honours", N_("Honours"), N_("Decided by others in the period, brought in"),
            work.of(work.honours, lambda r: r.decided_on),
        ),
        (
            "publicity", N_("Publicity"), N_("Published in the period"),
            work.of(work.publicity, lambda r: r.published_on),
        ),
    ):  # fmt: skip
        yield count(_JOINT, key, title, how, [record.id for record in kept])


@dataclass(frozen=True, slots=True)
class TagTitle:
    """What a number by tag is called: its pack and its title."""

    pack: Text
    tag: Text

    def __call__(self, t: Translate) -> str:
        """Return both in the reader's language."""
        return t("{pack}: {tag}", pack=self.pack(t), tag=self.tag(t))


def _by_tag(work: JointWork, pack: TagPack) -> Iterator[Number]:
    items = [Tagged(a.id, "activity", None, tuple(a.tags)) for a in work.joint]
    found = by_tag(items, pack.tokens)
    for tag in pack.tags:
        token = pack.token(tag)
        yield count(
            _JOINT, f"joint_by_tag.{token}", TagTitle(pack.title, tag.title),
            N_("Joint activities that carry the tag"), [item.id for item in found[token]],
        )  # fmt: skip


def _outcomes(work: JointWork) -> Iterator[Number]:
    rows = [row for row, _ in work.outcomes]
    about = {row.id: row.about for row in rows}
    for n, total in enumerate(totals(rows), 1):
        how = N_("{n} row of one label and unit added|{n} rows of one label and unit added")
        where = tuple(dict.fromkeys(about[i] for i in total.rows))
        source = say(N_("From {source}"), source=total.sources[0]) if total.sources else NOTHING
        yield Number(
            f"outcome.{n}", say(_GIVEN, name=total.label), "amount", total.number,
            source or say(how, n=len(total.rows)), where, group=_JOINT,
            measure=total.unit, at_least=total.at_least,
        )  # fmt: skip


def _people(work: JointWork) -> Iterator[Number]:
    yield count(
        _JOINT, "mentor_pairs", N_("Pairs of mentor and apprentice"), N_("Running in the period"),
        [
            m.id
            for m in work.mentorships
            if work.running(m.from_on or m.signed_on, m.to_on)
        ],
    )  # fmt: skip
    yield count(
        _JOINT, "exchanges", N_("Exchanges of people"), N_("Running in the period"),
        [e.id for e in work.exchanges if work.running(e.from_on, e.to_on)],
    )  # fmt: skip
