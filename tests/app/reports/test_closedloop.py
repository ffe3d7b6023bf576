"""The closed-loop list on paper: every matter in a row, what was told last, how many were answered."""

from app.records.service import Feedback, ServiceMatter
from app.reports.closedloop import closed_loop_heads, closed_loop_row, closed_loop_sheet
from app.reports.paper import Note, Table
from app.services.matterlists import Line
from tests.app.reports.book import T
from tests.app.rules.conftest import made


def line(record: str, *, owner: str = "", partner: str = "", **fields: object) -> Line:
    held = made(ServiceMatter, record, **{"title": "修便道", **fields})
    return Line(held, owner, partner, None, overdue=False)


def told(text: str) -> Feedback:
    body = {"matter": "a", "on": "2026-05-20", "to_whom": "村委会", "text": text}
    return made(Feedback, "f", **body)


def test_a_matter_is_a_row_from_who_raised_it_to_what_they_were_told() -> None:
    one = line("a", owner="马福林", raised_by="白玛村", state="closed", due_on="2026-05-20",
               done_on="2026-05-19", satisfaction=5)  # fmt: skip
    row = closed_loop_row(one, [told("在修"), told("已\n通车")], T)
    assert row == ("修便道", "白玛村", "马福林", "2026-05-20", "2026-05-19",
                   "2026-05-20 村委会: 已 通车", "5", "Closed")  # fmt: skip
    assert len(row) == len(closed_loop_heads(T))


def test_without_anybody_named_the_source_and_the_unit_stand_there() -> None:
    row = closed_loop_row(line("a", source="visit", owner_unit="工程部"), [], T)
    assert row[1:3] == ("From a visit", "工程部")


def test_a_long_feedback_is_cut_and_the_sheet_counts_what_was_answered() -> None:
    lines = [line("a"), line("b")]
    sheet = closed_loop_sheet(lines, {"a": [told("通" * 80)]}, T, branch="支部", under=("五月",))
    table, note = sheet.blocks
    assert isinstance(table, Table)
    assert isinstance(note, Note)
    assert table.rows[0][6].endswith("…")
    assert note.words == "2 matters, 1 answered"
    assert sheet.under == ("支部", "五月")


def test_nothing_is_said_to_be_nothing() -> None:
    assert closed_loop_sheet([], {}, T, branch="支部").blocks == (Note("None."),)
