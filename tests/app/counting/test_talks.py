"""Three kinds of pair, each counted once, whoever began the talk."""

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.talks import Pairs, pairs

SEATED, OTHERS = ("书", "组", "宣"), ("甲", "乙", "丙")
YEAR = 2026


@dataclass(frozen=True)
class Held:
    """A talk."""

    initiator: str
    partner: str
    on: date | None = date(YEAR, 5, 1)


PEOPLE = st.sampled_from([*SEATED, *OTHERS, "走了的人"])
DAYS = st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2027, 12, 31)))
TALKS = st.lists(st.builds(Held, PEOPLE, PEOPLE, DAYS), max_size=30)


def of(talks: list[Held]) -> Pairs:
    return pairs(talks, SEATED, (*SEATED, *OTHERS), YEAR)


def lacking(found: Pairs) -> int:
    return (
        len(found.committee_lacking())
        + len(found.without_committee())
        + len(found.without_member())
    )


def test_a_year_without_a_talk_lacks_every_kind() -> None:
    found = of([])
    assert found.committee_lacking() == (("书", "组"), ("书", "宣"), ("组", "宣"))
    assert found.without_committee() == found.without_member() == OTHERS


def test_one_talk_with_anybody_of_the_committee_is_enough_for_a_member() -> None:
    found = of([Held("宣", "甲"), Held("乙", "甲")])
    assert found.without_committee() == ("乙", "丙")
    assert found.without_member() == ("丙",)
    assert found.talked("甲", SEATED) == (date(YEAR, 5, 1),)


def test_the_secretary_alone_has_no_pair_and_one_member_alone_nobody_to_talk_to() -> None:
    assert pairs([], ("书",), ("书", "甲"), YEAR).committee_lacking() == ()
    assert pairs([], ("书",), ("甲",), YEAR).without_member() == ()
    assert pairs([], (), ("甲", "乙"), YEAR).without_committee() == ()


@given(TALKS)
def test_it_makes_no_difference_who_began(talks: list[Held]) -> None:
    turned = [replace(t, initiator=t.partner, partner=t.initiator) for t in talks]
    assert of(talks) == of(turned)


@given(TALKS, st.builds(Held, PEOPLE, PEOPLE, DAYS))
def test_another_talk_never_makes_more_lack(talks: list[Held], more: Held) -> None:
    assert lacking(of([*talks, more])) <= lacking(of(talks))


@given(TALKS)
def test_only_held_talks_of_two_people_in_the_year_count(talks: list[Held]) -> None:
    real = [t for t in talks if t.on and t.on.year == YEAR and t.initiator != t.partner]
    found = of(talks)
    assert sum(len(days) for days in found.days.values()) == len(real)
    assert all(found.between(t.initiator, t.partner) for t in real)
