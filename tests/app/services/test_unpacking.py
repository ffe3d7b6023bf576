"""What unpacking promises: a workbook takes what it was measured to take, whatever it claims."""

import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.services import tables, unpacking
from app.services.tables import read_tables
from app.services.unpacking import Overgrown, repacked
from db.model.errors import ImportFailed
from tests.fuzz.house import workbook

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str = "", after: str = "", before: str = "") -> bytes:
    return (
        f'{before}<worksheet xmlns="{NS}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()
    )


def refused(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    began = time.monotonic()
    tracemalloc.start()
    with pytest.raises(ImportFailed) as found:
        read_tables(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 << 20
    assert time.monotonic() - began < 20
    return str(found.value)


def lying(name: str, real: int, said: int) -> bytes:
    """A zip whose part unpacks to `real` bytes and says `said`, in both of its directories."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "")
        archive.writestr(name, bytes(real))
    raw = whole.getvalue()
    return raw.replace(struct.pack("<L", real), struct.pack("<L", said))


def test_a_zip_that_lies_about_its_size_is_read_no_further_than_it_says(tmp_path: Path) -> None:
    content = lying("xl/worksheets/sheet1.xml", 100 << 20, 1000)
    assert len(content) < 1 << 20
    assert "damaged" in refused(tmp_path, content)


def test_a_merge_over_the_whole_grid_is_refused(tmp_path: Path) -> None:
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert "too large" in refused(tmp_path, workbook(sheet(after=merge)))


def test_a_link_over_the_whole_grid_is_refused(tmp_path: Path) -> None:
    link = '<hyperlinks><hyperlink ref="$A$1:$xfd$1048576" location="a"/></hyperlinks>'
    assert "too large" in refused(tmp_path, workbook(sheet(after=link)))


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "too large" in refused(tmp_path, workbook(sheet(before=bomb)))


def test_more_cells_than_any_roster_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MOST_CELLS", 100)
    rows = "<row>" + "<c/>" * 101 + "</row>"
    assert "too large" in refused(tmp_path, workbook(sheet(rows)))
    repacked(workbook(sheet(rows.replace("<c/>", "", 1))))


def test_more_formats_than_any_roster_has_are_refused(tmp_path: Path) -> None:
    assert "too large" in refused(
        tmp_path, workbook(sheet(after="<x/>" * (unpacking.MOST_OTHERS + 1)))
    )


def test_more_parts_than_any_workbook_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_PARTS", 4)
    with pytest.raises(Overgrown):
        repacked(workbook(sheet()))


def test_a_packing_that_cannot_be_bounded_is_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", bytes(1 << 20))
    assert "too large" in refused(tmp_path, whole.getvalue())


def test_a_workbook_stays_what_it_was(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["姓名", "入党时间"])
    page.append(["周建国", "2001.7"])
    page.merge_cells("A3:B4")
    path = tmp_path / "a.xlsx"
    book.save(path)
    before = read_tables(path)
    path.write_bytes(repacked(path.read_bytes()))
    assert read_tables(path) == before
    assert tables.MOST_ROWS * 50 == unpacking.MOST_CELLS
