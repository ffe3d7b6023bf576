"""A book that an alliance has filled for ten years, and the pages that show it: how long the screen waits.

2,000 partners, 10,000 matters of which 300 are open, 5,000 activities, 5,000 bookings, 2,000 visits.
Beside each page stands how many times as long it takes as over a twentieth of that book: a page that
reads what it shows takes about as long over either. Time is the processor time of the screen's thread
from the click until the page is painted and its reading elsewhere has come back.
"""

import random
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.paths import resources
from app.words import Catalogue
from app.workspace import Workspace
from db.keys import Cost
from db.model.change import Json
from db.model.record import Edit
from tests.bench.measure import Figure, seconds
from ui.desktop.application import application
from ui.desktop.desk import Route
from ui.desktop.theme.theme import Theme
from ui.desktop.window import Window
from ui.desktop.work import Work

SECRET, NOW, LAST = "bench-secret", 1_779_365_640_000, date(2026, 5, 20)
PARTNERS, MATTERS, OPEN, ACTIVITIES, BOOKINGS, VISITS = 2000, 10_000, 300, 5000, 5000, 2000
SMALL, AGAIN, BATCH = 20, 5, 2000
PAGES = (
    ("the board of matters", Route("service", detail="matters:board"), "≤ 50 ms"),
    ("the list of all matters", Route("service", detail="matters:all"), "≤ 100 ms"),
    ("visits", Route("service", detail="visits"), "≤ 100 ms"),
    ("suggestions", Route("service", detail="ideas"), "≤ 100 ms"),
    ("overview of joint building", Route("joint", detail="overview"), "≤ 100 ms"),
    ("register of units", Route("joint", detail="units:list"), "≤ 100 ms"),
    ("activities of a year", Route("joint", detail="activities:held"), "≤ 100 ms"),
)
Body = dict[str, Json]


def measure(folder: Path) -> list[Figure]:
    """Return how long each page takes over the large book, and how much longer than over a small one."""
    written = seconds(lambda: write(folder / "large"))
    write(folder / "small", SMALL)
    small, large = visited(folder / "small"), visited(folder / "large")
    figures = [Figure("records of the large book written", f"{written:.1f} s", "≤ 20 s")]
    for name, _, aim in PAGES:
        first, again = large[name]
        value = f"{first:.0f} / {again:.0f} ms, ×{again / max(small[name][1], 0.1):.1f}"
        figures.append(Figure(f"{name}, first visit / again", value, f"{aim} again"))
    return figures


def write(home: Path, part: int = 1) -> None:
    """Write the book, or one of a `part`-th of its size; the open matters are as many in either."""
    made = Workspace.create(
        home, SECRET, branch="牵头支部", writer="周建国", clock=lambda: NOW, cost=Cost(1, 1, 8)
    )
    book, rng = made.workspace, random.Random(1)
    book.tags.use("bagong")
    units = _put(book, "partner_organization", _units(PARTNERS // part))
    rooms = _put(
        book, "shared_resource", [{"name": f"会议室{n}", "kind": "room"} for n in range(40)]
    )
    people = _put(book, "member", [{"name": f"王{n}", "status": "full"} for n in range(30)])
    visits = _put(book, "service_visit", _visits(VISITS // part, units, rng))
    _put(
        book,
        "suggestion",
        [{"title": f"建议{n}", "received_on": _day(n)} for n in range(300 // part)],
    )
    _put(book, "matter", _matters(MATTERS // part, units, people, visits, rng))
    _put(book, "activity", _activities(ACTIVITIES // part, units, rng))
    _put(book, "booking", _bookings(BOOKINGS // part, units, rooms, rng))
    book.close()


def _put(book: Workspace, kind: str, bodies: Sequence[Mapping[str, Json]]) -> list[str]:
    # Past the forms and the guards, which would have every matter closed step by step.
    scope, actor, _ = book.store.settings.several("scope", "actor", "writer")
    ids: list[str] = []
    for at in range(0, len(bodies), BATCH):
        edits = [Edit(kind, dict(body)) for body in bodies[at : at + BATCH]]
        ids += book.store.write(scope, actor, edits, by="周建国", what="import").ids
    return ids


def _day(back: int) -> str:
    return (LAST - timedelta(days=back)).isoformat()


def _units(number: int) -> list[Body]:
    return [
        {
            "name": f"第{n}合作单位党支部",
            "kind": "private_enterprise",
            "joined_on": _day(n * 3 % 3000),
        }
        for n in range(number)
    ]


def _visits(number: int, units: Sequence[str], rng: random.Random) -> list[Body]:
    said = "主体完成六成，夜里进场的车排到村口。"
    return [
        {
            "partner": rng.choice(units), "on": _day(n % 2500), "leader": "周建国",
            "standing": said, "difficulties": said, "needs": said,
        }
        for n in range(number)
    ]  # fmt: skip


def _matters(
    number: int,
    units: Sequence[str],
    people: Sequence[str],
    visits: Sequence[str],
    rng: random.Random,
) -> list[Body]:
    going = ("registered", "assigned", "in_progress", "suspended", "done", "verified")
    found: list[Body] = []
    for n in range(number):
        back = n * 2500 // number
        body: Body = {
            "title": f"第{n}件事项", "source": "visit", "kind": rng.choice(("policy", "project")),
            "partner": rng.choice(units), "owner": rng.choice(people), "raised_on": _day(back),
            "due_on": _day(back - 20), "content": "夜间没有卸车场地，司机等两三个小时。" * 2,
            "visit": rng.choice(visits) if n % 3 == 0 else None, "state": going[n % 6],
        }  # fmt: skip
        if n >= OPEN:
            body |= {"state": "rejected"} if n % 20 == 0 else {
                "state": "closed", "done_on": _day(back - 10), "closed_on": _day(back - 12),
                "result": "划出临时场地两千平方米。",
            }  # fmt: skip
        found.append({k: v for k, v in body.items() if v is not None})
    return found


def _activities(number: int, units: Sequence[str], rng: random.Random) -> list[Body]:
    return [
        {
            "type": "joint_activity", "joint_kind": "volunteering", "title": f"第{n}次活动",
            "partners": rng.sample(units, 3), "held_start": f"{_day(n * 3600 // number)}T09:00:00",
            "state": "archived", "tags": ["bagong.model"], "minutes": "分装再摆摊，现场不称重。" * 40,
        }
        for n in range(number)
    ]  # fmt: skip


def _bookings(
    number: int, units: Sequence[str], rooms: Sequence[str], rng: random.Random
) -> list[Body]:
    return [
        {
            "resource": rng.choice(rooms), "partner": rng.choice(units), "purpose": "培训",
            "from_at": f"{_day(n // 4)}T09:00:00", "to_at": f"{_day(n // 4)}T11:00:00",
            "state": "agreed",
        }
        for n in range(number)
    ]  # fmt: skip


def visited(home: Path) -> dict[str, tuple[float, float]]:
    """Return for each page the milliseconds of its first visit, and the median of further ones."""
    app, work = application(), Work()
    book = Workspace.open(home, SECRET, clock=lambda: NOW)
    theme = Theme(app, resources(), "light", calm=True)
    window = Window(book, theme, Catalogue("zh_CN"), work, book.now)
    window.resize(1366, 768)
    window.show()
    window.open()
    found = {}
    for name, route, _ in PAGES:
        taken = list(_visits_of(app, window, work, route))
        found[name] = (taken[0], statistics.median(taken[1:]))
    window.finish()
    work.finish()
    window.deleteLater()
    book.close()
    return found


def _visits_of(app: QApplication, window: Window, work: Work, route: Route) -> Iterator[float]:
    for _ in range(AGAIN + 1):
        _go(app, window, work, Route("settings"))
        began = time.thread_time()
        _go(app, window, work, route)
        yield (time.thread_time() - began) * 1000


def _go(app: QApplication, window: Window, work: Work, route: Route) -> None:
    window.go(route)
    app.processEvents()
    while work.busy:
        app.processEvents()
