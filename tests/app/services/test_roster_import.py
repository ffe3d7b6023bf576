from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.member import Member, Relation, Standing
from app.records.organisation import Office, OfficeHolding, PartyGroup
from app.services.roster_import import RosterImport, RosterPreview, read_roster
from app.workspace import Workspace
from db.model.errors import Cancelled, ImportFailed
from db.model.progress import Silent, Stoppable
from tests.app.samples import new_book

TODAY = date(2026, 5, 21)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    made = new_book(tmp_path / "home", branch="支部")
    yield made
    made.close()


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A roster as an HQ really sends it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "党员花名册"
    sheet.append(["川藏项目党支部党员花名册（2026年5月）"])
    sheet.merge_cells("A1:J1")
    sheet.append(["填报单位：第二项目部", None, None, None, None, None, None, None, "日期：2026.5"])
    sheet.append(
        [
            "序号",
            "姓 名",
            "性别",
            "政治面貌",
            "所在\n党小组",
            "职务/岗位",
            "入党时间",
            "转正日期",
            "手机",
            "身份证号",
        ]
    )
    rows: list[list[Any]] = [
        [
            1,
            "周建国",
            "男",
            "中共党员",
            "第一党小组",
            "项目经理",
            "2014-06-26",
            "2015.6.26",
            13800001111.0,
            "510101198001011234",
        ],
        [
            2,
            "王 海 燕",
            "女",
            "中共党员",
            None,
            "综合办主任",
            "2014年6月26日",
            datetime.fromisoformat("2015-06-26"),
            "１３９　００００２２２２",
            "",
        ],
        [3, "阿卜杜热合曼・买买提依明", "男", "正式", "二组", "测量班", 41816, "20150626", "", ""],
        [4, "拉毛才让", "女", "预备党员", "二组", "试验员", "2025/11/3", "", "", ""],
        [None] * 10,
        [5, "高峻", "男", "党员", "第3党小组", "路基工长", "2014.06", "", "", ""],
        [6, "周建国", "男", "中共党员", "一组", "项目经理", "2014.6.26", "", "", ""],
        [7, "赵群", "男", "群众", "一组", "", "", "", "", ""],
        ["", "", "男", "中共党员", "一组", "材料员", "", "", "", ""],
        ["合计", "=COUNTA(B4:B11)"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("E4:E5")
    path = tmp_path / "花名册.xlsx"
    book.save(path)
    return path


def preview(path: Path) -> RosterPreview:
    return read_roster(path, today=TODAY)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding)
    return path


def test_a_real_roster_is_read_with_its_titles_merges_and_oddities(roster: Path) -> None:
    seen = preview(roster)
    people = {row.name: row for row in seen.rows if row.verdict != "not taken"}
    assert list(people) == ["周建国", "王海燕", "阿卜杜热合曼・买买提依明", "拉毛才让", "高峻"]
    assert {row.fields["joined_on"] for name, row in people.items() if name[0] in "周王阿"} == {
        "2014-06-26"
    }
    assert {row.fields.get("full_on") for name, row in people.items() if name[0] in "周王阿"} == {
        "2015-06-26"
    }
    assert people["王海燕"].group == "第一党小组"
    assert people["王海燕"].fields["phone"] == "139 00002222"
    assert people["周建国"].fields["phone"] == "13800001111"
    assert people["拉毛才让"].fields["status"] == "probationary"
    assert people["高峻"].verdict == "unclear"
    assert seen.new_groups == ("第一党小组", "二组", "第3党小组")


def test_every_row_that_is_not_taken_says_why_and_where_it_stands(roster: Path) -> None:
    refused = {
        r.number: (r.name, r.doubts[-1].msgid)
        for r in preview(roster).rows
        if r.verdict == "not taken"
    }
    assert refused == {
        10: ("周建国", "stands in row {other} already"),
        11: ("赵群", "not a Party member: {value}"),
        12: ("男", "no name"),
        13: ("合计", "a line of totals or remarks"),
    }


def test_one_import_is_one_change_and_one_undo(book: Workspace, roster: Path) -> None:
    importer = RosterImport(book.records)
    before = len(list(book.store.log.all(book.pen().scope)))
    report = importer.import_roster(roster, Silent(), today=TODAY)
    assert len(list(book.store.log.all(book.pen().scope))) == before + 1
    members = book.records.all(Member)
    assert [m.name for m in members] == [
        "周建国",
        "王海燕",
        "阿卜杜热合曼・买买提依明",
        "拉毛才让",
        "高峻",
    ]
    assert [m.number for m in members] == [1, 2, 3, 4, 5]
    assert members[3].status is Standing.probationary
    groups = {g.id: g for g in book.records.all(PartyGroup)}
    assert [groups[m.group or ""].number for m in members] == [1, 1, 2, 2, 3]
    assert (len(report.members), len(report.unclear), len(report.not_taken)) == (5, 1, 4)
    book.records.undo()
    assert book.records.all(Member) == []
    assert book.records.all(PartyGroup) == []


def test_no_identity_number_reaches_the_book(book: Workspace, tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv",
        "姓名,身份证号,备注,手机\n张三,510101198001011234,证件 510101198001011234,51010119800101123X\n",
    )
    RosterImport(book.records).import_roster(path, Silent(), today=TODAY)
    (member,) = book.records.all(Member)
    assert member.id_number_suffix is None
    said = str(member.record.body)
    assert "51010119800101" not in said
    assert member.note == "证件 **************1234"


def test_the_last_four_are_kept_where_the_column_says_so(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "姓名,身份证后四位\n张三,123x\n李四,510101198001015678\n")
    assert [r.fields["id_number_suffix"] for r in preview(path).rows] == ["123X", "5678"]


def test_who_is_in_the_book_already_is_not_taken_twice(book: Workspace, roster: Path) -> None:
    importer = RosterImport(book.records)
    importer.import_roster(roster, Silent(), today=TODAY)
    again = importer.preview(roster, today=TODAY)
    assert again.chosen() == ()
    assert again.new_groups == ()
    assert {r.doubts[-1].msgid for r in again.rows[:5]} == {"is in the roster already"}


def test_two_people_of_one_name_are_two_where_their_facts_differ(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "姓名,入党时间\n张伟,2014-6-26\n张伟,2018-6-26\n张伟,\n")
    assert [r.verdict for r in preview(path).rows] == ["taken", "unclear", "not taken"]


def test_who_is_in_the_book_with_another_date_is_not_doubled(
    book: Workspace, tmp_path: Path
) -> None:
    book.records.add("member", {"name": "张伟", "joined_on": "2003-07-01"})
    path = written(tmp_path / "a.csv", "姓名,入党时间\n张伟,2014-6-26\n")
    (row,) = RosterImport(book.records).preview(path, today=TODAY).rows
    assert row.verdict == "not taken"
    assert dict(row.doubts[-1].params) == {"said": "2003-07-01"}


def test_offices_in_the_branch_become_office_holdings(book: Workspace, tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv",
        "姓名,党内职务,岗位\n周建国,支部书记,项目经理\n王海燕,党员,\n丁一,妇女委员,\n",
    )
    importer = RosterImport(book.records)
    importer.import_roster(path, Silent(), today=TODAY)
    (held,) = book.records.all(OfficeHolding)
    assert (book.records.name(held.member), held.office) == ("周建国", Office.secretary)
    assert [r.verdict for r in preview(path).rows] == ["taken", "taken", "unclear"]


def test_relation_words_place_a_member_here_or_only_for_organisational_life(
    book: Workspace, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.csv", "姓名,组织关系\n张三,编入\n李四,在本支部\n王五,说不清\n")
    RosterImport(book.records).import_roster(path, Silent(), today=TODAY)
    relations = [m.relation_here for m in book.records.all(Member)]
    assert relations == [Relation.life_only, Relation.formal, Relation.formal]
    assert preview(path).rows[2].verdict == "unclear"


def test_a_header_of_two_rows_is_one_header(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "党籍情况", None, "岗位"])
    sheet.append([None, "入党时间", "转正时间", None])
    sheet.append(["张三", "2014.6.26", "2015.6.26", "安全员"])
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:D2")
    book.save(tmp_path / "a.xlsx")
    seen = preview(tmp_path / "a.xlsx")
    assert [c.field for c in seen.columns] == ["name", "joined_on", "full_on", "post"]
    assert [(r.name, r.number) for r in seen.rows] == [("张三", 3)]


def test_the_sheet_with_the_roster_is_found_among_others(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["本表由组织部门填报"])
    book.create_sheet("名册").append(["姓名", "入党时间"])
    book["名册"].append(["张三", "2014.6.26"])
    book.save(tmp_path / "a.xlsx")
    seen = preview(tmp_path / "a.xlsx")
    assert (seen.sheet, seen.sheets) == ("名册", ("Sheet", "名册"))
    assert [r.name for r in seen.rows] == ["张三"]


def test_without_a_header_the_columns_are_named_by_hand(book: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "1,张三,2014.6.26\n2,李四,2015.6.26\n")
    importer = RosterImport(book.records)
    seen = importer.preview(path, today=TODAY)
    assert not seen.recognised
    with pytest.raises(ImportFailed, match="no column of names"):
        importer.take(seen, Silent())
    named = importer.preview(path, today=TODAY, columns={1: "name", 2: "joined_on"})
    assert [(r.name, r.fields["joined_on"]) for r in named.rows] == [
        ("张三", "2014-06-26"),
        ("李四", "2015-06-26"),
    ]


def test_a_header_repeated_on_every_printed_page_is_no_row(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "姓名,岗位\n张三,一\n姓名,岗位\n李四,二\n", "gbk")
    assert [r.name for r in preview(path).rows] == ["张三", "李四"]


def test_a_row_with_nothing_but_its_number_is_empty(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "序号,姓名\n1,张三\n2,\n3,\n")
    assert [r.number for r in preview(path).rows] == [2]


def test_rows_left_out_by_hand_stay_out(book: Workspace, roster: Path) -> None:
    importer = RosterImport(book.records)
    report = importer.take(importer.preview(roster, today=TODAY), Silent(), leave=[4, 5])
    assert len(report.members) == 3


def test_a_copied_table_is_read_like_a_file(book: Workspace) -> None:
    seen = RosterImport(book.records).preview_pasted("姓名\t岗位\n张三\t安全员\n", today=TODAY)
    assert [(r.name, r.fields["post"]) for r in seen.rows] == [("张三", "安全员")]
    assert RosterImport(book.records).preview_pasted("", today=TODAY).rows == ()


def test_a_stopped_import_leaves_nothing(book: Workspace, roster: Path) -> None:
    progress = Stoppable()
    seen = RosterImport(book.records).preview(roster, today=TODAY)
    progress.stop()
    with pytest.raises(Cancelled):
        RosterImport(book.records).take(seen, progress)
    assert book.records.all(Member) == []


cells = st.text(st.characters(codec="utf-8", exclude_characters='"\r\n'), max_size=10)


@given(st.lists(st.tuples(cells, cells, cells), max_size=12))
def test_every_row_of_any_table_is_accounted_for_once(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "a.csv"
    lines = ["姓名,入党时间,党小组", *(",".join(f'"{c}"' for c in row) for row in rows)]
    path.write_text("\n".join(lines), "utf-8", newline="")
    try:
        seen = preview(path)
    except ImportFailed:
        return
    numbers = [r.number for r in seen.rows]
    assert numbers == sorted(set(numbers))
    assert all(r.doubts for r in seen.rows if r.verdict != "taken")
    assert len(numbers) <= len(rows)
