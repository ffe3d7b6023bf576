"""Running a target: what a parser may do with bytes, and what it may not."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from db.model.errors import SuixingError, WeBroke
from tests.fuzz.targets import Target

SECONDS = 5


class Hung(BaseException):
    """It took too long; no net for errors catches it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Hung in this thread where the block takes longer."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise Hung

    # 0: somebody else looks at the time.
    if not seconds:
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def tried(target: Target, raw: bytes, seconds: float = SECONDS) -> None:
    """Run a target; a mistake of ours is none that a peer may cause."""
    with within(seconds):
        try:
            target.run(raw)
        except WeBroke:
            raise
        except SuixingError:
            return
