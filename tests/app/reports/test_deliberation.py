"""A deliberation on paper has all its stages; those not reached are headings with a blank."""

from app.records.meeting import Activity, Motion, Resolution
from app.records.openness import Comment, CommentKind, Deliberation, DeliberationState
from app.reports.deliberation import deliberation_sheet
from app.reports.paper import Facts, Head, Prose, Sheet, Table
from app.reports.wording import BLANK
from app.terms import ActivityType, Stance
from app.words import Catalogue

T = Catalogue("zh_CN")
ONE = Deliberation(title="活动室", proposal="开到十点")


def heads(sheet: Sheet) -> list[str]:
    return [b.words for b in sheet.blocks if isinstance(b, Head)]


def last(sheet: Sheet) -> str:
    return [b.lines[0] for b in sheet.blocks if isinstance(b, Prose)][-1]


def test_one_just_begun_has_blanks() -> None:
    sheet = deliberation_sheet(ONE, [], {}, (None, None, None), T, branch="支部")
    assert heads(sheet) == ["一、议题内容", "二、意见", "三、表决", "四、决议"]
    assert last(sheet) == BLANK


def test_opinions_stand_with_their_position_and_a_name_or_none() -> None:
    said = [
        Comment(about="d", kind=CommentKind.opinion, text="好", stance=Stance.support, author="甲"),
        Comment(about="d", kind=CommentKind.opinion, text="吵", stance=Stance.oppose),
    ]
    stances: dict[Stance | None, int] = {Stance.support: 1, Stance.oppose: 1}
    sheet = deliberation_sheet(ONE, said, stances, (None, None, None), T, branch="支部")
    (table,) = [b for b in sheet.blocks if isinstance(b, Table)]
    assert table.rows == (("1", "甲", "赞成", "好"), ("2", "不署名", "反对", "吵"))


def test_the_vote_has_the_numbers_of_the_motion_and_blanks_for_those_not_typed() -> None:
    held = Activity(type=ActivityType.general_meeting, title="党员大会")
    motion = Motion(activity="m", title="活动室", yes=20, no=1)
    decided = Resolution(text="开到十点")
    sheet = deliberation_sheet(ONE, [], {}, (held, motion, decided), T, branch="支部")
    facts = [b for b in sheet.blocks if isinstance(b, Facts)][1]
    assert ("赞成", "20", "反对", "1") in facts.rows
    assert ("弃权", BLANK, "无效票", BLANK) in facts.rows
    assert last(sheet) == "开到十点"


def test_what_was_dropped_says_why() -> None:
    over = ONE.model_copy(update={"state": DeliberationState.dropped, "state_reason": "项目部已改"})
    sheet = deliberation_sheet(over, [], {}, (None, None, None), T, branch="支部")
    assert last(sheet) == "不再推进：项目部已改"
