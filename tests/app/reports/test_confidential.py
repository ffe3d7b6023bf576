"""What a sheet of something sealed says, and what the open ones leave out."""

from datetime import date

from app.counting.appraising import Level, Result
from app.records.life import Appraisal
from app.records.talks import HeartToHeartTalk
from app.reports.confidential import appraisal_sheet, register_sheet, slip_sheet, talk_sheet
from app.words import Catalogue

T = Catalogue("zh_CN")
NAMES = {"a": "周建国", "b": "高峻"}
TALK = HeartToHeartTalk(initiator="a", partner="b", on=date(2026, 5, 2), subject="家里的事")


def test_a_talk_sheet_has_its_words_and_says_for_whom() -> None:
    sheet = str(talk_sheet(TALK, NAMES, ("老人病了", ""), T, branch="支部", recipient="高峻"))
    assert "老人病了" in sheet
    assert "保密，交高峻本人" in sheet


def test_the_register_is_in_the_order_of_days() -> None:
    early = TALK.model_copy(update={"on": date(2026, 1, 3)})
    never = TALK.model_copy(update={"on": None})
    sheet = str(register_sheet([TALK, never, early], NAMES, T, branch="支部", year=2026))
    assert sheet.index("1月3日") < sheet.index("5月2日")
    assert "还没有记下的谈话" in str(register_sheet([never], NAMES, T, branch="支部", year=2026))


def test_the_cover_has_counts_and_no_level_of_anybody() -> None:
    appraisal = Appraisal(activity="m", for_year=2025, rated=24, excellent=8)
    sheet = str(appraisal_sheet(appraisal, T, branch="支部", taking_part=30, full=24))
    assert "'24'" in sheet
    assert "周建国" not in sheet


def test_a_slip_tells_one_member_the_level_or_that_there_is_none() -> None:
    told = str(slip_sheet("高峻", 2025, Result(Level.basic), T, branch="支部", level_due=True))
    assert "基本合格" in told
    none = str(slip_sheet("李卓玛", 2025, Result(), T, branch="支部", level_due=False))
    assert "不定等次" in none
