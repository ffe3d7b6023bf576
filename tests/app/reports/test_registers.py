"""A register prints what may be read, and names what may not."""

from app.kinds import discover
from app.reports.paper import Facts, Head, Prose, Sheet, Table
from app.reports.registers import LONG, columns_of, register_sheet
from db.model.record import Record
from tests.app.reports.book import T, kept, paper_of, words
from tests.app.reports.test_typesetting import pdf_of

KINDS = discover()
NAMES = {"a": "周建国", "b": "王海燕"}


def record(kind: str, **body: object) -> Record:
    return kept(kind, "id", body)


def name(identity: str) -> str:
    return NAMES.get(identity, "")


def sheet(kind: str, *records: Record, **more: object) -> Sheet:
    return register_sheet(KINDS[kind], records, T, name, branch="支部", **more)  # type: ignore[arg-type]


def test_a_list_has_a_row_a_record_with_names_and_days() -> None:
    contact = record("contact_entry", member="a", on="2026-05-11", method="phone", result="25日回")
    (table,) = sheet("contact_entry", contact).blocks
    assert isinstance(table, Table)
    assert table.rows == (("1", "2026-05-11", "周建国", "By phone", "25日回"),)


def test_a_long_text_is_cut_in_the_list_and_whole_below() -> None:
    text = "雨" * (LONG + 1)
    table, head, prose = sheet(
        "contact_entry", record("contact_entry", member="a", result=text)
    ).blocks
    assert isinstance(table, Table)
    assert isinstance(head, Head)
    assert isinstance(prose, Prose)
    assert table.rows[0][-1] == "雨" * LONG + "…"
    assert prose.lines == (f"Result: {text}",)


def test_units_that_the_list_cuts_stand_whole_below() -> None:
    units = [f"u{n}" for n in range(9)]
    agreement = record("cobuild_agreement", title="联盟共建协议", parties=units)
    names = {unit: f"管道局工程三公司第{n}党支部" for n, unit in enumerate(units)}
    part = register_sheet(
        KINDS["cobuild_agreement"], [agreement], T, lambda i: names.get(i, ""), branch="支部"
    )
    table, _head, *below = part.blocks
    assert names["u8"] not in str(table)
    assert all(called in str(below) for called in names.values())


def test_what_is_sealed_stays_sealed_unless_it_was_opened() -> None:
    talk = record("heart_to_heart_talk", initiator="a", partner="b", body="sealed1.abc")
    closed = sheet("heart_to_heart_talk", talk, more=("subject",))
    opened = sheet(
        "heart_to_heart_talk", talk, opened=lambda _r, f: "说了" if f == "body" else None
    )
    assert "Content of the talk: (sealed)" in str(closed.blocks)
    assert "Content of the talk: 说了" in str(opened.blocks)
    assert "sealed1" not in str(closed.blocks) + str(opened.blocks)


def test_what_its_author_shows_to_few_is_listed_without_its_text() -> None:
    mine = record("reflection", member="a", title="体会", text="只给自己看", visible_to="author")
    ours = record("reflection", member="a", title="体会", text="给大家看", visible_to="branch")
    said = str(sheet("reflection", mine, ours).blocks)
    assert "只给自己看" not in said
    assert "给大家看" in said


def test_a_sensitive_field_is_named_and_not_printed() -> None:
    member = record("member", name="周建国", phone="13900000000")
    said = str(sheet("member", member, whole=True).blocks)
    assert "13900000000" not in said
    assert "(not printed)" in said


def test_whole_records_are_tables_of_their_own() -> None:
    branch = record("branch", name="支部", covers_units="一工区\n二工区", themed_day=10)
    _head, facts, prose = sheet("branch", branch, whole=True).blocks
    assert isinstance(facts, Facts)
    assert ("Themed Party day", "10") in facts.rows
    assert isinstance(prose, Prose)
    assert prose.lines == ("Units covered: 一工区", "二工区")


def test_every_kind_can_be_listed_and_set() -> None:
    assert [kind for kind in KINDS.values() if not columns_of(kind)] == []
    parts = [sheet(kind, record(kind)) for kind in KINDS]
    assert words(pdf_of(paper_of(*parts)))
