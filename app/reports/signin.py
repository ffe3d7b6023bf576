"""The blank sign-in sheet: everybody due by name, and room for the hand that signs."""

from app.counting.attendance import Attendee
from app.reports.paper import Part
from app.reports.wording import at, or_blank, plain
from app.services.filing import leave_words
from app.services.meeting import Meeting
from db.model.words import Translate

GUESTS = 3
"""Empty lines for those who attend without vote."""


class SignIn(Part, frozen=True, kw_only=True, tag="signin"):
    """The sheet: facts above, one row a person (number, name, group, then three empty cells)."""

    title: str
    under: tuple[str, ...]
    facts: tuple[tuple[str, str, str, str], ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guests: str
    guest_rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    signing: tuple[str, ...]
    rule: str


def sign_in(meeting: Meeting, t: Translate, *, branch: str, serial: str) -> SignIn:
    """Return the sign-in sheet of a meeting. Known leave stands in the remarks; nothing else does."""
    held = meeting.activity
    due = [p for p in meeting.people if p.due]
    name = plain(held.title or t(held.type.title_))
    outside = (held.non_voting or "").splitlines()[:20]
    guests = [plain(line) for line in outside] + [""] * GUESTS
    return SignIn(
        title=t("Sign-in sheet"),
        under=(plain(branch),),
        facts=(
            (t("Meeting"), name, t("Serial"), or_blank(serial)),
            (t("Time"), at(held.held_start, t), t("Place"), or_blank(held.place_text)),
        ),
        head=(
            *(t("No."), t("Name"), t("Group and post")),
            *(t("Signature"), t("Arrived"), t("Note")),
        ),
        rows=tuple(
            (str(n), plain(p.member.name), _place(meeting, p), "", "", _leave(p, t))
            for n, p in enumerate(due, 1)
        ),
        guests=t("Attending without vote"),
        guest_rows=tuple((str(n), line, "", "", "", "") for n, line in enumerate(guests, 1)),
        totals=(
            t("Due to attend {n}", n=len(due) or "____"),
            *(t("Present ____"), t("Leave ____"), t("Absent ____")),
        ),
        signing=(t("Recorder (signature):"), t("Date:")),
        rule=t("Signed by each in person and on the spot, not for another and not afterwards."),
    )


def _place(meeting: Meeting, person: Attendee) -> str:
    group = next((g.name for g in meeting.groups if g.id == person.group), "")
    return "\n".join(plain(part) for part in (group, person.member.post or "") if part)


def _leave(person: Attendee, t: Translate) -> str:
    if person.leave is None:
        return ""
    reason = leave_words(person.leave, t)
    note = t("Leave")
    return t("{status}: {reason}", status=note, reason=plain(reason)) if reason else note
