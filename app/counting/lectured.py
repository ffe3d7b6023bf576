"""Lectures of a period by who speaks, in what capacity, and to whom (domain 1.3, rows 48 and 51).

Counted are lectures, never lecturers: who spoke how often is asked by nobody.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from app.records.meeting import Activity, LectureDirection, LecturerCapacity
from app.terms import ActivityType


class Lectures(NamedTuple):
    """How many there were: by capacity and direction, and those called micro-lectures.

    ``by`` holds the ids of each pair; capacity None where it is not written. ``listened``: how many
    people, where that is written.
    """

    by: dict[tuple[LecturerCapacity | None, LectureDirection], tuple[str, ...]]
    micro: tuple[str, ...]
    listened: int

    def of(
        self,
        capacity: LecturerCapacity | None,
        direction: LectureDirection | None = None,
    ) -> tuple[str, ...]:
        """Return the lectures of a capacity, in one direction or in all."""
        return tuple(
            i
            for (c, d), ids in self.by.items()
            if c == capacity and direction in (None, d)
            for i in ids
        )

    def how_many(self) -> int:
        """Return how many there were in all."""
        return sum(len(ids) for ids in self.by.values())


def lectures(activities: Iterable[Activity]) -> Lectures:
    """Return the lectures among some activities; one whose direction is not written is the branch's own."""
    by: dict[tuple[LecturerCapacity | None, LectureDirection], list[str]] = defaultdict(list)
    micro, listened = [], 0
    for one in activities:
        if one.type != ActivityType.party_lecture:
            continue
        direction = one.lecture_direction or LectureDirection.own
        by[(one.lecturer_capacity, direction)].append(one.id)
        listened += one.audience_count or 0
        if one.micro:
            micro.append(one.id)
    return Lectures({pair: tuple(ids) for pair, ids in by.items()}, tuple(micro), listened)
