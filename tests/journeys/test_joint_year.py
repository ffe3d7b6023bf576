"""A year of joint building on two laptops and at HQ: by network and by stick, everything is equal at the end."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.counting.openness import LEAST
from app.records.service import MatterKind
from app.services.visiting import Task
from app.site import SITE
from app.words import Catalogue
from tests.bench import exchange, joint_month
from tests.bench.exchange import everything
from tests.journeys.conftest import Computer, enrol, served
from tests.journeys.test_joint_papers import text_of
from tests.journeys.test_tag_packs import GROUP, LATER, file, in_use

MONTH = {
    "service_visit": 3, "handbook_entry": 3, "matter": 8, "progress_entry": 8, "feedback": 8,
    "activity": 2, "outcome": 4, "booking": 4,
}  # fmt: skip
BYTES = 2_540
"""What that month takes on the wire, both ways, HTTP's own lines among them."""
Laptops = Callable[..., Computer]
Meets = Callable[[Computer], None]
TODAY = datetime.now(SITE).date()
YEAR = TODAY.year
TASKS = (
    Task("夜间卸车场地", "", "工程部", TODAY + timedelta(days=20), MatterKind.difficulty),
    Task("讲解超限运输许可", "", "综合部", TODAY + timedelta(days=30), MatterKind.policy),
)


@pytest.fixture
def pair(laptop: Laptops, hq: Computer) -> tuple[Computer, Computer]:
    both = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, *both)
    return both


@pytest.fixture(params=["network", "stick"])
def meets(request: pytest.FixtureRequest, hq: Computer, tmp_path: Path) -> Iterator[Meets]:
    """Meet HQ, by HTTP or with a file there and the answer back."""
    if request.param == "stick":
        yield lambda computer: _meets_by_stick(computer, hq, tmp_path)
        return
    with served(hq) as url:
        yield lambda computer: _meets_by_http(computer, url)


def _meets_by_http(computer: Computer, url: str) -> None:
    computer.does("sync", "--hq", url)


def _meets_by_stick(computer: Computer, hq: Computer, folder: Path) -> None:
    letter = folder / f"{computer.home.name}.sxbundle"
    computer.does("bundle", "write", letter)
    answers = hq.does("hq", "ingest", letter, "--out", folder / "out")["answers"]
    letter.unlink()
    for answer in answers:
        computer.does("bundle", "read", answer)


def made(computer: Computer, kind: str, /, **fields: object) -> str:
    (record,) = computer.new(kind, dict(fields))
    return record


def same(*computers: Computer) -> None:
    """Make sure that all hold the same of everything, and that what they hold is sound."""
    books = []
    for computer in computers:
        assert computer.does("doctor")["ailments"] == []
        with computer.opened() as book:
            books.append({i: (r.kind, r.body) for i, r in everything(book).items()})
    first, *others = books
    assert all(other == first for other in others)


def begun(secretary: Computer) -> dict[str, str]:
    """Write what a secretary begins the year with; return the ids by what they are."""
    unit = made(secretary, "partner_organization", name="建工集团三标段", joined_on=f"{YEAR}-01-10")
    other = made(secretary, "partner_organization", name="大王村党支部", intent_on=f"{YEAR}-01-11")
    agreement = made(
        secretary, "cobuild_agreement", title="结对共建协议", parties=[unit, other], quota=True,
        signed_on=f"{YEAR}-01-15", valid_from=f"{YEAR}-01-15", valid_to=f"{YEAR}-12-31",
        state="signed",
    )  # fmt: skip
    held = made(
        secretary, "activity", type="joint_activity", joint_kind="volunteering", title="助农义卖",
        partners=[unit, other], held_start=f"{TODAY}T09:00:00",
    )  # fmt: skip
    for at, (label, number, measure) in enumerate((("义卖", 3000, "元"), ("口罩", 10000, "只")), 1):
        made(secretary, "outcome", about=held, label=label, number=number, unit=measure,
             number_in_list=at)  # fmt: skip
    visit = made(
        secretary, "service_visit", partner=unit, on=str(TODAY), leader="周建国",
        agreement=agreement, standing="在建", difficulties="夜间没有卸车场地", needs="讲清许可",
    )  # fmt: skip
    with secretary.opened() as book:
        book.visiting.finish(visit, TASKS, Catalogue("zh_CN"))
    matters = {m["title"]: m["id"] for m in secretary.lists("matter")}
    assert sorted(matters) == sorted(t.title for t in TASKS)
    notice = made(secretary, "notice", title="防汛值守", issued_on=str(TODAY))
    shown = made(secretary, "disclosure", title="二季度节油奖", text="标准和总额",
                 from_on=str(TODAY), to_on=str(TODAY + timedelta(days=7)))  # fmt: skip
    return {
        "unit": unit, "other": other, "agreement": agreement, "held": held, "visit": visit,
        "matter": matters[TASKS[0].title], "task": matters[TASKS[1].title],
        "notice": notice, "shown": shown,
    }  # fmt: skip


def test_a_year_written_by_two_is_one_year_everywhere(
    pair: tuple[Computer, Computer], hq: Computer, meets: Meets, tmp_path: Path
) -> None:
    secretary, deputy = pair
    hq.does("hq", "tags", "send", file(tmp_path, "1.toml", GROUP))
    year = begun(secretary)
    meets(secretary)
    meets(deputy)
    assert in_use(secretary) == in_use(deputy) == [("group", "2026.1", "hq")]
    same(*pair)

    # Both sort one activity, write into one agreement and go on with one matter, neither seeing the other.
    secretary.does("set", "activity", year["held"], "tags=group.rooms")
    deputy.does("set", "activity", year["held"], "tags=group.gain")
    deputy.does("set", "cobuild_agreement", year["agreement"], "tags=group.rooms")
    secretary.does("set", "cobuild_agreement", year["agreement"], f"valid_to={YEAR + 1}-12-31")
    deputy.does("set", "cobuild_agreement", year["agreement"], f"valid_to={YEAR + 2}-12-31")
    secretary.does("matter", "start", year["matter"])
    meets(secretary)
    meets(deputy)
    secretary.does("matter", "done", year["matter"], "--result", "划出临时场地")
    secretary.does("matter", "verify", year["matter"], "--by", "郭敏")
    secretary.does("matter", "close", year["matter"], "--to", "三标段", "--text", "场地可用")
    deputy.does("matter", "note", year["matter"], "场地已看过")
    deputy.does("matter", "note", year["task"], "约好下周讲")
    made(deputy, "comment", about=year["shown"], kind="question", on=str(TODAY), text="标准呢？")
    for computer in (secretary, deputy, secretary):
        meets(computer)

    fields = sorted((c["kind"], c["field"]) for c in secretary.conflicts())
    assert fields == [("activity", "tags"), ("cobuild_agreement", "valid_to")]
    assert len(deputy.conflicts()) == 2
    for computer in pair:
        assert computer.shows("matter", year["matter"])["state"] == "closed"
        assert [e["text"] for e in computer.lists("feedback")] == ["场地可用"]
        noted = sorted(e["text"] for e in computer.lists("progress_entry"))
        assert noted == ["场地已看过", "约好下周讲"]
        assert computer.shows("cobuild_agreement", year["agreement"])["tags"] == ["group.rooms"]

    both = "group.rooms,group.gain"
    deputy.does("resolve", "activity", year["held"], "tags", "--value", both)
    deputy.does("resolve", "cobuild_agreement", year["agreement"], "valid_to", "--take", "1")
    hq.does("hq", "tags", "send", file(tmp_path, "2.toml", LATER))
    for computer in (deputy, secretary):
        meets(computer)
    assert secretary.conflicts() == deputy.conflicts() == []
    assert secretary.shows("activity", year["held"])["tags"] == both.split(",")
    assert in_use(secretary) == in_use(deputy) == [("group", "2026.2", "hq")]
    same(*pair)
    printed_alike(*pair, tmp_path, year)


def printed_alike(one: Computer, other: Computer, folder: Path, year: dict[str, str]) -> None:
    """Make sure that both print the same words on every paper of the year."""
    half = f"{YEAR}H{1 if TODAY.month < 7 else 2}"
    period = ("--from", f"{YEAR}-01-01", "--to", f"{YEAR}-12-31")
    papers = (
        ("joint-report", "--year", str(YEAR)),
        ("alliance",),
        ("quota", "--half", half),
        ("matters", *period),
        ("activities", *period),
        ("tags", "group", *period),
        ("agreement", year["agreement"]),
        ("disclosure", year["shown"]),
        ("bulletin", "--month", f"{TODAY:%Y-%m}"),
    )
    for paper in papers:
        read = []
        for computer in (one, other):
            target = folder / f"{computer.home.name}-{paper[0]}.pdf"
            computer.does("pdf", *paper, "-o", target)
            read.append(text_of(target))
        assert read[0] == read[1], paper
        assert len(read[0]) > 40


def test_slips_of_two_boxes_come_together_without_a_writer(
    pair: tuple[Computer, Computer], meets: Meets, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [f"{text}{n}" for text in ("夜班太密", "书架再添几本书") for n in range(LEAST)]
    for at, text in enumerate(said):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        pair[at // LEAST].does("box", "drop", "--kind", "difficulty")
    for computer in (*pair, *pair):
        assert computer.lists("opinion") == []
        meets(computer)
    for computer in pair:
        assert computer.does("box", "open") == {"opened": LEAST}
    for computer in (*pair, *pair):
        meets(computer)
    same(*pair)
    for computer in pair:
        opinions = computer.lists("opinion")
        assert sorted(o["text"] for o in opinions) == sorted(said)
        assert {o["received_on"] for o in opinions} == {str(TODAY)}
        for opinion in opinions:
            story = str(computer.does("history", "opinion", opinion["id"]))
            assert [name for name in ("周建国", "达瓦次仁") if name in story] == []


@pytest.mark.parametrize("first", [0, 1])
def test_one_who_knows_noted_on_both_laptops_is_noted_once(
    pair: tuple[Computer, Computer], meets: Meets, first: int
) -> None:
    secretary = pair[first]
    (member,) = secretary.new("member", {"name": "达瓦次仁"})
    notice = made(secretary, "notice", title="放假安排", issued_on=str(TODAY))
    for computer in (*pair, *pair):
        meets(computer)
    for computer in pair:
        made(computer, "acknowledgement", about=notice, member=member, on=str(TODAY), way="signed")
    for computer in (*pair, *pair):
        meets(computer)
    for computer in pair:
        assert len(computer.lists("acknowledgement")) == 1
        assert computer.conflicts() == []
    same(*pair)


def test_a_month_of_joint_building_is_one_turn_of_known_bytes(tmp_path: Path) -> None:
    with exchange.opened(tmp_path) as bench:
        ground = joint_month.write_ground(bench.book.records)
        bench.sync()
        step = bench.step(lambda: joint_month.write_month(bench.book, ground))
        counts = bench.book.records.counts()
    written = {k: counts[k] for k in MONTH}
    assert written == MONTH
    assert (step.outcome.turns, step.outcome.receipt) == (1, 2)
    assert abs(step.wire - BYTES) <= BYTES * 0.03, (step.wire, step.floor)
