"""Texts of one run: words of the vocabulary by their place, all others one after the other."""

from collections.abc import Iterator, Sequence

from sync.core.limits import CONTENT, NAME, broke
from sync.core.texts import MARK, joined, parted
from sync.core.varints import Source, varint
from sync.core.vocabulary import PLACES, WORDS


class TextWriter:
    """Gathers the texts that are written out."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def put(self, text: str) -> None:
        """Write a text out; it does not hold U+001F."""
        self.said.append(text)

    def word(self, text: str) -> bytes:
        """Return what names a word: its place, or 0 and the word is written out."""
        place = PLACES.get(text, 0)
        if not place:
            self.put(text)
        return varint(place)

    def content(self, following: Sequence[str] = ()) -> tuple[int, bytes]:
        """Return (encoding, bytes) of the texts, and of those of a writer that come after them."""
        return joined([*self.said, *following])


class TextReader:
    """Gives the texts back in the same order."""

    def __init__(self, encoding: int, raw: bytes) -> None:
        self._texts: Iterator[str] = parted(encoding, raw)
        self._room = CONTENT

    def spend(self, size: int) -> None:
        """Take note of text that grew from what came. Raises PeerBroke beyond what one pack may."""
        self._room -= size
        if self._room < 0:
            raise broke("too large")

    def name(self) -> str:
        """Return the next text, which names something. Raises PeerBroke where it is too long."""
        found = self.get()
        if len(found) > NAME:
            raise broke("name")
        return found

    def get(self) -> str:
        """Return the next text. Raises PeerBroke where there is none."""
        found = next(self._texts, None)
        if found is None:
            raise broke("text")
        return found

    @property
    def left(self) -> bool:
        """Tell whether there is more text; none at all and an empty one look alike."""
        return any(self._texts)

    def word(self, source: Source) -> str:
        """Return the next word named in `source`."""
        place = source.varint()
        if place > len(WORDS):
            raise broke("word")
        return WORDS[place - 1] if place else self.name()


def plain(texts: Sequence[str]) -> bool:
    """Tell whether none of the texts holds the mark between them."""
    return not any(MARK in text for text in texts)
