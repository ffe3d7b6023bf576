"""What a person chose for this machine: the look, the language, when to lock.

The choices lie in a small readable file beside the encrypted book, because the lock screen must
already show the chosen theme and language. There is nothing of the branch in it.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.words import DEFAULT, Catalogue
from db.model.errors import StoreReadOnly
from db.model.words import N_, Translate

FILE = "choices.json"
LOCK_AFTER = (5, 10, 15, 30, 60, 0)
"""Minutes offered in settings; 0 is never."""

Listener = Callable[["Choices"], None]


class Choices(BaseModel):
    """Described once: defaults for a new machine, and what each may be."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    theme: Literal["system", "light", "dark"] = "system"
    scale: Literal[100, 112, 125] = 100
    """Text size, per cent."""
    language: Literal["zh_CN", "en"] = DEFAULT  # type: ignore[assignment]
    lock_minutes: int = Field(15, ge=0, le=24 * 60)
    """Idle minutes after which the book locks; 0 never."""
    folded: bool = False
    """Whether the sidebar shows icons alone."""


class ChoiceFile:
    """Reads and writes one machine's choices and tells who listens. A damaged file means defaults."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE
        self._listeners: list[Listener] = []
        self._now = _read(self._path)

    @property
    def now(self) -> Choices:
        """What is chosen now."""
        return self._now

    def listen(self, listener: Listener) -> None:
        """Call `listener` after every change."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Call `listener` no more."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def change(self, **fields: Any) -> Choices:
        """Choose otherwise, at once. It holds for this session even where the file cannot be written.

        Raises StoreReadOnly after everyone was told.
        """
        was, self._now = self._now, Choices.model_validate(self._now.model_dump() | fields)
        if self._now != was:
            for listener in tuple(self._listeners):
                listener(self._now)
            self.save()
        return self._now

    def save(self) -> None:
        """Write the file whole or not at all; nothing is written before there is a home."""
        if not self._path.parent.is_dir():
            return
        part = self._path.with_suffix(".part")
        try:
            part.write_text(self._now.model_dump_json(indent=1), "utf-8")
            part.replace(self._path)
        except OSError as error:
            raise StoreReadOnly(
                N_("The choice holds until the program is closed: {path} cannot be written."),
                safe=N_("The records are unharmed."),
                hint=N_("Check the folder's permission, or choose another folder."),
                path=self._path,
            ) from error


def _read(path: Path) -> Choices:
    try:
        return Choices.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Choices()


def spoken(choices: ChoiceFile) -> Callable[[], Translate]:
    """Return what gives the catalogue of the language chosen now, each read once."""
    read = cache(Catalogue)
    return lambda: read(choices.now.language)
