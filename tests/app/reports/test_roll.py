"""The roster and the ticks of the dues: who is who, without phones or amounts."""

from datetime import date

from app.records.member import Member
from app.reports.roll import dues_sheet, roll_sheet
from tests.app.reports.book import T, kept

MEMBERS = [
    Member.of(kept("member", str(n), {"name": name, "status": status, "phone": "139"}))
    for n, (name, status) in enumerate([("周建国", "full"), ("李卓玛", "probationary")])
]


def test_full_and_probationary_members_stand_apart_and_nobody_s_phone_is_there() -> None:
    said = str(roll_sheet(MEMBERS, T, lambda _id: "", branch="支部", day=date(2026, 5, 1)))
    assert said.index("Full members (1 person)") < said.index("周建国")
    assert said.index("Probationary members (1 person)") < said.index("李卓玛")
    assert "139" not in said


def test_an_empty_part_says_so() -> None:
    said = str(roll_sheet(MEMBERS[:1], T, lambda _id: "", branch="支部", day=date(2026, 5, 1)))
    assert "None." in said


def test_a_tick_stands_in_its_month_and_twelve_months_fit_one_table() -> None:
    months = [f"2026-{n:02d}" for n in range(1, 13)] + ["2027-01"]
    sheet = dues_sheet(MEMBERS, {"0": {"2026-03": ""}}, months, T, branch="支部")
    _note, year, rest = sheet.blocks
    assert year.rows[0][2:] == ("", "", "√", *[""] * 9)  # type: ignore[union-attr]
    assert rest.head[-1] == "27-01"  # type: ignore[union-attr]
