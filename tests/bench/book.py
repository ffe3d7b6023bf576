"""Ten years of one branch: written once a run, then opened and measured."""

import time
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from app.records.meeting import Activity, Attendance
from app.records.study import StudyRecord
from app.services.sample import StoppedClock
from app.site import SITE
from app.workspace import Workspace
from tests.bench import workload
from tests.bench.measure import Figure, p95, seconds

SECRET = "bench-secret"


def write(home: Path, months: int) -> None:
    """Write so many months into a new book, each on its own days, up to the month before this one."""
    last = datetime.now(SITE).date().replace(day=1) - timedelta(days=1)
    wanted = workload.months(months, last)
    clock = StoppedClock(datetime.fromisoformat(f"{wanted[0]}-01T08:00:00"))
    book = Workspace.create(
        home, SECRET, branch="第一项目部党支部", writer="周建国", clock=clock
    ).workspace
    roster = workload.write_members(book.records)
    for month in wanted:
        workload.write_month(book.records, roster, month, at=clock.set)
    book.close()


def measure(home: Path) -> list[Figure]:
    """Return how long saving, opening, listing and searching take."""
    book: Workspace | None = None

    def opened() -> None:
        nonlocal book
        book = Workspace.open(home, SECRET)

    took = seconds(opened)
    assert book is not None
    figures = [Figure("open the book (argon2id and all)", f"{took * 1000:.0f} ms")]
    figures += _checks(book)
    figures += _pages(book)
    book.close()
    return figures


def _checks(book: Workspace) -> list[Figure]:
    last = book.now().date()
    first = date(last.year - 9, 1, 1)
    found = 0

    def check() -> None:
        nonlocal found
        found = len(book.checking.report(first, last).findings)

    cold, again = seconds(check), seconds(check)
    book.records.change("branch", {"altitude_note": str(time.time_ns())})
    warm = seconds(check)
    return [
        Figure(f"every rule over ten years, {found} findings", f"{cold:.2f} s", "≤ 2 s"),
        Figure("the same after one write", f"{warm:.2f} s", "≤ 2 s"),
        Figure("the same with nothing written between", f"{again * 1000:.1f} ms"),
    ]


def _pages(book: Workspace) -> list[Figure]:
    records = book.records
    ids = workload.open_again(records)
    # A value written before would be no change, and no write.
    new = count(time.time_ns())
    words = ("党课", "雨季", "边坡", "学", "值班 材料", "混凝土")
    lines = (
        (
            "save one field",
            "≤ 20 ms",
            lambda n: records.change(ids[n % len(ids)], {"place_text": f"营地{next(new)}"}),
        ),
        (
            "save 1,200 characters while typing",
            "≤ 20 ms",
            lambda n: records.change(
                ids[0], {"minutes": "雨季" * 600 + str(next(new))}, typing=True
            ),
        ),
        ("open a record", "≤ 16 ms", lambda n: records.get(Activity, ids[n % len(ids)])),
        ("list page, 50 meetings", "≤ 16 ms", lambda n: records.all(Activity, limit=50, offset=n)),
        (
            "one meeting's 30 attendances",
            "≤ 16 ms",
            lambda n: records.all(Attendance, where={"activity": ids[n % len(ids)]}),
        ),
        (
            "list page, 50 of 7,200 study records",
            "≤ 16 ms",
            lambda n: records.all(StudyRecord, limit=50, offset=n * 30),
        ),
        (
            "search, first 20 hits",
            "≤ 20 ms",
            lambda n: records.find(records.query("", text=words[n % len(words)], limit=20)),
        ),
    )
    return [Figure(f"{what}, p95", f"{p95(run):.1f} ms", aim) for what, aim, run in lines]
