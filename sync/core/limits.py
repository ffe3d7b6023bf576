"""How much may come from elsewhere before memory is taken for it."""

from db.model.errors import PeerBroke
from db.model.words import N_

MIB = 1 << 20
CONTENT = 64 * MIB
"""Largest content of a pack, packed or unpacked, bytes."""
MESSAGE = 96 * MIB
"""Largest message, bytes."""
PAPER = MIB
"""Largest signed paper, bytes."""
OPS = 500_000
"""Most ops in one pack."""


def broke(reason: str) -> PeerBroke:
    """Return the error of bytes that are not what the format allows; `reason` for the details."""
    return PeerBroke(
        N_("What came is damaged or is not in a format of this program ({reason})."),
        safe=N_("It was not taken; nothing here was changed."),
        hint=N_("Get it sent or written once more."),
        reason=reason,
    )
