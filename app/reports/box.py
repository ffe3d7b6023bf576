"""One box of the folder on paper: its first page with contents, and its evidence in small pictures."""

import base64
from collections.abc import Sequence
from typing import NamedTuple

from app.reports.fingerprint import grouped
from app.reports.paper import Block, Note, Part, Sheet
from app.reports.wording import plain
from app.sizes import sized
from db.model.words import Translate


class Front(Part, frozen=True, kw_only=True, tag="front"):
    """The first page of a box: title, lines under it, what it holds as labels and values, contents.

    ``contents`` is the heading of the list of everything after it; empty where nothing follows.
    """

    title: str
    under: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    contents: str


class Tile(NamedTuple):
    """One file of the evidence. ``picture`` is a JPEG to show, empty for what is none or not here.

    ``file`` is where its original lies in the folder, empty where it is not on this computer.
    """

    name: str
    size: int
    sha: str
    file: str = ""
    picture: bytes = b""
    width: int = 0
    height: int = 0


class Tiles(Block, frozen=True, tag="tiles"):
    """Small pictures, two in a row, each with lines under it; ``alt`` for who cannot see them."""

    tiles: tuple[tuple[str, str, tuple[str, ...]], ...]


def evidence_sheet(tiles: Sequence[Tile], t: Translate, *, branch: str) -> Sheet:
    """Return the evidence of a box as a sheet."""
    title = t("Files and originals")
    here = sum(bool(tile.file) for tile in tiles)
    count = t("{here} of {n} originals are here", here=here, n=len(tiles))
    return Sheet(
        title=title,
        listed=title,
        under=(plain(branch), count),
        blocks=(
            Note(t("The check value is the SHA-256 of the original in the folder “evidence”.")),
            Tiles(tuple(_tile(n, tile, t) for n, tile in enumerate(tiles, 1))),
        ),
    )


def _tile(n: int, tile: Tile, t: Translate) -> tuple[str, str, tuple[str, ...]]:
    name = plain(tile.name)
    where = plain(tile.file) or t("The original is not on this computer")
    lines = (f"{n}. {name}", sized(tile.size), where, grouped(tile.sha) if tile.sha else "")
    return svg(tile), name, tuple(line for line in lines if line)


def svg(tile: Tile) -> str:
    """Return a picture as an SVG that carries it: text is all that crosses to the typesetter."""
    if not tile.picture:
        return ""
    data = base64.b64encode(tile.picture).decode()
    size = f'width="{tile.width}" height="{tile.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/jpeg;base64,{data}"/></svg>'
    )
