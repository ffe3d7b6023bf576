"""The register of a period: the list, the sums, the lectures; what there is none of is left out."""

from datetime import date

from app.counting.lectured import lectures
from app.records.cobuilding import Outcome
from app.records.meeting import Activity
from app.reports.activities import activities_sheet, lecture_rows
from app.reports.paper import Head, Note, Sheet, Table
from app.services.activities import Held
from app.words import Catalogue

T = Catalogue()
SPAN = (date(2026, 1, 1), date(2026, 12, 31))


def held(day: str, *rows: Outcome, **fields: object) -> Held:
    values = {"type": "joint_activity", "title": day, "held_start": f"{day}T09:00:00", **fields}
    return Held(Activity.model_validate(values), (), ("甲公司", "乙村"), None, rows)


def row(number: float, unit: str) -> Outcome:
    return Outcome(about="a", label="义卖", number=number, unit=unit)


def sheet(*found: Held) -> Sheet:
    return activities_sheet(
        found, lectures(h.activity for h in found), T, branch="支部", first=SPAN[0], last=SPAN[1]
    )


def tables(found: Sheet) -> list[Table]:
    return [b for b in found.blocks if isinstance(b, Table)]


def test_activities_stand_in_the_order_of_their_days_with_partners_and_numbers() -> None:
    found = sheet(held("2026-05-01"), held("2026-03-02", row(3000, "元"), joint_kind="emergency"))
    rows = tables(found)[0].rows
    assert [r[1] for r in rows] == ["2026-03-02", "2026-05-01"]
    assert rows[0][3:5] == ("应急联动", "甲公司、乙村")
    assert rows[0][6] == "义卖 3,000 元"


def test_sums_keep_units_apart() -> None:
    found = sheet(
        held("2026-05-01", row(3000, "元"), row(2, "场")), held("2026-05-02", row(500, "元"))
    )
    assert [r[2] for r in tables(found)[1].rows] == ["3,500 元", "2 场"]


def test_lectures_are_counted_by_capacity_and_direction() -> None:
    found = lectures(
        [Activity.model_validate({"type": "party_lecture", "lecturer_capacity": "expert", "lecture_direction": "received"}),
         Activity.model_validate({"type": "party_lecture"})]
    )  # fmt: skip
    rows = {r[0]: r[1:] for r in lecture_rows(found, T)}
    assert rows["专家"] == ("0", "0", "1", "1")
    assert rows["未写身份"] == ("1", "0", "0", "1")


def test_an_empty_period_says_so_and_nothing_else() -> None:
    found = sheet()
    assert not tables(found)
    assert not [b for b in found.blocks if isinstance(b, Head)]
    assert [b for b in found.blocks if isinstance(b, Note)]
