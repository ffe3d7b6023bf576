"""An inspection reads and nothing else, for a time that no clock prolongs, and all of it is logged."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.records.oversight import AccessWay, Inspection
from app.services.inspecting import Inspecting
from app.workspace import Workspace
from db import keys
from db.model.errors import Closed, InvalidRecord, WrongPassphrase
from tests.app.samples import new_book

CHEAP = keys.Cost(1, 1, 8)
BEGUN = 1_779_365_640_000
MINUTE = 60_000


class Hands:
    """A wall clock and a monotonic one, each moved by hand."""

    def __init__(self) -> None:
        self.ms, self.seconds = BEGUN, 50.0

    def wall(self) -> int:
        return self.ms

    def monotonic(self) -> float:
        return self.seconds

    def go_on(self, minutes: float) -> None:
        self.ms += int(minutes * MINUTE)
        self.seconds += minutes * 60


@pytest.fixture
def hands() -> Hands:
    return Hands()


def made(home: Path, hands: Hands) -> Workspace:
    return new_book(home, branch="支部", writer="周建国", clock=hands.wall)


def watcher(book: Workspace, hands: Hands) -> Inspecting:
    return Inspecting(
        book.records,
        book.access,
        book.store.settings,
        hands.wall,
        opens_book=book.opens_with,
        monotonic=hands.monotonic,
    )


def test_during_an_inspection_nothing_is_written_and_everything_read_is(
    tmp_path: Path, hands: Hands
) -> None:
    book = made(tmp_path / "home", hands)
    member = book.records.add("member", {"name": "高峻"})
    until = book.now() + timedelta(hours=2)
    begun = book.inspecting.start("集团检查组", "年度检查", until, document="党检〔2026〕7号")
    assert (begun.team, begun.minutes) == ("集团检查组", 120)
    with pytest.raises(Closed):
        book.records.change(member, {"name": "高俊"})
    with pytest.raises(Closed):
        book.records.undo()
    with pytest.raises(Closed):
        book.sign_as("another")
    with pytest.raises(Closed):
        book.change_passphrase("secret1", "secret2", cost=CHEAP)
    book.inspecting.read("党员", member)
    book.inspecting.read("党员", member)
    (entry,) = book.access.of(member)
    assert (entry.way, entry.recipient, entry.purpose) == (
        AccessWay.inspect,
        "集团检查组",
        "年度检查",
    )
    assert entry.inspection == begun.record
    assert book.records.name(member) == "高峻"
    book.close()


def test_it_ends_by_itself_and_the_record_says_when(tmp_path: Path, hands: Hands) -> None:
    book = made(tmp_path / "home", hands)
    watch = watcher(book, hands)
    begun = watch.start("检查组", "抽查", book.now() + timedelta(minutes=30))
    hands.go_on(29)
    assert not watch.look()
    hands.go_on(2)
    # Over, but nobody has ended it: still nothing is written.
    with pytest.raises(Closed):
        book.records.add("member", {"name": "高峻"})
    assert watch.look()
    assert watch.current() is None
    record = book.records.get(Inspection, begun.record)
    assert record is not None
    assert record.ended_at == record.until_at
    book.records.add("member", {"name": "高峻"})
    book.close()


def test_a_clock_turned_back_gains_nothing(tmp_path: Path, hands: Hands) -> None:
    book = made(tmp_path / "home", hands)
    watch = watcher(book, hands)
    watch.start("检查组", "抽查", book.now() + timedelta(minutes=30))
    hands.go_on(20)
    watch.look()
    hands.ms = BEGUN - 24 * 60 * MINUTE
    assert watch.must_be_on().minutes == 10
    hands.seconds += 11 * 60
    assert watch.look()
    book.close()


def test_a_restarted_program_is_still_in_inspection(tmp_path: Path, hands: Hands) -> None:
    book = made(tmp_path / "home", hands)
    book.inspecting.start("检查组", "抽查", book.now() + timedelta(minutes=30))
    hands.ms += 20 * MINUTE
    book.inspecting.look()
    book.close()
    hands.ms = BEGUN
    book = Workspace.open(tmp_path / "home", "secret1", clock=hands.wall)
    assert book.inspecting.must_be_on().minutes == 10
    with pytest.raises(Closed):
        book.records.add("member", {"name": "高峻"})
    book.close()
    hands.ms = BEGUN + 31 * MINUTE
    book = Workspace.open(tmp_path / "home", "secret1", clock=hands.wall)
    assert book.inspecting.current() is None
    book.records.add("member", {"name": "高峻"})
    book.close()


def test_the_secretary_ends_it_with_the_books_passphrase(tmp_path: Path, hands: Hands) -> None:
    book = made(tmp_path / "home", hands)
    book.inspecting.start("检查组", "抽查", book.now() + timedelta(minutes=30))
    with pytest.raises(WrongPassphrase):
        book.inspecting.end("guess")
    with pytest.raises(Closed):
        book.inspecting.start("另一组", "抽查", book.now() + timedelta(minutes=30))
    book.inspecting.end("secret1")
    assert book.inspecting.current() is None
    with pytest.raises(Closed):
        book.inspecting.end("secret1")
    book.close()


@pytest.mark.parametrize("minutes", [-5, 0, 60 * 24 * 32])
def test_a_time_that_is_over_or_too_far_is_refused(
    tmp_path: Path, hands: Hands, minutes: int
) -> None:
    book = made(tmp_path / "home", hands)
    with pytest.raises(InvalidRecord) as caught:
        book.inspecting.start("检查组", "抽查", book.now() + timedelta(minutes=minutes))
    assert caught.value.field == "until_at"
    assert book.inspecting.current() is None
    book.close()


def test_sealed_texts_stay_sealed(tmp_path: Path, hands: Hands) -> None:
    book = made(tmp_path / "home", hands)
    one, other = (book.records.add("member", {"name": n}) for n in ("甲", "乙"))
    talk = book.records.add("heart_to_heart_talk", {"initiator": one, "partner": other})
    book.confidential.begin("mishi-2026", cost=CHEAP)
    book.confidential.write(talk, {"body": "家事"})
    book.inspecting.start("检查组", "抽查", book.now() + timedelta(minutes=30))
    with pytest.raises(Closed):
        book.confidential.open(talk, "body")
    assert book.access.of(talk) == []
    book.close()
