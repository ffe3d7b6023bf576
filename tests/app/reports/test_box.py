"""The first page of a box, and its evidence: pictures small, originals named with their hash."""

import io

import pypdfium2
from PIL import Image

from app.pictures.preview import for_paper
from app.reports.box import Front, Tile, evidence_sheet, svg
from app.services.printing import words_of
from tests.app.reports.book import T, pages, paper_of, said, words
from tests.app.reports.test_typesetting import pdf_of

SHA = "ab" * 32


def picture() -> tuple[bytes, int, int]:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (200, 30, 30)).save(out, "PNG")
    small = for_paper(out.getvalue())
    assert small is not None
    return small


def front(**more: object) -> Front:
    values = {"lines": (("Meetings", "2"),), "notes": (), "contents": "Contents", **more}
    return Front(title="04 党员大会", under=("支部",), **values)  # type: ignore[arg-type]


def test_the_contents_of_a_box_name_each_part_with_its_page() -> None:
    tiles = [Tile("a.txt", 5, SHA, "evidence/04-001 a.txt")]
    sheet = evidence_sheet(tiles, T, branch="支部")
    first, second = pages(pdf_of(paper_of(front(), sheet)))
    assert said(first).startswith("04党员大会")
    assert "Filesandoriginals" in said(first)
    assert said(first).endswith("2—1—")
    assert said(second).startswith("Filesandoriginals")


def test_a_picture_is_on_the_page_and_its_bytes_are_no_words() -> None:
    content, width, height = picture()
    tile = Tile("会场.jpg", 2_100_000, SHA, "evidence/04-001 会场.jpg", content, width, height)
    paper = paper_of(evidence_sheet([tile], T, branch="支部"))
    pdf = pdf_of(paper)
    text = words(pdf)
    assert "会场.jpg" in text
    assert SHA in text
    assert "2.1MB" in text
    document = pypdfium2.PdfDocument(pdf)
    pixels = document[0].render().to_pil().convert("RGB").getcolors(1_000_000)
    document.close()
    assert pixels is not None
    assert any(r > 150 and g < 90 and b < 90 for _, (r, g, b) in pixels)
    assert not [w for w in words_of(paper) if "base64" in w]


def test_an_original_that_is_elsewhere_is_said_to_be() -> None:
    text = words(pdf_of(paper_of(evidence_sheet([Tile("远.jpg", 9, SHA)], T, branch="支部"))))
    assert "Theoriginalisnotonthiscomputer" in text
    assert "0of1originalsarehere" in text


def test_what_is_no_picture_has_none() -> None:
    assert svg(Tile("a", 1, SHA)) == ""
