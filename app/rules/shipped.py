"""The packs that come with the program, and the rulebook they make without HQ's."""

from functools import cache

from app.paths import resources
from app.rules.pack import SHIPPED, Pack
from app.rules.pack_reading import read_pack
from app.rules.rulebook import Rulebook, Situation
from db.model.errors import NotFound
from db.model.words import N_


def shipped_text(name: str) -> str:
    """Return the text of a shipped pack. Raises NotFound."""
    if name not in SHIPPED:
        raise NotFound(
            N_("There is no rule pack called {name}."),
            hint=N_("`suixing rules list` lists them."),
            name=name,
        )
    return resources("rules", f"{name}.toml").read_text("utf-8")


@cache
def shipped() -> tuple[Pack, ...]:
    """Return the packs that this release ships."""
    return tuple(read_pack(shipped_text(name)) for name in SHIPPED)


@cache
def usual(situation: Situation | None = None) -> Rulebook:
    """Return what applies where HQ has sent no pack."""
    return Rulebook(shipped(), situation)
