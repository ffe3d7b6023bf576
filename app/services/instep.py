"""The four areas in which a site's record and headquarters' are kept in step (domain 1.1, row 10).

Which area a kind of record belongs to follows from its declaration: where the desktop shows it and
under which heading. A kind this release does not know belongs to management, so none is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from app.kinds import Kinds
from app.services.delivery import SyncStatus, Waiting
from app.services.records import Records
from db.model.words import N_, Translate

Standing = Literal["empty", "apart", "waiting", "agreed"]
"""Nothing recorded; a field holds two values; records that no receipt covers; HQ has all of it."""


class Area(StrEnum):
    """The areas, in their order; each is the code of a tag in the pack ``sitongbu``."""

    study = "study"
    activity = "activity"
    management = "management"
    service = "service"


TITLES = {
    Area.study: N_("Study"),
    Area.activity: N_("Activities"),
    Area.management: N_("Management"),
    Area.service: N_("Service"),
}
_PLACES = {"study": Area.study, "meetings": Area.activity, "service": Area.service}
_HEADINGS = {
    "Study": Area.study,
    "Meetings": Area.activity,
    "Organisational life": Area.activity,
    "Joint activities": Area.activity,
}
_KINDS = {"material": Area.study, "development_case": Area.management}
"""Kinds whose heading says where they are looked for, and not what they are for."""


@dataclass(frozen=True, slots=True)
class InStep:
    """One area: living records, records touched that no receipt covers, fields with two values."""

    area: Area
    held: int = 0
    waiting: int = 0
    apart: int = 0

    @property
    def standing(self) -> Standing:
        """Return what it comes to; two values come before what only waits."""
        if self.apart:
            return "apart"
        if self.waiting:
            return "waiting"
        return "agreed" if self.held else "empty"

    def said(self, t: Translate) -> str:
        """Return that in words."""
        if self.standing == "apart":
            return t("1 field with two values|{n} fields with two values", n=self.apart)
        if self.standing == "waiting":
            return t("{n} only here", n=self.waiting)
        return t("HQ has everything") if self.held else t("Nothing recorded yet")


def area_of(kind: str, kinds: Kinds) -> Area:
    """Return the area a kind belongs to."""
    if kind in _KINDS or kind not in kinds:
        return _KINDS.get(kind, Area.management)
    shape = kinds[kind].shape
    return _PLACES.get(shape.place) or _HEADINGS.get(shape.area, Area.management)


def in_step(
    kinds: Kinds, held: Mapping[str, int], waiting: Iterable[Waiting], apart: Iterable[str]
) -> tuple[InStep, ...]:
    """Return the four areas in order.

    `held` are living records by kind, `apart` the kind of each field that holds two values.
    """
    sums = {area: Counter[str]() for area in Area}
    for kind, n in held.items():
        sums[area_of(kind, kinds)]["held"] += n
    for one in waiting:
        sums[area_of(one.kind, kinds)]["waiting"] += one.count
    for kind in apart:
        sums[area_of(kind, kinds)]["apart"] += 1
    return tuple(InStep(a, n["held"], n["waiting"], n["apart"]) for a, n in sums.items())


def read(records: Records, status: SyncStatus) -> tuple[InStep, ...]:
    """Return where the areas of a book stand, given what waits."""
    apart = (conflict.record.kind for conflict in records.conflicts())
    return in_step(records.kinds, records.counts(), status.kinds, apart)
