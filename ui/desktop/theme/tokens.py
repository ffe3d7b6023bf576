"""The named colours, sizes and durations of one theme, read from `resources/themes`.

A theme file may name a `base`; what it does not say itself is taken from there, so that the dark
theme is a list of colours and the sizes have one source.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

TONES = ("ok", "wait", "info", "error", "mute")


@dataclass(frozen=True)
class Tokens:
    """One theme. Colours by dotted name (`text.primary`), as `#RRGGBB` or `#RRGGBBAA`.

    `sizes`, `spaces`, `layouts` and `radii` are pixels at 100 %, `motions` milliseconds, `types` pairs of
    size and line height.
    """

    name: str
    colors: Mapping[str, str]
    families: tuple[str, ...]
    weights: Mapping[str, int]
    types: Mapping[str, tuple[int, int]]
    spaces: Mapping[str, int]
    radii: Mapping[str, int]
    sizes: Mapping[str, int]
    layouts: Mapping[str, int]
    motions: Mapping[str, int]
    pairs: Mapping[str, Any]

    @cached_property
    def dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return luminance(self.colors["text.primary"]) > luminance(self.colors["ground.surface"])


def load_tokens(folder: Path, name: str) -> Tokens:
    """Read the theme `name` from `folder`. Raises KeyError where a group is missing."""
    raw = _read(folder, name)
    font = raw["font"]
    return Tokens(
        name=raw["name"],
        colors={
            f"{group}.{key}": value
            for group, named in raw["color"].items()
            for key, value in named.items()
        },
        families=tuple(font["family"]),
        weights={key[7:]: value for key, value in font.items() if key.startswith("weight_")},
        types={role: (pair[0], pair[1]) for role, pair in raw["type"].items()},
        spaces=raw["space"],
        radii=raw["radius"],
        sizes=raw["size"],
        layouts=raw["layout"],
        motions=raw["motion"],
        pairs=raw["pairs"],
    )


def _read(folder: Path, name: str) -> dict[str, Any]:
    with (folder / f"{name}.toml").open("rb") as stream:
        own = tomllib.load(stream)
    base = own.pop("base", "")
    return _over(_read(folder, base), own) if base else own


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        kept = base.get(key)
        merged[key] = _over(kept, value) if isinstance(kept, dict) else value
    return merged


def luminance(color: str) -> float:
    """Return the relative luminance of a `#RRGGBB` colour, 0 to 1 (WCAG 2.2, definition)."""

    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(color[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, definition)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
