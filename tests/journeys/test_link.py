"""What a link of a kilobyte a second is asked to carry: bytes and turns, counted on the socket.

Every byte both ways counts, HTTP's own lines among them. The content is a realistic month
(`tests/bench/workload.py`): 34,000 characters of prose, 400 records.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.workspace import Workspace
from db.model.progress import Silent
from tests.bench import exchange, workload
from tests.bench.exchange import CHEAP, SECRET, Bench
from tests.bench.wire import Link


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with exchange.opened(tmp_path) as found:
        yield found


def test_a_month_and_what_follows_cost_no_more_than_they_must(bench: Bench) -> None:
    first = bench.step(bench.first_month)
    nothing = bench.step(lambda: None)
    # What is filed is not changed: the meetings are opened again first, which is not counted here.
    workload.open_again(bench.book.records)
    bench.sync()
    sentence = bench.step(bench.edit)
    corrected = bench.step(bench.correct)
    following = bench.step(bench.next_month)
    steps = (first, nothing, sentence, corrected, following)
    assert [s.outcome.turns for s in steps] == [1] * 5
    assert [s.outcome.receipt for s in steps] == [1, None, 3, 4, 5]
    limits = (30_000, 400, 450, 400, 29_500)
    assert [s.wire <= most for s, most in zip(steps, limits, strict=True)] == [True] * 5, [
        s.wire for s in steps
    ]
    # The content is no easier than the month that the limits were set for.
    assert first.floor > 35_000


@pytest.mark.parametrize(("breaks", "most"), [(16_384, 1.02), (4_096, 1.10), (1_024, 1.45)])
def test_a_link_that_breaks_again_and_again_carries_a_month(
    bench: Bench, breaks: int, most: float
) -> None:
    bench.first_month()
    bench.meter.link = Link(breaks=breaks)
    outcome, wire = bench.sync()
    assert (outcome.turns, outcome.receipt) == (1, 1)
    assert bench.meter.lines > 26_000 // breaks
    # Uncut it takes the message bytes and about 210 of HTTP.
    assert wire <= most * (outcome.up + outcome.down + 210)


def test_a_new_laptop_has_a_year_for_a_few_hundred_kilobytes(bench: Bench, tmp_path: Path) -> None:
    bench.first_month()
    bench.sync()
    for month in range(4, 13):
        workload.write_month(bench.book.records, bench.roster, f"2026-{month:02d}")
        bench.sync()
    for month in range(1, 3):
        workload.write_month(bench.book.records, bench.roster, f"2027-{month:02d}")
        bench.sync()
    second = Workspace.create(
        tmp_path / "second", SECRET, branch="第一项目部党支部", writer="李", cost=CHEAP
    ).workspace
    second.enrolling.take_certificate(bench.hq.enrol(second.enrolling.request_bytes()).certificate)
    bench.meter.taken()
    seen = _Seen(second, bench)
    outcome = second.syncing.sync(bench.meter.address, seen)
    assert second.records.counts()["activity"] == 108
    assert outcome.down + outcome.up < 300_000
    # Work can begin with the first month: members, and what they did.
    assert seen.first is not None
    assert seen.first[0] <= 31_000
    assert seen.first[1] >= 9
    second.close()


class _Seen(Silent):
    """Looks what is on the second laptop when the second question goes out."""

    def __init__(self, book: Workspace, bench: Bench) -> None:
        self._book, self._bench, self._wire = book, bench, 0
        self.first: tuple[int, int] | None = None

    def step(self, done: int, total: int, what: str = "") -> None:
        del done, total, what
        self._wire += self._bench.meter.taken()
        meetings = self._book.records.counts().get("activity", 0)
        if meetings and self.first is None:
            self.first = (self._wire, meetings)
