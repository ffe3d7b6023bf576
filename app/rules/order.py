"""Days that exclude each other: ended before it began, done before it was decided (R18 and own)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from app.counting.held import HELD
from app.records.meeting import Activity
from app.rules.facts import Facts
from app.rules.finding import LOOK, Finding, found
from app.rules.meeting_words import day_of, meeting_said
from app.rules.rulebook import Rulebook
from app.said import Said
from db.model.words import N_

RULE = "D01"
_WHY = N_("The two days exclude each other; correct one of them")
_LONGEST = timedelta(days=3)


class _Pair(NamedTuple):
    earlier: date | datetime | None
    later: date | datetime | None
    sentence: str
    kind: str
    record: str
    field: str
    about: str
    params: Mapping[str, object]


def in_order(facts: Facts, _book: Rulebook) -> Iterator[Finding | None]:
    """D01: no day comes before the one that it must follow."""
    for pair in (*_of_meetings(facts), *_of_decisions(facts), *_of_people(facts)):
        if pair.earlier is not None and pair.later is not None:
            wrong = _plain(pair.earlier) > _plain(pair.later)
            yield _contradiction(pair) if wrong else None


def _plain(moment: date | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - site time is naive


def _contradiction(pair: _Pair) -> Finding:
    day = _plain(pair.later).date() if pair.later else None
    params = {"earlier": pair.earlier, "later": pair.later} | dict(pair.params)
    return found(
        RULE,
        "error",
        pair.sentence,
        _WHY,
        params,
        (pair.record, pair.kind, pair.field),
        actions=(LOOK,),
        about=pair.about,
        day=day,
    )


def _of_meetings(facts: Facts) -> Iterator[_Pair]:
    for activity in facts.in_period:
        name = {"meeting": meeting_said(activity)}
        yield _Pair(
            activity.held_start,
            activity.held_end,
            N_("{meeting}: ends {later}, before it begins {earlier}"),
            "activity",
            activity.id,
            "held_end",
            f"{activity.id}/end",
            name,
        )
        if activity.held_start and activity.held_end:
            yield _Pair(
                activity.held_end,
                activity.held_start + _LONGEST,
                N_("{meeting}: it would have lasted until {earlier}"),
                "activity",
                activity.id,
                "held_end",
                f"{activity.id}/length",
                name,
            )
        yield from _of_record(facts, activity, name)


def _of_record(facts: Facts, activity: Activity, name: dict[str, Said]) -> Iterator[_Pair]:
    day = day_of(activity)
    yield _Pair(
        day,
        activity.archived_on,
        N_("{meeting}: archived on {later}, before it was held on {earlier}"),
        "activity",
        activity.id,
        "archived_on",
        f"{activity.id}/archived",
        name,
    )
    if activity.state in HELD:
        yield _Pair(
            day,
            facts.today,
            N_("{meeting}: has a record although its day is still to come"),
            "activity",
            activity.id,
            "held_start",
            f"{activity.id}/future",
            name,
        )


def _of_decisions(facts: Facts) -> Iterator[_Pair]:
    for activity in facts.in_period:
        for decision in facts.resolutions.get(activity.id, ()):
            params: dict[str, object] = {"meeting": meeting_said(activity)}
            for field, later, sentence in (
                (
                    "due_on",
                    decision.due_on,
                    N_("{meeting}: a resolution is due on {later}, before it was taken"),
                ),
                (
                    "closed_on",
                    decision.closed_on,
                    N_("{meeting}: a resolution was closed on {later}, before it was taken"),
                ),
            ):
                yield _Pair(
                    day_of(activity),
                    later,
                    sentence,
                    "resolution",
                    activity.id,
                    field,
                    f"{decision.id}/{field}",
                    params,
                )


def _of_people(facts: Facts) -> Iterator[_Pair]:
    for member in facts.members.values():
        yield _Pair(
            member.joined_on,
            member.full_on,
            N_("{name}: full member since {later}, before joining on {earlier}"),
            "member",
            member.id,
            "full_on",
            f"{member.id}/full_on",
            {"name": member.name},
        )
    for leave in facts.leaves:
        yield _Pair(
            leave.from_on,
            leave.to_on,
            N_("Leave of {name}: until {later}, before it begins on {earlier}"),
            "leave_or_absence",
            leave.id,
            "to_on",
            leave.id,
            {"name": facts.name(leave.member)},
        )
