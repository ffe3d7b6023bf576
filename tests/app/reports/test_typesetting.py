import io

import msgspec
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports.coverage import covered
from app.reports.paper import Attached, Head, Paper, Prose, Room, Spoken, Table
from app.reports.typesetting import Faces, faces, typeset
from app.reports.wording import paragraphs, plain
from db.model.errors import ExportError
from tests.app.reports.book import WHEN, pages, paper_of, sheet_of, words

SHIPPED = faces(machine=False)


def pdf_of(paper: Paper, when: int = WHEN) -> bytes:
    return typeset(msgspec.json.encode(paper).decode(), when=when, using=SHIPPED)


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    pdf = pdf_of(paper_of(sheet_of(Prose(("国" * 3000,)))))
    full = [line for line in pages(pdf)[1].split("\n") if set(line) == {"国"}]
    assert [len(line) for line in full] == [28] * 22


def test_the_type_area_is_156_by_225_millimetres() -> None:
    document = pypdfium2.PdfDocument(pdf_of(paper_of(sheet_of(Prose(("国" * 3000,))))))
    point = 72 / 25.4
    for number, left in ((1, 26), (2, 28)):
        page = document[number].get_textpage()
        boxes = [
            page.get_charbox(i, loose=True)
            for i in range(page.count_chars())
            if page.get_text_range(i, 1) == "国"
        ]
        # Bound at the left: 28 mm on odd pages; on even ones the binding is at the right.
        assert min(b[0] for b in boxes) == pytest.approx(left * point, abs=2)
        assert max(b[2] for b in boxes) == pytest.approx((left + 156) * point, abs=2)
        assert max(b[3] for b in boxes) <= (297 - 37) * point + 8
        assert min(b[1] for b in boxes) >= 35 * point - 8
    document.close()


@pytest.mark.parametrize("rows", [1, 3, 9])
def test_nothing_of_a_table_runs_off_the_page_however_long_its_words_are(rows: int) -> None:
    long = ("国" * 2000, "W" * 200, "http://a.cn/" + "x" * 150, "短")
    table = Table((20, -1, -1, -0.5), ("一", "二", "三", "四"), (long,) * rows, size=9)
    document = pypdfium2.PdfDocument(pdf_of(paper_of(sheet_of(table))))
    seen = {"国": 0, "W": 0, "x": 0}
    for page in document:
        text, (wide, high) = page.get_textpage(), page.get_size()
        for at in range(text.count_chars()):
            sign = text.get_text_range(at, 1)
            left, bottom, right, top = text.get_charbox(at, loose=True)
            if sign in seen:
                seen[sign] += 1
                assert left >= 26 * 72 / 25.4 - 2
                assert right <= wide - 26 * 72 / 25.4 + 2
                assert 0 < bottom < top < high
    document.close()
    assert seen == {"国": 2000 * rows, "W": 200 * rows, "x": 150 * rows}


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    document = pypdfium2.PdfDocument(pdf_of(paper_of(sheet_of(Prose(("国" * 1500,))))))
    places = []
    for page in document:
        text = page.get_textpage()
        at = text.get_text_range().index("—")
        places.append(text.get_charbox(at)[0] > page.get_width() / 2)
    document.close()
    assert places[:2] == [True, False]


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = paper_of(sheet_of(Prose(("支部大会",))))
    assert pdf_of(paper) == pdf_of(paper)
    assert pdf_of(paper) != pdf_of(paper, WHEN + 60)


def test_it_is_pdf_a_3a_with_its_file_inside() -> None:
    told = '{"a":"周"}'
    paper = paper_of(sheet_of(), attached=(Attached("record.json", told, "The record"),))
    with pikepdf.open(io.BytesIO(pdf_of(paper))) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert pdf.attachments["record.json"].get_file().read_bytes() == told.encode()
        assert pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "*bold* _it_ `raw`",
        "$x^2$",
        "[a](b) <label> @ref",
        "= Title",
        "// comment /* */",
        "\\u{41} \\n",
        "#set page(width: 1mm)",
        '"quoted" } {',
    ],
)
def test_markup_stays_text(text: str) -> None:
    blocks = (Head(text), Spoken(text, (text,)), Prose((text,)))
    found = words(pdf_of(paper_of(sheet_of(*blocks), title=text)))
    assert found.count("".join(text.split())) == 4


def test_100_000_characters_without_a_break_are_set() -> None:
    text = "国家建设，" * 20_000
    found = words(pdf_of(paper_of(sheet_of(Prose((text,))))))
    assert found.count("国家建设") == 20_000


def test_room_for_a_hand_is_empty() -> None:
    assert words(pdf_of(paper_of(sheet_of(Room(3))))) == "Sheet—1—"


def test_a_part_that_no_template_knows_is_our_error() -> None:
    wrong = msgspec.json.encode(paper_of(sheet_of())).replace(b'"sheet"', b'"nothing"')
    with pytest.raises(ExportError, match="could not be set"):
        typeset(wrong.decode(), when=WHEN, using=SHIPPED)


def test_a_character_without_a_glyph_never_becomes_a_blank() -> None:
    with pytest.raises(ExportError):
        pdf_of(paper_of(sheet_of(Prose(("\U0001f600",)))))


def test_every_role_ends_with_the_shipped_fonts(shipped: Faces) -> None:
    machine = faces(machine=True)
    for role, families in shipped.families.items():
        assert set(families) == {"Noto Serif SC", "Noto Sans SC"}
        assert set(machine.families[role]) >= set(families)


PRINTABLE = sorted(chr(code) for code in covered(SHIPPED))


@settings(max_examples=60)
@given(st.text(st.sampled_from(PRINTABLE) | st.characters(max_codepoint=0x7E), max_size=80))
def test_any_text_that_has_glyphs_is_set_and_can_be_read_again(text: str) -> None:
    lines = paragraphs(text)
    title = plain(text) or "x"
    found = words(pdf_of(paper_of(sheet_of(Prose(lines)), title=title)))
    hanzi = [sign for line in lines for sign in line if "\u4e00" <= sign <= "\u9fff"]
    assert [sign for sign in found if "\u4e00" <= sign <= "\u9fff"] == hanzi
    assert not [sign for sign in found if "\ue000" <= sign <= "\uf8ff"]
