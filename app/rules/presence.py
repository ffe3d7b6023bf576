"""Who was there must add up, and everyone on the sheet must have been in the branch (R14, R17)."""

from collections.abc import Iterator

from app.counting.attendance import IN_THE_ROOM, surely_away
from app.counting.held import HELD
from app.records.meeting import Activity, Presence
from app.rules.facts import Facts, Seat
from app.rules.finding import LOOK, WRITE, Finding, found
from app.rules.meeting_words import day_of, meeting_said
from app.rules.rulebook import Rulebook
from db.model.words import N_


def counted(facts: Facts, _book: Rulebook) -> Iterator[Finding | None]:
    """R14: of a meeting that is on record, every person due is present, on leave or absent."""
    for activity in facts.in_period:
        due = [s for s in facts.seats_of(activity.id) if s.due]
        if activity.state not in HELD or not due:
            continue
        lost = [s for s in due if s.status is None]
        yield _lost(activity, due, lost) if lost else None


def _lost(activity: Activity, due: list[Seat], lost: list[Seat]) -> Finding:
    params = {
        "meeting": meeting_said(activity),
        "due": len(due),
        "n": len(lost),
        "present": sum(s.here for s in due),
        "leave": sum(s.status == Presence.leave for s in due),
    }
    return found(
        "R14",
        "error",
        N_("{meeting}: {due} due, {present} signed in, {leave} on leave"),
        N_(
            "{n} person is unaccounted for; compare with the signed sheet, then mark present or leave|"
            "{n} people are unaccounted for; compare with the signed sheet, then mark present or leave"
        ),
        params,
        (activity.id, "attendance", "status"),
        actions=(LOOK,),
        people=tuple(s.member for s in lost),
        day=day_of(activity),
    )


def reasons(facts: Facts, _book: Rulebook) -> Iterator[Finding | None]:
    """R14: whoever was due and not there has a reason."""
    for activity in facts.held:
        away = [s for s in facts.seats_of(activity.id) if s.due and s.status and not s.here]
        if not away:
            continue
        bare = [s for s in away if not s.reason]
        yield (
            found(
                "R14",
                "warning",
                N_("{meeting}: no reason given for {names}"),
                N_("Leave or absence carries its reason"),
                {"meeting": meeting_said(activity), "names": _names(facts, bare)},
                (activity.id, "attendance", "reason"),
                actions=(LOOK, WRITE),
                people=tuple(s.member for s in bare),
                day=day_of(activity),
            )
            if bare
            else None
        )


def signed(facts: Facts, _book: Rulebook) -> Iterator[Finding | None]:
    """R14: the signatures on the sheet are as many as the people present."""
    for activity in facts.held:
        here = sum(s.here for s in facts.seats_of(activity.id))
        for sheet in facts.sheets.get(activity.id, ()):
            if sheet.signed_rows is None or not here:
                continue
            yield (
                found(
                    "R14",
                    "error",
                    N_("{meeting}: {rows} signatures on the sheet, {present} marked present"),
                    N_("The two numbers exclude each other; compare with the original"),
                    {"meeting": meeting_said(activity), "rows": sheet.signed_rows, "present": here},
                    (activity.id, "sign_in_sheet", "signed_rows"),
                    actions=(LOOK,),
                    about=sheet.id,
                    day=day_of(activity),
                )
                if sheet.signed_rows != here
                else None
            )


def on_the_roster(facts: Facts, _book: Rulebook) -> Iterator[Finding | None]:
    """R17: everybody due was in the branch on that day."""
    for activity in facts.held:
        day = day_of(activity)
        seats = [s for s in facts.seats_of(activity.id) if s.due and s.member in facts.members]
        if day is None or not seats:
            continue
        here = facts.people.ids_on(day)
        strange = [s for s in seats if s.member not in here]
        yield (
            found(
                "R17",
                "error",
                N_("{meeting}: {names} not in the branch that day"),
                N_(
                    "The roster and the sheet exclude each other; correct a date or mark as attending without vote"
                ),
                {"meeting": meeting_said(activity), "names": _names(facts, strange)},
                (activity.id, "attendance", "member"),
                actions=(LOOK,),
                about=f"{activity.id}/roster",
                people=tuple(s.member for s in strange),
                day=day,
            )
            if strange
            else None
        )


def not_on_leave(facts: Facts, _book: Rulebook) -> Iterator[Finding | None]:
    """R17: nobody whose approved leave covers the day is marked present in the room."""
    for activity in facts.held:
        day = day_of(activity)
        away = {x.member for x in facts.leaves if day is not None and surely_away(x, day)}
        if not away:
            continue
        both = [
            s for s in facts.seats_of(activity.id) if s.member in away and s.status in IN_THE_ROOM
        ]
        yield (
            found(
                "R17",
                "error",
                N_("{meeting}: {names} present and on leave at once"),
                N_("Leave is on record for that day; correct the leave or the sheet"),
                {"meeting": meeting_said(activity), "names": _names(facts, both)},
                (activity.id, "attendance", "status"),
                actions=(LOOK,),
                about=f"{activity.id}/leave",
                people=tuple(s.member for s in both),
                day=day,
            )
            if both
            else None
        )


def _names(facts: Facts, seats: list[Seat]) -> tuple[str, ...]:
    return tuple(facts.name(s.member) for s in seats)
