"""Codec 0: the changes as they are hashed, one JSON array, zstd-19. The reference and the fallback."""

from collections.abc import Sequence

import msgspec

from db.model.change import Change, canonical, from_canonical
from sync.core.column import Base
from sync.core.columns import Run
from sync.core.limits import CONTENT, OPS, broke
from sync.core.squeeze import ZSTD, squeezed, unsqueezed
from sync.core.tokens import few_in_json

_DECODER = msgspec.json.Decoder(list[msgspec.Raw])


def encode(changes: Sequence[Change]) -> bytes:
    """Return a run of one actor's changes as bytes."""
    return squeezed(b"[" + b",".join(map(canonical, changes)) + b"]", (ZSTD,))


def decode(run: Run, content: bytes, _base: Base) -> list[Change]:
    """Read `encode` back. Raises PeerBroke."""
    raw = unsqueezed(content, CONTENT)
    few_in_json(raw)
    try:
        changes = [from_canonical(run.scope, bytes(body)) for body in _DECODER.decode(raw)]
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise broke("changes") from error
    if any(change.actor != run.actor for change in changes):
        raise broke("actor")
    if sum(len(change.ops) for change in changes) > OPS:
        raise broke("too many changes")
    return changes
