"""What a closing promises: only what leads to an end counts, whatever the order it comes in."""

import random

from hypothesis import given
from hypothesis import strategies as st

from sync.core.closing import REVOKED, Closed, Cut, Link, beyond, leading


def chain(
    lengths: list[int], salt: int = 0, start: tuple[int, bytes] = (0, bytes(32))
) -> list[Link]:
    """Return the packs of a chain that goes on from `start`; `salt` tells chains apart."""
    seq, head = start
    out = []
    for length in lengths:
        following = bytes([salt]) + (seq + length).to_bytes(31)
        out.append(Link(seq + 1, seq + length, head, following))
        seq, head = seq + length, following
    return out


def nothing(seq: int) -> bytes | None:
    return bytes(32) if seq == 0 else None


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.integers(0, 5), st.randoms())
def test_the_packs_up_to_an_end_are_found_among_strangers_in_any_order(
    lengths: list[int], cut_at: int, chance: random.Random
) -> None:
    genuine = chain(lengths)
    last = genuine[min(cut_at, len(genuine) - 1)]
    cut = Cut(last.last, last.head.hex())
    forged = chain(lengths, salt=1)
    mixed = [*genuine, *forged]
    chance.shuffle(mixed)
    wanted = genuine[: genuine.index(last) + 1]
    assert leading(mixed, [cut], nothing) == wanted
    assert all(beyond(link, [cut], nothing) for link in genuine if link.last > cut.seq)
    assert beyond(forged[wanted.index(last)], [cut], nothing)


@given(st.lists(st.integers(1, 4), min_size=2, max_size=6), st.data())
def test_while_one_lacks_all_wait(lengths: list[int], data: st.DataObject) -> None:
    genuine = chain(lengths)
    cut = Cut(genuine[-1].last, genuine[-1].head.hex())
    gone = data.draw(st.integers(0, len(genuine) - 1))
    rest = genuine[:gone] + genuine[gone + 1 :]
    assert leading(rest, [cut], nothing) == []
    assert not any(beyond(link, [cut], nothing) for link in genuine)


def test_once_the_end_is_held_nothing_else_leads_to_it() -> None:
    first, last = chain([2, 3])
    forged = Link(3, 4, first.head, b"f" * 32)
    heads = {0: bytes(32), 2: first.head, 5: last.head}
    assert beyond(forged, [Cut(5, last.head.hex())], heads.get)
    assert not beyond(forged, [Cut(5, last.head.hex())], nothing)


def test_a_chain_with_two_branches_has_two_ends() -> None:
    (trunk,) = chain([3])
    one, two = (chain([2], salt, (3, trunk.head))[0] for salt in (1, 2))
    cuts = [Cut(5, one.head.hex()), Cut(5, two.head.hex())]
    assert leading([trunk, two], cuts, nothing) == [trunk, two]
    assert not beyond(two, cuts, nothing)
    assert beyond(chain([2], 3, (3, trunk.head))[0], cuts, nothing)


def test_what_a_closing_does_not_name_has_no_end() -> None:
    closed = Closed(REVOKED, {"a": (Cut(1, "00"),)}, "")
    assert closed.cuts("b") == ()
    assert beyond(chain([1])[0], closed.cuts("b"), nothing)
