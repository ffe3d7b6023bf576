"""Reads what stood on a day that has passed; the history only where a record's own days do not say."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.counting.asof import Came, matter_on, own_day, state_on
from app.counting.conferences import OPEN
from app.counting.matters import AFTER_DONE
from app.records.meeting import Resolution
from app.records.service import MatterState, ProgressEntry, ServiceMatter
from app.reports.boxed import day_of
from app.services.records import Records
from app.site import site_time
from db.model.change import Json
from db.model.query import Where
from db.model.record import Entry

_CHUNK = 400


def matters_on(
    records: Records, matters: Iterable[ServiceMatter], day: date, today: date
) -> list[ServiceMatter]:
    """Return matters as they stood at the end of a day; those raised later are not among them."""
    if day >= today:
        return list(matters)
    raised = [m for m in matters if m.raised_on is None or m.raised_on <= day]
    begun = _begun(records, [m.id for m in raised if not _is_settled(m, day)])
    found = []
    for matter in raised:
        history = _History(records, matter, day)
        state = state_on(matter, day, today, begun=begun.get(matter.id), passed=history)
        if state is not None:
            found.append(matter_on(matter, state, day, history.read))
    return found


def ended_on(records: Records, resolutions: Iterable[Resolution]) -> dict[str, date]:
    """Return the day on which it was written that a resolution is over, of those that name none."""
    found = {}
    for one in resolutions:
        if one.state in OPEN or one.closed_on is not None:
            continue
        # What was written down as over is taken as it was written: nobody knows since when.
        known = list(_states(records, one.id))[1:]
        days = [_written(entry) for state, entry in known if state == one.state]
        if days:
            found[one.id] = days[-1]
    return found


class _History:
    """The states a matter came to, read once, only when asked for and only where it moved since."""

    def __init__(self, records: Records, matter: ServiceMatter, day: date) -> None:
        self._records, self._matter, self._day = records, matter, day
        self.read: Sequence[Came] = ()

    def __call__(self) -> Sequence[Came]:
        self.read = [self._unmoved()] if self._is_unmoved() else list(self._moved())
        return self.read

    def _is_unmoved(self) -> bool:
        """Tell without the history whether it stands where it stood: its log may hold long changes."""
        record = self._matter.record
        if self._matter.state in AFTER_DONE:
            return False
        return "state" not in record.seen() or site_time(record.touched).date() <= self._day

    def _unmoved(self) -> Came:
        return Came(self._matter.state, site_time(self._matter.record.made).date())

    def _moved(self) -> Iterator[Came]:
        known = {state.value: state for state in MatterState} | {None: MatterState.registered}
        for state, entry in _states(self._records, self._matter.id):
            if state in known:
                done = day_of(entry.fields.get("done_on", ("", ""))[1])
                yield Came(known[state], _written(entry), done)


def _is_settled(matter: ServiceMatter, day: date) -> bool:
    """Tell whether a matter's own days say that it was done by a day: nothing has to be read."""
    days = [own_day(matter, s) for s in AFTER_DONE] if matter.state in AFTER_DONE else []
    return any(on is not None and on <= day for on in days)


def _begun(records: Records, matters: Sequence[str]) -> dict[str, date]:
    """Return the day of each matter's first entry of progress."""
    found: dict[str, date] = {}
    for at in range(0, len(matters), _CHUNK):
        where = (Where("matter", "in", list(matters[at : at + _CHUNK])),)
        for one in records.all(ProgressEntry, where=where, limit=1_000_000):
            if one.on is not None:
                found[one.matter] = min(one.on, found.get(one.matter, one.on))
    return found


def _written(entry: Entry) -> date:
    return site_time(entry.change.hlc).date()


def _states(records: Records, record: str) -> Iterator[tuple[Json, Entry]]:
    """Yield the states that a record came to, each with what wrote it, that of its making first.

    The state of a record that was made without one is None.
    """
    for n, entry in enumerate(reversed(records.history(record))):
        _, state = entry.fields.get("state", (None, None))
        if n == 0 or state is not None:
            yield state, entry
