"""How registers and bodies lie in the ``record`` table: small JSON, values stored once.

A field with one sibling keeps only the op's id, its value is in the body; a field with several
keeps ``[op, hlc, value]`` of each, greatest first.
"""

from collections.abc import Callable, Mapping

import msgspec

from db.model.change import DELETED, Json, OpId
from db.model.merge import Register, Registers, Sibling

_JSON = msgspec.json.Encoder(order="deterministic")
_ALONE = msgspec.json.Decoder(dict[str, OpId])

HlcOf = Callable[[str, OpId], int]
"""Gives the stamp of the op behind a field."""


def body_text(body: Mapping[str, Json]) -> str:
    """Return the body as JSON text, keys sorted."""
    return _JSON.encode(body).decode()


def registers_text(registers: Registers) -> str:
    """Return the registers as JSON text; every known register is non-empty."""
    return _JSON.encode(
        {
            f: r[0].op if len(r) == 1 and f != DELETED else [list(s) for s in r]
            for f, r in registers.items()
            if r
        }
    ).decode()


def registers_of(text: str, body: Mapping[str, Json], hlc_of: HlcOf) -> Registers:
    """Read `registers_text` back."""
    out: Registers = {}
    for field, held in msgspec.json.decode(text).items():
        if isinstance(held, str):
            out[field] = (Sibling(held, hlc_of(field, held), body.get(field)),)
        else:
            out[field] = tuple(Sibling(*s) for s in held)
    return out


def split(text: str) -> tuple[dict[str, OpId], dict[str, Register]]:
    """Read `registers_text` without the log: (op of each single field, siblings of the others)."""
    if "[" not in text:
        # Nearly every record: an op's id has no bracket, so nothing has several values.
        return _ALONE.decode(text), {}
    alone: dict[str, OpId] = {}
    siblings: dict[str, Register] = {}
    for field, held in msgspec.json.decode(text).items():
        if isinstance(held, str):
            alone[field] = held
        else:
            siblings[field] = tuple(Sibling(*s) for s in held)
    return alone, siblings


def decoded(text: str) -> dict[str, Json]:
    """Read `body_text` back."""
    found: dict[str, Json] = msgspec.json.decode(text)
    return found
