"""What goes along promises: smallest first, only what is here and wanted, within the budget."""

from app.services.luggage import SPENT, Luggage
from app.services.whereabouts import Whereabouts
from app.workspace import Workspace
from sync.lane import Step


def test_files_of_unsent_records_wait_smallest_first(book: Workspace) -> None:
    luggage = Luggage(book.store, book.records, book.blobs, Whereabouts(book.store))
    for content in (b"x" * 300, b"y" * 20):
        book.attachments.add_bytes("branch", content, "a.jpg")
    assert [size for _, size in luggage.waiting()] == [20, 300]
    assert luggage.by_network() == ()


def test_the_budget_is_a_days_and_the_choice_is_respected(book: Workspace) -> None:
    luggage = Luggage(book.store, book.records, book.blobs, Whereabouts(book.store))
    assert luggage.room() == 5_000_000
    book.store.settings.put(SPENT, ["2000-01-01", 4_000_000])
    assert luggage.room() == 5_000_000
    luggage._spend(Step(3_000_000, (), {}))
    assert luggage.room() == 2_000_000
    luggage._spend(Step(3_000_000, (), {}))
    assert luggage.room() == 0
    book.store.settings.put("file_budget", "text")
    assert luggage.room() == 0
    book.store.settings.put("file_budget", "all")
    assert luggage.room() > 1 << 39


def test_what_is_not_here_cannot_go(book: Workspace) -> None:
    luggage = Luggage(book.store, book.records, book.blobs, Whereabouts(book.store))
    book.records.add("attachment", {"name": "scan.jpg", "hash": "ab" * 32, "size": 5})
    assert luggage.waiting() == ()
