"""Important matters pass the committee before the general meeting (R09; branch-work regulation 12)."""

from collections.abc import Iterator, Mapping

from app.counting.voting import DEVELOPMENT
from app.records.meeting import Activity, AgendaItem, Matter
from app.records.organisation import COMMITTEE
from app.rules.asking import held
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Rulebook
from app.rules.telling import tell
from app.terms import ActivityType
from db.model.words import N_

IMPORTANT = frozenset(
    {
        Matter.important,
        Matter.admission,
        Matter.conversion,
        Matter.discipline,
        Matter.disposal,
        Matter.delegates,
    }
)
"""Matters that the committee discusses before members decide; a vote on admission says it itself."""


def committee_first(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R09: an important item has a committee's item of an earlier day, or a reason."""
    committee = _committee_items(facts)
    known = {i.id for items in facts.items.values() for i in items}
    dated = any(o.office in COMMITTEE for o in facts.offices)
    for activity, day, ruling in held(facts, book, "R09", ActivityType.general_meeting):
        if dated and not facts.committee_on(day):
            continue
        voted = {m.item for m in facts.motions.get(activity.id, ()) if m.kind in DEVELOPMENT}
        for item in facts.items.get(activity.id, ()):
            if item.matter not in IMPORTANT and item.id not in voted:
                continue
            what = _wanting(activity, item, committee, known)
            if what is None:
                yield None
                continue
            yield tell(
                ruling,
                what,
                N_("The committee discusses an important matter before; or write why it did not"),
                {"meeting": meeting_said(activity), "item": item.title or item.number or ""},
                (activity.id, "agenda_item", "prior_committee_item"),
                about=item.id,
                day=day,
            )


def _committee_items(facts: Facts) -> dict[str, Activity]:
    return {
        item.id: a
        for a in facts.activities
        if a.type == ActivityType.committee_meeting
        for item in facts.items.get(a.id, ())
    }


def _wanting(
    activity: Activity, item: AgendaItem, committee: Mapping[str, Activity], known: set[str]
) -> str | None:
    if item.without_committee:
        return None
    prior = item.prior_committee_item
    if not prior:
        return N_("{meeting}, {item}: no discussion in the committee before")
    before = committee.get(prior)
    if before is None:
        # An item of a meeting that is not read here, or not here yet, proves nothing.
        return (
            N_("{meeting}, {item}: what is linked is no committee meeting")
            if prior in known
            else None
        )
    if before.held_start is None or activity.held_start is None:
        return None
    if before.held_start >= activity.held_start:
        return N_("{meeting}, {item}: the committee met about it only afterwards")
    return None
