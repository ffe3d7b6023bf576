"""Two laptops take one matter, one agreement and one room different ways: both are seen, and told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.counting.periods import month_of
from tests.journeys.conftest import Answer, Computer, enrol, served

Laptops = Callable[..., Computer]
TODAY = date.today()  # noqa: DTZ011 - the command line's own clock
BEGAN = f"{month_of(TODAY).first - timedelta(days=1)}"


@pytest.fixture
def pair(laptop: Laptops, hq: Computer) -> tuple[Computer, Computer]:
    both = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, *both)
    return both


def meet(one: Computer, other: Computer) -> None:
    """Carry everything both ways."""
    for computer in (one, other, one):
        computer.does("sync")


def verified(computer: Computer, **more: str) -> str:
    """Make a matter that waits for its answer alone."""
    (matter,) = computer.new(
        "matter", {"title": "路灯不亮", "raised_on": BEGAN, "owner_unit": "五工区", **more}
    )
    computer.does("matter", "assign", matter, "--due", BEGAN, "--unit", "五工区")
    computer.does("matter", "start", matter)
    computer.does("matter", "done", matter, "--result", "换好了", "--on", BEGAN)
    computer.does("matter", "verify", matter, "--by", "李村长")
    return matter


def findings(computer: Computer, record: str) -> list[Answer]:
    """Return what the rules find of one record this year."""
    found = computer.does("check", "--from", BEGAN)["items"]
    return [f for f in found if record in str(f)]


def test_a_matter_taken_two_ways_keeps_both_until_one_is_chosen(
    pair: tuple[Computer, Computer], hq: Computer
) -> None:
    one, other = pair
    with served(hq) as url:
        matter = verified(one)
        one.does("sync", "--hq", url)
        other.does("sync", "--hq", url)
        one.does("matter", "close", matter, "--to", "村民", "--text", "路灯亮了")
        other.does("matter", "resume", matter, "--reason", "又灭了")
        meet(one, other)
        for computer in pair:
            states = {
                v["value"]
                for c in computer.conflicts()
                if c["id"] == matter and c["field"] == "state"
                for v in c["values"]
            }
            assert states == {"closed", "in_progress"}
        for field in [c["field"] for c in one.conflicts() if c["id"] == matter]:
            values = next(c for c in one.conflicts() if c["field"] == field)["values"]
            take = next(v["n"] for v in values if v["by"] == "达瓦次仁")
            one.does("resolve", "matter", matter, field, "--take", str(take))
        meet(one, other)
        assert one.shows("matter", matter) == other.shows("matter", matter)
        assert other.shows("matter", matter)["state"] == "in_progress"
        assert (one.conflicts(), other.conflicts()) == ([], [])
        # Settled, it goes its way again, and no way around the answer has opened.
        other.does("matter", "done", matter, "--result", "又换了一次")
        other.does("matter", "verify", matter, "--by", "李村长")
        assert other.tries("set", "matter", matter, "state=closed")[0] in (0, 1)
        meet(one, other)
        assert one.shows("matter", matter) == other.shows("matter", matter)


def test_closed_here_while_its_only_answer_is_deleted_there_is_told(
    pair: tuple[Computer, Computer], hq: Computer
) -> None:
    one, other = pair
    with served(hq) as url:
        matter = verified(one)
        one.does("matter", "tell", matter, "村民", "路灯亮了")
        (answer,) = one.lists("feedback")
        one.does("sync", "--hq", url)
        other.does("sync", "--hq", url)
        one.does("matter", "close", matter)
        other.does("delete", "feedback", str(answer["id"]))
        meet(one, other)
        for computer in pair:
            assert computer.shows("matter", matter)["state"] == "closed"
            assert computer.lists("feedback") == []
            assert findings(computer, matter), "closed without an answer is told on both"


def test_one_suggestion_taken_up_and_one_agreement_ended_twice_ask_and_break_nothing(
    pair: tuple[Computer, Computer], hq: Computer
) -> None:
    one, other = pair
    (idea,) = one.new("suggestion", {"title": "装路灯", "received_on": BEGAN})
    (pact,) = one.new(
        "cobuild_agreement", {"title": "共建协议", "state": "signed", "signed_on": BEGAN}
    )
    (room,) = one.new("shared_resource", {"name": "会议室", "kind": "room"})
    hours = {
        "resource": room,
        "from_at": f"{TODAY}T09:00:00",
        "to_at": f"{TODAY + timedelta(days=1)}T01:00:00",
    }
    with served(hq) as url:
        one.does("sync", "--hq", url)
        other.does("sync", "--hq", url)
        for computer, state in ((one, "ended"), (other, "renewed")):
            computer.does("suggestion", "accept", idea, "--due", f"{TODAY}", "--unit", "五工区")
            computer.does("set", "cobuild_agreement", pact, f"state={state}")
            computer.new("booking", {**hours, "for_whom": state})
        meet(one, other)
        for computer in pair:
            fields = {(c["id"], c["field"]) for c in computer.conflicts()}
            assert (pact, "state") in fields
            assert [m["suggestion"] for m in computer.lists("matter")] == [idea]
            assert len(computer.lists("booking")) == 2
            assert any(f["rule"] == "R43" for f in computer.does("check")["items"])
            computer.does("agreements")
            assert computer.does("doctor")["ailments"] == []
