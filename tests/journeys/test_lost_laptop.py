"""A laptop is lost and found, keys are made anew: every word of it is on the command line."""

from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import Computer, enrol, served

Laptops = Callable[..., Computer]
MEETING = {"type": "general_meeting", "title": "5月党员大会"}
SAFE = "Everything is still on this computer."


def device(hq: Computer, holder: str) -> dict[str, str]:
    """Return how HQ's status names a holder's device."""
    (found,) = [
        d for b in hq.does("hq", "status")["items"] for d in b["devices"] if d["holder"] == holder
    ]
    return dict(found)


def test_lost_revoked_found_and_enrolled_anew(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    lost, other = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, lost, other)
    with served(hq) as url:
        lost.does("sync", "--hq", url)
        (meeting,) = lost.new("activity", MEETING)
        number = device(hq, "周建国")["actor"]
        done = hq.does("hq", "revoke", number, "--reason", "车上丢失")
        assert (done["holder"], done["reason"], done["changes"]) == ("周建国", "车上丢失", 1)
        again = hq.fails("hq", "revoke", number, "--reason", "再来")
        assert "revoked before" in again
        assert "车上丢失" in again
        assert "no device called nobody" in hq.fails("hq", "revoke", "nobody", "--reason", "x")
        told = lost.fails("sync")
        assert "车上丢失" in told
        assert SAFE in told
        assert "suixing-revocation" not in told
        # Everything is still there, can be read, printed and saved.
        assert lost.shows("activity", meeting)["title"] == "5月党员大会"
        assert Path(lost.does("backup", tmp_path / "b.sxbackup")["file"]).stat().st_size > 0
        assert device(hq, "周建国")["reason"] == "车上丢失"
        (noted,) = hq.does("hq", "status", "--refused")["items"]
        assert "周建国" in noted["who"]
        assert "车上丢失" in noted["reason"]
        assert (noted["known"], noted["way"], noted["times"]) == (True, "http", 1)
        assert "车上丢失" in lost.does("refused")["items"][0]["reason"]
        # The other laptop goes on.
        assert other.does("sync", "--hq", url)["receipt"] is not None
        assert other.does("refused")["items"] == []

        request, certificate = tmp_path / "again.request", tmp_path / "again"
        lost.does("request", "-o", request)
        hq.does("hq", "enrol", request, "-o", certificate)
        lost.does("enrol", certificate)
        lost.does("sync")
        other.does("sync")
        other.does("sync")
        assert other.shows("activity", meeting) == lost.shows("activity", meeting)
        assert device(hq, "达瓦次仁")["revoked"] == ""


def test_a_revoked_laptops_stick_is_reported_and_holds_up_no_other(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    lost, other = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, lost, other)
    hq.does("hq", "revoke", "周建国", "--reason", "调离")
    for n, computer in enumerate((lost, other)):
        computer.does("bundle", "write", tmp_path / "stick" / f"{n}.sxbundle")
    done = hq.does("hq", "ingest", tmp_path / "stick", "--out", tmp_path / "out")
    assert [f["taken"] for f in done["files"]] == [False, True]
    assert "周建国" in done["files"][0]["reason"]
    assert "调离" in done["files"][0]["reason"]
    answer, no = done["answers"]
    assert other.does("bundle", "read", answer)["receipt"] == 1
    assert "somebody else" in lost.fails("bundle", "read", answer)
    assert "somebody else" in other.fails("bundle", "read", no)
    told = lost.fails("bundle", "read", no)
    assert "调离" in told
    assert SAFE in told
    # It knows now for itself, and asks anew without a network.
    request, certificate = tmp_path / "again.request", tmp_path / "again"
    lost.does("request", "-o", request)
    hq.does("hq", "enrol", request, "-o", certificate)
    lost.does("enrol", certificate)
    lost.does("bundle", "write", tmp_path / "again.sxbundle")
    (file,) = hq.does("hq", "ingest", tmp_path / "again.sxbundle")["files"]
    assert (file["taken"], file["set_aside"]) == (True, [])


def test_a_colleagues_stick_with_its_changes_is_taken_but_for_those(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    lost, other = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, lost, other)
    for name, computer in (("l", lost), ("o", other)):
        computer.does("bundle", "write", tmp_path / "met" / f"{name}.sxbundle")
    (answer,) = hq.does("hq", "ingest", tmp_path / "met", "--out", tmp_path / "out")["answers"]
    lost.does("bundle", "read", answer)
    other.does("bundle", "read", answer)
    (late,) = lost.new("activity", MEETING)
    lost.does("bundle", "write", tmp_path / "late.sxbundle")
    other.does("bundle", "read", tmp_path / "late.sxbundle")
    other.new("activity", {**MEETING, "title": "6月党员大会"})
    hq.does("hq", "revoke", "周建国", "--reason", "丢失")
    other.does("bundle", "write", tmp_path / "relay.sxbundle")
    (file,) = hq.does("hq", "ingest", tmp_path / "relay.sxbundle")["files"]
    assert (file["taken"], file["changes"]) == (True, 1)
    assert len(file["set_aside"]) == 1
    assert "丢失" in file["set_aside"][0]
    (noted,) = hq.does("hq", "status", "--refused")["items"]
    assert "周建国" in noted["who"]
    assert other.shows("activity", late)["title"] == "5月党员大会"


def test_a_laptops_new_key_and_hqs_new_key(laptop: Laptops, hq: Computer, tmp_path: Path) -> None:
    secretary, other = laptop("周建国"), laptop("达瓦次仁")
    assert "not enrolled" in secretary.fails("rotate-key")
    enrol(hq, secretary, other)
    (meeting,) = secretary.new("activity", MEETING)
    old = device(hq, "周建国")["actor"]
    with served(hq) as url:
        secretary.does("sync", "--hq", url)
        words = secretary.does("rotate-key")["words"]
        assert len(words.split()) == 6
        # HQ makes its own key anew while its door is open.
        assert hq.does("hq", "rotate-key")["words"] != words
        secretary.does("set", "activity", meeting, "place_text=营地")
        assert secretary.does("sync")["set_aside"] == []
        assert other.does("sync", "--hq", url)["receipt"] is not None
        other.does("sync")
    assert other.shows("activity", meeting)["place_text"] == "营地"
    assert device(hq, "周建国")["actor"] != old
    assert device(hq, "周建国")["revoked"] == ""
    # By stick, with both new keys, all the way round.
    secretary.does("set", "activity", meeting, "place_text=二号营地")
    letter = tmp_path / "s.sxbundle"
    secretary.does("bundle", "write", letter)
    assert other.does("bundle", "read", letter)["got"] == 1
    (answer,) = hq.does("hq", "ingest", letter, "--out", tmp_path / "out")["answers"]
    assert secretary.does("bundle", "read", answer)["receipt"] is not None
    with secretary.opened() as book:
        assert book.syncing.status().only_here == 0
    for computer in (secretary, other):
        assert computer.does("doctor")["ailments"] == []


def test_the_whole_circle_by_stick_ends_with_delivered(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    secretary, deputy = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, secretary, deputy)
    first = tmp_path / "first"
    for computer in (secretary, deputy):
        computer.does("bundle", "write", first / f"{computer.home.name}.sxbundle")
    (answer,) = hq.does("hq", "ingest", first, "--out", tmp_path / "met")["answers"]
    for computer in (secretary, deputy):
        computer.does("bundle", "read", answer)
    (meeting,) = secretary.new("activity", MEETING)

    def where() -> str:
        with secretary.opened() as book:
            record = book.records.raw(meeting)
            assert record is not None
            return book.syncing.where(record)

    assert where() == "local"
    letter = tmp_path / "stick" / "there.sxbundle"
    secretary.does("bundle", "write", letter)
    assert where() == "stick"
    # The same stick is read by a colleague on the way, and by HQ.
    deputy.does("bundle", "read", letter)
    assert deputy.shows("activity", meeting) == secretary.shows("activity", meeting)
    (answer,) = hq.does("hq", "ingest", letter, "--out", tmp_path / "out")["answers"]
    assert where() == "stick"
    assert secretary.does("bundle", "read", answer)["receipt"] is not None
    assert where() == "hq"
    # The colleague's book shows it too: the answer is for every laptop of the branch.
    deputy.does("bundle", "read", answer)
    with deputy.opened() as book:
        assert book.syncing.status().only_here == 0
