from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.studied import counted_kinds
from app.records.member import Member
from app.records.study import HoursKind, StudyRecord
from app.rules.hours import hours_of
from app.rules.pack import Entry as RuleEntry
from app.rules.pack import Pack, Text
from app.rules.rulebook import Rulebook
from app.rules.shipped import shipped
from app.services.counted_life import study_hours
from app.services.studying import (
    HOURS_REQUIRED,
    HOURS_REQUIRED_SECRETARY,
    Entry,
    Studied,
    members_named,
    pace,
    say_hours,
)
from app.workspace import Workspace
from db.model.errors import InvalidRecord
from tests.app.samples import new_book

TODAY = date(2026, 5, 21)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    made = new_book(tmp_path / "home", branch="支部")
    for name in ("周建国", "王海燕", "阿卜杜热合曼・买买提依明"):
        made.records.add("member", {"name": name})
    yield made
    made.close()


def ids(book: Workspace) -> list[str]:
    return [m.id for m in book.records.all(Member)]


def entry(members: list[str], hours: float = 2, day: date = TODAY, **more: object) -> Entry:
    kind = more.get("kind", HoursKind.concentrated)
    assert isinstance(kind, HoursKind)
    return Entry("读书班", day, hours, kind, tuple(members))


def test_one_entry_for_many_is_one_record_and_one_undo(book: Workspace) -> None:
    made = book.studying.record(entry(ids(book)))
    (study,) = book.records.all(StudyRecord)
    assert (study.id, len(study.members), study.hours) == (made, 3, 2)
    book.records.undo()
    assert book.records.all(StudyRecord) == []


def test_hours_count_per_member_kind_and_calendar_year(book: Workspace) -> None:
    one, two, three = ids(book)
    book.studying.record(entry([one, two], 2))
    book.studying.record(entry([one], 1.5, kind=HoursKind.self_study))
    book.studying.record(entry([one], 8, day=date(2025, 12, 31)))
    year = book.studying.year(2026, ids(book), TODAY)
    assert year[one].by_kind == {HoursKind.concentrated: 2, HoursKind.self_study: 1.5}
    assert [year[m].total for m in (one, two, three)] == [2, 2, 0]
    assert [year[m].beside for m in (one, two, three)] == [1.5, 0, 0]


def test_a_day_ahead_gives_no_hours_yet(book: Workspace) -> None:
    one, *_ = ids(book)
    book.studying.record(entry([one], 2, day=date(2026, 5, 22)))
    assert book.studying.year(2026, [one], TODAY)[one].total == 0


def test_a_filed_meeting_without_a_study_record_counts_as_the_checks_count_it(
    book: Workspace,
) -> None:
    one, two, _ = ids(book)
    meeting = book.records.add(
        "activity",
        {"type": "study_session", "held_start": "2026-03-05T10:00:00", "hours": 3,
         "state": "archived"},
    )  # fmt: skip
    for member, status in ((one, "present"), (two, "leave")):
        book.records.add("attendance", {"activity": meeting, "member": member, "status": status})
    book.studying.record(entry([one], 1.5, kind=HoursKind.self_study))
    year = book.studying.year(2026, ids(book), TODAY)
    facts = book.checking.facts(date(2026, 1, 1), TODAY)
    assert {m: s.total for m, s in year.items()} == hours_of(facts, 2026)
    assert [year[m].total for m in (one, two)] == [3, 0]
    assert study_hours(facts).value == 3
    assert "do not count" in study_hours(facts).how.msgid


def test_hq_may_count_self_study_by_a_pack_of_its_own() -> None:
    entries = (RuleEntry("R25", thresholds={"counted": ("self_study",)}),)
    book = Rulebook((*shipped(), Pack("hq", "1", Text("总部"), entries=entries)))
    ruling = book.on("R25", TODAY)
    assert ruling is not None
    assert counted_kinds(ruling.words("counted")) == set(HoursKind)


def test_the_regulation_applies_until_hq_sets_another_number(book: Workspace) -> None:
    one, two, _ = ids(book)
    book.records.add("office_holding", {"member": one, "office": "secretary"})
    book.records.add(
        "office_holding", {"member": two, "office": "organization_member", "to_on": "2026-01-01"}
    )
    assert {s.required for s in book.studying.year(2026, ids(book), TODAY).values()} == {32}
    book.store.settings.put(HOURS_REQUIRED_SECRETARY, 56)
    assert [book.studying.year(2026, [m], TODAY)[m].required for m in (one, two)] == [56, 32]
    book.store.settings.put(HOURS_REQUIRED, 40)
    assert [book.studying.year(2026, [m], TODAY)[m].required for m in (one, two)] == [56, 40]


def test_the_pace_is_an_even_year() -> None:
    assert pace(32, TODAY) == 12.4
    assert pace(32, date(2026, 12, 31)) == pace(32, date(2028, 12, 31)) == 32


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.floats(0, 100))
def test_the_pace_never_exceeds_what_is_required(day: date, required: float) -> None:
    assert 0 <= pace(required, day) <= round(required, 1)


def test_steps_show_everyone_before_and_after_and_who_stays_behind(book: Workspace) -> None:
    year = {
        "a": Studied(32, {HoursKind.concentrated: 11}),
        "b": Studied(32, {HoursKind.concentrated: 8}),
    }
    one, two = book.studying.steps(year, ["a"], 2, TODAY)
    assert (one.before, one.after, one.behind) == (11, 13, False)
    assert (two.before, two.after, two.behind) == (8, 8, True)
    assert [s.after for s in book.studying.steps(year, ["a"], None, TODAY)] == [11, 8]


def test_the_last_meeting_that_anyone_attended_gives_the_ticks(book: Workspace) -> None:
    one, two, three = ids(book)
    assert book.studying.last_present() == frozenset()
    for day, present in (("2026-05-01", [one, two]), ("2026-05-20", [])):
        meeting = book.records.add(
            "activity", {"type": "general_meeting", "held_start": f"{day}T19:30:00"}
        )
        for member in (one, two, three):
            status = "present" if member in present else None
            fields = {"activity": meeting, "member": member, "status": status}
            book.records.add("attendance", {k: v for k, v in fields.items() if v})
    assert book.studying.last_present() == {one, two}


def test_hours_that_cannot_be_are_refused_by_name(book: Workspace) -> None:
    with pytest.raises(InvalidRecord) as caught:
        book.studying.record(entry(ids(book), 500))
    assert caught.value.field == "hours"
    assert book.records.all(StudyRecord) == []


def test_a_pasted_list_is_recognised_in_whatever_shape(book: Workspace) -> None:
    members = book.records.all(Member)
    text = "1. 周 建国\n2、王海燕（请假）\n阿卜杜热合曼·买买提依明\t8\n赵六,周建国\n"
    found = members_named(text, members)
    assert [book.records.name(m) for m in found.members] == ["周建国", "阿卜杜热合曼・买买提依明"]
    assert found.unknown == ("王海燕（请假）", "赵六")


def test_a_name_of_two_members_is_not_decided(book: Workspace) -> None:
    book.records.add("member", {"name": "周建国"})
    found = members_named("周建国", book.records.all(Member))
    assert (found.members, found.unknown) == ((), ("周建国",))


@given(st.text(max_size=40))
def test_no_pasted_text_stops_the_reader(text: str) -> None:
    assert members_named(text, []).members == ()


@given(st.floats(0, 200).map(lambda x: round(x, 2)))
def test_hours_are_said_without_needless_signs(hours: float) -> None:
    said = say_hours(hours)
    assert float(said or 0) == hours
    assert not said.endswith(".")


def test_the_records_of_a_year_come_latest_first(book: Workspace) -> None:
    for day in (date(2026, 1, 2), date(2026, 3, 4), date(2025, 3, 4)):
        book.studying.record(entry(ids(book), 1, day))
    assert [str(s.held_on) for s in book.studying.records_of(2026)] == ["2026-03-04", "2026-01-02"]
