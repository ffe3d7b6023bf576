"""Two laptops of one branch change one field: both values stay until a person chooses."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Computer, enrol, served

Laptops = Callable[..., Computer]


@pytest.fixture
def pair(laptop: Laptops, hq: Computer) -> tuple[Computer, Computer]:
    both = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, *both)
    return both


def test_both_see_both_values_and_one_choice_settles_it_everywhere(
    pair: tuple[Computer, Computer], hq: Computer
) -> None:
    secretary, deputy = pair
    (meeting,) = secretary.new(
        "activity", {"type": "themed_party_day", "title": "同护一条路", "minutes": "清理落石3处。"}
    )
    with served(hq) as url:
        secretary.does("sync", "--hq", url)
        deputy.does("sync", "--hq", url)
        secretary.does("set", "activity", meeting, "minutes=清理落石5处。")
        deputy.does("set", "activity", meeting, "minutes=清理落石3处，与养护段一起。")
        deputy.does("set", "activity", meeting, "place_text=K41")
        secretary.does("sync")
        assert deputy.does("sync")["conflicts_new"] == 1
        assert secretary.does("sync")["conflicts_new"] == 1

        for computer in pair:
            (conflict,) = computer.conflicts()
            assert (conflict["id"], conflict["field"]) == (meeting, "minutes")
            assert conflict["base"] == "清理落石3处。"
            said = {v["by"]: v["value"] for v in conflict["values"]}
            assert said == {"周建国": "清理落石5处。", "达瓦次仁": "清理落石3处，与养护段一起。"}
        same(meeting, *pair)
        assert secretary.shows("activity", meeting)["place_text"] == "K41"

        both = "清理落石5处，与养护段一起。"
        chosen = deputy.does("resolve", "activity", meeting, "minutes", "--value", both)
        assert (chosen["value"], chosen["left"]) == (both, 0)
        deputy.does("sync")
        secretary.does("sync")
        assert secretary.shows("activity", meeting)["minutes"] == both
        assert (secretary.conflicts(), deputy.conflicts()) == ([], [])
        same(meeting, *pair)
        again = deputy.does("sync"), secretary.does("sync")
    assert [(a["sent"], a["got"], a["turns"]) for a in again] == [(0, 0, 1)] * 2
    (branch,) = hq.does("hq", "status")["items"]
    assert (branch["conflicts"], len(branch["devices"])) == (0, 2)
    for computer in pair:
        assert computer.does("doctor")["ailments"] == []


def test_deleting_what_the_other_edits_asks_and_nothing_is_gone_meanwhile(
    pair: tuple[Computer, Computer], hq: Computer
) -> None:
    secretary, deputy = pair
    (member,) = secretary.new("member", {"name": "次仁旺堆"})
    with served(hq) as url:
        secretary.does("sync", "--hq", url)
        deputy.does("sync", "--hq", url)
        secretary.does("delete", "member", member)
        deputy.does("set", "member", member, "post=测量班长")
        deputy.does("sync")
        secretary.does("sync")
        deputy.does("sync")
        assert [c["field"] for c in secretary.conflicts()] == ["deleted"]
        same(member, *pair, kind="member")
        kept = next(v["n"] for v in secretary.conflicts()[0]["values"] if v["value"] is not True)
        secretary.does("resolve", "member", member, "deleted", "--take", str(kept))
        secretary.does("sync")
        deputy.does("sync")
        same(member, *pair, kind="member")
    assert deputy.conflicts() == []
    assert deputy.shows("member", member)["post"] == "测量班长"


def test_two_who_sign_in_the_same_person_make_one_record(
    pair: tuple[Computer, Computer], hq: Computer
) -> None:
    secretary, deputy = pair
    (member,) = secretary.new("member", {"name": "王海燕"})
    (meeting,) = secretary.new("activity", {"type": "general_meeting", "title": "党员大会"})
    with served(hq) as url:
        secretary.does("sync", "--hq", url)
        deputy.does("sync", "--hq", url)
        entry = {"activity": meeting, "member": member}
        ids = secretary.new("attendance", {**entry, "status": "present"})
        assert deputy.new("attendance", {**entry, "status": "absent"}) == ids
        deputy.does("sync")
        secretary.does("sync")
        deputy.does("sync")
    for computer in pair:
        assert len(computer.lists("attendance")) == 1
        assert [c["field"] for c in computer.conflicts()] == ["status"]


def same(record: str, *computers: Computer, kind: str = "activity") -> None:
    """Make sure that all show the same of a record."""
    shown = [computer.shows(kind, record) for computer in computers]
    assert all(one == shown[0] for one in shown)


def test_two_who_book_one_room_offline_are_both_told_and_moving_one_settles_it(
    pair: tuple[Computer, Computer], hq: Computer
) -> None:
    secretary, deputy = pair
    (room,) = secretary.new("shared_resource", {"name": "第一会议室", "kind": "room"})
    hours = {"resource": room, "from_at": "2026-05-22T09:00:00", "to_at": "2026-05-22T11:00:00"}
    year = ("check", "--from", "2026-01-01", "--to", "2026-12-31")

    def clashing(computer: Computer) -> list[str]:
        return [f["what"] for f in computer.does(*year)["items"] if f["rule"] == "R43"]

    with served(hq) as url:
        secretary.does("sync", "--hq", url)
        deputy.does("sync", "--hq", url)
        (mine,) = secretary.new("booking", {**hours, "for_whom": "一工区"})
        deputy.new("booking", {**hours, "for_whom": "二工区"})
        assert clashing(secretary) == clashing(deputy) == []
        for computer in (secretary, deputy, secretary):
            computer.does("sync")
        told = clashing(secretary)
        assert clashing(deputy) == told
        assert len(told) == 1
        assert "一工区" in told[0]
        assert "二工区" in told[0]
        assert len(secretary.lists("booking")) == 2
        # With both in the book, neither can be moved onto the other again.
        secretary.does(
            "set", "booking", mine, "from_at=2026-05-22T14:00:00", "to_at=2026-05-22T15:00:00"
        )
        secretary.does("sync")
        deputy.does("sync")
    assert clashing(secretary) == clashing(deputy) == []
    assert "二工区" in secretary.fails("set", "booking", mine, "from_at=2026-05-22T10:00:00")
