"""What a box of the inspection folder is made of: the values, and how a day decides where a record goes."""

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from app.counting.branch_type import rule_type
from app.records.organisation import Branch, BranchType
from app.terms import ActivityType
from db.model.record import Record

_MONTH, _YEAR = re.compile(r"\d{4}-\d{2}"), re.compile(r"\d{4}")


class Register(NamedTuple):
    """Records of one kind that a box lists.

    ``day`` the field by which a record belongs to the period, ``instead`` the one where that is empty,
    ``end`` where it lasts until; without one every record does. ``via`` the field that names a meeting of the box. ``only`` a field and
    the values it may have, "" for none. ``sensitive`` leaves it out unless a purpose is given, ``whole`` prints
    every field of each record; ``more`` are fields that its list shows besides its usual columns;
    what is sealed in it is never opened for a folder where it is ``shut``. ``told`` records are
    counted here and shown by a sheet of their own; of ``counted`` ones the number is all that a
    folder says.
    """

    kind: str
    day: str = ""
    end: str = ""
    via: str = ""
    only: tuple[str, tuple[str, ...]] = ("", ())
    sensitive: bool = False
    whole: bool = False
    more: tuple[str, ...] = ()
    shut: bool = False
    told: bool = False
    counted: bool = False
    instead: str = ""

    def holds(self, record: Record, first: date, last: date, meetings: Collection[str]) -> bool:
        """Tell whether a record of the kind belongs to the box in a period."""
        field, values = self.only
        if field and (record.get(field) or "") not in values:
            return False
        if self.via:
            return record.get(self.via) in meetings
        begin = self._day(record)
        if begin is None:
            # What nobody dated belongs to every period rather than to none.
            return True
        end = day_of(record.get(self.end)) if self.end else _end_of(record.get(self.day), begin)
        return begin <= last and (end is None or end >= first)

    def dated(self, record: Record) -> bool:
        """Tell whether a record has the day by which it belongs to a period, or a meeting."""
        return bool(self.via) or self._day(record) is not None

    def _day(self, record: Record) -> date | None:
        fields = (name for name in (self.day, self.instead) if name)
        days = (day_of(record.get(name)) for name in fields)
        return next((day for day in days if day is not None), None)


class Box(NamedTuple):
    """One box. ``title``, ``holds`` and ``note`` are msgids; ``not_for`` branch types without it."""

    number: int
    title: str
    holds: str
    meetings: tuple[ActivityType, ...] = ()
    registers: tuple[Register, ...] = ()
    rules: tuple[str, ...] = ()
    sensitive: bool = False
    not_for: tuple[BranchType, ...] = ()
    note: str = ""

    def concerns(self, branch: Branch | None) -> bool:
        """Tell whether a branch of this type has such a box at all."""
        return rule_type(branch) not in self.not_for


def documents(*kinds: str) -> Register:
    """Return documents of the branch of some kinds, "" for those of none."""
    return Register("branch_document", "dated_on", only=("kind", tuple(str(k) for k in kinds)))


def plans(*kinds: str) -> Register:
    """Return plans of some kinds, "" for those of none."""
    return Register("plan", "from_on", only=("kind", tuple(str(k) for k in kinds)))


OF_MEETINGS = (Register("notice", via="activity"), Register("sign_in_sheet", via="activity"))
"""What hangs on the meetings of any box."""


def day_of(value: object) -> date | None:
    """Return the day of a stored date, moment, month or year; None for what is none."""
    text = str(value or "")
    if _YEAR.fullmatch(text):
        text = f"{text}-01"
    try:
        return datetime.fromisoformat(f"{text}-01" if _MONTH.fullmatch(text) else text).date()
    except ValueError:
        return None


def _end_of(value: object, begin: date) -> date:
    """Return the last day of what is dated by one value: a year lasts until its end."""
    return date(begin.year, 12, 31) if _YEAR.fullmatch(str(value or "")) else begin
