"""Who belonged, who was probationary and who could vote on any day, whatever was entered first."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from app.counting.attendance import Branch, afloat_ids, due_ids, roster, tally, voters
from app.counting.standing import Life, by_member, covers, floating, probation_ends, turns_of
from app.records.flow import FlowDirection, FlowRecord, GroupMembership
from app.records.meeting import Activity, Attendance, Presence
from app.records.member import Member, MemberStatusEvent, Relation, Standing, StatusEvent
from app.terms import ActivityType
from db.model.record import Record

DAY = date(2026, 5, 22)
START = date(2024, 1, 1)
days = st.integers(0, 1500).map(lambda n: START + timedelta(days=n))
happened = st.builds(
    lambda kind, on: MemberStatusEvent(member="m", event=kind, on=on),
    st.sampled_from(list(StatusEvent)),
    days,
)


def event(kind: StatusEvent, on: str, **more: object) -> MemberStatusEvent:
    return MemberStatusEvent.model_validate({"member": "m", "event": kind, "on": on, **more})


def stored(name: str, **fields: object) -> Member:
    body = {"name": name, **fields}
    return Member.of(Record("s", "member", name, body, {}, {}, False, (), 0, "", 0, ""))


@given(st.lists(happened, max_size=8), st.sampled_from(list(Standing)), days, st.randoms())
def test_the_order_in_which_events_were_entered_does_not_matter(
    events: list[MemberStatusEvent], status: Standing, day: date, chance: object
) -> None:
    member = Member(name="A", status=status)
    mixed = list(events)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = Life.of(member, events), Life.of(member, mixed)
    assert one.here(day) == other.here(day)
    assert one.probationary(day) == other.probationary(day)
    assert one.may_vote(day) == other.may_vote(day)
    assert one.status(day) == other.status(day)


@given(st.lists(happened, max_size=6), st.lists(happened, max_size=6), days)
def test_what_happens_after_a_day_changes_nothing_of_it_once_its_history_has_begun(
    before: list[MemberStatusEvent], after: list[MemberStatusEvent], day: date
) -> None:
    past = [e for e in before if e.on and e.on <= day]
    begun = [event(StatusEvent.admit, "2023-01-01"), event(StatusEvent.convert, "2023-12-31")]
    later = [e for e in after if e.on and e.on > day]
    member = Member(name="A")
    now, then = Life.of(member, begun + past), Life.of(member, begun + past + later)
    assert now.here(day) == then.here(day)
    assert now.probationary(day) == then.probationary(day)
    assert now.barred(day) == then.barred(day)
    assert now.status(day) == then.status(day)


def test_what_happened_on_one_day_stands_in_the_order_it_must_have_had() -> None:
    both = [event(StatusEvent.in_, "2026-05-22"), event(StatusEvent.out, "2026-05-22")]
    for order in permutations(both):
        assert not Life.of(Member(name="A"), order).here(DAY)


def test_whom_a_meeting_admits_or_converts_was_neither_at_that_meeting() -> None:
    admitted = Life.of(
        Member(name="A", status=Standing.probationary), [event(StatusEvent.admit, "2026-05-22")]
    )
    assert not admitted.here(DAY)
    assert admitted.here(DAY + timedelta(days=1))
    full = Life.of(Member(name="A"), [event(StatusEvent.convert, "2026-05-22")])
    assert full.probationary(DAY)
    assert not full.may_vote(DAY)
    assert full.may_vote(DAY + timedelta(days=1))


def test_a_member_whose_rights_are_suspended_belongs_but_does_not_vote() -> None:
    for begins, ends in (
        (StatusEvent.on_party_probation, StatusEvent.off_party_probation),
        (StatusEvent.rights_suspended, StatusEvent.rights_restored),
    ):
        life = Life.of(
            Member(name="A"),
            [event(begins, "2026-05-01", until="2026-05-10"), event(ends, "2026-06-01")],
        )
        assert life.here(DAY)
        assert life.may_vote(date(2026, 4, 30))
        # The end that was foreseen is not the end: it is decided.
        assert not life.may_vote(DAY)
        assert life.may_vote(date(2026, 6, 1))


def test_the_status_of_a_day_follows_what_happened_last() -> None:
    life = Life.of(
        Member(name="A", full_on=date(2020, 1, 1)),
        [
            event(StatusEvent.in_, "2024-01-01"),
            event(StatusEvent.suspend, "2025-01-01"),
            event(StatusEvent.restore, "2025-06-01"),
            event(StatusEvent.out, "2026-01-01"),
        ],
    )
    said = [life.status(date(y, 12, 31)) for y in (2023, 2024, 2025, 2026)]
    assert said == [Standing.left, Standing.full, Standing.full, Standing.left]
    assert life.status(date(2025, 3, 1)) == Standing.suspended
    gone = Life.of(Member(name="A"), [event(StatusEvent.cancel_probation, "2026-01-01")])
    assert gone.status(DAY) == Standing.removed


def test_a_probationary_member_who_left_and_came_back_is_still_one() -> None:
    comings = [event(StatusEvent.out, "2026-03-01"), event(StatusEvent.in_, "2026-05-01")]
    young = Member(name="A", status=Standing.left, joined_on=date(2025, 9, 1))
    assert Life.of(young, comings).status(DAY) == Standing.probationary
    old = Member(name="A", status=Standing.left, joined_on=date(2015, 9, 1))
    assert Life.of(old, comings).status(DAY) == Standing.full


def test_who_floats_in_belongs_while_they_float_and_has_no_vote() -> None:
    flow = FlowRecord(
        member="m", direction=FlowDirection.in_, from_on=date(2026, 1, 1), to_on=date(2026, 6, 30)
    )
    placed = Life.of(Member(name="A", relation_here=Relation.life_only), flows=[flow])
    assert placed.here(DAY)
    assert not placed.here(date(2025, 12, 31))
    assert not placed.here(date(2026, 7, 1))
    assert not placed.may_vote(DAY)
    assert not Life.of(Member(name="A"), flows=[flow]).may_vote(DAY)


def test_a_flow_without_a_first_day_says_nothing_yet() -> None:
    draft = FlowRecord(member="m", direction=FlowDirection.out)
    assert not floating(draft, DAY)
    assert not Life.of(Member(name="A"), flows=[draft]).afloat(DAY)


def test_probation_ends_after_a_year_or_when_its_extension_does() -> None:
    member = Member(name="A", joined_on=date(2025, 3, 31))
    assert probation_ends(member, []) == date(2026, 3, 31)
    longer = event(StatusEvent.extend_probation, "2026-03-20", until="2026-09-30")
    assert probation_ends(member, [longer]) == date(2026, 9, 30)
    assert probation_ends(Member(name="A"), []) is None


def test_turns_without_a_date_are_left_out() -> None:
    assert turns_of([MemberStatusEvent(member="m", event=StatusEvent.out)]) == ()
    assert list(by_member([event(StatusEvent.out, "2026-01-01")])) == ["m"]
    assert covers(None, None, DAY)


# On the sheet


MEETING = Activity(type=ActivityType.general_meeting)
THREE = (stored("a"), stored("b"), stored("c"))
AWAY = FlowRecord(member="c", direction=FlowDirection.out, from_on=date(2026, 1, 1))


def test_who_floats_out_stands_on_the_sheet_is_not_due_and_keeps_the_vote_to_count_against() -> (
    None
):
    branch = Branch(THREE, flows=(AWAY,))
    people = roster(MEETING, DAY, branch, {})
    assert [(p.id, p.due, p.afloat) for p in people] == [
        ("a", True, False),
        ("b", True, False),
        ("c", False, True),
    ]
    count = tally(people)
    assert (count.due, count.open, count.voters_due) == (2, 2, 3)
    assert voters(MEETING, DAY, branch, {}).due == 3


def test_who_floats_out_and_comes_all_the_same_is_there() -> None:
    branch = Branch(THREE, flows=(AWAY,))
    entry = Attendance(activity="x", member="c", status=Presence.present)
    count = tally(roster(MEETING, DAY, branch, {"c": entry}))
    assert (count.due, count.present, count.voters_due, count.voters_present) == (3, 1, 3, 1)


def test_a_committee_counts_its_members_wherever_they_are() -> None:
    meeting = Activity(type=ActivityType.committee_meeting)
    assert afloat_ids(meeting, DAY, Branch(THREE, flows=(AWAY,))) == frozenset()


def test_a_group_meeting_is_for_those_who_were_in_the_group_that_day() -> None:
    moved = (
        GroupMembership(member="a", group="g1", to_on=date(2026, 4, 30)),
        GroupMembership(member="a", group="g2", from_on=date(2026, 5, 1)),
    )
    people = (stored("a", group="g2"), stored("b", group="g1"))
    branch, meeting = (
        Branch(people, grouped=moved),
        Activity(type=ActivityType.group_meeting, group="g1"),
    )
    assert due_ids(meeting, date(2026, 4, 30), branch) == {"a", "b"}
    assert due_ids(meeting, DAY, branch) == {"b"}
    assert replace(branch, grouped=moved[::-1]).group_of("a", DAY) == "g2"


@given(st.lists(happened, max_size=6), days)
def test_nobody_votes_on_a_sheet_who_is_not_on_it(
    events: list[MemberStatusEvent], day: date
) -> None:
    branch = Branch((stored("m"),), events=tuple(events))
    count = voters(MEETING, day, branch, {})
    assert count.here <= count.due <= len(branch.on(day))


def test_whose_relation_followed_after_floating_in_belonged_all_along() -> None:
    flow = FlowRecord(
        member="m", direction=FlowDirection.in_, from_on=date(2026, 1, 1), to_on=date(2026, 5, 31)
    )
    life = Life.of(Member(name="A"), [event(StatusEvent.in_, "2026-06-01")], [flow])
    assert not life.here(date(2025, 12, 31))
    assert life.here(DAY)
    assert not life.may_vote(DAY)
    assert life.may_vote(date(2026, 6, 1))


def kept(kind: str, made: int, touched: int = 0, **fields: object) -> Record:
    return Record("s", kind, f"{kind}{made}", fields, {}, {}, False, (), made, "", touched, "")


def ms(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T12:00:00+08:00").timestamp() * 1000) << 16


def written(kind: str, made: str, on: str | None = None) -> MemberStatusEvent:
    fields = {"member": "m", "event": kind, **({"on": on} if on else {})}
    return MemberStatusEvent.of(kept("member_status_event", ms(made), **fields))


def person(status: str, touched: str) -> Member:
    return Member.of(kept("member", 1, ms(touched), name="A", status=status))


CAME = written("in", "2024-01-05", "2024-01-02")


def test_who_was_removed_without_a_day_is_gone_since_it_was_written_down() -> None:
    life = Life.of(person("full", "2024-01-05"), [CAME, written("remove", "2026-05-01")])
    assert life.here(date(2026, 4, 30))
    assert not life.here(date(2026, 5, 1))
    assert life.status(DAY) == Standing.removed
    back = Life.of(
        person("full", "2024-01-05"),
        [CAME, written("suspend", "2026-05-01"), written("restore", "2026-05-10")],
    )
    assert (back.here(date(2026, 5, 9)), back.here(DAY)) == (False, True)


def test_a_coming_without_a_day_strikes_nobody_off_an_old_sheet() -> None:
    life = Life.of(person("full", "2026-05-01"), [written("in", "2026-05-01")])
    assert life.here(date(2020, 1, 1))


def test_a_status_set_on_the_record_counts_beside_an_older_coming() -> None:
    life = Life.of(person("removed", "2026-05-01"), [CAME])
    assert (life.here(date(2026, 4, 30)), life.here(DAY)) == (True, False)
    assert life.status(DAY) == Standing.removed
    # What was written after it, or explains it, decides.
    later = written("in", "2026-05-10", "2026-04-01")
    assert Life.of(person("left", "2026-05-01"), [CAME, later]).here(DAY)
    both = [
        written("suspend", "2026-03-01", "2026-01-01"),
        written("restore", "2026-03-01", "2026-02-01"),
    ]
    assert Life.of(person("suspended", "2026-03-01"), [CAME, *both]).here(DAY)
