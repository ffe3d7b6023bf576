"""What a meeting's own kind asks for: who chairs, a lecture's length, a theme, the life meeting's list.

Sources: branch-work regulation 16 (theme fixed beforehand), 17 (what comes before an
organisational-life meeting).
"""

from collections.abc import Iterator

from app.counting.shapes import Chair, Panel, shape_of
from app.records.meeting import ItemKind
from app.records.organisation import Office
from app.said import Said, say
from app.services.meeting import Meeting
from app.services.meeting_noted import EXPLAIN, LOOK, Around, Noted, note
from db.model.words import N_

_BEFOREHAND = ("scheme", "study", "talks", "opinions")
"""Steps of the life meeting's list that come before the meeting."""
_PUT = (ItemKind.discussion, ItemKind.vote)
"""Items on which everyone of a committee says what he thinks."""


def length(meeting: Meeting) -> int | None:
    """Return how long a meeting was in minutes; None where start or end is not known, or both cross."""
    start, end = meeting.activity.held_start, meeting.activity.held_end
    if start is None or end is None or end < start:
        return None
    return int((end - start).total_seconds() // 60)


def _theme(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    themed = (
        "theme" in shape_of(meeting.activity.type).fields and Panel.parts in meeting.shape.panels
    )
    if themed and not meeting.activity.theme:
        yield note(
            "prepare",
            "R13",
            "info",
            say(N_("The theme is not written")),
            say(N_("Branch-work regulation 16: it is decided beforehand")),
            record=meeting.id,
            field="theme",
            ways=(LOOK, EXPLAIN),
        )


def chairs(meeting: Meeting) -> frozenset[str]:
    """Return who generally chairs a meeting of its kind, empty where the book names nobody."""
    if meeting.shape.chair == Chair.leader:
        group = next((g for g in meeting.groups if g.id == meeting.activity.group), None)
        return frozenset({group.leader} if group and group.leader else ())
    if meeting.shape.chair == Chair.secretary:
        return frozenset(
            o.member
            for o in meeting.branch.offices
            if o.office == Office.secretary
            and (o.from_on is None or o.from_on <= meeting.day)
            and (o.to_on is None or meeting.day <= o.to_on)
        )
    return frozenset()


def silent(meeting: Meeting, item: str) -> tuple[str, ...]:
    """Return who of those due was there and has no word on record for an item."""
    spoke = {s.speaker for s in meeting.speeches_on(item)}
    return tuple(p.id for p in meeting.people if p.due and p.present and p.id not in spoke)


def _opinions(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    if Panel.opinions not in meeting.shape.panels:
        return
    for at, item in enumerate(meeting.items, 1):
        people = silent(meeting, item.id)
        begun = item.kind in _PUT and bool(meeting.speeches_on(item.id))
        if begun and people:
            yield note(
                "minutes",
                "R13",
                "info",
                say(
                    N_("Item {n}: no opinion on record of {people}"),
                    n=item.number or at,
                    people=tuple(meeting.name(member) for member in people),
                ),
                say(N_("A committee's record has what each of its members said")),
                record=item.id,
                kind="agenda_item",
                people=people,
                ways=(LOOK, EXPLAIN),
            )


def _life(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    if meeting.life is None or not meeting.marked:
        return
    open_ones = [s for s in meeting.life.steps if s.key in _BEFOREHAND and not s.done]
    if open_ones:
        yield note(
            "life",
            "R21",
            "warning",
            say(
                N_("Nothing on record yet: {steps}"),
                steps=tuple(Said(step.title) for step in open_ones),
            ),
            say(N_("Branch-work regulation 17: this comes before the meeting")),
            record=meeting.id,
            field=open_ones[0].key,
            about=f"{meeting.id}/steps",
            ways=(LOOK, EXPLAIN),
        )


BY_SHAPE = (_theme, _opinions, _life)
