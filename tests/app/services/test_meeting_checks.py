"""What the facts of one meeting say, read from values alone."""

from datetime import datetime

from app.counting.attendance import Branch
from app.records.evidence import SignInSheet
from app.records.meeting import (
    Activity,
    AgendaItem,
    Attendance,
    ItemKind,
    Motion,
    Presence,
    Resolution,
    VoteMethod,
)
from app.records.member import Member
from app.services.meeting import Meeting
from app.services.meeting_checks import findings, shown_at
from app.services.meeting_checks_after import AFTER
from app.services.meeting_checks_before import BEFORE
from app.services.meeting_noted import STEPS, Around, Noted
from app.services.meeting_passed import passed
from app.terms import ActivityType
from db.model.record import Record

moment = datetime.fromisoformat
START = moment("2026-05-22T19:30:00")


def stored(kind: str, name: str, /, **body: object) -> Record:
    return Record("s", kind, name, dict(body), {}, {}, False, (), 0, "", 0, "")


def member(name: str) -> Member:
    return Member.of(stored("member", name, name=name))


def meeting(**parts: object) -> Meeting:
    activity = Activity.of(
        stored("activity", "k", type=ActivityType.general_meeting, held_start=START.isoformat())
    )
    fields: dict[str, object] = {
        "activity": activity,
        "branch": Branch((member("a"), member("b"), member("c"))),
        "today": START.date(),
    }
    return Meeting(**{**fields, **parts})  # type: ignore[arg-type]


def here(*names: str) -> dict[str, Attendance]:
    return {n: Attendance(activity="k", member=n, status=Presence.present) for n in names}


def rules(found: list[Noted]) -> set[tuple[str, str]]:
    return {(n.finding.rule, n.finding.severity) for n in found}


def test_every_check_answers_for_an_empty_meeting() -> None:
    for check in (*BEFORE, *AFTER):
        assert all(n.step in STEPS for n in check(meeting(), Around()))


def test_contradictions_stand_before_reminders() -> None:
    sheet = SignInSheet.of(stored("sign_in_sheet", "s", activity="k", signed_rows=2))
    found = findings(meeting(entries=here("a", "b", "c"), sheets=(sheet,)), Around())
    assert found[0].finding.is_error
    assert ("R14", "error") in rules(found)


def test_a_panel_shows_no_reminders_of_steps_to_come() -> None:
    found = findings(meeting(entries=here("a")), Around(now=START))
    assert {n.step for n in shown_at(found, "prepare")} == {"prepare"}
    assert "signin" in {n.step for n in shown_at(found, "signin")}


def test_too_few_to_vote_is_a_reminder_once_everybody_is_marked() -> None:
    entries = here("a") | {
        n: Attendance(activity="k", member=n, status=Presence.absent, reason="x") for n in "bc"
    }
    assert ("R05", "warning") in rules(findings(meeting(entries=entries), Around()))


def test_by_phone_the_reason_is_asked_for() -> None:
    def found(**fields: str) -> set[str]:
        activity = Activity.of(
            stored(
                "activity",
                "k",
                type=ActivityType.general_meeting,
                held_start=START.isoformat(),
                **fields,
            )
        )
        return {n.finding.field for n in findings(meeting(activity=activity), Around())}

    assert "mode_reason" in found(mode="phone")
    assert "mode_reason" not in found(mode="phone", mode_reason="塌方断路")
    assert "mode_reason" not in found(mode="video")


def test_a_vote_not_carried_with_a_resolution_contradicts() -> None:
    motion = Motion.of(
        stored(
            "motion", "m", activity="k", item="i", method=VoteMethod.voice, yes=1, no=2, abstain=0
        )
    )
    written = Resolution.of(
        stored("resolution", "r", text="x", item="i", owner="a", due_on="2026-06-01")
    )
    item = AgendaItem.of(stored("agenda_item", "i", activity="k", kind=ItemKind.vote, number=1))
    whole = meeting(
        entries=here("a", "b", "c"), motions=(motion,), resolutions=(written,), items=(item,)
    )
    assert ("R06", "error") in rules(findings(whole, Around()))


def test_an_explained_contradiction_stays_a_contradiction() -> None:
    sheet = SignInSheet.of(stored("sign_in_sheet", "s", activity="k", signed_rows=2))
    whole = meeting(entries=here("a", "b", "c"), sheets=(sheet,))
    found = findings(whole, Around(explanations={"R14+s": "one signed twice"}))
    assert (found[0].finding.is_error, found[0].finding.explanation) == (True, "one signed twice")


def test_what_is_in_order_is_said_too() -> None:
    lines = [line.msgid for line in passed(meeting(entries=here("a", "b")), [], "vote")]
    assert lines == ["{present} with a vote are here, half of {due} or more"]
    assert passed(meeting(), [], "file") == []
