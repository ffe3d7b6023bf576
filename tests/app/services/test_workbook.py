"""Every list goes out to Excel; a place's lists go out together, without what is not passed on."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.kinds import FieldShape, Kind, discover
from app.services.listfiles import save_listing
from app.services.listing import Listings
from app.services.workbook import PLACES, Workbooks, said_of
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import InvalidRecord
from db.model.progress import Silent

EN, ZH = Catalogue("en"), Catalogue("zh_CN")
KINDS = discover()
VALUES: dict[str, Any] = {
    "text": "文字",
    "long": "一段\n文字",
    "number": 3,
    "decimal": 2.5,
    "yes-no": True,
    "date": "2026-05-01",
    "moment": "2026-05-01T09:00:00",
    "refs": ["somebody"],
    "ref": "somebody",
    "tags": ["bagong.study"],
}


def value(field: FieldShape) -> Any:
    if field.type == "choice":
        return field.choices[0].value
    if field.name in {"year", "for_year"}:
        return 2026
    if field.name in {"to_at", "until_at"}:
        return "2026-05-01T10:00:00"
    if field.name in {"hash", "preview"}:
        return "a" * 64
    return "2026-05" if field.name == "month" else VALUES.get(field.type)


def filled(kind: Kind) -> dict[str, Any]:
    found = {f.name: value(f) for f in kind.fields}
    return {name: one for name, one in found.items() if one is not None}


def sealed(kind: Kind) -> bool:
    return any(f.type == "sealed" and f.required for f in kind.fields)


# Each kind in one of the languages, turn by turn: both go through the same words.
@pytest.mark.parametrize(
    ("kind", "t"), [(k, (EN, ZH)[n % 2]) for n, k in enumerate(KINDS.values())], ids=list(KINDS)
)
def test_the_list_of_every_kind_goes_out_to_excel(
    book: Workspace, kind: Kind, t: Catalogue, tmp_path: Path
) -> None:
    if kind.name == "branch":
        book.records.change("branch", filled(kind))
    elif not sealed(kind):
        book.records.add(kind.name, filled(kind))
    out = Listings(book.records).table(
        book.kinds[kind.name], book.records.query(kind.name), t, Silent(), whole=True
    )
    save_listing(out, tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    open_fields = [f for f in kind.fields if not f.mark.sensitive]
    assert [*rows[0]] == [t(f.title) for f in open_fields] or not open_fields
    assert len(rows) == 1 + len(out.rows) >= (1 if sealed(kind) else 2)


@pytest.fixture
def shared(book: Workspace) -> Workspace:
    add = book.records.add
    partner = add("partner_organization", {"name": "一公司", "phone": "13800000000"})
    add("cobuild_agreement", {"title": "共建协议", "parties": [partner]})
    add("activity", {"type": "joint_activity", "title": "净土行", "partners": [partner]})
    add("activity", {"type": "committee_meeting", "title": "支委会"})
    add("matter", {"title": "便道积水"})
    add("opinion", {"text": "食堂太咸"})
    add("exemplar", {"who": "未同意者", "title": "先锋"})
    add("exemplar", {"who": "同意者", "title": "先锋", "consent_on": "2026-05-01"})
    round_ = add("election_round", {"title": "先锋评选"})
    add("nomination", {"round": round_, "unit": "一公司", "nominee": "被提名者"})
    return book


def texts(path: Path) -> dict[str, str]:
    return {
        sheet.title: " ".join(str(c) for row in sheet.iter_rows(values_only=True) for c in row)
        for sheet in openpyxl.load_workbook(path).worksheets
    }


def test_a_place_has_a_sheet_for_each_kind_in_use(shared: Workspace, tmp_path: Path) -> None:
    made = Workbooks(shared.records).write("joint", tmp_path / "all.xlsx", EN, Silent())
    found = texts(tmp_path / "all.xlsx")
    assert list(found) == ["Meeting or activity", "Partner unit", "Joint-building agreement"]
    assert "净土行" in found["Meeting or activity"]
    assert "支委会" not in found["Meeting or activity"]
    assert (made.sheets, made.rows, made.held) == (3, 3, 0)
    assert said_of(made, "all.xlsx", EN) == "3 lists, 3 lines in all.xlsx"


def test_what_is_not_passed_on_stays_in_the_book(shared: Workspace, tmp_path: Path) -> None:
    made = Workbooks(shared.records).write("service", tmp_path / "all.xlsx", EN, Silent())
    whole = " ".join(texts(tmp_path / "all.xlsx").values())
    for name in ("食堂太咸", "未同意者", "被提名者"):
        assert name not in whole
    assert "同意者" in whole
    assert "便道积水" in whole
    assert made.held == 1


def test_a_phone_is_in_no_workbook(shared: Workspace, tmp_path: Path) -> None:
    Workbooks(shared.records).write("joint", tmp_path / "all.xlsx", ZH, Silent())
    assert "13800000000" not in " ".join(texts(tmp_path / "all.xlsx").values())


def test_sheets_of_one_name_are_kept_apart(book: Workspace, tmp_path: Path) -> None:
    kinds = [k for k in KINDS.values() if k.shape.place in PLACES]
    for kind in kinds:
        book.records.add(kind.name, filled(kind))
    for place in PLACES:
        for t in (EN, ZH):
            Workbooks(book.records).write(place, tmp_path / "all.xlsx", t, Silent())
            titles = [s.casefold() for s in texts(tmp_path / "all.xlsx")]
            assert len(set(titles)) == len(titles)
            assert max(map(len, titles)) <= 31


@pytest.mark.parametrize("place", ["joint", "nowhere"])
def test_nothing_to_write_is_said_and_no_file_is_made(
    book: Workspace, tmp_path: Path, place: str
) -> None:
    with pytest.raises(InvalidRecord):
        Workbooks(book.records).write(place, tmp_path / "all.xlsx", EN, Silent())
    assert not (tmp_path / "all.xlsx").exists()
