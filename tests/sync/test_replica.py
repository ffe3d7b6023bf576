"""What a replica promises: own changes are sealed once, and what is known of others comes back."""

from sync.core.limits import CREDENTIAL, CREDENTIALS
from sync.core.message import End, Message, Part
from sync.core.squeeze import squeezed
from sync.replica import counted, ends_in, plain, vector_of
from tests.sync.site import SCOPE, Laptop

A, B = "aa" * 8, "bb" * 8


def test_a_sealed_pack_is_never_encoded_again(laptop: Laptop) -> None:
    replica = laptop.replica()
    laptop.edit(text="a")
    assert replica.seal([SCOPE]) == 1
    first = [bytes(p.body) for p in laptop.store.post.packs(SCOPE)]
    laptop.edit(text="b")
    assert replica.seal([SCOPE]) == 1
    assert replica.seal([SCOPE]) == 0
    both = [bytes(p.body) for p in laptop.store.post.packs(SCOPE)]
    assert both[:1] == first
    assert counted(both) == 2


def test_what_is_sealed_is_not_rewritten_by_typing_on(laptop: Laptop) -> None:
    note = laptop.edit(text="会")
    laptop.replica().seal([SCOPE])
    assert laptop.store.settings.sealed(SCOPE, laptop.actor) == 1
    laptop.edit(note, text="会议")
    assert laptop.store.log.vector(SCOPE)[laptop.actor] == 2


def test_what_is_known_of_others_comes_back_with_both_branches() -> None:
    one = End(bytes.fromhex(A), 9, b"markmark")
    two = End(bytes.fromhex(A), 7, b"otherone")
    only = End(bytes.fromhex(B), 3, b"whatever")
    vector = vector_of(Message((Part("site", (one, two, only)), Part("up", (only,)))))
    assert plain(vector, "site") == {A: 9, B: 3}
    assert set(ends_in(vector, "site")) == {one, two, End(bytes.fromhex(B), 3)}
    assert ends_in(vector, "up") == [End(bytes.fromhex(B), 3)]


def test_no_more_papers_are_looked_at_than_any_message_holds(laptop: Laptop) -> None:
    aside = laptop.replica().meet(Message(papers=(b"junk",) * (CREDENTIALS + 5)))
    assert len(aside) == CREDENTIALS


def test_a_paper_that_unpacks_without_end_is_set_aside(laptop: Laptop) -> None:
    bomb = squeezed(bytes(CREDENTIAL + 1))
    assert len(bomb) < 100
    assert len(laptop.replica().meet(Message(papers=(bomb,)))) == 1
