"""What every pack's file is, before it says anything: bounded UTF-8 text in TOML, with its lines known.

Rule packs, tag packs and packs of materials come from people and from far away: a file is bounded
before it is parsed, and nothing but `PackWrong` ever comes out.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path as File
from typing import Any, NamedTuple

from app.rules.pack_lines import Path, depth, places
from app.rules.pack_values import PackTooNew, PackWrong, Problem, Values, is_control
from db.model.errors import NotFound
from db.model.words import N_

LARGEST = 256 * 1024
FORMAT = 1
"""What this release reads; a pack that says more is kept and not used."""
_LONGEST_LINE, _DEEPEST = 4000, 8
_AT = re.compile(r"\(at line (\d+), column \d+\)")
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


class Parsed(NamedTuple):
    """A pack's file as TOML reads it, and the line of everything in it."""

    raw: Mapping[str, Any]
    lines: Mapping[Path, int]


def parsed(text: str | bytes, *, longest_line: int = _LONGEST_LINE) -> Parsed:
    """Return what a file says. Raises PackWrong with the line."""
    written = _decoded(text)
    _must_be_bounded(written, longest_line)
    try:
        raw = tomllib.loads(written)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise PackWrong([_no_toml(written, str(error))]) from error
    return Parsed(raw, places(written))


def must_be_of_this_release(values: Values, head: Mapping[str, Any]) -> None:
    """Note a format that is no number. Raises PackTooNew for one of a later release."""
    written = head.get("format", FORMAT)
    if isinstance(written, bool) or not isinstance(written, int):
        said = N_("Line {line}: {name} is a whole number.")
        values.wrong(("pack", "format"), said, name="format")
    elif written > FORMAT:
        said = N_("Line {line}: the pack is written for a later release (format {format}).")
        found = Problem(values.line(("pack", "format")), said, (("format", written),))
        raise PackTooNew([found])


def version_of(values: Values, head: Mapping[str, Any]) -> str:
    """Return a pack's version; what is none is noted."""
    return values.matching(("pack", "version"), head.get("version"), _VERSION)


def content_of(file: File) -> bytes:
    """Return a pack's file as it is; one byte too many where it is too large. Raises NotFound."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise NotFound(N_("The file {path} cannot be read."), path=file) from error


def _decoded(text: str | bytes) -> str:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(raw) > LARGEST:
        said = N_("Line {line}: the pack is too large: {size} bytes, at most {most}.")
        raise PackWrong([Problem(1, said, (("size", len(raw)), ("most", LARGEST)))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        said = N_("Line {line}: the file is not UTF-8 text. Save it as UTF-8.")
        raise PackWrong([Problem(line, said)]) from error


def _must_be_bounded(text: str, longest: int) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > longest:
            said = N_("Line {line}: the line is too long: {size} characters, at most {most}.")
            raise PackWrong([Problem(number, said, (("size", len(line)), ("most", longest)))])
        for char in line.removesuffix("\r"):
            if is_control(char) and char != "\t":
                said = N_("Line {line}: there is a control character (U+{code}) in it.")
                raise PackWrong([Problem(number, said, (("code", f"{ord(char):04X}"),))])
    if depth(text) > _DEEPEST:
        said = N_("Line {line}: brackets are nested too deep.")
        raise PackWrong([Problem(1, said)])


def _no_toml(text: str, reason: str) -> Problem:
    found = _AT.search(reason)
    lines = text.split("\n")
    number = min(int(found[1]), len(lines)) if found else len(lines)
    said = N_("Line {line}: this is not TOML; often a quote or a bracket is missing: {text}")
    return Problem(number, said, (("text", lines[number - 1].strip()[:60]),))
