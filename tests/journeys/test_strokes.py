"""A whole meeting by hand, in as few keys and clicks as docs/benchmarks.md says."""

from tests.bench.strokes import call_the_roll, once, sign_in

MOST, MOST_CALLED = 60, 83


def test_a_meeting_from_notice_to_filed_takes_no_more_than_sixty_actions() -> None:
    parts, prose = once(sign_in)
    assert sum(part.actions for part in parts) <= MOST
    assert prose >= 295


def test_the_roll_may_be_called_with_a_key_a_person() -> None:
    parts, _ = once(call_the_roll)
    assert sum(part.actions for part in parts) <= MOST_CALLED
    assert next(p.actions for p in parts if p.name.startswith("the roll")) == 33
