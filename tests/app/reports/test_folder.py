"""Cover and check page: what is in the folder, whose word it is, how to look after it."""

from datetime import date, datetime

from app.reports.folder import (
    STEPS,
    About,
    Delivered,
    File,
    Keys,
    Row,
    check_parts,
    cover_parts,
    mark,
)
from tests.app.reports.book import T, pages, paper_of, said, words
from tests.app.reports.test_typesetting import pdf_of

ABOUT = About(
    "支部", "公司党委", date(2026, 1, 1), date(2026, 5, 31),
    datetime.fromisoformat("2026-06-01T09:00"), "周建国", "检查组", "半年检查", date(2026, 7, 1),
)  # fmt: skip
ROWS = [
    Row(4, "General meetings", "", 2, 3, 11, 1, 2, 3),
    Row(10, "Democratic appraisal", "left out", 1, 1, 0, 1, 1, 1),
]


def cover(delivered: Delivered) -> str:
    parts = cover_parts(
        ABOUT,
        ROWS,
        delivered,
        T,
        files=[File("04 General meetings.pdf", 11, 500, "ab" * 32)],
        originals=(2, 4000),
        unplaced=[],
        late=2,
        device="11111 22222",
    )
    return words(pdf_of(paper_of(*parts)))


def test_the_cover_says_for_whom_until_when_and_what_is_left_out() -> None:
    text = cover(Delivered("总部", 3, datetime.fromisoformat("2026-05-30T10:00"), 90, 100))
    for words_ in ("检查组", "半年检查", "1Jul2026", "leftout", "no.3,30May2026", "ab" * 32):
        assert words_ in text
    assert "10changesareonlyheresofar" in text
    assert "Enteredlate:2records" in text
    assert "Beside them 2 originals".replace(" ", "") in text


def test_boxes_left_out_are_not_counted() -> None:
    text = cover(Delivered("总部", None, None, 0, 5))
    assert "Total1123123" in text
    assert "1box" in text


def test_everything_received_is_said_and_so_is_no_enrolment() -> None:
    at = datetime.fromisoformat("2026-05-30T10:00")
    assert "HQ has signed for every change".replace(" ", "") in cover(
        Delivered("总部", 1, at, 5, 5)
    )
    assert "notenrolledwithHQ" in cover(Delivered("", None, None, 0, 5))


def test_the_cover_is_one_page_and_the_signature_lies_at_its_foot() -> None:
    parts = cover_parts(
        ABOUT, ROWS, Delivered("", None, None, 0, 0), T,
        files=[], originals=(0, 0), unplaced=[], late=0, device="11111 22222",
    )  # fmt: skip
    first = pages(pdf_of(paper_of(*parts)))[0]
    assert "Electronic signature of 支部" in first
    assert "11111 22222" in first
    assert said(first).endswith("nohandwriting.")


def test_the_check_page_has_every_step_and_the_words_to_compare() -> None:
    text = words(pdf_of(paper_of(*check_parts(ABOUT, Keys("11111", "22222"), T))))
    assert [step for step in STEPS if said(step) not in text] == []
    assert "22222" in text
    lonely = words(pdf_of(paper_of(*check_parts(ABOUT, Keys("11111", ""), T))))
    assert "nobodyvouches" in lonely


def test_the_line_on_every_page_says_for_whom_and_until_when() -> None:
    assert mark(ABOUT, T) == "For 检查组 only · 2026-06-01 · to be destroyed after 2026-07-01"
    inside = mark(ABOUT._replace(recipient="", until=None), T)
    assert inside == "For internal use only · 2026-06-01"
