from datetime import date, datetime

import pytest

from app.records.evidence import Attachment, FormKind, PrintedForm
from app.records.meeting import MotionKind, VoteMethod
from app.services.blanks import Wanted, form_part, forms_for, papers_of, serial_for
from app.services.meeting import Meeting
from app.terms import ActivityType
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import NotFound

DAY, NOW = date(2026, 6, 10), datetime.fromisoformat("2026-06-09T18:10")
EN = Catalogue("en")


def held(book: Workspace, kind: ActivityType = ActivityType.general_meeting) -> Meeting:
    book.records.add("member", {"name": "周建国"})
    made = book.records.add("activity", {"type": kind, "held_start": "2026-06-10T19:30:00"})
    return read(book, made)


def read(book: Workspace, activity: str) -> Meeting:
    found = book.meetings.get(activity, DAY)
    assert found is not None
    return found


def test_a_vote_has_ballots_unless_hands_are_raised_and_always_a_tally_sheet(
    book: Workspace,
) -> None:
    meeting = held(book)
    first = book.meetings.write.add_motion(meeting, "选举", kind=MotionKind.election)
    second = book.meetings.write.add_motion(meeting, "议题")
    book.records.change(second, {"method": VoteMethod.show_of_hands})
    found = forms_for(read(book, meeting.id))
    assert Wanted(FormKind.ballots, first) in found
    assert Wanted(FormKind.ballots, second) not in found
    assert [w for w in found if w.form == FormKind.tally] == [
        Wanted(FormKind.tally, first),
        Wanted(FormKind.tally, second),
    ]


def test_an_appraisal_has_its_form_and_an_ordinary_meeting_none(book: Workspace) -> None:
    assert Wanted(FormKind.measurement) in forms_for(held(book, ActivityType.democratic_appraisal))
    assert Wanted(FormKind.measurement) not in forms_for(held(book))


def test_each_printing_has_a_serial_of_its_own(book: Workspace) -> None:
    meeting = held(book)
    seen = set()
    for form in (FormKind.minutes, FormKind.minutes, FormKind.tally):
        serial = serial_for(read(book, meeting.id), form, "a1b2")
        book.blanks.printed(meeting, Wanted(form), serial, NOW)
        seen.add(serial)
    assert seen == {"20260610-A1M1", "20260610-A1M2", "20260610-A1T1"}
    assert serial_for(read(book, meeting.id), FormKind.minutes, "f0") == "20260610-F0M3"


def test_a_paper_is_out_until_its_scan_is_named_and_done_once_it_is_typed_off(
    book: Workspace,
) -> None:
    meeting = held(book)
    book.exporting.sign_in_pdf(meeting.id, keep=True)
    form = book.blanks.printed(meeting, Wanted(FormKind.minutes), "20260610-A1M1", NOW)
    book.blanks.printed(meeting, Wanted(FormKind.agenda), "20260610-A1A1", NOW)
    now = read(book, meeting.id)
    assert {p.form for p in papers_of(now)} == {None, FormKind.minutes}
    assert [p.out for p in papers_of(now)] == [True, True]
    scan = book.attachments.add_bytes(meeting.id, b"x", "IMG_1.jpg")
    book.blanks.came_back(form, scan)
    paper = next(p for p in papers_of(read(book, meeting.id)) if p.id == form)
    assert (paper.scan, paper.out, paper.transcribed_on) == (scan, False, None)
    file = book.records.get(Attachment, scan)
    assert file is not None
    assert file.kind == "scan"
    book.blanks.transcribed(form, DAY)
    assert next(p for p in papers_of(read(book, meeting.id)) if p.id == form).transcribed_on == DAY
    book.blanks.transcribed(form, None)
    book.records.delete(scan)
    assert next(p for p in papers_of(read(book, meeting.id)) if p.id == form).out


def test_printing_is_noted_with_the_serial_that_stands_on_it(book: Workspace) -> None:
    meeting = held(book)
    book.exporting.form_pdf(meeting.id, Wanted(FormKind.minutes))
    assert book.records.all(PrintedForm) == []
    book.exporting.form_pdf(meeting.id, Wanted(FormKind.minutes), keep=True)
    (kept,) = book.records.all(PrintedForm)
    assert kept.serial is not None
    assert kept.serial.startswith("20260610-")
    assert (kept.form, kept.activity) == (FormKind.minutes, meeting.id)


def test_a_form_of_a_vote_that_is_gone_is_refused(book: Workspace) -> None:
    with pytest.raises(NotFound):
        form_part(held(book), Wanted(FormKind.tally, "gone"), EN, branch="b", serial="")
