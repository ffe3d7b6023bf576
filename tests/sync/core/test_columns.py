"""What the columns promise beyond giving everything back: records and references cost little."""

import pytest

from db.model.change import Change, Op
from db.model.errors import PeerBroke
from sync.core import columns
from sync.core.codecs import nothing
from sync.core.columns import Run
from sync.core.varints import varint
from tests.sync.workload import ACTOR, SCOPE, month


def size(run: list[Change]) -> int:
    return len(columns.encode(run, nothing) or b"")


def test_an_attendance_more_costs_a_few_bytes() -> None:
    run = [c for c in month() if c.ops[0].kind in ("member", "activity", "attendance")]
    thirty = [c for c in run if c.ops[0].kind == "attendance"][-30:]
    assert (size(run) - size([c for c in run if c not in thirty])) / 30 < 12


def test_a_change_without_ops_comes_back() -> None:
    empty = Change(SCOPE, ACTOR, 5, 3, "", "edit", ())
    content = columns.encode([empty], nothing) or b""
    assert columns.decode(Run(SCOPE, ACTOR, 5, 1), content, nothing) == [empty]


@pytest.mark.parametrize("count", [1 << 20, (1 << 53) - 1])
def test_a_run_that_claims_millions_of_changes_is_refused_before_memory_is_taken(
    count: int,
) -> None:
    numbers = bytes([0, 0, 1, 1, 1, 1, 1, 1, 4, 0, 0, 0])
    content = bytes([0]) + varint(len(numbers)) + numbers
    with pytest.raises(PeerBroke, match="too many"):
        columns.decode(Run(SCOPE, ACTOR, 1, count), content, nothing)


def test_a_run_that_claims_millions_of_ops_is_refused_before_memory_is_taken() -> None:
    numbers = bytes([0, 0, 1, 1, 1, 1, 1, 1, 4, 0, 0]) + varint(1 << 40) + bytes(9)
    content = bytes([0]) + varint(len(numbers)) + numbers
    with pytest.raises(PeerBroke, match="too many"):
        columns.decode(Run(SCOPE, ACTOR, 1, 1), content, nothing)


def test_the_record_of_the_op_before_is_not_written_again() -> None:
    ops = tuple(Op("member", f"{ACTOR}.1.0", f"f{n}", n) for n in range(50))
    change = Change(SCOPE, ACTOR, 1, 1, "甲", "new", ops)
    content = columns.encode([change], nothing) or b""
    assert columns.decode(Run(SCOPE, ACTOR, 1, 1), content, nothing)[0].ops == ops
