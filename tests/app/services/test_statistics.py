"""The numbers of a report: counted from records, each with the records behind it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.monthly import whole
from app.records.meeting import AgendaItem
from app.rules.facts import Facts, Seat
from app.said import NOTHING, Said
from app.services.counted_life import (
    led_study,
    micro_lectures,
    missed,
    participation,
    seminars,
    sessions,
    soundness,
)
from app.services.numbered import Number, value_of
from app.services.statistics import Statistics
from app.words import Catalogue
from app.workspace import Workspace
from tests.app.rules.conftest import TODAY, facts, made, meeting, seat
from tests.app.samples import sampled

T = Catalogue("en")
NOW = datetime(2026, 5, 21, 20, 14)  # noqa: DTZ001


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    made_book = sampled(tmp_path / "home", held=False, now=NOW).book
    yield made_book
    made_book.close()


def this_year(book: Workspace, **more: Any) -> Statistics:
    return book.counting.of(date(2026, 1, 1), TODAY, **more)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["present", "leave", "absent", None]), st.booleans(), st.booleans()
        ),
        max_size=30,
    )
)
def test_participation_is_those_present_of_those_due(
    marks: list[tuple[str | None, bool, bool]],
) -> None:
    seats: list[Seat] = [
        seat("a", str(n), status, due=due, reason="x" if told else "")
        for n, (status, due, told) in enumerate(marks)
    ]
    given_facts = facts([meeting("a", "general_meeting", "2026-03-05T19:00:00")], seats=seats)
    number = participation(given_facts)
    due = [m for m in marks if m[1]]
    here = sum(m[0] == "present" for m in due)
    assert (number.part, number.whole) == (here, len(due))
    assert number.value == (here / len(due) if due else None)
    assert len(list(missed(given_facts))) == sum(m[0] != "present" and not m[2] for m in due)


def test_the_picture_of_attendance_and_the_number_count_alike(book: Workspace) -> None:
    held = book.records.add(
        "activity",
        {"type": "general_meeting", "held_start": "2026-02-02T19:00:00", "state": "minuted"},
    )
    planned = book.records.add(
        "activity", {"type": "general_meeting", "held_start": "2026-05-19T19:00:00"}
    )
    for n, member in enumerate(m.id for m in book.members.roster()[:4]):
        mark = {"status": ("present", "leave", "absent")[n]} if n < 3 else {}
        for meeting_ in (held, planned):
            book.records.add("attendance", {"activity": meeting_, "member": member, **mark})
    number = this_year(book).number("activity_participation_rate")
    year = whole(book.yearly.view(2026).branch)
    assert number is not None
    assert (number.part, number.whole) == (year.here, year.due)
    assert year.unmarked >= 1


def test_a_meeting_that_is_only_planned_counts_nowhere() -> None:
    planned = meeting("a", "general_meeting", "2026-05-05T19:00:00", state="planned")
    given_facts = facts([planned], seats=[seat("a", "m", "absent")])
    assert participation(given_facts).value is None
    assert list(sessions(given_facts)) == []
    assert value_of(participation(given_facts), T) == "—"


@pytest.mark.parametrize(
    ("branch", "sound"),
    [
        ({"term_end": "2027-04-01"}, True),
        ({"term_end": "2026-04-01"}, False),
        ({}, False),
        ({"branch_type": "temporary"}, True),
        ({"term_end": "2027-04-01", "dissolved_on": "2026-05-01"}, False),
    ],
)
def test_an_organisation_is_in_order_while_it_stands_and_its_term_runs(
    branch: dict[str, str], sound: bool
) -> None:
    number = soundness(facts(branch=branch), TODAY)
    assert (number.value, number.part, number.whole) == (float(sound), int(sound), 1)


def _with_items(**kinds: str) -> Facts:
    held = [meeting(a, "study_session", f"2026-03-0{n}T19:00:00") for n, a in enumerate(kinds, 1)]
    items = {a: [made(AgendaItem, f"{a}-1", activity=a, kind=k)] for a, k in kinds.items()}
    return facts(held, items=items)


def test_a_seminar_is_a_study_that_had_something_to_discuss() -> None:
    assert seminars(_with_items(a="discussion", b="study")).records == ("a",)


def test_led_study_names_who_led_it() -> None:
    led = meeting("a", "study_session", "2026-03-01T19:00:00", lecturer="周建国")
    own = meeting("b", "study_session", "2026-03-02T19:00:00")
    assert led_study(facts([led, own])).records == ("a",)


@given(st.lists(st.one_of(st.none(), st.integers(1, 120)), max_size=6))
def test_the_average_length_is_over_lectures_whose_end_is_on_record(
    lengths: list[int | None],
) -> None:
    held = []
    for n, minutes in enumerate(lengths):
        start = datetime(2026, 3, 1 + n, 19, 0)  # noqa: DTZ001
        end = None if minutes is None else (start + timedelta(minutes=minutes)).isoformat()
        held.append(meeting(f"a{n}", "party_lecture", start.isoformat(), held_end=end, micro=True))
    many, length = micro_lectures(facts(held))
    known = [m for m in lengths if m is not None]
    assert many.value == len(lengths)
    assert length.value == (round(sum(known) / len(known), 1) if known else None)
    assert len(length.records) == len(known)


def test_every_number_of_the_sample_branch_opens_records_that_exist(book: Workspace) -> None:
    found = this_year(book)
    assert {"activity_participation_rate", "reflections", "study_hours"} <= {
        n.key for n in found.numbers
    }
    for number in found.numbers:
        assert all(book.records.raw(r) is not None for r in number.records), number.key
    assert list(found.hours) == [m.id for m in book.members.roster()]


def test_who_was_not_reached_is_named_in_the_rosters_order_with_the_last_day(
    book: Workspace,
) -> None:
    roster = [m.id for m in book.members.roster()]
    unmet = this_year(book, unmet_after=1).unmet
    order = [roster.index(u.member) for u in unmet]
    assert order == sorted(order)
    someone = unmet[0].member
    fields = {"member": someone, "on": "2026-05-21", "method": "phone", "reached": True}
    book.records.add("contact_entry", fields)
    assert someone not in [u.member for u in this_year(book, unmet_after=1).unmet]


def test_a_period_may_begin_with_the_first_day_there_is(book: Workspace) -> None:
    assert book.counting.of(date.min, date.min).first == date.min


def test_of_a_period_that_is_over_those_are_counted_who_were_here(book: Workspace) -> None:
    last = date(2024, 6, 30)
    then = [m.id for m in book.members.as_of(last) if m.is_here]
    assert len(then) < len(book.members.roster())
    found = book.counting.of(date(2024, 1, 1), last)
    complete = found.number("roster_complete")
    assert complete is not None
    assert (complete.whole, list(found.hours)) == (len(then), then)
    assert {u.member for u in found.unmet} <= set(then)


def test_a_call_that_reached_nobody_is_no_contact(book: Workspace) -> None:
    new = book.records.add("member", {"name": "新来的", "number": 99})
    book.records.add("contact_entry", {"member": new, "on": "2026-05-20", "reached": False})
    (mine,) = [u for u in this_year(book).unmet if u.member == new]
    assert (mine.last, mine.days) == (None, None)


def test_a_talk_counts_as_having_met_and_its_words_are_not_read(book: Workspace) -> None:
    new = book.records.add("member", {"name": "新来的", "number": 99})
    other = book.members.roster()[0].id
    book.records.add(
        "heart_to_heart_talk", {"initiator": other, "partner": new, "on": "2026-05-01"}
    )
    assert new not in [u.member for u in this_year(book).unmet]
    assert this_year(book, unmet_after=10).unmet[-1].last == date(2026, 5, 1)


def test_numbers_are_said_as_people_read_them() -> None:
    def shown(unit: Any, value: float | None) -> str:
        return value_of(Number("k", Said("t"), unit, value, how=NOTHING), T)

    assert [shown("share", 0.9333), shown("count", 12.0), shown("minutes", 17.5)] == [
        "93.3%", "12", "17.5 min",
    ]  # fmt: skip


def test_a_member_is_in_their_place_when_in_a_group_and_reached_this_month(book: Workspace) -> None:
    before = this_year(book).number("roster_complete")
    assert before is not None
    roster = book.members.roster()
    assert before.whole == len(roster)
    away = next(m for m in roster if m.group and m.id not in before.records)
    book.records.add("contact_entry", {"member": away.id, "on": "2026-05-10", "method": "phone"})
    after = this_year(book).number("roster_complete")
    assert after is not None
    assert set(after.records) == {*before.records, away.id}
    assert "of" in after.how(T)
