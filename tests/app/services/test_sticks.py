"""Where each stick got to: said of what vectors and receipts tell, never of hope."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.hq import Headquarters
from app.services.sticks import Journeys
from app.services.whereabouts import Whereabouts
from app.site import wall_clock
from app.workspace import Workspace
from db.model.progress import Progress, Silent
from db.sticks import Stick, Sticks
from tests.app.samples import new_book
from tests.app.services.test_syncing import deputy, enrol, hq, meeting, online

__all__ = ["deputy", "hq"]


class Days:
    """A clock that stands, and can be moved on by days."""

    def __init__(self) -> None:
        self.now = wall_clock()

    def __call__(self) -> int:
        return self.now

    def pass_(self, days: int) -> None:
        self.now += round(timedelta(days=days).total_seconds() * 1000)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def book(tmp_path: Path, days: Days) -> Iterator[Workspace]:
    made = new_book(tmp_path / "home", branch="109国道项目联合党支部", writer="周建国", clock=days)
    yield made
    made.close()


def test_a_stick_is_on_its_way_until_hq_has_signed_for_it(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)
    meeting(book)
    book.syncing.write_bundle(tmp_path / "a.sxbundle", Silent())
    (stick,) = book.syncing.sticks()
    assert (stick.number, stick.name, stick.changes, stick.files) == (1, "a.sxbundle", 2, 0)
    assert (stick.state, stick.receipt, stick.readers) == ("way", None, ())
    assert stick.size == (tmp_path / "a.sxbundle").stat().st_size

    (answer,) = hq.ingest([tmp_path / "a.sxbundle"], tmp_path / "out", Silent()).answers
    assert book.syncing.sticks()[0].state == "way"
    book.syncing.read_bundle(answer, Silent())
    (stick,) = book.syncing.sticks()
    assert stick.state == "hq"
    assert stick.receipt is not None
    assert stick.receipt.number == 1


def test_what_was_written_after_a_stick_does_not_hold_its_receipt_back(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)
    meeting(book)
    book.syncing.write_bundle(tmp_path / "a.sxbundle", Silent())
    syncing = online(hq, book)
    syncing.sync("http://hq", Silent())
    meeting(book)
    book.syncing.write_bundle(tmp_path / "b.sxbundle", Silent())
    assert [(s.name, s.state, s.again) for s in syncing.sticks()] == [
        ("b.sxbundle", "way", False),
        ("a.sxbundle", "hq", True),
    ]


def test_a_colleague_who_has_it_is_named(
    book: Workspace, deputy: Workspace, days: Days, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)
    enrol(hq, deputy)
    online(hq, deputy).sync("http://hq", Silent())
    online(hq, book).sync("http://hq", Silent())
    meeting(book)
    book.syncing.write_bundle(tmp_path / "a.sxbundle", Silent())
    deputy.syncing.read_bundle(tmp_path / "a.sxbundle", Silent())
    deputy.syncing.write_bundle(tmp_path / "b.sxbundle", Silent())
    assert book.syncing.sticks()[0].state == "way"
    days.pass_(1)
    book.syncing.read_bundle(tmp_path / "b.sxbundle", Silent())
    (stick,) = book.syncing.sticks()
    assert (stick.state, stick.with_whom, stick.readers) == (
        "colleague",
        ("达瓦次仁",),
        ("达瓦次仁",),
    )


def test_a_stick_that_never_arrives_is_late_after_thirty_days_unless_written_again(
    book: Workspace, days: Days, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)
    meeting(book)
    book.syncing.write_bundle(tmp_path / "a.sxbundle", Silent())
    days.pass_(29)
    assert not book.syncing.sticks()[0].late
    days.pass_(1)
    assert book.syncing.sticks()[0].late
    book.syncing.write_bundle(tmp_path / "b.sxbundle", Silent())
    assert [(s.late, s.again) for s in book.syncing.sticks()] == [(False, False), (False, True)]


def test_hq_may_have_a_part_of_it_by_another_way(book: Workspace, hq: Headquarters) -> None:
    enrol(hq, book)
    journeys, pen = Journeys(book.store, Whereabouts(book.store)), book.pen()
    meeting(book)
    online(hq, book).sync("http://hq", Silent())
    held = {pen.actor: 5}
    Sticks(book.store.engine).keep(Stick(pen.scope, "a", 1, 1, 5, 0, (), {pen.actor: 1}, held))
    assert [s.state for s in journeys.of(pen.scope, str)] == ["part"]


def test_what_is_typed_while_a_stick_is_written_is_not_said_to_be_on_it(
    book: Workspace, hq: Headquarters, tmp_path: Path
) -> None:
    enrol(hq, book)

    class Typing:
        """Somebody writes on meanwhile."""

        typed = 0

        def step(self, done: int, total: int, what: str = "") -> None:
            if not self.typed:
                self.typed = 1
                meeting(book)

    listener: Progress = Typing()
    book.syncing.write_bundle(tmp_path / "a.sxbundle", listener)
    status = book.syncing.status()
    assert (status.only_here, status.on_stick) == (2, 1)
    (answer,) = hq.ingest([tmp_path / "a.sxbundle"], tmp_path / "out", Silent()).answers
    book.syncing.read_bundle(answer, Silent())
    assert book.syncing.sticks()[0].state == "hq"
    assert book.syncing.status().only_here == 1
