"""Takes what helpers have ready while a group is being written, so that none of them waits."""

from collections.abc import Iterator
from queue import Queue
from threading import Event, Thread
from typing import TypeVar

_T = TypeVar("_T")
_MOST = 24
"""Things that lie ready at most; what a branch's month amounts to is half a megabyte."""


class _End:
    """What comes last: nothing more, or the reason."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def ahead(found: Iterator[_T], most: int = _MOST) -> Iterator[_T]:
    """Yield the same in the same order, taken up to `most` ahead by a thread of its own.

    What `found` raises is raised here; the thread ends with the iteration, whoever ends it.
    """
    ready: Queue[_T | _End] = Queue(most)
    stopped = Event()
    thread = Thread(target=_take, args=(found, ready, stopped), name="ahead")
    thread.start()
    try:
        while not isinstance(one := ready.get(), _End):
            yield one
        if one.error is not None:
            raise one.error
    finally:
        stopped.set()
        while thread.is_alive():
            # It may be waiting for room.
            while not ready.empty():
                ready.get_nowait()
            thread.join(0.01)


def _take(found: Iterator[_T], ready: "Queue[_T | _End]", stopped: Event) -> None:
    end = _End()
    try:
        for one in found:
            if stopped.is_set():
                return
            ready.put(one)
    except BaseException as error:  # noqa: BLE001 - raised again by who reads
        end = _End(error)
    ready.put(end)
