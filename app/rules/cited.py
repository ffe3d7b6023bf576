"""Documents: studied after they were issued, shown to everybody they are for, proofs beside records.

R18 is one of the things that facts exclude; R35 is a unit's own wish, and never asks for a place.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.counting.periods import days_after
from app.records.evidence import AttachmentKind
from app.rules.asking import held
from app.rules.facts import Facts
from app.rules.finding import LOOK, PEOPLE, WRITE, Finding
from app.rules.meeting_words import day_of, meeting_said
from app.rules.roll import names
from app.rules.rulebook import Rulebook
from app.rules.telling import named, tell
from app.said import Said, say
from db.model.words import N_

_PICTURES = frozenset({AttachmentKind.photo.value, AttachmentKind.scan.value})


class _Citing(NamedTuple):
    record: str
    kind: str
    day: date
    name: Said
    documents: Sequence[str]


def issued_before(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R18: nothing is studied before it was issued."""
    for citing in _citing(facts):
        ruling = book.on("R18", citing.day)
        if ruling is None:
            continue
        for document in citing.documents:
            receipt = facts.papers.receipts.get(document)
            if receipt is None or receipt.issued_on is None:
                continue
            if receipt.issued_on <= citing.day:
                yield None
                continue
            yield tell(
                ruling,
                N_("{study}: studied {document}, issued only on {issued}"),
                N_("The two days exclude each other; correct one of them"),
                {"study": citing.name, "document": receipt.title, "issued": receipt.issued_on},
                (citing.record, citing.kind, "documents"),
                about=f"{citing.record}/{document}",
                day=citing.day,
            )


def _citing(facts: Facts) -> Iterator[_Citing]:
    for activity in facts.held:
        day = day_of(activity)
        if day is not None and activity.documents:
            yield _Citing(activity.id, "activity", day, meeting_said(activity), activity.documents)
    for study in facts.studies:
        day = study.held_on
        if day is not None and study.documents and facts.first <= day <= facts.last:
            name = say(N_("Study of {day}"), day=day)
            yield _Citing(study.id, "study_record", day, name, study.documents)


def pictured(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R35: a photo or scan hangs on the record, where a pack asks for one."""
    for activity, day, ruling in held(facts, book, "R35"):
        if not ruling.flag("photo"):
            continue
        if has_picture(facts, activity.id):
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: neither photo nor scan"),
            N_("One picture of the sheet or the room is enough; no place is kept in it"),
            {"meeting": meeting_said(activity)},
            (activity.id, "attachment", ""),
            day=day,
        )


def has_picture(facts: Facts, activity: str) -> bool:
    """Tell whether a photo or scan hangs on a meeting or on its sign-in sheet."""
    evidence = facts.papers.evidence
    holders = [activity, *(s.id for s in facts.sheets.get(activity, ()))]
    if any(s.scan for s in facts.sheets.get(activity, ())):
        return True
    return any(evidence.get(holder, frozenset()) & _PICTURES for holder in holders)


def circulated(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R35: a document for everybody was shown to everybody in time."""
    for receipt in facts.papers.receipts.values():
        if not receipt.all_members or receipt.received_on is None:
            continue
        ruling = book.on("R35", receipt.received_on, "circulation")
        if ruling is None:
            continue
        until = days_after(receipt.received_on, ruling.count("circulate_days"))
        if not facts.first <= until < facts.today:
            continue
        shown = {
            c.member for c in facts.papers.circulations.get(receipt.id, ()) if c.on is not None
        }
        left = facts.people.ids_on(facts.day) & facts.people.ids_on(receipt.received_on) - shown
        if not left:
            yield None
            continue
        who = names(facts, left)
        yield tell(
            ruling,
            N_("{document}: not shown yet to {names}"),
            N_("It came on {received} and goes round to every member"),
            {"document": receipt.title, "names": named(who), "received": receipt.received_on},
            (receipt.id, "document_receipt", ""),
            actions=(LOOK, PEOPLE, WRITE),
            people=tuple(sorted(left)),
            day=until,
            due=until,
        )
