from datetime import date

from app.records.member import Member, MemberStatusEvent, StatusEvent
from app.records.organisation import Office, OfficeHolding
from app.records.study import Reflection, StudyRecord
from app.reports.member import Holding, member_sheet
from app.reports.paper import Facts, Head, Room, Sheet
from app.services.meeting import read_meetings
from tests.app.reports.book import Book, T

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def sheet(book: Book, held: Holding) -> Sheet:
    kind, name = book.workspace.kinds["member"], book.workspace.records.name
    return member_sheet(held, kind, T, name, branch="支部", first=FIRST, last=LAST)


def member(book: Book) -> Member:
    found = book.workspace.records.get(Member, book.member("王海燕"))
    assert found is not None
    return found


def heads(found: Sheet) -> list[str]:
    return [b.words.partition(". ")[2] for b in found.blocks if isinstance(b, Head)]


def test_sections_that_hold_nothing_are_left_out(book: Book) -> None:
    assert heads(sheet(book, Holding(member(book)))) == ["Corrections by the member"]


def test_everything_the_book_has_is_there(book: Book) -> None:
    who = member(book)
    held = Holding(
        who,
        read_meetings(book.workspace.records, book.workspace.meetings.between(FIRST, LAST), LAST),
        [StudyRecord(topic="党章", hours=2, members=[who.id], held_on=date(2026, 3, 1))],
        [OfficeHolding(member=who.id, office=Office.secretary)],
        [MemberStatusEvent(member=who.id, event=StatusEvent.convert, on=date(2010, 1, 1))],
        [],
        [Reflection(member=who.id, title="体会")],
    )
    found = sheet(book, held)
    assert heads(found) == [
        *("Offices", "Status changes", "Attendance", "Study", "Reflections"),
        "Corrections by the member",
    ]
    text = str(found.blocks)
    for part in ("党章", "Branch secretary", "1 Jan 2010", "体会", "第二季度党员大会"):
        assert part in text


def test_the_member_can_write_a_correction_and_sign(book: Book) -> None:
    found = sheet(book, Holding(member(book)))
    assert any(isinstance(b, Room) for b in found.blocks)
    assert "Member (signature):" in str(found.blocks[-1])


def test_nothing_of_his_is_held_back(book: Book) -> None:
    who = member(book)
    record = who.record
    fields = {f: getattr(record, f) for f in record.__struct_fields__}
    own = Member.of(type(record)(**{**fields, "body": {**record.body, "phone": "13800000000"}}))
    facts = next(b for b in sheet(book, Holding(own)).blocks if isinstance(b, Facts))
    assert "13800000000" in str(facts.rows)
