"""A meeting's record: who, when, where; what was said, voted, decided; who answers for it.

Every element is from the templates of meeting records (domain 2.8), in three parts: organisation,
content, confirmation. What nobody wrote down is a blank to fill in by hand; a vote whose numbers do
not agree has no outcome; what was said against stays as it was said.
"""

from collections.abc import Collection, Iterable

from app.counting.attendance import Attendee
from app.records.meeting import (
    AgendaItem,
    Presence,
    Resolution,
    Speech,
)
from app.reports.further import (
    correction_blocks,
    course_rows,
    life_blocks,
    outline,
    own_rows,
)
from app.reports.paper import (
    Block,
    Ending,
    Facts,
    Head,
    Prose,
    Room,
    Seal,
    Sheet,
    Signing,
    Spoken,
    Table,
)
from app.reports.together import together_rows, together_sections
from app.reports.votes import vote_blocks
from app.reports.wording import BLANK, numbered, on, or_blank, paragraphs, plain, span
from app.said import listed
from app.services.filing import leave_words
from app.services.meeting import Meeting, entered_late
from app.terms import ActivityType
from db.model.words import N_, Translate


def meeting_sheet(
    meeting: Meeting,
    t: Translate,
    *,
    branch: str,
    seal: Seal | None,
    lacking: Collection[str] = (),
) -> Sheet:
    """Return the record of a meeting as a sheet; `lacking` attachments whose file is not here."""
    name = plain(meeting.activity.title or t(meeting.activity.type.title_))
    day = meeting.activity.held_start
    return Sheet(
        title=t("Record: {name}", name=name),
        listed=t("{date} {name}", date=on(day.date() if day else None, t), name=name),
        under=(plain(branch), late(meeting, t)),
        blocks=(
            Facts(_organisation(meeting, t)),
            *_numbers(meeting, t),
            Facts(_people(meeting, t)),
            *_content(meeting, lacking, t),
            _signing(meeting, t),
            *correction_blocks(meeting.corrections, t),
            Ending(t("Nothing follows below")),
        ),
        seal=seal,
    )


def late(meeting: Meeting, t: Translate) -> str:
    """Return `会后 6 天记入`; empty for a record made in time."""
    days = entered_late(meeting)
    return t("Entered {n} day after|Entered {n} days after", n=days) if days else ""


# Organisation


def _organisation(meeting: Meeting, t: Translate) -> tuple[tuple[str, ...], ...]:
    held = meeting.activity
    rows: list[tuple[str, ...]] = [
        (t("Title"), or_blank(held.title), t("Kind"), t(held.type.title_)),
        (t("Time"), span(held.held_start, held.held_end, t)),
        (t("Place"), or_blank(held.place_text), t("How held"), t(held.mode.title_)),
        (t("Chair"), _named(meeting, held.chair), t("Recorder"), _named(meeting, held.recorder)),
    ]
    if held.theme:
        rows.append((t("Theme"), plain(held.theme)))
    if held.type == ActivityType.party_lecture or held.lecturer:
        capacity = held.lecturer_capacity
        rows.append(
            (
                *(t("Lecturer"), or_blank(held.lecturer)),
                *(t("Lecturer's capacity"), t(capacity.title_) if capacity else BLANK),
            )
        )
    rows += own_rows(meeting, t)
    rows += together_rows(meeting, t)
    if meeting.activity.chair_delegation:
        rows.append((t("Why another chairs"), plain(meeting.activity.chair_delegation)))
    rows += course_rows(meeting, t)
    if meeting.linked:
        rows.append((t("Held together with"), _joined((a.title or "" for a in meeting.linked), t)))
    return tuple(rows)


def _numbers(meeting: Meeting, t: Translate) -> tuple[Block, ...]:
    count = meeting.tally
    rows = [
        _counted(t("Total"), count.due, count.present, meeting),
        _counted(t("Full member"), count.full_due, count.full_present, meeting),
        _counted(
            t("Probationary member"), count.probationary_due, count.probationary_present, meeting
        ),
    ]
    head = (t("Members"), t("Due to attend"), t("Number present"), t("Not present"))
    table = Table((-1, -1, -1, -1), head, tuple(rows))
    asked = meeting.quorum
    if asked is None:
        return (table,)
    if not meeting.marked:
        return (table, Facts(((t("Validity"), BLANK),)))
    text = N_("{due} entitled to vote, {present} of them present, at least {needed} needed: valid")
    if asked.committee:
        text = N_("{due} committee members, {present} present, at least {needed} needed: valid")
    if not asked.met:
        text = N_(
            "{due} entitled, {present} of them present, at least {needed} needed: cannot decide"
        )
    said = t(text, due=asked.due, present=asked.present, needed=asked.needed)
    return (table, Facts(((t("Validity"), said),)))


def _counted(label: str, due: int, present: int, meeting: Meeting) -> tuple[str, ...]:
    if not meeting.marked:
        return (label, str(due), BLANK, BLANK)
    return (label, str(due), str(present), str(due - present))


def _people(meeting: Meeting, t: Translate) -> tuple[tuple[str, ...], ...]:
    due = [p for p in meeting.people if p.due]
    here = [p.member.name for p in meeting.people if p.present]
    away = [_reasoned(p, t) for p in due if not p.present and not p.unmarked]
    unknown = [p.member.name for p in due if p.unmarked]
    rows = [(t("Those present"), _joined(here, t) if here else BLANK)]
    everyone_here = meeting.marked and not away and not unknown
    rows.append(
        (t("Not present, and why"), t("Nobody") if everyone_here else _joined(away, t) or BLANK)
    )
    if unknown:
        rows.append((t("Not recorded yet"), _joined(unknown, t)))
    outside = listed(paragraphs(meeting.activity.non_voting), t)
    rows.append((t("Attending without vote"), outside or BLANK))
    return tuple(rows)


def _reasoned(person: Attendee, t: Translate) -> str:
    reason = person.entry.reason if person.entry else None
    if not reason and person.leave is not None:
        reason = leave_words(person.leave, t)
    status = t(person.status.title_) if person.status else ""
    if person.status == Presence.leave and reason:
        return t("{name} ({note})", name=person.member.name, note=reason)
    said = t("{status}: {reason}", status=status, reason=or_blank(reason))
    return t("{name} ({note})", name=person.member.name, note=said)


# Content


def _content(meeting: Meeting, lacking: Collection[str], t: Translate) -> Iterable[Block]:
    sections: list[tuple[str, list[Block]]] = []
    if meeting.items:
        lines = [numbered(i, t("(1)")) + or_blank(x.title) for i, x in enumerate(meeting.items, 1)]
        sections.append((t("Agenda"), [Prose(tuple(lines))]))
    if outline(meeting):
        sections.append((t("Outline"), [Prose(outline(meeting))]))
    if meeting.life is not None and (around := life_blocks(meeting.life, meeting, t)):
        sections.append((t("Before, in and after the meeting"), around))
    matters = [b for n, item in enumerate(meeting.items, 1) for b in _matter(meeting, n, item, t)]
    matters += _said(meeting, None, t)
    account = paragraphs(meeting.activity.minutes)
    discussing = meeting.shape.discusses
    if matters or (discussing and not account):
        sections.append((t("Discussion and decisions"), matters or [Room(4)]))
    if account or not discussing:
        sections.append((t("Account of the activity"), [_prose(account, 4)]))
    summary = paragraphs(meeting.activity.summary)
    if summary or discussing:
        sections.append((t("Chair's summary"), [_prose(summary, 2)]))
    sections += together_sections(meeting, t)
    if meeting.attachments:
        sections.append((t("Attachments"), [Prose(_files(meeting, lacking, t))]))
    for n, (words, blocks) in enumerate(sections, 1):
        yield Head(numbered(n, t("1.")) + words)
        yield from blocks


def _files(meeting: Meeting, lacking: Collection[str], t: Translate) -> tuple[str, ...]:
    """Return the names of the files; which of them are elsewhere is said, the record is whole."""
    files = meeting.attachments
    names = [f"{n}. {plain(a.name)}" for n, a in enumerate(files, 1)]
    away = sum(a.id in lacking for a in files)
    if away:
        names = [
            t("{name} (the original is not on this computer)", name=name)
            if a.id in lacking
            else name
            for name, a in zip(names, files, strict=True)
        ]
        names.append(t("{here} of {n} originals are here", here=len(files) - away, n=len(files)))
    return tuple(names)


def _prose(lines: tuple[str, ...], room: int) -> Block:
    return Prose(lines) if lines else Room(room)


def _matter(meeting: Meeting, n: int, item: AgendaItem, t: Translate) -> list[Block]:
    found: list[Block] = [Head(numbered(n, t("(1)")) + or_blank(item.title), 3)]
    found += _said(meeting, item.id, t)
    if item.no_decision:
        found.append(Prose((t("No decision taken"),)))
    return found


def _said(meeting: Meeting, item: str | None, t: Translate) -> list[Block]:
    found: list[Block] = [_spoken(meeting, s, t) for s in meeting.speeches_on(item)]
    for motion in meeting.motions:
        if motion.item == item:
            found += vote_blocks(meeting, motion, t)
    found += [_resolved(meeting, r, t) for r in meeting.resolutions if r.item == item]
    return found


def _spoken(meeting: Meeting, speech: Speech, t: Translate) -> Spoken:
    who = _named(meeting, speech.speaker) if speech.speaker else or_blank(speech.speaker_name)
    if speech.stance:
        who = t("{name} ({note})", name=who, note=t(speech.stance.title_))
    return Spoken(t("{name}:", name=who), paragraphs(speech.summary) or (BLANK,))


def _resolved(meeting: Meeting, resolution: Resolution, t: Translate) -> Spoken:
    first, *rest = paragraphs(resolution.text) or (BLANK,)
    owner = meeting.name(resolution.owner) or resolution.owner_unit
    who = t("Responsible: {name}", name=or_blank(owner))
    until = t("due on: {date}", date=on(resolution.due_on, t))
    carried = t("{who}; {until}", who=who, until=until)
    return Spoken(t("{name}:", name=t("Resolution")), (first, *rest, carried))


# Confirmation


def _signing(meeting: Meeting, t: Translate) -> Signing:
    held = meeting.activity
    return Signing(
        (
            (t("Chair:"), meeting.name(held.chair)),
            (t("Recorder:"), meeting.name(held.recorder)),
            (t("Reviewed by:"), plain(held.reviewed_by or "")),
        ),
        t("Date:"),
    )


def _named(meeting: Meeting, member: str | None) -> str:
    return or_blank(meeting.name(member))


def _joined(names: Iterable[str], t: Translate) -> str:
    return listed([plain(name) for name in names if name], t)
