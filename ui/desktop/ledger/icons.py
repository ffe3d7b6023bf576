"""The picture of each kind: the declared one, or the nearest that the shipped icon set has."""

from app.kinds import Kind

_NEAREST = {
    "signature": "pencil-line",
    "user-switch": "user-gear",
    "suitcase-rolling": "suitcase",
    "crane": "wrench",
    "list-checks": "list-bullets",
}
"""Drawings of newer Phosphor releases than the one that is shipped."""


def icon_of(kind: Kind) -> str:
    """Return the icon's name."""
    return _NEAREST.get(kind.shape.icon, kind.shape.icon)
