"""The packs that come with the program, and the rulebook they make without HQ's."""

from functools import cache

from app.paths import resources
from app.rules.pack import SHIPPED, Pack
from app.rules.pack_reading import read_pack
from app.rules.rulebook import Rulebook, Situation


@cache
def shipped() -> tuple[Pack, ...]:
    """Return the packs that this release ships."""
    return tuple(read_pack(resources("rules", f"{name}.toml").read_bytes()) for name in SHIPPED)


@cache
def usual(situation: Situation | None = None) -> Rulebook:
    """Return what applies where HQ has sent no pack."""
    return Rulebook(shipped(), situation)
