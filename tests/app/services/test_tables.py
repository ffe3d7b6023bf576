import contextlib
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import tables, unpacking
from app.services.cells import Broken, text_of
from app.services.tables import pasted, read_tables
from db.model.errors import ImportFailed


def saved(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path


def said(path: Path) -> str:
    with pytest.raises(ImportFailed) as caught:
        read_tables(path)
    assert path.name in str(caught.value)
    return caught.value.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_text_table_is_read_in_every_encoding_and_parting(
    tmp_path: Path, encoding: str, sign: str
) -> None:
    path = tmp_path / "花名册.csv"
    lines = [["姓名", "岗位"], ["张三", "安全员"], ["李四", "测量班"]]
    path.write_text("\n".join(sign.join(line) for line in lines), encoding)
    assert [list(row) for row in read_tables(path)[0].rows] == lines


def test_a_quoted_cell_may_hold_the_sign_that_parts_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('姓名,备注\n张三,"一,二\n三"\n李四,"说""好"""\n', "utf-8")
    assert read_tables(path)[0].rows[1:] == (("张三", "一,二\n三"), ("李四", '说"好"'))


def test_merged_cells_hold_their_value_everywhere(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["一组", "张三"])
    sheet.append([None, "李四"])
    sheet.merge_cells("A1:A2")
    rows = read_tables(saved(book, tmp_path / "a.xlsx"))[0].rows
    assert rows == (("一组", "张三"), ("一组", "李四"))


def test_a_formula_without_a_stored_value_and_an_error_are_broken_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["=A2&B2", "#REF!", "#1 工区", datetime(2014, 6, 26)])  # noqa: DTZ001
    row = read_tables(saved(book, tmp_path / "a.xlsx"))[0].rows[0]
    assert row[:3] == (Broken("=A2&B2"), Broken("#REF!"), "#1 工区")
    assert isinstance(row[3], datetime)


def test_every_visible_sheet_with_content_is_a_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("名册").append(["姓名"])
    book.create_sheet("藏").append(["姓名"])
    book["藏"].sheet_state = "hidden"
    assert [t.name for t in read_tables(saved(book, tmp_path / "a.xlsx"))] == ["名册"]


def test_a_workbook_that_counts_days_from_1904_says_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    assert book.active is not None
    book.active.append(["姓名"])
    assert read_tables(saved(book, tmp_path / "a.xlsx"))[0].epoch == date(1904, 1, 1)


def test_a_format_dragged_down_the_sheet_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名"])
    sheet.cell(1_000_000, 1).number_format = "@"
    assert read_tables(saved(book, tmp_path / "a.xlsx"))[0].rows == (("姓名",),)


def test_an_old_file_under_a_new_name_is_named(tmp_path: Path) -> None:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    assert "old" in said(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in said(path)


def test_what_is_no_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    assert "no workbook" in said(path)
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("xl/workbook.xml", "<broken")
    assert "damaged" in said(path)
    path.write_bytes(b"PK\x03\x04cut")
    assert "damaged" in said(path)
    path.write_text("<html><table></table></html>", "utf-8")
    assert "web page" in said(path)
    path.write_bytes(bytes(range(256)))
    assert "neither" in said(path)
    path.write_bytes(b"")
    assert "empty" in said(path)
    assert "no file" in said(tmp_path / "gone.xlsx")


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "")
        parts.writestr("xl/worksheets/sheet1.xml", bytes(unpacking.MOST_UNPACKED + 1))
    assert "unpacked" in said(path)


def test_a_huge_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名\n" * 40, "utf-8")
    monkeypatch.setattr(tables, "MOST_ROWS", 30)
    assert "rows" in said(path)
    monkeypatch.setattr(tables, "MOST_BYTES", 20)
    assert "too large" in said(path)


def test_a_cut_workbook_is_damaged_and_nothing_worse(tmp_path: Path) -> None:
    book, whole = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["姓名"])
    book.save(whole)
    path = tmp_path / "a.xlsx"
    for size in range(4, len(whole.getvalue()) - 1, 97):
        path.write_bytes(whole.getvalue()[:size])
        said(path)


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.lists(st.lists(words, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_was_copied_from_a_spreadsheet_is_the_same_table(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows)
    read = [list(row) for row in pasted(text).rows]
    assert read == rows[: len(read)]
    assert not any(text_of(c) for row in rows[len(read) :] for c in row)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_they_are_stop_the_reader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "a.xlsx"
    path.write_bytes(content)
    with contextlib.suppress(ImportFailed):
        assert read_tables(path)


def test_what_was_copied_and_is_no_table_is_refused() -> None:
    with pytest.raises(ImportFailed, match="copied"):
        pasted('"' + "x" * 200_000)
