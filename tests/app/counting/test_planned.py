"""A line of a plan is done by a meeting, a study or its own words; explained; or open."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.planned import due_of, named_by, of_joint_building, outcome_of
from app.records.meeting import Activity
from app.records.plan import Plan, PlanItem
from app.records.study import StudyRecord
from tests.app.rules.conftest import made


def item(**fields: object) -> PlanItem:
    return made(PlanItem, "i", **({"title": "一次恳谈会"} | fields))


def no(_activity: str) -> bool:
    return False


def test_a_meeting_held_or_a_study_names_what_it_does() -> None:
    held = made(Activity, "m", type="joint_activity", state="minuted", plan_item="i")
    only_planned = made(Activity, "p", type="joint_activity", state="planned", plan_item="j")
    study = made(StudyRecord, "s", topic="x", plan_item="k")
    assert named_by([held, only_planned], [study]) == {"i", "k"}


def test_its_own_day_or_result_is_enough_where_there_was_no_meeting() -> None:
    assert outcome_of(item(done_on="2026-04-01"), (), no) == "done"
    assert outcome_of(item(result="修好了便道"), (), no) == "done"
    assert outcome_of(item(result="  "), (), no) == "open"


def test_a_meeting_it_names_does_it_once_held() -> None:
    assert outcome_of(item(activity="m"), (), "m".__eq__) == "done"
    assert outcome_of(item(activity="m"), (), no) == "open"


@given(
    st.booleans(), st.booleans(), st.sampled_from([None, " ", "封路"]), st.sampled_from([None, "x"])
)
def test_what_was_done_is_never_called_explained_and_silence_is_open(
    named: bool, held: bool, explanation: str | None, result: str | None
) -> None:
    line = item(activity="m", explanation=explanation, result=result)
    found = outcome_of(line, {"i"} if named else (), lambda _m: held)
    done = named or held or bool(result)
    spoken = bool(explanation and explanation.strip())
    assert found == ("done" if done else "explained" if spoken else "open")


def test_a_line_without_a_day_is_planned_until_its_plan_ends() -> None:
    plan = made(Plan, "p", title="季度计划", kind="quarter", to_on="2026-06-30")
    assert due_of(item(), plan) == date(2026, 6, 30)
    assert due_of(item(), None) is None
    assert due_of(item(due_on="2026-05-01"), plan) == date(2026, 5, 1)


def test_a_plan_under_an_agreement_or_a_campaign_is_of_joint_building_whatever_its_kind() -> None:
    def joint(**fields: str) -> bool:
        return of_joint_building(made(Plan, "p", title="计划", **fields))

    assert joint(kind="year", agreement="a")
    assert joint(kind="year", campaign="c")
    assert joint(kind="campaign")
    assert joint(kind="cobuild")
    assert not joint(kind="year")
