"""The command line: opens the book, runs one command, says what went wrong in one line.

Exit 0 done, 1 a problem that is named in one line, 2 wrong usage. ``--home``, ``--json`` and
``--passphrase-file`` may stand anywhere on the line; people script against this.
"""

import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

import msgspec
import typer
from typer.main import get_command

from app import paths
from app.commands import (
    agreements,
    care,
    checking,
    confidential,
    demo,
    exchange,
    headquarters,
    materials,
    matters,
    meetings,
    openness,
    printing,
    records,
    refusals,
    rules,
    seen,
    tags,
    vanguard,
    verifying,
)
from app.commands.session import Session
from app.words import Catalogue
from db.model.errors import SuixingError
from db.model.words import Translate


class Run(NamedTuple):
    """What one run begins with: the words of its language, and the line that was typed."""

    t: Translate
    line: list[str]


_ANYWHERE = {"--home": 1, "--passphrase-file": 1, "--json": 0}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    line = hoisted(list(sys.argv[1:] if arguments is None else arguments))
    wants_json = "--json" in line
    t = Catalogue(os.environ.get("SUIXING_LANG", "zh_CN"))
    try:
        _built()(args=line, prog_name="suixing", obj=Run(t, line))
    except SystemExit as ended:
        # 0 done, 2 wrong usage: typer has said what and how.
        return ended.code if isinstance(ended.code, int) else 1
    except SuixingError as error:
        _complain(error.said(t), wants_json=wants_json)
        return 1
    except (BrokenPipeError, KeyboardInterrupt):
        return 1
    except Exception as error:  # one of the three places: a bug must not be a traceback
        if os.environ.get("SUIXING_DEBUG"):
            raise
        said = t("The program made a mistake: {reason}.", reason=f"{type(error).__name__}: {error}")
        _complain(said, wants_json=wants_json)
        return 1
    return 0


def _without_secrets(line: Sequence[str]) -> str:
    """Return the command as it is written down in an inspection: what was asked, not with what key."""
    words = [w for w in _command(line) if not w.startswith("--")]
    if words[:1] == ["box"]:
        # When something was dropped, and about what, is not to stand in any log (ADR 41).
        words = words[:1]
    return " ".join(("suixing", *words))


def _command(line: Sequence[str]) -> list[str]:
    """Return the command with its words: a hoisted line without the options in front of it."""
    words = iter(line)
    for word in words:
        name, _, value = word.partition("=")
        if name not in _ANYWHERE:
            return [word, *words]
        if _ANYWHERE[name] and not value:
            next(words, None)
    return []


def hoisted(line: list[str]) -> list[str]:
    """Move the options that every command takes to the front of the line."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(line)
    for word in words:
        if word == "--":
            rest += [word, *words]
            break
        name = word.split("=", 1)[0]
        if name not in _ANYWHERE:
            rest.append(word)
            continue
        front.append(word)
        if _ANYWHERE[name] and "=" not in word:
            front += [value for value in [next(words, None)] if value is not None]
    return front + rest


@cache
def _built() -> Callable[..., object]:
    """Return what reads a line; made once, since making it takes longer than most commands."""
    return get_command(build())


def build() -> typer.Typer:
    """Return the whole command line."""
    top = typer.Typer(
        name="suixing",
        help="The branch record book that travels with the site.",
        no_args_is_help=False,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    top.callback(invoke_without_command=False)(_open)
    for room in (
        *(records, exchange, refusals, checking, care, printing),
        *(verifying, demo, confidential, seen, meetings, matters, agreements, openness, vanguard),
    ):
        room.add_to(top)
    top.add_typer(rules.commands(), name="rules")
    top.add_typer(tags.commands(), name="tags")
    top.add_typer(materials.commands(), name="materials")
    top.add_typer(headquarters.commands(), name="hq")
    return top


def _open(
    context: typer.Context,
    home: Path = typer.Option(None, help="Folder of the record book (or SUIXING_HOME)."),
    passphrase_file: Path = typer.Option(
        None, help="File whose first line is the passphrase (or SUIXING_PASSPHRASE)."
    ),
    json: bool = typer.Option(False, "--json", help="Answer in JSON."),
) -> None:
    """The branch record book that travels with the site."""
    run = cast("Run", context.obj)
    at = home or paths.default_home()
    session = Session(at, passphrase_file, json, run.t, said=_without_secrets(run.line))
    context.obj = session
    context.call_on_close(session.close)


def _complain(text: str, *, wants_json: bool) -> None:
    if wants_json:
        sys.stdout.write(msgspec.json.encode({"error": text}).decode() + "\n")
    sys.stderr.write(text + "\n")
