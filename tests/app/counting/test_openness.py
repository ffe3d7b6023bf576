"""Who knows of one record, what shows on a day, when the box opens, what still fits a page."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.counting.openness import (
    STAGES,
    Showing,
    asked_within,
    collects,
    days_left,
    days_shown,
    may_open,
    open_opinions,
    overdue,
    shortened,
    shortening,
    showed_within,
    showing,
    stages,
    stances,
    told,
    unanswered,
    week_of,
)
from app.records.openness import (
    Acknowledgement,
    Comment,
    CommentKind,
    Deliberation,
    DeliberationState,
    Disclosure,
    Opinion,
    OpinionState,
)
from app.terms import Stance

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
MAYBE = st.one_of(st.none(), DAYS)
NAMES = st.lists(st.sampled_from("甲乙丙丁戊"), unique=True)


def known(*members: str) -> list[Acknowledgement]:
    return [Acknowledgement(about="通知", member=m) for m in members]


def test_who_knows_stands_in_the_rosters_order_and_who_was_not_due_beside() -> None:
    found = told(("甲", "乙", "丙"), known("丙", "客", "甲"))
    assert found.knowing == ("甲", "丙")
    assert found.waiting == ("乙",)
    assert found.beside == ("客",)


@given(NAMES, NAMES)
def test_everybody_due_either_knows_or_is_waited_for(due: list[str], knows: list[str]) -> None:
    found = told(due, known(*knows))
    assert sorted((*found.knowing, *found.waiting)) == sorted(due)
    assert set(found.knowing) | set(found.beside) == set(knows)


@given(MAYBE, MAYBE, DAYS)
def test_what_shows_on_a_day_showed_in_every_period_around_it(
    first: date | None, last: date | None, day: date
) -> None:
    one = Disclosure(title="公开", from_on=first, to_on=last)
    if showing(one, day) == Showing.now:
        assert showed_within(one, day, day)
        assert showed_within(one, day - timedelta(days=9), day + timedelta(days=9))
    if first is not None and (last is None or first <= last):
        assert showed_within(one, day, day) == (showing(one, day) == Showing.now)


def test_a_disclosure_counts_its_first_and_last_day() -> None:
    one = Disclosure(title="公开", from_on=date(2026, 5, 1), to_on=date(2026, 5, 5))
    assert days_shown(one) == 5
    assert days_left(one, date(2026, 5, 2)) == 3
    assert days_left(one, date(2026, 5, 5)) == 0
    assert days_left(one, date(2026, 5, 6)) is None
    assert showing(one, date(2026, 4, 30)) == Showing.coming
    assert showing(one, date(2026, 5, 6)) == Showing.past
    assert showing(Disclosure(title="公开"), date(2026, 5, 6)) == Showing.undated
    assert days_left(Disclosure(title="公开", from_on=date(2026, 5, 1)), date(2026, 5, 6)) is None
    assert days_shown(Disclosure(title="公开", from_on=date(2026, 5, 1))) is None


def test_only_questions_wait_for_an_answer() -> None:
    asked = Comment(about="公开", kind=CommentKind.question, text="何时发放")
    blank = asked.model_copy(update={"reply": "  "})
    answered = asked.model_copy(update={"reply": "下周"})
    said = Comment(about="公开", kind=CommentKind.comment, text="知道了")
    assert unanswered([asked, blank, answered, said]) == [asked, blank]
    assert overdue(date(2026, 5, 1), date(2026, 5, 16), 14)
    assert not overdue(date(2026, 5, 2), date(2026, 5, 16), 14)
    assert not overdue(None, date(2026, 5, 16), 14)


def test_an_opinion_answered_or_taken_up_waits_no_more() -> None:
    waits = Opinion(text="食堂")
    others = [Opinion(text="x", state=s) for s in OpinionState if s != OpinionState.open]
    assert open_opinions([waits, *others]) == [waits]


def marks(**fields: object) -> list[str]:
    return [s.mark for s in stages(Deliberation.model_validate({"title": "议题", **fields}))]


def test_a_deliberation_goes_from_agenda_to_resolution() -> None:
    day = "2026-05-01"
    assert marks() == ["current", "open", "open", "open"]
    assert marks(state="opinions", opened_on=day) == ["done", "current", "open", "open"]
    assert marks(state="vote", opened_on=day) == ["done", "done", "current", "open"]
    whole = {"opened_on": day, "motion": "m", "resolution": "r"}
    assert marks(state="resolved", **whole) == ["done"] * 4


def test_what_a_stage_should_have_left_behind_and_did_not_contradicts() -> None:
    assert marks(state="resolved", opened_on="2026-05-01", motion="m")[-1] == "contradiction"
    assert marks(state="resolved", resolution="r")[1:3] == ["contradiction", "contradiction"]


def test_what_was_dropped_has_no_current_stage() -> None:
    found = marks(state="dropped", opened_on="2026-05-01")
    assert found == ["open", "done", "open", "open"]


@given(st.sampled_from(DeliberationState), MAYBE)
def test_there_is_one_current_stage_at_most(state: DeliberationState, opened: date | None) -> None:
    found = stages(Deliberation(title="议题", state=state, opened_on=opened))
    assert [s.state for s in found] == list(STAGES)
    assert sum(s.mark == "current" for s in found) == (state in STAGES[:-1])


def test_opinions_are_collected_to_the_last_day() -> None:
    open_ = Deliberation(
        title="议题", state=DeliberationState.opinions, opinions_until=date(2026, 5, 10)
    )
    assert collects(open_, date(2026, 5, 10))
    assert not collects(open_, date(2026, 5, 11))
    assert not collects(Deliberation(title="议题"), date(2026, 5, 1))


@given(st.sampled_from(DeliberationState), MAYBE, MAYBE, DAYS)
def test_who_can_still_say_something_on_a_day_was_asked_in_every_period_around_it(
    state: DeliberationState, opened: date | None, until: date | None, day: date
) -> None:
    one = Deliberation(title="议题", state=state, opened_on=opened, opinions_until=until)
    if opened and opened <= day and collects(one, day):
        assert asked_within(one, day, day)
        assert asked_within(one, day - timedelta(days=3), day + timedelta(days=3))
    if asked_within(one, day, day):
        assert opened
        assert opened <= day


@given(
    st.lists(st.tuples(st.sampled_from(CommentKind), st.one_of(st.none(), st.sampled_from(Stance))))
)
def test_positions_add_up_to_the_opinions(
    said: list[tuple[CommentKind, Stance | None]],
) -> None:
    found = stances(Comment(about="议", text="x", kind=k, stance=s) for k, s in said)
    assert sum(found.values()) == sum(k == CommentKind.opinion for k, _ in said)
    assert 0 not in found.values()


@given(st.integers(0, 9), MAYBE, DAYS, st.integers(1, 9), st.integers(0, 30))
def test_the_box_opens_for_enough_slips_or_after_whole_days_and_never_empty(
    lying: int, dropped: date | None, today: date, least: int, days: int
) -> None:
    since = week_of(dropped) if dropped else None
    opens = may_open(lying, since, today, least=least, days=days)
    if opens:
        assert lying
        # On whatever day of its week the first was dropped, it has lain long enough.
        assert lying >= least or (since and (today - since).days - 6 > days)
    if dropped and lying:
        assert may_open(lying, since, dropped + timedelta(days=days + 7), least=least, days=days)


@given(DAYS)
def test_every_day_of_a_week_leaves_the_same_trace(day: date) -> None:
    assert week_of(day).weekday() == 0
    assert {week_of(week_of(day) + timedelta(days=n)) for n in range(7)} == {week_of(day)}


@given(st.lists(st.integers(0, 30), max_size=9), st.integers(0, 60))
def test_lists_fit_or_each_shows_its_first(lengths: list[int], lines: int) -> None:
    shown = shortened(lengths, lines)
    assert all(min(1, n) <= s <= n for s, n in zip(shown, lengths, strict=True))
    taken = sum(s + (s < n) for s, n in zip(shown, lengths, strict=True))
    assert taken <= lines or all(s == min(1, n) for s, n in zip(shown, lengths, strict=True))
    if sum(lengths) <= lines:
        assert shown == tuple(lengths)


@given(st.lists(st.integers(0, 30), max_size=9), st.integers(0, 60), st.integers(0, 2))
def test_less_and_less_room_is_one_walk(lengths: list[int], most: int, least: int) -> None:
    falling = range(most, -1, -1)
    apart = [shortened(lengths, lines, least) for lines in falling]
    assert list(shortening(lengths, falling, least)) == apart


def test_the_longest_list_gives_way_first() -> None:
    assert shortened((2, 9, 3), 10) == (2, 4, 3)
