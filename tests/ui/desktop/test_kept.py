"""What a page has read holds until something is written, also while it was being read."""

from db.model.record import Applied
from ui.desktop.feed import Feed
from ui.desktop.kept import Kept


def test_it_holds_for_what_was_read_and_nothing_else() -> None:
    kept = Kept(Feed())
    assert not kept.holds(2026)
    kept.note(2026)
    assert kept.holds(2026)
    assert not kept.holds(2025)


def test_a_write_ends_it() -> None:
    feed = Feed()
    kept = Kept(feed)
    kept.holds(2026)
    kept.note(2026)
    feed.announce(Applied())
    assert not kept.holds(2026)


def test_what_was_written_while_it_was_read_counts_as_later() -> None:
    feed = Feed()
    kept = Kept(feed)
    kept.holds(2026)
    feed.announce(Applied())
    kept.note(2026)
    assert not kept.holds(2026)


def test_it_can_be_forgotten() -> None:
    kept = Kept(Feed())
    kept.holds("record")
    kept.note("record")
    kept.forget()
    assert not kept.holds("record")
