"""What the shelf promises: whole branches with their ends, packs in order, papers for strangers."""

from db.model.progress import Silent
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


def test_small_packs_are_joined_against_nothing_that_hq_may_never_get(
    hq: Headquarter, pair: tuple[Laptop, Laptop]
) -> None:
    one, two = pair
    text = "传达上级通知，逐条对照本工区落实情况。" * 30
    note = two.edit(text=text)
    one.engine().arrive(two.engine().depart([])[0], "stick", Silent())
    for more in ("补记一句。", "再补一句。"):
        text += more
        one.edit(note, text=text)
        one.replica().seal([SCOPE])
    (pack,) = one.replica().shelf(to_hq=True).packs(SCOPE, one.actor, 0)
    assert hq.replica.intake.take(pack.body).fresh == 2
