"""What reading codec 1 promises; that it reads a real month is shown in tests/formats."""

import pytest

from db.model.errors import PeerBroke
from sync.core.codecs import nothing
from sync.core.columns import Run
from sync.core.columns1 import decode
from sync.core.squeeze import squeezed
from sync.core.varints import counted
from tests.sync.workload import ACTOR, SCOPE

RUN = Run(SCOPE, ACTOR, 1, 1)


def test_a_run_that_claims_millions_of_ops_is_refused_before_memory_is_taken() -> None:
    who = bytes([0, 1]) + b"\xff\xff\xff\x7f"
    streams = [b"\0", b"\0", who, b"", b"", b""]
    numbers = b"\0" + b"".join(counted(s) for s in streams)
    table = b'[[],[],[["a","new"]],[["k","f",0,0]]]'
    with pytest.raises(PeerBroke, match="too many"):
        decode(RUN, counted(squeezed(numbers)) + squeezed(table), nothing)


@pytest.mark.parametrize("table", [b"", b"{}", b"[[],[],[],[[1]]]"])
def test_a_table_that_is_none_is_an_error_of_ours(table: bytes) -> None:
    with pytest.raises(PeerBroke, match="table"):
        decode(RUN, counted(squeezed(b"\0")) + squeezed(table), nothing)
