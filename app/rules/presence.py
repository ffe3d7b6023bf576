"""Who was there must add up, and everyone on the sheet must have been in the branch (R14, R17)."""

from collections.abc import Iterator
from datetime import datetime

from app.counting.attendance import IN_THE_ROOM, surely_away
from app.counting.held import HELD
from app.records.meeting import Presence
from app.rules.asking import Ruled, held, meetings
from app.rules.cited import has_picture
from app.rules.facts import Facts, Seat
from app.rules.finding import Finding
from app.rules.rulebook import Rulebook
from app.rules.telling import named, tell
from db.model.words import N_


def counted(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R14: of a meeting that is on record, every person due is present, on leave or absent."""
    for ruled in meetings(facts, book, "R14"):
        due = [s for s in facts.seats_of(ruled.activity.id) if s.due]
        if ruled.activity.state not in HELD or not due:
            continue
        lost = [s for s in due if s.status is None]
        yield _lost(ruled, due, lost) if lost else None


def _lost(ruled: Ruled, due: list[Seat], lost: list[Seat]) -> Finding:
    params = {
        "meeting": ruled.said,
        "due": len(due),
        "n": len(lost),
        "present": sum(s.here for s in due),
        "leave": sum(s.status == Presence.leave for s in due),
    }
    return tell(
        ruled.ruling,
        N_("{meeting}: {due} due, {present} signed in, {leave} on leave"),
        N_(
            "{n} person is unaccounted for; compare with the signed sheet, then mark present or leave|"
            "{n} people are unaccounted for; compare with the signed sheet, then mark present or leave"
        ),
        params,
        (ruled.activity.id, "attendance", "status"),
        people=tuple(s.member for s in lost),
        day=ruled.day,
    )


def reasons(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R14: whoever was due and not there has a reason."""
    for ruled in held(facts, book, "R14", part="reasons"):
        seats = facts.seats_of(ruled.activity.id)
        away = [s for s in seats if s.due and s.status and not s.here]
        bare = [s for s in away if not s.reason]
        if bare:
            yield _of_seats(
                facts,
                ruled,
                bare,
                N_("{meeting}: no reason given for {names}"),
                N_("Leave or absence carries its reason"),
                field="reason",
                name="reasons",
            )
        elif away:
            yield None


def signed(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R14: the signatures on the sheet are as many as the people present."""
    for ruled in held(facts, book, "R14"):
        here = sum(s.here for s in facts.seats_of(ruled.activity.id))
        for sheet in facts.sheets.get(ruled.activity.id, ()):
            if sheet.signed_rows is None or not here:
                continue
            if sheet.signed_rows == here:
                yield None
                continue
            yield tell(
                ruled.ruling,
                N_("{meeting}: {rows} signatures on the sheet, {present} marked present"),
                N_("The two numbers exclude each other; compare with the original"),
                {"meeting": ruled.said, "rows": sheet.signed_rows, "present": here},
                (ruled.activity.id, "sign_in_sheet", "signed_rows"),
                about=sheet.id,
                day=ruled.day,
            )


def after_the_end(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R14: nobody arrived once the meeting was over."""
    for ruled in held(facts, book, "R14"):
        start, end = ruled.activity.held_start, ruled.activity.held_end
        # An end before the start is told as such (D01), not as everybody's late arrival.
        if end is None or (start is not None and end < start):
            continue
        late = [
            s
            for s in facts.seats_of(ruled.activity.id)
            if s.here and (at := _moment(s.arrival)) is not None and at > end
        ]
        if not late:
            yield None
            continue
        yield _of_seats(
            facts,
            ruled,
            late,
            N_("{meeting}: arrived only after its end: {names}"),
            N_("Signing in afterwards is no attendance; correct the time or the mark"),
            field="arrival",
            name="late",
        )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def all_at_once(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R14: where everybody came at one moment, the signed sheet is there to be compared with.

    Marking the rest present in one go is a way of working; then the sheet is the evidence.
    """
    for ruled in held(facts, book, "R14", part="arrivals"):
        arrivals = [s.arrival for s in facts.seats_of(ruled.activity.id) if s.here]
        same = len(set(arrivals)) == 1 and bool(arrivals[0])
        if not same or len(arrivals) < ruled.ruling.count("people"):
            continue
        at, sheets = _moment(arrivals[0]), facts.sheets.get(ruled.activity.id, ())
        if (
            at is None
            or any(s.signed_rows for s in sheets)
            or has_picture(facts, ruled.activity.id)
        ):
            yield None
            continue
        yield tell(
            ruled.ruling,
            N_("{meeting}: all {n} arrived at {time}, and no signed sheet is here"),
            N_("Add the photo or scan of the sheet, or the times as they were"),
            {"meeting": ruled.said, "n": len(arrivals), "time": f"{at:%H:%M}"},
            (ruled.activity.id, "attendance", "arrival"),
            about=f"{ruled.activity.id}/arrival",
            day=ruled.day,
        )


def on_the_roster(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R17: everybody due was in the branch on that day."""
    for ruled in held(facts, book, "R17"):
        seats = [
            s for s in facts.seats_of(ruled.activity.id) if s.due and s.member in facts.members
        ]
        here = facts.people.ids_on(ruled.day)
        strange = [s for s in seats if s.member not in here]
        if strange:
            yield _of_seats(
                facts,
                ruled,
                strange,
                N_("{meeting}: {names} not in the branch that day"),
                N_(
                    "The roster and the sheet exclude each other; correct a date or mark as attending without vote"
                ),
                field="member",
                name="roster",
            )
        elif seats:
            yield None


def not_on_leave(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R17: nobody whose approved leave covers the day is marked present in the room."""
    for ruled in held(facts, book, "R17"):
        away = {x.member for x in facts.leaves if surely_away(x, ruled.day)}
        if not away:
            continue
        both = [
            s
            for s in facts.seats_of(ruled.activity.id)
            if s.member in away and s.status in IN_THE_ROOM
        ]
        if not both:
            yield None
            continue
        yield _of_seats(
            facts,
            ruled,
            both,
            N_("{meeting}: {names} present and on leave at once"),
            N_("Leave is on record for that day; correct the leave or the sheet"),
            field="status",
            name="leave",
        )


def _of_seats(
    facts: Facts,
    ruled: Ruled,
    seats: list[Seat],
    what: str,
    why: str,
    *,
    field: str,
    name: str = "",
) -> Finding:
    names = tuple(facts.name(s.member) for s in seats)
    return tell(
        ruled.ruling,
        what,
        why,
        {"meeting": ruled.said, "names": named(names)},
        (ruled.activity.id, "attendance", field),
        about=f"{ruled.activity.id}/{name}" if name else "",
        people=tuple(s.member for s in seats),
        day=ruled.day,
    )
