"""Organisations in order: set up, in their term, and nothing asked of a unit that cannot have one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.soundness import soundness, without_organisation
from app.records.alliance import CoveredUnit

DAY = date(2026, 6, 30)
days = st.none() | st.dates(date(2024, 1, 1), date(2028, 12, 31))


def unit(**fields: object) -> CoveredUnit:
    return CoveredUnit.model_validate({"name": "u", **fields})


units = st.lists(
    st.builds(
        unit,
        surveyed_on=days,
        set_up_on=days,
        term_end=days,
        can_set_up=st.none() | st.booleans(),
    ),
    max_size=12,
)


def test_a_branch_alone_is_all_there_is() -> None:
    assert soundness([True], [], DAY)[:2] == (1, 1)
    assert soundness([False], [], DAY)[:2] == (0, 1)


def test_a_unit_counts_while_its_organisation_is_set_up_and_in_its_term() -> None:
    good = unit(set_up_on=date(2025, 1, 1), term_end=DAY)
    past = unit(set_up_on=date(2025, 1, 1), term_end=date(2026, 6, 29))
    later = unit(set_up_on=date(2026, 7, 1), can_set_up=True)
    assert soundness([True], [good, past, later], DAY) == (2, 4, 0)


def test_a_unit_that_cannot_set_one_up_is_not_asked_for_one() -> None:
    cannot, may, enough, unknown = (
        unit(can_set_up=False), unit(can_set_up=True), unit(full_members=3), unit(),
    )  # fmt: skip
    assert soundness([], [cannot, may, enough, unknown], DAY)[:2] == (0, 2)
    assert len(without_organisation([cannot, may, enough, unknown], DAY)) == 4


def test_a_unit_whose_term_is_not_on_record_is_said_so() -> None:
    assert soundness([], [unit(set_up_on=date(2025, 1, 1))], DAY) == (1, 1, 1)


def test_what_was_surveyed_later_was_not_known_then() -> None:
    later = unit(surveyed_on=date(2026, 7, 1))
    assert soundness([True], [later], DAY) == (1, 1, 0)
    assert without_organisation([later], DAY) == []


@given(st.lists(st.booleans(), max_size=3), units, st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_never_more_in_order_than_asked_and_more_untold_than_in_order(
    own: list[bool], given_units: list[CoveredUnit], day: date
) -> None:
    found = soundness(own, given_units, day)
    assert 0 <= found.untold <= found.part <= found.whole <= len(own) + len(given_units)
    assert found.part + len(without_organisation(given_units, day)) <= len(own) + len(given_units)
