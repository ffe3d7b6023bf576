"""What every command is given: the home, the words, the way to answer; opens the book when asked."""

import getpass
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

import msgspec
import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from app.kinds import Kind
from app.sealing import is_sealed
from db.model.change import Json
from db.model.errors import NotFound, WrongPassphrase
from db.model.record import Record
from db.model.words import N_, Translate

if TYPE_CHECKING:
    from app.workspace import Workspace

SEALED = "sealed"
"""What the command line shows of a text that is sealed."""


class Session:
    """One run of the command line."""

    def __init__(
        self,
        home: Path,
        passphrase_file: Path | None,
        wants_json: bool,
        t: Translate,
        *,
        said: str = "suixing",
    ) -> None:
        self._said = said
        self.home, self.wants_json, self.t = home, wants_json, t
        self._passphrase_file = passphrase_file
        self._book: Workspace | None = None
        self.console = Console(soft_wrap=True, highlight=False, markup=False)

    @property
    def book(self) -> "Workspace":
        """Return the opened book; asks for the passphrase the first time."""
        if self._book is None:
            if not self.has_book():
                raise NotFound(
                    N_("There is no record book in {path}."),
                    hint=N_("Make one with: suixing init --branch NAME"),
                    path=self.home,
                )
            self._book = workspace().open(self.home, self.passphrase())
            self._book.inspecting.read(self._said)
            self._book.tags.speak(lambda: self.t)
        return self._book

    def has_book(self) -> bool:
        """Tell whether there is a record book in the home."""
        return workspace().exists(self.home)

    def keep(self, book: "Workspace") -> None:
        """Use a book that was just made."""
        self._book = book

    def passphrase(self, *, new: bool = False) -> str:
        """Return the passphrase: from the file, the environment, or a prompt (twice for a new one)."""
        if self._passphrase_file is not None:
            return _first_line(self._passphrase_file)
        given = os.environ.get("SUIXING_PASSPHRASE")
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise WrongPassphrase(
                N_("A passphrase is needed."),
                hint=N_("Use --passphrase-file or SUIXING_PASSPHRASE."),
            )
        first = getpass.getpass(self.t("Passphrase") + ": ")
        if new and getpass.getpass(self.t("Once more") + ": ") != first:
            raise WrongPassphrase(N_("The two passphrases differ."))
        return first

    def another_secret(self, prompt: str, file: Path | None, variable: str) -> str:
        """Return a secret that is not the book's: from a file, the environment, or a prompt."""
        if file is not None:
            return _first_line(file)
        given = os.environ.get(variable)
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise WrongPassphrase(
                N_("{what} is needed."),
                hint=N_("Use its file option or {variable}."),
                what=self.t(prompt),
                variable=variable,
            )
        return getpass.getpass(self.t(prompt) + ": ")

    def answer(self, value: Json, text: str = "") -> None:
        """Answer in JSON, or with `text` for people."""
        if self.wants_json:
            sys.stdout.write(msgspec.json.encode(value, enc_hook=str).decode() + "\n")
        elif text:
            self.say(text)

    def say(self, text: str) -> None:
        """Write one line for people; silent under --json."""
        if not self.wants_json:
            self.console.print(text)

    def progress(self, title: str) -> "Bar":
        """Return a progress bar (a `Progress` listener); hidden when nobody watches."""
        return Bar(title, self.t, hidden=self.wants_json or not self.console.is_terminal)

    def close(self) -> None:
        """Close the book if it was opened."""
        if self._book is not None:
            self._book.close()
            self._book = None


def workspace() -> "type[Workspace]":
    """Return what opens a book, loaded when one is asked for: headquarters has none."""
    found: type[Workspace] = importlib.import_module("app.workspace").Workspace
    return found


class Bar:
    """A progress bar on the terminal."""

    def __init__(self, title: str, t: Translate, *, hidden: bool) -> None:
        self._rich = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            TimeRemainingColumn(),
            disable=hidden,
        )
        self._title, self._t = title, t
        self._task = self._rich.add_task(title, total=None, pace="")

    def __enter__(self) -> Self:
        self._rich.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._rich.stop()

    def step(self, done: int, total: int, what: str = "") -> None:
        """Show `done` of `total`."""
        said = self._t(what) if what else self._title
        if said != self._rich.tasks[0].description:
            # Another stage begins: its pace has nothing to do with the one before.
            self._rich.reset(self._task, total=total or None, completed=done, description=said)
        speed = self._rich.tasks[0].speed
        pace = f"{speed:,.0f}/s" if speed else ""
        self._rich.update(self._task, completed=done, total=total or None, pace=pace)


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").split("\n", 1)[0].strip()
    except OSError as error:
        raise NotFound(N_("The passphrase file {path} cannot be read."), path=file) from error


def session_of(context: typer.Context) -> Session:
    """Return the run that a command belongs to."""
    return cast("Session", context.obj)


def flat(record: Record) -> dict[str, Json]:
    """Return a record as the command line shows it: id, then its fields by name.

    A sealed text is the word "sealed": `suixing confidential open` opens it.
    """
    body = {name: unopened(value) for name, value in record.body.items()}
    out: dict[str, Json] = {"id": record.id, **body}
    if record.conflicts:
        out["conflicts"] = list(record.conflicts)
    return out


def unopened(value: Json) -> Json:
    """Return a value as it may be shown: a sealed text as that word."""
    return SEALED if is_sealed(value) else value


def items(rows: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    """Return the answer of every listing command."""
    return {"items": list(rows)}


def kind_of(s: Session, kind: str) -> Kind:
    """Return a declared kind. Raises NotFound."""
    if kind not in s.book.kinds:
        raise NotFound(
            N_("There is no kind of record called {kind}."),
            hint=N_("`suixing kinds` lists them."),
            kind=kind,
        )
    return s.book.kinds[kind]
