"""What the columns promise beyond giving everything back: records and references cost little."""

import pytest

from db.model.change import Change, Op
from db.model.errors import PeerBroke
from sync.core import columns
from sync.core.squeeze import squeezed
from sync.core.varints import counted
from tests.sync.workload import ACTOR, SCOPE, month


def test_an_attendance_more_costs_a_few_bytes() -> None:
    run = [c for c in month() if c.ops[0].kind in ("member", "activity", "attendance")]
    thirty = [c for c in run if c.ops[0].kind == "attendance"][:30]
    whole, without = (
        len(columns.encode(run)),
        len(columns.encode([c for c in run if c not in thirty])),
    )
    assert (whole - without) / 30 < 12


def test_a_change_without_ops_comes_back() -> None:
    empty = Change(SCOPE, ACTOR, 5, 3, "", "edit", ())
    assert columns.decode(SCOPE, ACTOR, columns.encode([empty])) == [empty]


def test_a_run_that_claims_millions_of_ops_is_refused_before_memory_is_taken() -> None:
    who = bytes([0, 1]) + b"\xff\xff\xff\x7f"
    streams = [b"\0", b"\0", who, b"", b"", b""]
    numbers = b"\0" + b"".join(counted(s) for s in streams)
    table = b'[[],[],[["a","new"]],[["k","f",0,0]]]'
    with pytest.raises(PeerBroke, match="too many"):
        columns.decode(SCOPE, ACTOR, counted(squeezed(numbers)) + squeezed(table))


def test_the_record_of_the_op_before_is_not_written_again() -> None:
    ops = tuple(Op("member", f"{ACTOR}.1.0", f"f{n}", n) for n in range(50))
    one = columns.encode([Change(SCOPE, ACTOR, 1, 1, "甲", "new", ops)])
    assert columns.decode(SCOPE, ACTOR, one)[0].ops == ops
