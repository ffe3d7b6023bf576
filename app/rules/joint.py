"""Partners, agreements and what is asked of an agreement (R28); visits and what they took up (R29)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from app.counting.agreements import (
    Standing,
    agreed_on,
    covering,
    is_signed,
    names_another,
    renewals,
    stood,
)
from app.records.alliance import CobuildAgreement
from app.records.meeting import Activity, LectureDirection, Resolution, ResolutionState
from app.rules.asking import Ruled, held
from app.rules.facts import Facts
from app.rules.finding import LOOK, WRITE, Action, Finding
from app.rules.meeting_words import day_of, meeting_said
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from app.said import Said
from app.terms import ActivityType
from db.model.words import N_

AGREE = Action("agree", N_("Draft the agreement"))
_JOINT = (ActivityType.joint_activity, ActivityType.joint_conference)


def partners(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R28: what was held with others names them."""
    for activity, day, ruling in held(facts, book, "R28"):
        lent = activity.lecture_direction in {LectureDirection.given, LectureDirection.received}
        if not (activity.type in _JOINT or activity.joint_kind or lent):
            continue
        if activity.partners or activity.partner_text:
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: no partner named"),
            N_("Who took part belongs on the record of what was done together"),
            {"meeting": meeting_said(activity)},
            (activity.id, "activity", "partners"),
            day=day,
        )


def agreed(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R28: a partner one does something with has an agreement that binds that day, or somebody says why not."""
    met: defaultdict[tuple[str, int], list[Ruled]] = defaultdict(list)
    for ruled in held(facts, book, "R28", part="agreement"):
        for partner in dict.fromkeys(ruled.activity.partners):
            met[(partner, ruled.day.year)].append(ruled)
    for (partner, year), activities in met.items():
        without = [
            r for r in activities if not any(covering(facts.joint.agreements, partner, r.day))
        ]
        known = facts.joint.partners.get(partner)
        if not without or known is None:
            yield None
            continue
        yield tell(
            without[-1].ruling,
            N_(
                "{partner}: {n} joint activity of {year} without an agreement in force that day|"
                "{partner}: {n} joint activities of {year} without an agreement in force that day"
            ),
            N_("Whom one builds with has an agreement; that there is none yet can be said"),
            {"partner": known.name, "n": len(without), "year": f"{year}"},
            (partner, "partner_organization", "name"),
            actions=(AGREE, LOOK, WRITE),
            about=f"{partner}/{year}",
            day=without[-1].day,
        )


def parties(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R28: an agreement that was signed has two parties and more, this branch among them."""
    for agreement in facts.joint.agreements:
        day = agreed_on(agreement)
        if not is_signed(agreement):
            continue
        ruling = book.on("R28", day, "agreement") if _within(facts, day) and day else None
        if ruling is None:
            continue
        if names_another(agreement):
            yield None
            continue
        yield tell(
            ruling,
            N_("{agreement}: signed, and the other party is not named"),
            N_("An agreement has two parties and more, this branch among them"),
            {"agreement": agreement.title},
            (agreement.id, "cobuild_agreement", "parties"),
            day=day,
        )


def expiring(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R28: an agreement is seen some time before it expires, and when it did and was not renewed."""
    renewed = renewals(facts.joint.agreements)
    for agreement in facts.joint.agreements:
        last = agreement.valid_to
        ruling = book.on("R28", facts.day, "expiry")
        if ruling is None or last is None:
            continue
        found = stood(agreement, facts.day, renewed.get(agreement.id), ruling.count("soon_days"))
        if found.standing == Standing.soon:
            yield _ends(ruling, agreement, last, found.left or 0)
        elif found.standing == Standing.expired and _within(facts, last):
            yield tell(
                ruling,
                N_("{agreement}: expired on {day}, not renewed"),
                N_("An agreement that goes on is renewed; one that is over stays as it is"),
                {"agreement": agreement.title, "day": last},
                (agreement.id, "cobuild_agreement", "valid_to"),
                severity=ruling.when("expired"),
                day=last,
                due=last,
            )
        elif found.standing == Standing.in_force:
            yield None


def _ends(ruling: Ruling, agreement: CobuildAgreement, last: date, left: int) -> Finding:
    return tell(
        ruling,
        N_(
            "{agreement}: expires on {day}, {n} day left|{agreement}: expires on {day}, {n} days left"
        ),
        N_("There is time to review it and to renew it"),
        {"agreement": agreement.title, "day": last, "n": left},
        (agreement.id, "cobuild_agreement", "valid_to"),
        day=last,
        due=last,
    )


def _within(facts: Facts, day: date | None) -> bool:
    return day is not None and facts.first <= day <= facts.last


def visits(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R29: what a visit held as a meeting took up has somebody and a day, and is answered."""
    for activity in facts.activities:
        day = day_of(activity)
        if activity.type != ActivityType.service_visit or day is None or day > facts.last:
            continue
        ruling = book.on("R29", day)
        if ruling is None:
            continue
        for task in facts.resolutions.get(activity.id, ()):
            yield _of_task(facts, ruling, activity, task)


def _of_task(facts: Facts, ruling: Ruling, activity: Activity, task: Resolution) -> Finding | None:
    open_ = task.state in (ResolutionState.open, ResolutionState.doing)
    empty = tuple(
        Said(Resolution.model_fields[name].title or name)
        for name in ("owner", "due_on")
        if not getattr(task, name)
    )
    if empty and open_:
        what, field = N_("{meeting}: a task without {fields}"), "owner"
    elif open_ and task.due_on is not None and task.due_on < facts.day:
        what, field = N_("{meeting}: a task was due on {due} and is not closed"), "closed_on"
    elif task.state == ResolutionState.done and not task.evidence:
        what, field = N_("{meeting}: a task is closed, and no feedback is on record"), "evidence"
    else:
        return None
    return tell(
        ruling,
        what,
        ANSWERED,
        {"meeting": meeting_said(activity), "fields": empty, "due": task.due_on},
        (activity.id, "resolution", field),
        about=task.id,
        day=task.due_on or day_of(activity),
        due=task.due_on,
    )


ANSWERED = N_(
    "A task has somebody responsible and a day, and closes with what was told those it came from"
)
"""Why a task of a visit has all of this."""
