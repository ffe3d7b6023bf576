"""A micro-lecture lasts twenty minutes at most."""

import pytest

from app.rules.lectures import micro
from tests.app.rules.conftest import facts, meeting, told


@pytest.mark.parametrize(("end", "long"), [("10:20:00", 0), ("10:21:00", 1)])
def test_a_micro_lecture_is_short(end: str, long: int) -> None:
    times = {"held_end": f"2026-05-08T{end}", "micro": True}
    held = meeting("m", "party_lecture", "2026-05-08T10:00:00", **times)
    assert [f.rule for f in told(micro, facts([held]))] == ["R36"] * long


def test_any_other_lecture_may_be_long() -> None:
    assert not told(micro, facts([meeting("m", "party_lecture", "2026-05-08T10:00:00")]))
