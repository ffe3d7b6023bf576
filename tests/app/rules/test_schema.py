"""Which of two values is stricter is computed, the same in either order, and never loosens."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.known import KNOWN
from app.rules.schema import Day, Flag, Number, Share, Threshold, Unfit, Value, Word, Words

THRESHOLDS = [t for known in KNOWN.values() for t in known.thresholds.values()]


def values(threshold: Threshold) -> st.SearchStrategy[Value]:
    """Return what a threshold takes."""
    match threshold:
        case Number(whole=True):
            return st.integers(int(threshold.low), int(threshold.high)).map(float)
        case Number():
            return st.floats(threshold.low, threshold.high, allow_nan=False)
        case Share():
            return st.tuples(st.integers(1, 99), st.integers(0, 99)).map(
                lambda pair: f"{pair[0]}/{pair[0] + pair[1]}"
            )
        case Flag():
            return st.booleans()
        case Word():
            return st.sampled_from(threshold.choices)
        case Words():
            words = st.sampled_from(threshold.allowed or ("甲", "乙", "丙"))
            return st.lists(words, unique=True).map(lambda found: tuple(sorted(found)))
        case Day():
            return st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(lambda d: f"{d:%m-%d}")


@given(st.data(), st.sampled_from(THRESHOLDS))
def test_the_stricter_of_two_is_one_and_the_same_whoever_says_it_first(
    data: st.DataObject, threshold: Threshold
) -> None:
    first, second = data.draw(values(threshold)), data.draw(values(threshold))
    one = threshold.strictest(first, second)
    assert threshold.strictest(one, first) == one
    neither = {Number: "stricter", Flag: "strict", Word: "ordered"}.get(type(threshold))
    if neither and not getattr(threshold, neither) and getattr(threshold, neither) is not False:
        assert one == first
    elif isinstance(threshold, Share):
        assert one in (first, second)
    elif isinstance(threshold, Words):
        assert set(one) == set(threshold.strictest(second, first))  # type: ignore[arg-type]
    elif getattr(threshold, "ordered", True):
        assert one == threshold.strictest(second, first)


@given(st.data(), st.sampled_from(THRESHOLDS))
def test_what_a_threshold_takes_it_reads_as_it_is(
    data: st.DataObject, threshold: Threshold
) -> None:
    value = data.draw(values(threshold))
    assert threshold.read(value) == value


@given(
    st.sampled_from(THRESHOLDS),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
)
def test_whatever_stands_there_is_read_or_unfit(threshold: Threshold, value: object) -> None:
    try:
        read = threshold.read(value)
    except Unfit:
        return
    assert threshold.read(read) == read


@pytest.mark.parametrize("day", ["02-30", "13-01", "1-1", "04-31", "02-29", "0229"])
def test_a_day_exists_every_year(day: str) -> None:
    with pytest.raises(Unfit):
        Day("12-31").read(day)


def test_true_is_no_number_and_one_is_no_switch() -> None:
    with pytest.raises(Unfit):
        Number(1, 0, 9, "higher").read(True)
    with pytest.raises(Unfit):
        Flag(default=False, strict=True).read(1)


def test_more_cannot_be_asked_than_all() -> None:
    with pytest.raises(Unfit):
        Share("1/2").read("3/2")
