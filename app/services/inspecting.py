"""A team looks at the book for a while: it reads, nothing is changed, and every reading is logged.

The state is this machine's own, so a locked or restarted program is still in inspection. Its time
only runs forward: the latest moment seen is kept, and within a run the monotonic clock counts, so
that turning the clock back gains nothing. Turning it forward ends the inspection and locks the book.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from app.records.oversight import AccessWay, Inspection
from app.services.access import KIND as ACCESS
from app.services.access import Access
from app.services.records import Records
from app.site import site_time
from db.model.change import Json
from db.model.errors import Closed, InvalidRecord, WrongPassphrase
from db.model.record import Edit
from db.model.stamp import Clock
from db.model.words import N_
from db.settings import Settings

LONGEST = timedelta(days=31)
"""Longest inspection."""
KIND = Inspection.shape.name
_STATE = "inspection"
_KEPT_EVERY_MS = 30_000


class Current(NamedTuple):
    """The inspection that is under way: its record, who looks, why, until when (site time)."""

    record: str
    team: str
    purpose: str
    until: datetime
    left_ms: int

    @property
    def minutes(self) -> int:
        """Return how many minutes are left, begun ones counted; 0 when it is over."""
        return max(0, -(-self.left_ms // 60_000))


class Inspecting:
    """Starts, watches and ends inspections; while one is under way no edit passes."""

    def __init__(
        self,
        records: Records,
        access: Access,
        settings: Settings,
        clock: Clock,
        *,
        opens_book: Callable[[str], bool],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._records, self._access, self._settings = records, access, settings
        self._clock, self._opens_book, self._monotonic = clock, opens_book, monotonic
        self._last_read = ("", "")
        state = self._state()
        self._begin_counting(int(state.get("seen", 0)) if state else 0)
        records.guard(self._read_only)
        access.during(self.record)

    def _begin_counting(self, seen: int) -> None:
        self._from_ms, self._from_mono = max(self._clock(), seen), self._monotonic()

    def _state(self) -> dict[str, Json] | None:
        found = self._settings.get(_STATE)
        return found if isinstance(found, dict) else None

    def _now_ms(self) -> int:
        """Return the moment, never earlier than one that was seen before."""
        passed = int((self._monotonic() - self._from_mono) * 1000)
        return max(self._clock(), self._from_ms + passed)

    def current(self) -> Current | None:
        """Return the inspection that is under way, also one whose time is up and not yet ended."""
        state = self._state()
        if state is None:
            return None
        until = int(state["until"])
        return Current(
            str(state["record"]),
            str(state["team"]),
            str(state["purpose"]),
            _moment(until),
            until - self._now_ms(),
        )

    def record(self) -> str:
        """Return the id of the inspection that is under way, "" for none."""
        state = self._state()
        return str(state["record"]) if state else ""

    def start(self, team: str, purpose: str, until: datetime, *, document: str = "") -> Current:
        """Begin: from now on the book is only read. `until` is site time.

        Raises InvalidRecord for a time that is over or too far, Closed where one is under way.
        """
        self.must_be_over()
        now = self._clock()
        start = _moment(now)
        if not timedelta(0) < until - start <= LONGEST:
            raise InvalidRecord(
                N_("The inspection must end after now and within {days} days."),
                field="until_at",
                days=LONGEST.days,
            )
        fields = {
            "team": team,
            "purpose": purpose,
            "document": document,
            "from_at": start.replace(microsecond=0).isoformat(),
            "until_at": until.replace(microsecond=0).isoformat(),
        }
        edit = self._records.edit_new(KIND, {k: v for k, v in fields.items() if v})
        record = self._records.log([edit]).ids[0]
        self._begin_counting(now)
        end = now + int((until - start) / timedelta(milliseconds=1))
        self._settings.put(
            _STATE, {"record": record, "team": team, "purpose": purpose, "until": end, "seen": now}
        )
        self._last_read = ("", "")
        return self.must_be_on()

    def must_be_on(self) -> Current:
        """Return the inspection that is under way. Raises Closed where none is."""
        found = self.current()
        if found is None:
            raise Closed(N_("No inspection is under way."))
        return found

    def look(self) -> bool:
        """Keep the moment, and end an inspection whose time is up; tell whether it ended now."""
        state = self._state()
        if state is None:
            return False
        now = self._now_ms()
        if now >= int(state["until"]):
            self._end(str(state["record"]), min(now, int(state["until"])))
            return True
        if now >= int(state.get("seen", 0)) + _KEPT_EVERY_MS:
            self._settings.put(_STATE, {**state, "seen": now})
        return False

    def end(self, secret: str) -> None:
        """End it before its time, with the book's passphrase. Raises WrongPassphrase, Closed."""
        found = self.must_be_on()
        if not self._opens_book(secret):
            raise WrongPassphrase(
                N_("This passphrase does not open the record book."),
                safe=N_("The inspection goes on."),
                hint=N_("Whoever opened the book today knows it."),
            )
        self._end(found.record, self._now_ms())

    def _end(self, record: str, at: int) -> None:
        ended = _moment(at).replace(microsecond=0).isoformat()
        with self._settings.together():
            self._settings.put(_STATE, None)
            self._records.log([Edit(KIND, {"ended_at": ended}, record)])

    def read(self, what: str, about: str = "", way: AccessWay = AccessWay.inspect) -> None:
        """Write down that the team saw something; nothing where no inspection is under way."""
        found = self.current()
        if found is None or (what, about) == self._last_read:
            return
        self._last_read = (what, about)
        self._access.note(way, what, about=about, purpose=found.purpose, recipient=found.team)

    def must_be_over(self) -> None:
        """Raise Closed while an inspection is under way."""
        found = self.current()
        if found is not None:
            raise Closed(
                N_("{team} reads this book until {until}: nothing is changed meanwhile."),
                safe=N_("Everything stays as it is."),
                hint=N_("The secretary can end the inspection with the book's passphrase."),
                team=found.team,
                until=f"{found.until:%Y-%m-%d %H:%M}",
            )

    def _read_only(self, edits: Sequence[Edit]) -> None:
        if any(e.kind != ACCESS for e in edits):
            self.must_be_over()


def _moment(ms: int) -> datetime:
    return site_time(ms << 16)
