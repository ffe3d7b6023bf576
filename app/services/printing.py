"""The press: refuses what has no glyph by name, sets the paper, writes the file whole or not at all."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from app.reports.apart import typeset_apart
from app.reports.coverage import Missing, missing_glyphs, with_geta
from app.reports.paper import Paper
from app.reports.typesetting import Faces, faces, typeset
from db.disk import is_full
from db.model.change import Json
from db.model.errors import ExportError, NoGlyph
from db.model.progress import Progress
from db.model.words import N_

_NAMED = 8
"""So many characters are named at once."""


class Press:
    """Prints papers with the shipped fonts, and with this machine's unless told otherwise."""

    def __init__(self, *, machine: bool = True) -> None:
        self._machine = machine

    @property
    def using(self) -> Faces:
        """Return the fonts; they are looked for once, when something is first printed or checked."""
        return faces(machine=self._machine)

    def unprintable(self, text: str) -> str:
        """Return the characters of a text that no font has, each once; for a name as it is typed."""
        return "".join(missing.character for missing in missing_glyphs([("", text)], self.using))

    def printed(
        self,
        paper: Paper,
        texts: Iterable[tuple[str, str]],
        when: int,
        *,
        name: Callable[[str], str],
        draft: str = "",
        apart: tuple[Progress, int] | None = None,
    ) -> bytes:
        """Return the PDF of a paper.

        ``texts`` are (record id, text) of what went into it: a character that cannot be printed is
        named with its record, as `name` calls it. ``draft`` is the line that every page of a draft
        carries. With ``apart`` it is set in another process, whose progress is told from the step
        given there. Raises ExportError, Cancelled.
        """
        said = self.told(paper, texts, name=name, draft=draft)
        if apart is None:
            return typeset(said, when=when, using=self.using)
        return typeset_apart(
            said, when=when, using=self.using, progress=apart[0], done=apart[1], what=paper.title
        )

    def told(
        self,
        paper: Paper,
        texts: Iterable[tuple[str, str]],
        *,
        name: Callable[[str], str],
        draft: str = "",
    ) -> str:
        """Return a paper as the typesetter reads it, once every character of it has a glyph.

        The arguments are those of `printed`. Raises ExportError.
        """
        named = [*texts, *(("", text) for text in words_of(paper))]
        missing = missing_glyphs(named, self.using)
        if missing and not draft:
            raise no_glyph(missing, name(missing[0].where) or paper.title)
        body = msgspec.to_builtins(paper)
        if missing:
            body = {**_mapped(body, self.using), "draft": draft}
        return msgspec.json.encode(body).decode()


def _mapped(value: Json, using: Faces) -> Json:
    if isinstance(value, str):
        return value if _drawn(value) else with_geta(value, using)
    if isinstance(value, dict):
        return {k: v if k == "attached" else _mapped(v, using) for k, v in value.items()}
    return [_mapped(v, using) for v in value] if isinstance(value, list | tuple) else value


def words_of(paper: Paper) -> list[str]:
    """Return every text that a paper shows."""
    return list(_texts(msgspec.to_builtins(msgspec.structs.replace(paper, attached=()))))


def _drawn(text: str) -> bool:
    """Tell whether a text is a picture and not words."""
    return text.startswith("<svg ")


def _texts(value: Json) -> Iterable[str]:
    if isinstance(value, str):
        if not _drawn(value):
            yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def no_glyph(missing: Sequence[Missing], where: str) -> NoGlyph:
    """Return the error that names the characters and the record that holds the first of them."""
    signs = list(dict.fromkeys(m.character for m in missing))[:_NAMED]
    return NoGlyph(
        N_("No glyph for “{char}” in the export ({where})."),
        safe=N_("The records were not touched."),
        hint=N_("Choose another font, or make a draft."),
        char=" ".join(signs),
        where=where,
    )


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all. Raises ExportError."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        _forget(part)
        raise unwritten(error, path) from error


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        # The folder is gone or cannot be written: then nothing of ours lies there either.
        return


def unwritten(error: OSError, path: Path) -> ExportError:
    """Return the error that says why a file could not be written."""
    full = is_full(error)
    return ExportError(
        N_("There is not enough room for {name}.")
        if full
        else N_("{name} cannot be written there."),
        safe=N_("What was there before is unchanged."),
        hint=N_("Free some space, or choose another place.")
        if full
        else N_("Close the file where it is open, or choose another place."),
        name=path.name,
    )
