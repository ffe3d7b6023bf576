import pytest

from app.reports.paper import Facts, Prose, Sheet
from app.reports.record import record_sheet, said
from db.model.record import Record
from tests.app.reports.book import Book, T


def sheet(book: Book, record: Record) -> Sheet:
    workspace = book.workspace
    kind = workspace.kinds[record.kind]
    return record_sheet(record, kind, T, workspace.records.name, branch="支部", seal=None)


def test_every_kind_of_record_has_a_sheet(book: Book) -> None:
    for kind in book.workspace.kinds.values():
        for record in book.find(kind.name)[:2]:
            found = sheet(book, record)
            facts = next(b for b in found.blocks if isinstance(b, Facts))
            assert len(facts.rows) == sum(f.type != "long" for f in kind.fields)


def test_references_and_choices_are_said_in_words(book: Book) -> None:
    record = next(r for r in book.find("office_holding") if r.get("office") == "secretary")
    facts = next(b for b in sheet(book, record).blocks if isinstance(b, Facts))
    rows = {row[0]: row[1] for row in facts.rows}
    assert rows["Office"] == "Branch secretary"
    assert rows["Member"] == book.workspace.records.name(record.get("member"))
    assert rows["From"] == "2 Apr 2024"
    assert rows["Until"] == "____"


def test_long_text_stands_below_as_paragraphs(book: Book) -> None:
    record = next(r for r in book.find("activity") if r.get("minutes"))
    assert any(isinstance(b, Prose) for b in sheet(book, record).blocks)


@pytest.mark.parametrize(
    ("kind", "field", "value", "text"),
    [
        ("member", "phone", "13800000000", "(not printed)"),
        ("member", "phone", None, "____"),
        ("member", "vote_override", False, "No"),
        ("activity", "held_start", "2026-05-22T19:30:00", "22 May 2026 (Friday) 19:30"),
        ("activity", "held_start", "some day", "some day"),
        ("activity", "type", "unheard_of", "unheard_of"),
        ("study_record", "hours", 1.5, "1.5"),
        ("study_record", "members", ["gone.1.0"], "____"),
        ("motion", "yes", 0, "0"),
    ],
)
def test_a_value_is_said_as_a_person_reads_it(
    book: Book, kind: str, field: str, value: object, text: str
) -> None:
    shape = book.workspace.kinds[kind].field(field)
    assert shape is not None
    assert said(shape, value, T, book.workspace.records.name) == text
