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
    method, packed = smallest(raw, methods)
    return bytes([method]) + varint(len(raw)) + packed


def smallest(raw: bytes, methods: tuple[int, ...] = (RAW, ZSTD, BZIP2)) -> tuple[int, bytes]:
    """Return (method, bytes) of whatever packs `raw` best."""
    return min(((m, _PACK[m](raw)) for m in methods), key=lambda found: len(found[1]))


def unsqueezed(block: bytes, limit: int) -> bytes:
    """Return what `squeezed` was given. Raises PeerBroke when damaged or over `limit` bytes."""
    source = Source(block)
    method, length = source.byte(), source.varint()
    return unpacked(method, source.rest(), length, limit)


def unpacked(method: int, packed: bytes, length: int, limit: int) -> bytes:
    """Return `length` bytes out of `smallest`'s. Raises PeerBroke when damaged or over `limit`."""
    if length > limit:
        raise broke("too large")
    unpack = _UNPACK.get(method)
    if unpack is None:
        raise broke("unknown compression")
    return _whole(lambda: unpack(packed, length), length)


def patch(raw: bytes, base: bytes) -> bytes:
    """Return `raw` as a zstd frame that points into `base`, the text it grew from."""
    compressor = zstandard.ZstdCompressor(
        dict_data=_prefix(base), compression_params=_patching(len(base) + len(raw))
    )
    return compressor.compress(raw)


def patched(packed: bytes, base: bytes, length: int, limit: int) -> bytes:
    """Return what `patch` was given, `length` bytes. Raises PeerBroke."""
    if length > limit:
        raise broke("too large")
    decompressor = zstandard.ZstdDecompressor(
        dict_data=_prefix(base), max_window_size=_WINDOW, format=zstandard.FORMAT_ZSTD1_MAGICLESS
    )
    return _whole(lambda: _read(decompressor, packed, length), length)


def _patching(size: int) -> zstandard.ZstdCompressionParameters:
    return zstandard.ZstdCompressionParameters.from_level(
        _LEVEL,
        source_size=size,
        format=zstandard.FORMAT_ZSTD1_MAGICLESS,
        write_content_size=False,
        write_checksum=False,
        write_dict_id=False,
    )


def _prefix(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def _whole(unpack: Callable[[], bytes], length: int) -> bytes:
    try:
        raw = unpack()
    except (zstandard.ZstdError, OSError, EOFError, ValueError, MemoryError) as error:
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
    return _read(zstandard.ZstdDecompressor(max_window_size=_WINDOW), packed, length)


def _read(decompressor: zstandard.ZstdDecompressor, packed: bytes, length: int) -> bytes:
    """Read one byte more than is due at most."""
    parts, have = [], 0
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
