"""The one place that knows typst: a paper goes in, the bytes of a PDF come out.

The same paper, fonts and `when` give the same bytes. Nothing is read but the shipped templates and
fonts, and of the machine's fonts only those that official papers are set in; a character that none
of them has is refused before (`app.reports.coverage`), because a page must never show a blank.
"""

import importlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from app import paths
from db.model.errors import ExportError
from db.model.words import N_

if TYPE_CHECKING:
    import typst

Standard = Literal["a-3a", "a-2a", "1.7"]
"""PDF/A-3a may hold attached files; all are tagged and carry their fonts. 1.7 promises nothing."""

_SHIPPED = {"song": ("Noto Serif SC", "Noto Sans SC"), "hei": ("Noto Sans SC", "Noto Serif SC")}
# What the machine may have, by role, best first: FangSong for text, XiaoBiaoSong for titles, SimHei
# and KaiTi for the levels of headings. They may be put into a PDF but not shipped.
_WANTED = {
    "fang": ("FangSong_GB2312", "FangSong", "STFangsong", "FandolFang R"),
    "song": ("SimSun", "STSong"),
    "biao": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "hei": ("SimHei", "STHeiti"),
    "kai": ("KaiTi_GB2312", "KaiTi", "STKaiti"),
}
# For names outside the shipped fonts, where a person has installed one of these.
_LAST = ("SimSun-ExtB", "SimSun-ExtG", "MingLiU-ExtB", "Noto Serif CJK SC", "Source Han Serif SC")


class Face(NamedTuple):
    """One font file, and which of the fonts in it."""

    file: Path
    number: int


class Faces(NamedTuple):
    """The fonts a paper is set in: families by role, best first, and the files behind them."""

    families: Mapping[str, tuple[str, ...]]
    files: tuple[Face, ...]
    loaded: "typst.Fonts"
    machine: bool


@cache
def faces(*, machine: bool = True) -> Faces:
    """Return the fonts there are; `machine` adds those of this computer to the shipped ones."""
    loaded = _typesetter().Fonts(
        include_system_fonts=machine,
        include_embedded_fonts=False,
        font_paths=[str(paths.fonts())],
    )
    have = set(loaded.families())
    families = {
        role: tuple(
            name
            for name in (*wanted, *_SHIPPED["hei" if role == "hei" else "song"], *_LAST)
            if name in have
        )
        for role, wanted in _WANTED.items()
    }
    used = {name for names in families.values() for name in names}
    files = {
        Face(Path(font.path), font.index)
        for font in loaded.fonts()
        if font.path and font.family in used
    }
    return Faces(families, tuple(sorted(files)), loaded, machine)


def typeset(paper: str, *, standard: Standard = "a-3a", when: int, using: Faces) -> bytes:
    """Return the PDF of a paper (`Paper` as JSON).

    `when` is the moment written into it, seconds since 1970 UTC. Raises ExportError where the page
    cannot be set; every warning of the typesetter is one, since it would be a fault of a template.
    """
    root = paths.resources("templates")
    typesetter = _typesetter()
    compiler = typesetter.Compiler(
        str(root / "main.typ"),
        root=str(root),
        font_paths=using.loaded,
        sys_inputs={
            "paper": paper,
            "fonts": json.dumps(using.families),
        },
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=[standard], timestamp=when
        )
    except typesetter.TypstError as error:
        raise _unset(error.message) from error
    if warnings or not isinstance(pdf, bytes):
        raise _unset(str(warnings[0].message) if warnings else "")
    # A signature is appended on a line of its own; typst ends without one.
    return pdf + b"\n"


def _typesetter() -> Any:
    """Return typst, loaded when something is first printed: the start does not wait for it."""
    return importlib.import_module("typst")


def _unset(why: str) -> ExportError:
    return ExportError(
        N_("The page could not be set: {why}"),
        safe=N_("The records were not touched."),
        hint=N_("Report this line together with the version of the program."),
        why=why,
    )
