"""A paper is made whatever a sealed text does; what does not open is said to be damaged, or sealed."""

from app.records.oversight import AccessEntry, AccessWay
from app.services.confidential import MINUTES, Confidential
from app.services.opening import DAMAGED, for_paper
from app.words import Catalogue
from app.workspace import Workspace
from db import keys
from tests.app.services.folders import CHEAP, SEALED


class Watch:
    """A clock that is moved by hand, after each look if so set."""

    def __init__(self) -> None:
        self.at, self.each = 0.0, 0.0

    def __call__(self) -> float:
        self.at += self.each
        return self.at


def unlocked(book: Workspace, watch: Watch, *, cost: keys.Cost = CHEAP) -> Confidential:
    """Return the confidential key's service, unlocked by a watch."""
    found = Confidential(
        book.records, book.access, book.pen, book.now, opens_book=lambda _: False, monotonic=watch
    )
    found.begin("a confidential word", cost=cost)
    return found


def talk(book: Workspace) -> str:
    members = [book.records.add("member", {"name": name}) for name in ("周建国", "达瓦次仁")]
    pair = {"initiator": members[0], "partner": members[1], "on": "2026-03-03"}
    return book.records.add("heart_to_heart_talk", pair)


def test_what_opens_is_given_and_written_down_and_what_is_locked_is_not(book: Workspace) -> None:
    watch = Watch()
    confidential, record = unlocked(book, watch), talk(book)
    confidential.write(record, {"body": "心里话"})
    opened = for_paper(confidential, lambda: Catalogue("en"))
    assert opened(record, "body") == "心里话"
    (entry,) = [e for e in book.records.all(AccessEntry) if e.about == record]
    assert entry.way == AccessWay.export
    watch.at = MINUTES * 60 + 1
    assert opened(record, "body") is None


def test_a_time_that_runs_out_between_two_looks_leaves_it_sealed(book: Workspace) -> None:
    watch = Watch()
    confidential, record = unlocked(book, watch), talk(book)
    confidential.write(record, {"body": "心里话"})
    watch.at, watch.each = MINUTES * 60 - 1.5, 1
    assert for_paper(confidential, lambda: Catalogue("en"))(record, "body") is None


def test_a_damaged_text_is_said_to_be_damaged_and_the_next_one_opens(book: Workspace) -> None:
    confidential, one, two = unlocked(book, Watch()), talk(book), talk(book)
    confidential.write(two, {"body": "心里话"})
    moved = book.records.raw(two)
    assert moved is not None
    opened = for_paper(confidential, lambda: Catalogue("zh_CN"))
    for text in (SEALED, str(moved.get("body"))):
        book.records.change(one, {"body": text})
        assert opened(one, "body") == Catalogue("zh_CN")(DAMAGED) != DAMAGED
    assert opened(two, "body") == "心里话"
