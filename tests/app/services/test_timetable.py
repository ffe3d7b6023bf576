from datetime import date

from app.records.organisation import PartyGroup
from app.services.timetable import asked_on, short_group, usual_title
from app.terms import ActivityType
from app.words import Catalogue

ZH = Catalogue("zh_CN")


def test_titles_are_those_people_give() -> None:
    day = date(2026, 5, 22)
    assert usual_title(ActivityType.general_meeting, day)(ZH) == "第二季度党员大会"
    assert usual_title(ActivityType.committee_meeting, day)(ZH) == "支部委员会会议（5月）"
    assert usual_title(ActivityType.group_meeting, day, "第三党小组")(ZH) == "第三党小组会"
    assert usual_title(ActivityType.themed_party_day, day)(ZH) == "5月主题党日"
    assert usual_title(ActivityType.democratic_appraisal, day)(ZH) == "2026年民主评议党员"


def test_a_group_has_a_name_that_fits_a_day() -> None:
    assert short_group(PartyGroup(name="第二党小组", number=2))(ZH) == "二组会"
    assert short_group(PartyGroup(name="机关组"))(ZH) == "机关组"


def test_a_branch_without_a_committee_owes_no_committee_meeting() -> None:
    kinds = [d.kind for d in asked_on(date(2026, 5, 1), [], [], committee=False)]
    assert ActivityType.committee_meeting not in kinds
    assert ActivityType.general_meeting in kinds
