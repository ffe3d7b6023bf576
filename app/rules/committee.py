"""Committee meetings: enough of the committee, and nobody else counted in (R38, R17).

Source: branch-work regulation 12. Where the book does not say who sits on it nothing is asked.
"""

from collections.abc import Iterator

from app.records.meeting import Role
from app.rules.asking import held
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import meeting_said
from app.rules.roll import names
from app.rules.rulebook import Rulebook
from app.rules.telling import named, tell
from app.terms import ActivityType
from db.model.words import N_


def quorum(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R38: half of the committee or more is there."""
    for activity, day, ruling in held(facts, book, "R38", ActivityType.committee_meeting):
        committee, seats = facts.people.committee(day), facts.seats_of(activity.id)
        if not committee or not any(s.status for s in seats):
            continue
        here = {s.member for s in seats if s.here} & committee
        needed = ruling.share("present")
        if needed.reached(len(here), len(committee)):
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: {present} of {size} committee members present, at least {least} needed"),
            N_("Fewer than that cannot decide; compare with the sign-in sheet"),
            {
                "meeting": meeting_said(activity),
                "present": len(here),
                "size": len(committee),
                "least": needed.least(len(committee)),
            },
            (activity.id, "attendance", "status"),
            about=f"{activity.id}/quorum",
            day=day,
        )


def outsiders(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R17: who does not sit on the committee attends its meeting without vote."""
    for activity, day, ruling in held(facts, book, "R17", ActivityType.committee_meeting):
        committee = facts.people.committee(day)
        if not committee:
            continue
        strange = {
            s.member
            for s in facts.seats_of(activity.id)
            if s.due and s.here and s.role == Role.voting and s.member not in committee
        }
        if not strange:
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: counted as committee members: {names}"),
            N_(
                "They did not sit on the committee that day; mark them as attending without vote, or correct the office's dates"
            ),
            {"meeting": meeting_said(activity), "names": named(names(facts, strange))},
            (activity.id, "attendance", "role"),
            about=f"{activity.id}/committee",
            people=tuple(m for m in facts.members if m in strange),
            day=day,
        )
