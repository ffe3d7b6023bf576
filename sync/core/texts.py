"""Many texts as one: joined by a mark that none of them holds, two bytes a hanzi where possible."""

from collections.abc import Iterator, Sequence

from sync.core.limits import TEXTS, broke

MARK = "\x1f"
_UTF8, _GB18030 = 0, 1
_NAMES = {_UTF8: "utf-8", _GB18030: "gb18030"}


def joined(texts: Sequence[str]) -> tuple[int, bytes]:
    """Return (encoding, bytes) of texts that do not hold U+001F."""
    text = MARK.join(texts)
    utf8 = text.encode()
    # A few private characters come back from GB18030 as others: then UTF-8 it is.
    try:
        short = text.encode("gb18030")
    except UnicodeEncodeError:
        return _UTF8, utf8
    if len(short) < len(utf8) and short.decode("gb18030") == text:
        return _GB18030, short
    return _UTF8, utf8


def parted(encoding: int, raw: bytes) -> Iterator[str]:
    """Yield the texts again. Raises PeerBroke."""
    name = _NAMES.get(encoding)
    if name is None:
        raise broke("text encoding")
    if raw.count(MARK.encode()) > TEXTS:
        raise broke("too many texts")
    try:
        text = raw.decode(name)
    except UnicodeDecodeError as error:
        raise broke("text") from error
    return iter(text.split(MARK))
