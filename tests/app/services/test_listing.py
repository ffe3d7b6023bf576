import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.meeting import Activity
from app.records.member import ContactEntry, Member
from app.services.listfiles import as_csv, as_text, as_xlsx, save_listing
from app.services.listing import Listing, Listings, Names, cells_of
from app.services.tables import Table, pasted, read_tables
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import ExportError
from db.model.progress import Silent
from tests.app.samples import new_book

EN, ZH = Catalogue("en"), Catalogue("zh_CN")
TODAY = date(2026, 5, 21)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    made = new_book(tmp_path / "home", branch="支部")
    made.records.add("member", {"name": "张三", "phone": "13800001111", "joined_on": "2014-06-26"})
    yield made
    made.close()


def test_every_field_goes_out_but_the_sensitive_ones(book: Workspace) -> None:
    kind = book.kinds["member"]
    listings = Listings(book.records)
    out = listings.table(kind, book.records.query("member"), EN, Silent())
    assert dict(zip(out.heads, out.rows[0], strict=True))["Joined the Party on"] == "2014-06-26"
    assert "Phone" not in out.heads
    assert (
        "Phone"
        in listings.table(kind, book.records.query("member"), EN, Silent(), sensitive=True).heads
    )


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_goes_out_comes_back_in(book: Workspace, tmp_path: Path, suffix: str) -> None:
    listings, kind = Listings(book.records), book.kinds["contact_entry"]
    (member,) = book.records.all(Member)
    book.records.add(
        "contact_entry",
        {"member": member.id, "on": "2026-05-19", "method": "phone", "result": "一切\n安好"},
    )
    path = tmp_path / f"联系{suffix}"
    save_listing(listings.table(kind, book.records.query("contact_entry"), EN, Silent()), path)
    draft = listings.draft(kind, read_tables(path)[0], EN, TODAY)
    assert [row.problem for row in draft.rows] == [None]
    listings.take(draft, Silent())
    one, two = book.records.all(ContactEntry)
    assert one.record.body == two.record.body


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_looks_like_a_formula_and_names_with_a_comma_come_back(
    book: Workspace, tmp_path: Path, suffix: str
) -> None:
    listings, kind = Listings(book.records), book.kinds["cobuild_agreement"]
    units = [book.records.add("partner_organization", {"name": n}) for n in ("安全、环保部", "站")]
    fields = {"title": "@三方协议", "contents": "-共学\n=共建", "parties": units}
    first = book.records.add("cobuild_agreement", fields)
    out = tmp_path / f"协议{suffix}"
    query = book.records.query("cobuild_agreement")
    save_listing(listings.table(kind, query, ZH, Silent()), out)
    draft = listings.draft(kind, read_tables(out)[0], ZH, TODAY)
    (made,) = listings.take(draft, Silent())
    stored = [book.records.raw(record) for record in (first, made)]
    assert [{f: r.get(f) for f in fields} for r in stored if r] == [fields, fields]


def test_a_pasted_table_is_known_by_labels_or_field_names(book: Workspace) -> None:
    listings, kind = Listings(book.records), book.kinds["contact_entry"]
    draft = listings.draft(
        kind, pasted("联系记录\n党员\t日期\tmethod\t别的\n张三\t2026.5.19\t电话\tx\n"), ZH, TODAY
    )
    assert draft.columns == (("党员", "member"), ("日期", "on"), ("method", "method"), ("别的", ""))
    (row,) = draft.good()
    assert (row.number, row.fields["method"]) == (3, "phone")


def test_a_row_with_a_mistake_is_named_and_the_others_are_taken_as_one_change(
    book: Workspace,
) -> None:
    listings, kind = Listings(book.records), book.kinds["contact_entry"]
    text = (
        "党员\t日期\n张三\t2026.5.19\n\n赵六\t2026.5.19\n张三\t2026.2.30\n张三\t\n张三\t2026.5.20\n"
    )
    draft = listings.draft(kind, pasted(text), ZH, TODAY)
    assert [r.number for r in draft.rows if r.problem] == [4, 5, 6]
    assert len(listings.take(draft, Silent())) == 2
    book.records.undo()
    assert book.records.all(ContactEntry) == []


def test_a_row_about_what_is_filed_is_named_and_stops_no_other(book: Workspace) -> None:
    held = {"type": "joint_activity", "held_start": "2026-05-01T09:00:00", "state": "minuted"}
    book.records.add("activity", {**held, "title": "在办的"})
    filed = book.records.add("activity", {**held, "title": "已归档的"})
    book.records.change(filed, {"state": "filed"})
    listings, kind = Listings(book.records), book.kinds["outcome"]
    names = {a.title: book.records.name(a.id) for a in book.records.all(Activity)}
    rows = [["about", "label", "number"], *([names[t], "口罩", "100"] for t in names)]
    draft = listings.draft(kind, Table("", tuple(map(tuple, rows))), EN, TODAY)
    assert len(listings.take(draft, Silent())) == 1
    (problem,) = (row.problem for row in draft.rows if row.problem is not None)
    assert "已归档的" in problem.said(EN)


def test_a_table_without_any_known_heading_brings_nothing(book: Workspace) -> None:
    draft = Listings(book.records).draft(book.kinds["member"], pasted("a\tb\n1\t2\n"), ZH, TODAY)
    assert draft.good() == ()
    assert Listings(book.records).take(draft, Silent()) == ()


def test_no_cell_can_act_as_a_formula() -> None:
    listing = Listing("表", ("甲",), (("=1+1",), ("@x",), ("-5",), ("-x",)))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(listing))).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"
    rows = list(csv.reader(io.StringIO(as_csv(listing).decode("utf-8-sig"))))
    assert [r[0] for r in rows] == ["甲", "'=1+1", "'@x", "-5", "'-x"]


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "a.xlsx"
    folder.mkdir()
    with pytest.raises(ExportError):
        save_listing(Listing("表", ("甲",), ()), folder)
    assert list(tmp_path.iterdir()) == [folder]


texts = st.text(st.characters(codec="utf-8"), max_size=12)


@given(st.lists(st.tuples(texts, texts), max_size=5), texts)
def test_a_workbook_can_be_made_of_any_words(rows: list[tuple[str, str]], title: str) -> None:
    made = as_xlsx(Listing(title, ("甲", "乙"), tuple(rows)))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert sheet.max_row == len(rows) + 1
    assert as_text(("甲",), rows).count("\n") == len(rows)


def test_the_columns_of_a_list_are_the_declared_ones(book: Workspace) -> None:
    listings = Listings(book.records)
    kind = book.kinds["member"]
    assert tuple(f.name for f in listings.columns(kind)) == kind.shape.columns
    (member,) = book.records.all(Member)
    words = cells_of(member.record, listings.columns(kind), EN, Names(book.records))
    assert words == ["张三", "Full member", "", "", "2014-06-26"]


def test_an_empty_table_is_an_empty_draft(book: Workspace) -> None:
    draft = Listings(book.records).draft(book.kinds["member"], Table("", ()), ZH, TODAY)
    assert (draft.columns, draft.rows) == ((), ())


def test_what_is_about_anything_finds_it_by_its_name_among_all_kinds(book: Workspace) -> None:
    work = book.records.add("work", {"title": "共护一条路"})
    book.records.add("honour", {"title": "先进"})
    book.records.add("brand", {"name": "先进"})
    listings, kind = Listings(book.records), book.kinds["outcome"]
    heads = "\t".join(ZH(kind.field(name).title) for name in ("about", "label"))  # type: ignore[union-attr]
    table = pasted(f"{heads}\n共护一条路\t获奖\n先进\t获奖\n没有这个\t获奖")
    draft = listings.draft(kind, table, ZH, TODAY)
    about = [row.fields.get("about") for row in draft.good()]
    assert about == [work, "先进", "没有这个"], "what two share, or nobody has, stays in words"
