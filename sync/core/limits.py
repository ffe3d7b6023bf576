"""How much may come from elsewhere before memory is taken for it."""

from typing import Annotated, TypeAlias

from msgspec import Meta

from db.model.errors import PeerBroke
from db.model.words import N_

MIB = 1 << 20
CONTENT = 64 * MIB
"""Largest content of a pack, packed or unpacked, bytes."""
MESSAGE = 96 * MIB
"""Largest message, bytes."""
PAPER = MIB
"""Largest signed paper, bytes."""
RECORD = 1 << 10
"""Bytes sent at a time under TLS, both ways: what a breaking link loses at most."""
OPS = 500_000
"""Most ops in one pack, and most names of one sort."""
PREDS = 1_000_000
"""Most replaced ops that a pack in columns names."""
NAME = 250
"""Longest kind, field, writer or id that columns name, characters."""
TEXTS = 4_000_000
"""Most texts in one pack."""

VALUES = 200_000
"""Most values in the inside of a message, in a receipt, in a credential."""
CREDENTIALS, CREDENTIAL = 1000, 256 << 10
"""Most papers in a message that are looked at; largest one unpacked, bytes."""
MESSAGES = 256 * MIB
"""Largest sum of the messages of one bundle, bytes; each counts as `MESSAGE_LEAST` at least."""
MESSAGE_LEAST = 1 << 10
FRONT = 4 << 10
"""Largest front of a bundle, bytes."""

MOST_SCOPE = 200
"""Longest name of a scope, characters."""
Scope: TypeAlias = Annotated[str, Meta(max_length=MOST_SCOPE)]
Actor: TypeAlias = Annotated[bytes, Meta(min_length=8, max_length=8)]
Mark: TypeAlias = Annotated[bytes, Meta(max_length=32)]
Hash: TypeAlias = Annotated[bytes, Meta(min_length=32, max_length=32)]
Number: TypeAlias = Annotated[int, Meta(ge=0, lt=1 << 53)]
"""Fits every database and every JSON reader."""
Moment: TypeAlias = Annotated[int, Meta(ge=0, lt=1 << 47)]
"""Milliseconds since 1970 that a calendar still has, up to the year 6429."""


def broke(reason: str) -> PeerBroke:
    """Return the error of bytes that are not what the format allows; `reason` for the details."""
    return PeerBroke(
        N_("What came is damaged or is not in a format of this program ({reason})."),
        safe=N_("It was not taken; nothing here was changed."),
        hint=N_("Get it sent or written once more."),
        reason=reason,
    )
