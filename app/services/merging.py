"""Long text that two people changed: what each changed, and a proposal that has both.

The diff is difflib's (Ratcliff and Obershelp). It runs over sentences first and then, inside what
differs, over signs: a hanzi or a mark is one sign, a number or a Latin word is one sign, so that 40
against 62 is one change and not two. The merge is diff3's rule: what only one side changed is taken
from that side; where both changed the same place, or places that touch, there is no proposal, and
a person decides with both before them. Nothing here is ever applied by itself.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

Op = Literal["same", "add", "del"]

_SENTENCE = re.compile(r"[\w \t]*(?:[^\w \t]+|$)")
"""Words up to and with the marks that follow them; every sign of a text is in exactly one."""
_SIGN = re.compile(r"\d+|[A-Za-z]+|.", re.DOTALL)
_FINEST = 4_000_000
"""Above this many pairs of signs a differing stretch is taken whole: no diff may take seconds."""


class Piece(NamedTuple):
    """A stretch of text that stayed, came in, or went out."""

    op: Op
    text: str


class Patch(NamedTuple):
    """The signs from `first` up to before `last` of the base become `text`."""

    first: int
    last: int
    text: str


class Merged(NamedTuple):
    """Both sides' changes in one text; ``pieces`` shows them, ``changes`` counts them."""

    text: str
    pieces: tuple[Piece, ...]
    changes: int


def difference(base: str, text: str) -> tuple[Piece, ...]:
    """Return what became of `base` in `text`, in reading order; deleted before added."""
    pieces: list[Piece] = []
    signs = _SIGN.findall(base)
    at = 0
    for patch in patches(base, text):
        _put(pieces, "same", "".join(signs[at : patch.first]))
        _put(pieces, "del", "".join(signs[patch.first : patch.last]))
        _put(pieces, "add", patch.text)
        at = patch.last
    _put(pieces, "same", "".join(signs[at:]))
    return tuple(pieces)


def merged(base: str, mine: str, theirs: str) -> Merged | None:
    """Return a text with both sides' changes; None where they changed the same place."""
    ours, others = patches(base, mine), patches(base, theirs)
    both = sorted({*ours, *others})
    for before, after in pairwise(both):
        # Changes that only touch are no safer than those that overlap: 3 to 5 beside an insertion
        # may be one sentence said twice.
        if after.first <= before.last:
            return None
    signs = _SIGN.findall(base)
    pieces: list[Piece] = []
    at = 0
    for patch in both:
        _put(pieces, "same", "".join(signs[at : patch.first]))
        _put(pieces, "add", patch.text)
        at = patch.last
    _put(pieces, "same", "".join(signs[at:]))
    return Merged("".join(p.text for p in pieces), tuple(pieces), len(both))


def both_in_one(base: str, mine: str, theirs: str) -> str:
    """Return a text to start one's own from: the merge, or with both words where they differ."""
    found = merged(base, mine, theirs)
    if found is not None:
        return found.text
    parts: list[str] = []
    before: Op = "same"
    for piece in difference(mine, theirs):
        parts += [" / ", piece.text] if before == "del" and piece.op == "add" else [piece.text]
        before = piece.op
    return "".join(parts)


def patches(base: str, text: str) -> list[Patch]:
    """Return the changes that make `text` of `base`, in order, none touching another."""
    found: list[Patch] = []
    old, new = _SENTENCE.findall(base), _SENTENCE.findall(text)
    starts = [0]
    for sentence in old:
        starts.append(starts[-1] + len(_SIGN.findall(sentence)))
    # Sentences that come again and again are no anchors, or a list of 20,000 lines takes a minute.
    matcher = SequenceMatcher(None, old, new, autojunk=True)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            found += _within("".join(old[i1:i2]), "".join(new[j1:j2]), starts[i1])
    return _slid(_joined(found), _SIGN.findall(base))


def _within(old: str, new: str, offset: int) -> Iterator[Patch]:
    """Yield the changes of a differing stretch, sign by sign."""
    before, after = _SIGN.findall(old), _SIGN.findall(new)
    if len(before) * len(after) > _FINEST:
        yield Patch(offset, offset + len(before), new)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield Patch(offset + i1, offset + i2, "".join(after[j1:j2]))


def _joined(found: Sequence[Patch]) -> list[Patch]:
    """Join changes that touch."""
    joined: list[Patch] = []
    for patch in found:
        last = joined[-1] if joined else None
        if last is None or patch.first > last.last:
            joined.append(patch)
            continue
        joined[-1] = Patch(last.first, patch.last, last.text + patch.text)
    return joined


def _slid(found: Sequence[Patch], signs: Sequence[str]) -> list[Patch]:
    """Move what came in or went out to where people would see it: before a mark, not inside a word.

    A stretch put between two equal signs may as well begin with the second: the same text, the same
    length, another reading. (Neil Fraser, "Diff Strategies", 2006, 3.3.)
    """
    slid: list[Patch] = []
    for at, patch in enumerate(found):
        most = found[at + 1].first - 1 if at + 1 < len(found) else len(signs)
        least = slid[-1].last + 1 if slid else 0
        slid.append(_best_place(patch, signs, least, most))
    return slid


def _best_place(patch: Patch, signs: Sequence[str], least: int, most: int) -> Patch:
    pure_in, pure_out = patch.first == patch.last, not patch.text
    if not pure_in and not pure_out:
        return patch
    moving = _SIGN.findall(patch.text) if pure_in else list(signs[patch.first : patch.last])
    place = patch.first
    while place > least and signs[place - 1] == moving[-1]:
        place, moving = place - 1, [moving[-1], *moving[:-1]]
    width = 0 if pure_in else len(moving)
    while moving[0].isalnum() or moving[0].isspace():
        if place + width >= most or signs[place + width] != moving[0]:
            return patch
        place, moving = place + 1, [*moving[1:], moving[0]]
    return Patch(place, place + width, "".join(moving) if pure_in else "")


def _put(pieces: list[Piece], op: Op, text: str) -> None:
    if text:
        pieces.append(Piece(op, text))
