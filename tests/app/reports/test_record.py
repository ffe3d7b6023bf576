import pytest

from app.reports.paper import Facts, Prose, Sheet
from app.reports.record import record_sheet, said
from db.model.record import Record
from tests.app.reports.book import Book, T


def sheet(book: Book, record: Record) -> Sheet:
    workspace = book.workspace
    kind = workspace.kinds[record.kind]
    return record_sheet(record, kind, T, workspace.records.name, branch="支部", seal=None)


def rows(found: Sheet) -> dict[str, str]:
    return {r[0]: r[1] for b in found.blocks if isinstance(b, Facts) for r in b.rows}


def test_every_kind_of_record_has_a_sheet_of_what_is_filled_and_what_has_to_be(book: Book) -> None:
    seen = 0
    for kind in book.workspace.kinds.values():
        short = [f for f in kind.fields if f.type != "long"]
        for record in book.find(kind.name)[:2]:
            found = rows(sheet(book, record))
            filled = {f.title for f in short if record.get(f.name) not in (None, "", [])}
            assert filled | {f.title for f in short if f.required} <= set(found)
            assert len(found) <= len(short)
            # What is named but unknown here keeps its blank; what is empty and may be has no row.
            empty = {f.title for f in short if record.get(f.name) in (None, "", [])}
            assert {k for k in found if k in empty} <= {
                f.title for f in short if f.required or f.type == "choice"
            }
            seen += 1
    assert seen > 20


def test_what_may_be_empty_and_is_has_no_row(book: Book) -> None:
    record = Record(
        "s", "matter", "m", {"title": "路灯", "owner_unit": "", "tags": [], "due_on": "2026-05-22"},
        {}, {}, False, (), 0, "a", 0, "a",
    )  # fmt: skip
    assert rows(sheet(book, record)) == {
        "Matter in a line": "路灯", "Due on": "22 May 2026", "State": "Registered"
    }  # fmt: skip


def test_what_has_to_be_there_and_is_not_keeps_its_blank(book: Book) -> None:
    record = Record("s", "matter", "m", {}, {}, {}, False, (), 0, "a", 0, "a")
    assert rows(sheet(book, record))["Matter in a line"] == "____"


def test_no_is_a_value_and_nought_too(book: Book) -> None:
    body = {"partner": "p", "with_theme": False}
    record = Record("s", "service_visit", "v", body, {}, {}, False, (), 0, "a", 0, "a")
    found = rows(sheet(book, record))
    assert found["With a theme"] == "No"
    assert "With warmth" not in found


def test_references_and_choices_are_said_in_words(book: Book) -> None:
    record = next(r for r in book.find("office_holding") if r.get("office") == "secretary")
    found = rows(sheet(book, record))
    assert found["Office"] == "Branch secretary"
    assert found["Member"] == book.workspace.records.name(record.get("member"))
    assert found["From"] == "2 Apr 2024"
    assert "Until" not in found


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
