"""Histories that broke a promise once, cut down to what did it: none does again."""

from pathlib import Path

import msgspec
import pytest

from tests.simulation.history import run
from tests.simulation.plan import Plan

KEPT = sorted((Path(__file__).parent / "kept").glob("*.json"))


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.stem)
def test_it_holds_now(file: Path) -> None:
    plan = msgspec.json.decode(file.read_bytes(), type=Plan)
    assert plan.breaks
    assert run(plan).said == ""
