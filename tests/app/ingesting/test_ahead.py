"""What is promised of taking ahead: the same things in the same order, and no thread left behind."""

import threading
from collections.abc import Iterator

import pytest

from app.ingesting.ahead import ahead


def test_the_same_comes_in_the_same_order() -> None:
    assert list(ahead(iter(range(100)), most=3)) == list(range(100))
    assert list(ahead(iter(()))) == []


def test_things_are_taken_while_one_is_being_used() -> None:
    taken: list[int] = []
    third = threading.Event()

    def counted() -> Iterator[int]:
        for n in range(10):
            taken.append(n)
            if n == 3:
                third.set()
            yield n

    found = ahead(counted(), most=3)
    assert next(found) == 0
    assert third.wait(5)
    assert list(found) == list(range(1, 10))


def test_what_goes_wrong_is_said_where_it_is_read() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    found = ahead(broken())
    assert next(found) == 1
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_who_stops_early_leaves_no_thread_behind() -> None:
    found = ahead(iter(range(1000)), most=2)
    assert next(found) == 0
    found.close()  # type: ignore[attr-defined]
    assert not any(thread.name.startswith("ahead") for thread in threading.enumerate())
