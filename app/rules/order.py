"""Days that exclude each other: ended before it began, done before it was decided (R18 and own)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from app.counting.held import HELD
from app.records.meeting import Activity
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import day_of, meeting_said
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from app.said import Said, say
from db.model.words import N_

RULE = "D01"
_WHY = N_("The two days exclude each other; correct one of them")
_LONGEST = timedelta(days=3)
_FAR = datetime.combine(date.max, time.max)


class _Pair(NamedTuple):
    earlier: date | datetime | None
    later: date | datetime | None
    sentence: str
    kind: str
    record: str
    field: str
    about: str
    params: Mapping[str, object]


def in_order(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """D01: no day comes before the one that it must follow."""
    for pair in (*_of_meetings(facts), *_of_decisions(facts), *_of_people(facts), *_spans(facts)):
        if pair.earlier is None or pair.later is None:
            continue
        ruling = book.on(RULE, _plain(pair.later).date())
        if ruling is not None:
            wrong = _plain(pair.earlier) > _plain(pair.later)
            yield _contradiction(ruling, pair) if wrong else None


def _plain(moment: date | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - site time is naive


def _contradiction(ruling: Ruling, pair: _Pair) -> Finding:
    day = _plain(pair.later).date() if pair.later else None
    return tell(
        ruling,
        pair.sentence,
        _WHY,
        {"earlier": pair.earlier, "later": pair.later} | dict(pair.params),
        (pair.record, pair.kind, pair.field),
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
                min(activity.held_start, _FAR - _LONGEST) + _LONGEST,
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


def _spans(facts: Facts) -> Iterator[_Pair]:
    """Yield the first and last days of offices, terms and stretches away."""
    sentence = N_("{what}: until {later}, before it begins on {earlier}")
    for office in facts.offices:
        what = say(
            N_("{office} of {name}"),
            office=Said(office.office.title_),
            name=facts.name(office.member),
        )
        yield _span(sentence, what, (office.from_on, office.to_on), "office_holding", office.id)
    for term in facts.terms:
        what = say(N_("Term {number}"), number=term.number)
        yield _span(sentence, what, (term.start, term.end), "term_of_office", term.id, "end")
    for flow in facts.moves.flows:
        what = say(N_("Floating of {name}"), name=facts.name(flow.member))
        yield _span(sentence, what, (flow.from_on, flow.to_on), "flow_record", flow.id)


def _span(
    sentence: str,
    what: Said,
    days: tuple[date | None, date | None],
    kind: str,
    record: str,
    field: str = "to_on",
) -> _Pair:
    return _Pair(*days, sentence, kind, record, field, f"{record}/{field}", {"what": what})
