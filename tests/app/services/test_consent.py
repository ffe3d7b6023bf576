"""An exemplar who did not agree stays in the book, whatever way out is taken; the way out says so."""

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.counting.consent import may_be_passed_on
from app.reports.boxes import box
from app.reports.registers import register_sheet
from app.services.boxing import Shelf
from app.services.listfiles import save_listing
from app.services.listing import Listings
from app.services.naming import WITHHELD
from app.services.workbook import Workbooks
from app.workspace import Workspace
from db.model.errors import ExportError
from db.model.progress import Silent
from tests.app.reports.book import words

AGREED, SILENT = "央金卓玛", "李桂芳"
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def two(book: Workspace) -> dict[str, str]:
    """Two exemplars, one of whom agreed; a file hangs on the other."""
    made = {}
    for who, more in ((AGREED, {"consent_on": "2026-03-20"}), (SILENT, {})):
        fields = {"who": who, "title": "先锋", "named_on": "2026-03-01", "deed": f"{who}的事迹"}
        made[who] = book.records.add("exemplar", {**fields, **more})
    book.attachments.add_bytes(made[SILENT], b"a portrait", "portrait.jpg")
    return made


def t(msgid: str, /, **params: object) -> str:
    return msgid.partition("|")[0].format(**params)


def test_a_workbook_leaves_it_out_and_says_how_many(
    book: Workspace, two: dict[str, str], tmp_path: Path
) -> None:
    kind, query = book.kinds["exemplar"], book.records.query("exemplar")
    listing = Listings(book.records).table(kind, query, t, Silent())
    assert listing.held == 1
    save_listing(listing, tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "x.xlsx").read_bytes())).worksheets[0]
    told = json.dumps([[c.value for c in row] for row in sheet.rows], ensure_ascii=False)
    assert AGREED in told
    assert SILENT not in told
    whole = Listings(book.records).table(kind, query, t, Silent(), whole=True)
    assert (len(whole.rows), whole.held) == (2, 0)


def test_a_register_on_paper_leaves_it_out(book: Workspace, two: dict[str, str]) -> None:
    records = book.records.find(book.records.query("exemplar"))
    sheet = register_sheet(
        book.kinds["exemplar"], records, t, book.records.name, branch="支部", whole=True
    )
    assert AGREED in str(sheet)
    assert SILENT not in str(sheet)


def test_a_box_of_the_folder_leaves_it_out_with_its_files(
    book: Workspace, two: dict[str, str]
) -> None:
    shelf, vanguard = Shelf(book.records, (), FIRST, LAST), box(17)
    held = [r for listed in shelf.registers(vanguard) for r in listed.records]
    assert [str(r.get("who")) for r in held] == [AGREED]
    assert (shelf.outline(vanguard).records, shelf.outline(vanguard).files) == (1, 0)


def test_the_workbook_of_a_place_leaves_it_out(
    book: Workspace, two: dict[str, str], tmp_path: Path
) -> None:
    listings = list(Workbooks(book.records).listings("service", t, Silent()))
    assert AGREED in str(listings)
    assert SILENT not in str(listings)


def test_its_own_sheet_is_refused_with_the_way_on(book: Workspace, two: dict[str, str]) -> None:
    with pytest.raises(ExportError) as refused:
        book.exporting.record_pdf(two[SILENT])
    assert refused.value.hint
    book.records.change(two[SILENT], {"consent_on": "2026-05-01"})
    assert book.exporting.record_pdf(two[SILENT]).startswith(b"%PDF-")


def test_consent_that_is_taken_back_holds_from_then_on(
    book: Workspace, two: dict[str, str]
) -> None:
    book.records.change(two[AGREED], {"consent_on": None})
    found = book.records.raw(two[AGREED])
    assert found is not None
    assert not may_be_passed_on(found)


def test_a_record_that_points_to_it_goes_out_without_its_name(
    book: Workspace, two: dict[str, str]
) -> None:
    file = book.records.add("evidence_file", {"title": "年度成果"})
    book.vanguard.evidence.add_points(file, ["服务"])
    (point,) = book.vanguard.evidence.get(file).points
    for who in (AGREED, SILENT):
        book.vanguard.evidence.link(point.point.id, two[who])
    kind, query = book.kinds["evidence_point"], book.records.query("evidence_point")
    listing = Listings(book.records).table(kind, query, t, Silent())
    assert AGREED in str(listing.rows)
    assert SILENT not in str(listing.rows)
    text = words(book.exporting.record_pdf(point.point.id))
    assert AGREED in text
    assert SILENT not in text
    assert SILENT in book.records.name(two[SILENT])
    assert book.records.told(two[SILENT]) == WITHHELD


def test_the_sheet_of_a_round_leaves_out_who_did_not_agree(
    book: Workspace, two: dict[str, str]
) -> None:
    held = book.records.add("election_round", {"title": "先锋评选"})
    for record in two.values():
        book.records.change(record, {"round": held})
    text = words(book.exporting.record_pdf(held))
    assert AGREED in text
    assert SILENT not in text
