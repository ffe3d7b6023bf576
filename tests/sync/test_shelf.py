"""What the shelf promises: whole branches with their ends, packs in order, papers for strangers."""

from sync.core.pack import header_of
from sync.core.squeeze import squeezed
from tests.sync.site import SCOPE, Headquarter, Laptop


def test_it_names_how_far_each_chain_goes(laptop: Laptop) -> None:
    laptop.edit(text="a")
    shelf = laptop.replica().shelf(to_hq=True)
    (branch,) = shelf.branches(SCOPE)
    head = laptop.store.log.head(SCOPE, laptop.actor, 1)
    assert head is not None
    assert (branch.actor, branch.seq, branch.mark) == (laptop.actor, 1, head[:8])
    assert shelf.mark(SCOPE, laptop.actor, 2) == b""


def test_small_packs_come_as_one_from_where_they_are_asked(laptop: Laptop) -> None:
    for text in ("a", "b", "c"):
        laptop.edit(text=text)
        laptop.replica().seal([SCOPE])
    shelf = laptop.replica().shelf(to_hq=True)
    (pack,) = shelf.packs(SCOPE, laptop.actor, 1)
    assert (pack.last, header_of(pack.body).first) == (3, 2)
    assert [shelf.holds(SCOPE, laptop.actor, n) for n in (2, 3)] == [True, False]


def test_hq_is_not_shown_what_it_gave_itself(hq: Headquarter, laptop: Laptop) -> None:
    laptop.edit(text="a")
    laptop.sync(hq)
    replica = laptop.replica()
    to_hq, to_others = replica.shelf(to_hq=True), replica.shelf(to_hq=False)
    assert (to_hq.paper(laptop.actor), to_hq.receipts(SCOPE, 0)) == (None, [])
    assert to_others.paper(laptop.actor) == squeezed(
        laptop.identity.credential(laptop.actor) or b""
    )
    assert len(to_others.receipts(SCOPE, 0)) == to_others.receipt(SCOPE) == 1
    laptop.identity.renew()
    assert to_hq.paper(laptop.actor) is not None
