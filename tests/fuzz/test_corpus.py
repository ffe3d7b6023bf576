"""What every parser promises of foreign bytes: an error of ours or none, soon, in little memory."""

import time
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest

from db.model.errors import NotFound, WeBroke
from tests.fuzz.mutation import mutated
from tests.fuzz.seeds import CORPUS, all_of_them
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.trying import Hung, tried

MEMORY = 48 << 20
"""More than a parser needs for what it may be given here, less than a header can claim."""


def corpus(name: str) -> list[Path]:
    return sorted((CORPUS / name).iterdir())


@pytest.mark.parametrize("name", TARGETS)
def test_known_inputs_are_taken_or_refused_in_little_memory(name: str) -> None:
    for file in corpus(name):
        raw = file.read_bytes()
        tried(TARGETS[name], raw)
        tracemalloc.start()
        try:
            tried(TARGETS[name], raw)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < MEMORY, (file.name, peak)


@pytest.mark.parametrize("name", TARGETS)
def test_mutated_inputs_are_taken_or_refused(name: str) -> None:
    known = [file.read_bytes() for file in corpus(name)]
    for raw in islice(mutated(1, known), TARGETS[name].tries):
        try:
            tried(TARGETS[name], raw)
        except BaseException as error:
            error.add_note(f"{name}: {raw!r}")
            raise


def test_seeds_are_what_real_objects_look_like_today() -> None:
    assert {name for name, _, _ in all_of_them()} == set(TARGETS)


def _error(error: Exception) -> Target:
    def raising(_raw: bytes) -> None:
        raise error

    return Target(raising)


def test_what_a_parser_may_not_do_is_noticed() -> None:
    tried(_error(NotFound("not there")), b"")
    for error in (ValueError(), WeBroke("we sent it"), MemoryError(), RecursionError()):
        with pytest.raises(type(error)):
            tried(_error(error), b"")
    with pytest.raises(Hung):
        tried(Target(lambda _: time.sleep(60)), b"", 0.05)
