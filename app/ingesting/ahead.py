"""Takes what helpers have ready while a group is being written, so that none of them waits."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Event
from typing import Final, TypeVar

_T = TypeVar("_T")
_MOST = 24
"""Things that lie ready at most; what a branch's month amounts to is half a megabyte."""


class _End:
    """What comes after the last one."""


_END: Final = _End()


def ahead(found: Iterator[_T], most: int = _MOST) -> Iterator[_T]:
    """Yield the same in the same order, taken up to `most` ahead by a thread of its own.

    What `found` raises is raised here; the thread ends with the iteration, whoever ends it.
    """
    ready: Queue[_T | _End] = Queue(most)
    stopped = Event()
    with ThreadPoolExecutor(1, "ahead") as pool:
        taking, ended = pool.submit(_take, found, ready, stopped), False
        try:
            while not isinstance(one := ready.get(), _End):
                yield one
            ended = True
            taking.result()
        finally:
            stopped.set()
            while not ended:
                # It may be waiting for room.
                ended = isinstance(ready.get(), _End)


def _take(found: Iterator[_T], ready: "Queue[_T | _End]", stopped: Event) -> None:
    try:
        for one in found:
            if stopped.is_set():
                return
            ready.put(one)
    finally:
        ready.put(_END)
