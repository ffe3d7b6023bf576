"""Running a history, and cutting one that broke a promise down to what breaks it."""

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from db.model.errors import SuixingError
from tests.simulation.invariants import Broken
from tests.simulation.plan import Happening, Plan
from tests.simulation.world import World

MEMORY = Path("/dev/shm")


class Outcome(NamedTuple):
    """What a history came to: the promise it broke (empty: none), and a hash over all logs."""

    plan: Plan
    promise: str = ""
    said: str = ""
    written: str = ""
    luck: Counter[str] = Counter()


def run(plan: Plan) -> Outcome:
    """Let a history happen, on disks of its own."""
    folder = Path(tempfile.mkdtemp(prefix="history-", dir=MEMORY if MEMORY.is_dir() else None))
    world = World(folder, plan.laptops)
    try:
        for event in plan.events:
            event.happen(world)
            world.look()
        world.come_to_rest(random.Random(plan.seed))
        return Outcome(plan, written=world.outcome(), luck=world.luck)
    except Broken as broken:
        return Outcome(plan, broken.promise, str(broken), luck=world.luck)
    except SuixingError as error:
        return Outcome(plan, f"raised {type(error).__name__}", str(error), luck=world.luck)
    finally:
        world.close()
        shutil.rmtree(folder)


def shrunk(plan: Plan, promise: str, tries: int = 300) -> Plan:
    """Leave out every event without which the same promise breaks still.

    Delta debugging (Zeller and Hildebrandt, 2002): halves first, then quarters, down to one by one.
    """

    def breaks(events: tuple[Happening, ...]) -> bool:
        nonlocal tries
        tries -= 1
        return run(msgspec.structs.replace(plan, events=events)).promise == promise

    events, size = plan.events, max(1, len(plan.events) // 2)
    while tries > 0:
        events, smaller = _without(events, size, breaks)
        if not smaller and size == 1:
            break
        size = size if smaller else max(1, size // 2)
    return msgspec.structs.replace(plan, events=events, breaks=promise)


def _without(
    events: tuple[Happening, ...], size: int, breaks: Callable[[tuple[Happening, ...]], bool]
) -> tuple[tuple[Happening, ...], bool]:
    """Try to leave out each run of `size` events, the last ones first."""
    smaller = False
    for start in range((len(events) - 1) // size * size, -1, -size):
        rest = events[:start] + events[start + size :]
        if rest != events and breaks(rest):
            events, smaller = rest, True
    return events, smaller
