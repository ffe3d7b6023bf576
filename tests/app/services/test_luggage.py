"""What goes along promises: smallest first, only what is here and wanted, within the budget."""

from app.services.luggage import Luggage
from app.services.whereabouts import Whereabouts
from app.workspace import Workspace
from sync.engine import WANTED


def test_files_of_unsent_records_wait_smallest_first(book: Workspace) -> None:
    luggage = Luggage(book.store, book.records, book.blobs, Whereabouts(book.store))
    for content in (b"x" * 300, b"y" * 20):
        book.attachments.add_bytes("branch", content, "a.jpg")
    assert [size for _, size in luggage.waiting()] == [20, 300]
    assert luggage.by_network() == ()


def test_the_budget_is_kept_and_the_choice_respected(book: Workspace) -> None:
    luggage = Luggage(book.store, book.records, book.blobs, Whereabouts(book.store))
    for content in (b"x" * 4_000_000, b"y" * 3_000_000):
        book.attachments.add_bytes("branch", content, "a.jpg")
    book.store.settings.put(WANTED, [sha for sha, _ in luggage.waiting()])
    assert [size for _, size in luggage.by_network()] == [3_000_000]
    book.store.settings.put("file_budget", "all")
    assert len(luggage.by_network()) == 2
    book.store.settings.put("file_budget", "text")
    assert luggage.by_network() == ()


def test_what_is_not_here_cannot_go(book: Workspace) -> None:
    luggage = Luggage(book.store, book.records, book.blobs, Whereabouts(book.store))
    book.records.add("attachment", {"name": "scan.jpg", "hash": "ab" * 32, "size": 5})
    assert luggage.waiting() == ()
    assert Luggage(book.store, book.records, None, Whereabouts(book.store)).waiting() == ()
