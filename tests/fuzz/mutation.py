"""Bytes made from bytes: flipped, cut, doubled, spliced, with lengths that lie; a seed repeats it."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

Mutation = Callable[[Random, bytearray, Sequence[bytes]], None]
_LENGTHS = (
    *(0, 1, 0x7F, 0x80, 0xFF),
    *(0xFFFF, 0x10000, 1 << 20, 1 << 26, (1 << 31) - 1, 1 << 31, (1 << 32) - 1, (1 << 63) - 1),
)
_MARKS = (b"\x00", b"\xff", b"\x1f", b"\x80", b"\xff\xff\xff\xff", b"[", b'"', b"<", b"\xdd")


def mutated(seed: int, corpus: Sequence[bytes]) -> Iterator[bytes]:
    """Yield mutations of a corpus for ever; the same for the same seed and corpus."""
    random = Random(seed)
    while True:
        raw = bytearray(random.choice(corpus))
        for _ in range(random.choice((1, 1, 1, 2, 4, 8))):
            random.choice(_MUTATIONS)(random, raw, corpus)
        yield bytes(raw)


def _place(random: Random, raw: bytearray) -> int:
    """Return a place; headers stand at the front, so half of all lie there."""
    return random.randrange(min(len(raw), 64) if random.random() < 0.5 else len(raw))


def _flip(random: Random, raw: bytearray, _: Sequence[bytes]) -> None:
    if raw:
        raw[_place(random, raw)] ^= 1 << random.randrange(8)


def _set(random: Random, raw: bytearray, _: Sequence[bytes]) -> None:
    if raw:
        raw[_place(random, raw)] = random.randrange(256)


def _cut(random: Random, raw: bytearray, _: Sequence[bytes]) -> None:
    del raw[random.randrange(len(raw) + 1) :]


def _leave_out(random: Random, raw: bytearray, _: Sequence[bytes]) -> None:
    at = random.randrange(len(raw) + 1)
    del raw[at : at + random.randrange(1, 40)]


def _double(random: Random, raw: bytearray, _: Sequence[bytes]) -> None:
    at = random.randrange(len(raw) + 1)
    raw[at:at] = raw[at : at + random.randrange(1, 200)] * random.choice((1, 2, 50))


def _splice(random: Random, raw: bytearray, corpus: Sequence[bytes]) -> None:
    other = random.choice(corpus)
    raw[random.randrange(len(raw) + 1) :] = other[random.randrange(len(other) + 1) :]


def _mark(random: Random, raw: bytearray, _: Sequence[bytes]) -> None:
    at = random.randrange(len(raw) + 1)
    raw[at:at] = random.choice(_MARKS) * random.choice((1, 1, 1, 20, 2000))


def _length(random: Random, raw: bytearray, _: Sequence[bytes]) -> None:
    """Write a length over what is there, in one of the ways that lengths are written."""
    at, number = random.randrange(len(raw) + 1), random.choice(_LENGTHS)
    said = random.choice((_varint, _big, _small))(number)
    raw[at : at + random.choice((0, 1, len(said)))] = said


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _big(number: int) -> bytes:
    return number.to_bytes(8, "big").lstrip(b"\0") or b"\0"


def _small(number: int) -> bytes:
    return number.to_bytes(8, "little").rstrip(b"\0") or b"\0"


_MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _set, _cut, _leave_out),
    *(_double, _splice, _mark, _length),
)
