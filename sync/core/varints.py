"""Small numbers in few bytes (LEB128), signed ones folded (zigzag); reading never runs past the end."""

from collections.abc import Iterable

from sync.core.limits import broke

_BITS = 70
"""No number of ours needs more."""


def varint(number: int) -> bytes:
    """Return a number from 0 as 7 bits a byte, least first, the top bit set on all but the last."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def folded(number: int) -> int:
    """Return a signed number as an unsigned one: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return number << 1 if number >= 0 else (-number << 1) - 1


def unfolded(number: int) -> int:
    """Return what `folded` was given."""
    return number >> 1 if not number & 1 else -(number + 1 >> 1)


def varints(numbers: Iterable[int]) -> bytes:
    """Return numbers one after the other."""
    return b"".join(map(varint, numbers))


def counted(block: bytes) -> bytes:
    """Return a block behind its length."""
    return varint(len(block)) + block


class Source:
    """Reads bytes from the front. Every method raises PeerBroke at the end."""

    __slots__ = ("_at", "_bytes")

    def __init__(self, source: bytes) -> None:
        self._bytes, self._at = source, 0

    def byte(self) -> int:
        """Return the next byte."""
        at = self._at
        if at >= len(self._bytes):
            raise broke("cut")
        self._at = at + 1
        return self._bytes[at]

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        end = self._at + count
        if end > len(self._bytes):
            raise broke("cut")
        found = self._bytes[self._at : end]
        self._at = end
        return found

    def varint(self) -> int:
        """Return the next number."""
        # Nearly every number of a month is one byte; HQ reads hundreds of millions of them.
        at = self._at
        if at >= len(self._bytes):
            raise broke("cut")
        number = self._bytes[at]
        self._at = at + 1
        return number if number < 0x80 else self._long(number & 0x7F)

    def _long(self, number: int) -> int:
        shift = 7
        while True:
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
            shift += 7
            if shift > _BITS:
                raise broke("number")

    def many(self, count: int) -> list[int]:
        """Return the next `count` numbers; there is a byte for each, or they are cut."""
        part = self._bytes[self._at : self._at + count]
        if len(part) < count:
            raise broke("cut")
        if not part or max(part) < 0x80:
            self._at += count
            return list(part)
        return [self.varint() for _ in range(count)]

    def signed(self) -> int:
        """Return the next signed number."""
        return unfolded(self.varint())

    def counted(self, most: int | None = None) -> bytes:
        """Return the next block behind its length, which is `most` at most."""
        length = self.varint()
        if most is not None and length > most:
            raise broke("too large")
        return self.take(length)

    def rest(self) -> bytes:
        """Return everything that is left."""
        return self.take(len(self._bytes) - self._at)

    @property
    def done(self) -> bool:
        """Tell whether everything was read."""
        return self._at >= len(self._bytes)

    @property
    def left(self) -> int:
        """Return how many bytes were not read yet."""
        return len(self._bytes) - self._at

    @property
    def at(self) -> int:
        """Return how many bytes were read."""
        return self._at
