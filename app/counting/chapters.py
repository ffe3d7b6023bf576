"""The three chapters of a joint-building report, and what stands in which (domain 1.1, row 9: 三个一起).

A tag of the pack decides; where an activity carries none, its kind does. The chapters' titles are the
pack's own.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from app.records.meeting import Activity
from app.terms import ActivityType, JointKind

PACK = "sangeyiqi"
"""The tag pack whose three tags are the chapters."""


class Chapter(IntEnum):
    """A chapter, by its place."""

    party = 0
    innovation = 1
    service = 2


_BY_KIND: Mapping[JointKind, Chapter] = MappingProxyType(
    {
        JointKind.joint_party_day: Chapter.party,
        JointKind.joint_study: Chapter.party,
        JointKind.lecture: Chapter.party,
        JointKind.seminar: Chapter.party,
        JointKind.assistance: Chapter.party,
        JointKind.exchange: Chapter.innovation,
        JointKind.project: Chapter.innovation,
        JointKind.contest: Chapter.innovation,
        JointKind.showcase: Chapter.innovation,
        JointKind.sharing: Chapter.innovation,
        JointKind.culture: Chapter.innovation,
        JointKind.discussion: Chapter.service,
        JointKind.volunteering: Chapter.service,
        JointKind.emergency: Chapter.service,
    }
)
_BY_TYPE: Mapping[ActivityType, Chapter] = MappingProxyType(
    {
        ActivityType.joint_activity: Chapter.innovation,
        ActivityType.service_visit: Chapter.service,
    }
)


def chapter_of(activity: Activity, tokens: Sequence[str] = ()) -> Chapter:
    """Return the chapter of something done together; ``tokens`` are the pack's three tags in order."""
    for chapter, token in zip(Chapter, tokens, strict=False):
        if token in activity.tags:
            return chapter
    by_kind = _BY_KIND.get(activity.joint_kind) if activity.joint_kind else None
    return _BY_TYPE.get(activity.type, Chapter.party) if by_kind is None else by_kind


class OwnWords(NamedTuple):
    """What the secretary wrote: before the first chapter's title, and under each."""

    front: tuple[str, ...] = ()
    chapters: tuple[tuple[str, ...], ...] = ((), (), ())


def own_words(lines: Sequence[str], titles: Sequence[str]) -> OwnWords:
    """Sort the paragraphs of a summary by the chapters whose titles stand in it as lines of their own.

    A title may have a number before it (一、, 1.) and a colon after it; it is not repeated. Every
    other paragraph stays, in its order.
    """
    front: list[str] = []
    chapters: list[list[str]] = [[] for _ in titles]
    into = front
    for line in lines:
        bare = line.strip().rstrip("：:").lstrip("一二三四五六七八九十0123456789（）()、.． ")
        at = next((n for n, title in enumerate(titles) if title and bare == title), None)
        if at is None:
            into.append(line)
        else:
            into = chapters[at]
    return OwnWords(tuple(front), tuple(tuple(found) for found in chapters))
