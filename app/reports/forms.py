"""Forms to fill in by hand where there is no screen in the room: agenda, minutes, tally of a vote.

What the book knows is printed, all else is room to write: no word of a discussion and no number of a
vote stands there before it was. The fields of the minutes are those of a meeting's record (domain 2.8).
Each form carries the serial under which its printing is noted, so that its scan finds back.
"""

from app.records.meeting import Motion, MotionKind
from app.reports.fingerprint import qr_serial
from app.reports.paper import (
    Block,
    Ending,
    Facts,
    Head,
    Note,
    Room,
    Seal,
    Sheet,
    Signing,
    Table,
)
from app.reports.wording import BLANK, at, numbered, or_blank, plain
from app.said import listed
from app.services.filing import leave_words
from app.services.meeting import Meeting
from db.model.words import Translate

_TALL = 9.5
_STROKES = 12.0


def agenda(meeting: Meeting, t: Translate, *, branch: str, serial: str) -> Sheet:
    """Return the agenda, to lay on the table."""
    rows = tuple(
        (
            str(n),
            or_blank(item.title),
            t(item.kind.title_) if item.kind else "",
            t("Needs a decision") if item.matter else "",
        )
        for n, item in enumerate(meeting.items, 1)
    )
    head = (t("No."), t("Item"), t("Kind"), t("Note"))
    return Sheet(
        title=t("Agenda: {name}", name=_name(meeting, t)),
        under=(plain(branch),),
        blocks=(
            Facts(_arranged(meeting, t)),
            Table((14, -1, 28, 34), head, rows or (("1", "", "", ""),), wide=(1,), tall=_TALL),
        ),
        seal=_serial(serial, t),
    )


def minutes_form(meeting: Meeting, t: Translate, *, branch: str, serial: str) -> Sheet:
    """Return the form for minutes by hand, with the agenda's items and room for each."""
    blocks: list[Block] = [Facts(_arranged(meeting, t), tall=_TALL), *_attendance(meeting, t)]
    items = [or_blank(item.title) for item in meeting.items] or [""]
    for n, title in enumerate(items, 1):
        blocks += [
            Head(numbered(n, t("1.")) + title),
            Note(t("Who spoke, and what was said")),
            Room(9),
        ]
        blocks += [_vote_row(t), Facts(_decision(t), tall=_TALL)]
    blocks += [
        Head(numbered(len(items) + 1, t("1.")) + t("Chair's summary")),
        Room(3),
        Signing(
            (
                (t("Chair:"), ""),
                (t("Recorder:"), ""),
                (t("Reviewed by:"), ""),
            ),
            t("Date:"),
        ),
        Ending(t("Empty lines are crossed out; nothing follows below")),
    ]
    return Sheet(
        title=t("Minutes: {name}", name=_name(meeting, t)),
        under=(plain(branch),),
        blocks=tuple(blocks),
        seal=_serial(serial, t),
    )


def tally_sheet(
    meeting: Meeting, motion: Motion, t: Translate, *, branch: str, serial: str
) -> Sheet:
    """Return the sheet on which tellers count: a stroke for each ballot, sums at the right."""
    rule = t(
        "In favour, against and abstained make the valid ballots; more ballots than were given out make the vote void."
    )
    return Sheet(
        title=t("Tally sheet"),
        under=(plain(branch), _name(meeting, t)),
        blocks=(
            Facts(_of_vote(meeting, motion, t), tall=_TALL),
            _strokes(meeting, motion, t),
            Note(rule),
            Signing(
                (
                    (t("Teller:"), plain(motion.tellers or "")),
                    (t("Reads out:"), ""),
                    (t("Counts:"), ""),
                ),
                t("Date:"),
            ),
        ),
        seal=_serial(serial, t),
    )


def _of_vote(meeting: Meeting, motion: Motion, t: Translate) -> tuple[tuple[str, ...], ...]:
    method: tuple[str, ...] = (t("Method"), t(motion.method.title_) if motion.method else BLANK)
    if motion.kind == MotionKind.election:
        method += (t("Seats to fill"), or_blank(motion.seats))
    due = str(meeting.judged(motion).ballot.eligible)
    return (
        (t("Motion"), or_blank(motion.title)),
        method,
        (t("Entitled to vote"), due, t("Present with right to vote"), ""),
        (t("Ballots given out"), "", t("Ballots returned"), ""),
        (t("Invalid ballots"), "", t("Valid ballots"), ""),
    )


def _strokes(meeting: Meeting, motion: Motion, t: Translate) -> Table:
    choices = (t("In favour"), t("Against"), t("Abstentions"))
    if motion.kind != MotionKind.election:
        rows = tuple((choice, "", "") for choice in choices)
        return Table((30, -1, 26), ("", t("Strokes"), t("Sum")), rows, tall=_STROKES)
    names = [plain(n.name) for n in meeting.judged(motion).names if not n.written_in]
    lines = [
        ("" if at else name, choice, "", "") for name in names for at, choice in enumerate(choices)
    ]
    lines += [("", choices[0], "", "")] * 3
    head = (t("Name"), "", t("Strokes"), t("Sum"))
    return Table((38, 22, -1, 22), head, tuple(lines), tall=_TALL)


def _name(meeting: Meeting, t: Translate) -> str:
    return plain(meeting.activity.title or t(meeting.activity.type.title_))


def _arranged(meeting: Meeting, t: Translate) -> tuple[tuple[str, ...], ...]:
    held = meeting.activity
    return (
        (t("Title"), _name(meeting, t), t("Kind"), t(held.type.title_)),
        (t("Time"), t("{start} to {end}", start=at(held.held_start, t), end=BLANK)),
        (t("Place"), or_blank(held.place_text), t("How held"), t(held.mode.title_)),
        (
            *(t("Chair"), or_blank(meeting.name(held.chair))),
            *(t("Recorder"), or_blank(meeting.name(held.recorder))),
        ),
    )


def _attendance(meeting: Meeting, t: Translate) -> tuple[Block, ...]:
    count = meeting.tally
    head = (t("Members"), t("Due to attend"), t("Number present"), t("Not present"))
    rows = (
        (t("Total"), str(count.due), "", ""),
        (t("Full member"), str(count.full_due), "", ""),
        (t("Probationary member"), str(count.probationary_due), "", ""),
        (t("With right to vote"), str(count.voters_due), "", ""),
    )
    known = [
        t("{name} ({note})", name=plain(p.member.name), note=leave_words(p.leave, t) or t("Leave"))
        for p in meeting.people
        if p.due and p.leave is not None
    ]
    away = listed(known, t)
    return (
        Table((-1, -1, -1, -1), head, rows, tall=_TALL),
        Facts(
            (
                (t("Not present, and why"), away),
                (
                    t("Attending without vote"),
                    listed([plain(x) for x in (meeting.activity.non_voting or "").splitlines()], t),
                ),
                (t("Validity"), ""),
            ),
            tall=_TALL,
        ),
    )


def _vote_row(t: Translate) -> Table:
    head = (
        *(t("Method"), t("Entitled to vote"), t("Present with right to vote")),
        *(t("In favour"), t("Against"), t("Abstentions")),
    )
    return Table(
        (-1.4, -1, -1, -1, -1, -1), head, (("", "", "", "", "", ""),), size=10.5, tall=_TALL
    )


def _decision(t: Translate) -> tuple[tuple[str, ...], ...]:
    return (
        (t("Decision, or “no decision taken”"), ""),
        (t("Responsible"), "", t("Due on"), ""),
    )


def _serial(serial: str, t: Translate) -> Seal | None:
    if not serial:
        return None
    lines = (
        t("Serial {serial}", serial=serial),
        t(
            "Back at the computer: scan or photograph it, drop it on the meeting and choose this serial."
        ),
    )
    return Seal(qr_serial(serial), t("QR code of the serial"), lines)
