"""Compression with a bound: nothing is unpacked further than it may be.

Each squeezed block is one method byte, the length of what it unpacks to, and the packed bytes. A
zstd frame's own word on its size is not believed, and a cut frame is noticed by the length.
"""

import bz2
from collections.abc import Callable

import zstandard

from sync.core.limits import broke
from sync.core.varints import Source, varint

RAW, ZSTD, BZIP2 = 0, 1, 2
_LEVEL = 19
_WINDOW = 1 << 23
_STEP = 1 << 20


def squeezed(raw: bytes, methods: tuple[int, ...] = (RAW, ZSTD, BZIP2)) -> bytes:
    """Return the smallest block that unpacks to `raw`."""
    packed = (bytes([m]) + varint(len(raw)) + _PACK[m](raw) for m in methods)
    return min(packed, key=len)


def unsqueezed(block: bytes, limit: int) -> bytes:
    """Return what `squeezed` was given. Raises PeerBroke when damaged or over `limit` bytes."""
    source = Source(block)
    method, length = source.byte(), source.varint()
    if length > limit:
        raise broke("too large")
    unpack = _UNPACK.get(method)
    if unpack is None:
        raise broke("unknown compression")
    try:
        raw = unpack(source.rest(), length)
    except (zstandard.ZstdError, OSError, EOFError, ValueError) as error:
        raise broke("compression") from error
    if len(raw) != length:
        raise broke("length")
    return raw


def _zstd(raw: bytes) -> bytes:
    compressor = zstandard.ZstdCompressor(
        level=_LEVEL, write_content_size=False, write_checksum=False
    )
    return compressor.compress(raw)


def _unzstd(packed: bytes, length: int) -> bytes:
    parts, have = [], 0
    decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with decompressor.stream_reader(packed) as reader:
        while have <= length and (part := reader.read(min(_STEP, length + 1 - have))):
            parts.append(part)
            have += len(part)
    return b"".join(parts)


def _unbzip2(packed: bytes, length: int) -> bytes:
    decompressor = bz2.BZ2Decompressor()
    raw = decompressor.decompress(packed, max_length=length + 1)
    if not decompressor.eof or decompressor.unused_data:
        raise broke("compression")
    return raw


def _unraw(packed: bytes, length: int) -> bytes:
    return packed[: length + 1]


_PACK: dict[int, Callable[[bytes], bytes]] = {
    RAW: bytes,
    ZSTD: _zstd,
    BZIP2: lambda raw: bz2.compress(raw, 9),
}
_UNPACK: dict[int, Callable[[bytes, int], bytes]] = {
    RAW: _unraw,
    ZSTD: _unzstd,
    BZIP2: _unbzip2,
}
