"""What a closing promises: only what leads to an end counts, whatever the order it comes in."""

import random
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from db.model.change import GENESIS, Change, Op
from sync.core.closing import REVOKED, Closed, Cut, Link, beyond, leading, link_of, reaches, upto
from sync.core.pack import Opened, opened, sealed
from sync.identity import new_keys

KEYS = new_keys()
ACTOR = "ab" * 8


def chain(
    lengths: list[int], salt: str = "", start: tuple[int, bytes] = (0, GENESIS)
) -> list[Opened]:
    """Return the packs of a chain that goes on from `start`; `salt` tells chains apart."""
    seq, head = start
    out = []
    for length in lengths:
        run = [
            Change("s", ACTOR, n, n << 16, "甲", "edit", (Op("note", "r", "text", f"{salt}{n}"),))
            for n in range(seq + 1, seq + length + 1)
        ]
        fresh = sealed(run, head, KEYS.sign)
        out.append(opened(fresh.body, KEYS.sign_public))
        seq, head = seq + length, fresh.head
    return out


def links(packs: list[Opened]) -> list[Link]:
    return [link_of(p.header) for p in packs]


def cut_after(pack: Opened) -> Cut:
    return Cut(pack.header.last, pack.heads[-1].hex())


def nothing(seq: int) -> bytes | None:
    return GENESIS if seq == 0 else None


def holding(*packs: Opened) -> Callable[[int], bytes | None]:
    heads = {c.seq: h for p in packs for c, h in zip(p.changes, p.heads, strict=True)}
    return {0: GENESIS, **heads}.get


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.integers(0, 5), st.randoms())
def test_the_packs_up_to_an_end_are_found_among_strangers_in_any_order(
    lengths: list[int], cut_at: int, chance: random.Random
) -> None:
    genuine, forged = chain(lengths), chain(lengths, "x")
    at = min(cut_at, len(genuine) - 1)
    cut = cut_after(genuine[at])
    mixed = links([*genuine, *forged])
    chance.shuffle(mixed)
    assert leading(mixed, [cut], nothing) == links(genuine[: at + 1])
    assert all(beyond(pack, [cut], nothing) for pack in genuine[at + 1 :])
    assert not any(beyond(pack, [cut], nothing) for pack in genuine[: at + 1])
    assert all(beyond(pack, [cut], nothing) for pack in forged[at:])


@given(st.lists(st.integers(1, 4), min_size=2, max_size=6), st.data())
def test_while_one_lacks_all_wait(lengths: list[int], data: st.DataObject) -> None:
    genuine = chain(lengths)
    cut = cut_after(genuine[-1])
    gone = data.draw(st.integers(0, len(genuine) - 1))
    rest = genuine[:gone] + genuine[gone + 1 :]
    assert leading(links(rest), [cut], nothing) == []
    if gone == 0:
        assert leading(links(rest), [cut], holding(genuine[0])) == links(rest)


@given(st.lists(st.integers(2, 5), min_size=1, max_size=4), st.data())
def test_a_pack_that_goes_on_after_the_end_is_cut_there(
    lengths: list[int], data: st.DataObject
) -> None:
    genuine = chain(lengths)
    last = genuine[-1]
    at = data.draw(st.integers(0, len(last.heads) - 2))
    cut = Cut(last.changes[at].seq, last.heads[at].hex())
    assert leading(links(genuine), [cut], nothing) == links(genuine)
    assert reaches(last, cut)
    short = upto(last, cut)
    assert (short.changes, short.heads) == (last.changes[: at + 1], last.heads[: at + 1])
    assert (short.header.last, short.header.seals) == (cut.seq, ())
    assert not beyond(last, [cut], nothing)


def test_once_the_end_is_held_nothing_else_leads_to_it() -> None:
    first, last = chain([2, 3])
    (forged,) = chain([2], "x", (2, first.heads[-1]))
    cut = cut_after(last)
    assert beyond(forged, [cut], holding(first, last))
    assert not beyond(forged, [cut], holding(first))


def test_a_chain_with_two_branches_has_two_ends() -> None:
    (trunk,) = chain([3])
    one, two, three = (chain([2], salt, (3, trunk.heads[-1]))[0] for salt in "abc")
    cuts = [cut_after(one), cut_after(two)]
    assert leading(links([trunk, two]), cuts, nothing) == links([trunk, two])
    assert not beyond(two, cuts, nothing)
    assert beyond(three, cuts, nothing)


def test_a_header_that_claims_anothers_mark_hides_nobody() -> None:
    genuine = chain([1, 2])
    cut = cut_after(genuine[-1])
    liar = Link(2, 3, b"y" * 32, genuine[1].header.mark)
    for order in ([liar, *links(genuine)], [*links(genuine), liar]):
        assert leading(order, [cut], nothing) == links(genuine)


def test_what_a_closing_does_not_name_has_no_end() -> None:
    closed = Closed(REVOKED, {"a": (Cut(1, "00"),)}, "")
    assert closed.cuts("b") == ()
    assert beyond(chain([1])[0], closed.cuts("b"), nothing)
