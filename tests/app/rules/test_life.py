"""Steps of the organisational-life meeting, and what is put right after it."""

from datetime import date
from typing import Any

from app.records.life import LifeMeeting, RectificationItem, SelfExamination
from app.records.talks import HeartToHeartTalk
from app.rules import life
from app.rules.facts import Facts
from app.rules.shelves import Life
from tests.app.rules.conftest import facts, grouped, made, meeting, office, told

DAY = "2026-03-12T10:00:00"
WHOLE = dict.fromkeys(
    ("study", "talks", "opinions", "last_year", "problems", "criticism", "direction"), "x"
)


def item(record: str = "r", **fields: Any) -> RectificationItem:
    body = {"problem": "下工区少", "measure": "每周一次", "owner": "a", "due_on": "2026-09-01"}
    return made(RectificationItem, record, activity="m", **(body | fields))


def given(*, theme: str | None = "x", shelf: Life | None = None, **steps: Any) -> Facts:
    held = meeting("m", "organizational_life_meeting", DAY, theme=theme)
    own = Life(
        {"m": made(LifeMeeting, "s", activity="m", **(WHOLE | steps))}, rectifications=[item()]
    )
    return facts([held], members={"a": {}, "b": {}}, life=shelf or own)


def labels(finding: Any) -> list[str]:
    return [label.msgid for label in dict(finding.what.params)["steps"]]


def test_a_meeting_with_every_step_has_nothing_open() -> None:
    assert not told(life.steps, given())


def test_open_steps_are_named_in_one_finding() -> None:
    (open_,) = told(life.steps, given(theme=None, study=None, direction=None))
    assert labels(open_) == ["Theme", "Study before the meeting", "Direction of rectification"]


def test_talks_on_record_before_the_meeting_are_its_talks() -> None:
    talk = made(
        HeartToHeartTalk, "t", initiator="a", partner="b", on="2026-03-01", occasion="life_meeting"
    )
    steps = {"m": made(LifeMeeting, "s", activity="m", **(WHOLE | {"talks": None}))}
    with_talk = Life(steps, talks=[talk], rectifications=[item()])
    assert not told(life.steps, given(shelf=with_talk))
    assert told(life.steps, given(shelf=Life(steps, rectifications=[item()])))


def test_what_notices_ask_for_is_told_apart() -> None:
    held = meeting("m", "organizational_life_meeting", DAY, theme="x")
    written = made(SelfExamination, "e", activity="m", member="a")
    shelf = Life(
        {"m": made(LifeMeeting, "s", activity="m", **(WHOLE | {"last_year": None}))},
        grouped([written], "activity"),
    )
    seated = [office("a", "secretary"), office("b", "organization_member")]
    (open_,) = told(
        life.customary_steps, facts([held], members={"a": {}, "b": {}}, offices=seated, life=shelf)
    )
    assert labels(open_) == ["Report on last year's list", "Self-examination of {names}"]


def put_right(**fields: Any) -> list[str]:
    shelf = Life(rectifications=[item(**fields)])
    return [f.field for f in told(life.put_right, facts(life=shelf, last=date(2026, 12, 31)))]


def test_an_item_has_measure_person_and_day() -> None:
    assert put_right(measure=None, owner=None) == ["measure"]
    assert put_right() == []


def test_an_overdue_item_is_told_and_one_that_was_done_is_not() -> None:
    assert put_right(due_on="2026-05-01") == ["done_on"]
    assert put_right(due_on="2026-05-01", done_on="2026-05-02") == []


def test_at_the_years_end_the_result_is_verified() -> None:
    done = {"due_on": "2025-05-01", "done_on": "2025-05-02"}
    assert put_right(**done) == ["verified_on"]
    assert put_right(**done, verified_on="2025-12-20", result="已到位") == []
