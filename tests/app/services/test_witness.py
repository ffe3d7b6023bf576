"""What a book swears to: its chains as they stand, HQ's receipts as they came, whose key it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.manifest import Vouching
from app.services.witness import Witness
from tests.app.services.folders import Site, close, site


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    found = site(tmp_path_factory.mktemp("branch"))
    yield found
    close(found)


def vouched(found: Site) -> Vouching:
    return Witness(found.book.store).vouching(found.book.pen().scope, "支部")


def test_the_ends_are_those_of_the_log(branch: Site) -> None:
    pen = branch.book.pen()
    (end,) = vouched(branch).ends
    tip = branch.book.store.log.tip(pen.scope, pen.actor)
    assert (end.actor, end.seq, end.head) == (pen.actor, tip.seq, tip.head.hex())


def test_every_receipt_ends_at_a_place_of_the_chain(branch: Site) -> None:
    said = vouched(branch)
    (place,) = said.places
    head = branch.book.store.log.head(branch.book.pen().scope, place.actor, place.seq)
    assert head is not None
    assert place.head == head.hex()
    assert place.seq < said.ends[0].seq
    assert len(said.receipts) == len(said.credentials) == 1


def test_it_counts_what_hq_has_signed_for(branch: Site) -> None:
    last, covered, total = Witness(branch.book.store).signed_for(branch.book.pen().scope)
    assert last is not None
    assert (last.number, total > covered > 0) == (1, True)


def test_before_enrolment_there_is_a_key_and_nobody_vouches(tmp_path: Path) -> None:
    lonely = site(tmp_path, enrolled=False)
    said = vouched(lonely)
    assert Witness(lonely.book.store).hq == ("", "")
    close(lonely)
    assert (said.root, said.receipts, said.credentials) == ("", (), ())
    assert len(said.key) == 64
