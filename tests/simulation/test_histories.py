"""Random histories of laptops, HQ, sticks and accidents: whatever happens, nothing is lost."""

import os
import random
import subprocess
import sys

import msgspec
import pytest

from tests.simulation.bugs import pred_dropped, seal_not_checked
from tests.simulation.history import run, shrunk
from tests.simulation.plan import Plan, planned

SEEDS = 60
"""Histories that every test run takes; `make simulate` goes on from there."""
EACH = 6


@pytest.mark.parametrize("start", range(1, SEEDS + 1, EACH))
def test_no_promise_is_broken(start: int) -> None:
    outcomes = [run(planned(seed)) for seed in range(start, start + EACH)]
    assert [(o.plan.seed, o.said) for o in outcomes if o.promise] == []


def test_one_integer_is_one_history() -> None:
    """The same events, and the same bytes in every log, in a process that hashes otherwise too."""
    once = run(planned(7))
    assert once.written
    assert (planned(7), run(planned(7)).written) == (once.plan, once.written)
    said = subprocess.run(
        [sys.executable, "-m", "tests.simulation", "--seed", "7"],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, once.written in said.stdout) == (0, True), said.stdout


def test_a_plan_survives_being_written_down() -> None:
    plan = planned(11)
    assert msgspec.json.decode(msgspec.json.encode(plan), type=Plan) == plan


def test_any_part_of_a_plan_is_a_plan() -> None:
    chance, plan = random.Random(3), planned(12)
    for _ in range(3):
        part = tuple(e for e in plan.events if chance.random() < 0.5)
        assert run(msgspec.structs.replace(plan, events=part)).said == ""


def test_a_finding_is_cut_down_to_what_breaks_the_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    pred_dropped(monkeypatch)
    found = next(o for o in map(run, map(planned, range(1, 20))) if o.promise)
    small = shrunk(found.plan, found.promise)
    assert run(small).promise == small.breaks == found.promise
    assert len(small.events) < len(found.plan.events) / 3
    for n in range(len(small.events)):
        fewer = small.events[:n] + small.events[n + 1 :]
        assert run(msgspec.structs.replace(small, events=fewer)).promise != found.promise


def test_a_finding_ends_the_command_with_1_and_says_how_to_see_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seal_not_checked(monkeypatch)
    seed = next(s for s in range(1, 20) if run(planned(s)).promise)
    said = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.simulation",
            "--bug",
            "seal_not_checked",
            "--seed",
            str(seed),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert f"--replay build/simulation/seed-{seed}.json" in said.stdout
