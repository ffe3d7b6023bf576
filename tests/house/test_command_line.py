"""The command line people script against: every command is there, and the papers name each."""

from collections.abc import Iterator

import click
import pytest

from app.cli import build
from tests.house.test_papers import papers

# Stable since the first release: a name here is never taken away or given another meaning.
STABLE = (
    *("demo", "init", "enrol", "kinds", "list", "show", "new", "set", "delete", "history"),
    *("import roster", "sync", "bundle write", "bundle read", "conflicts", "resolve", "check"),
    *("pdf meeting", "pdf ledger", "pdf folder", "backup", "restore", "doctor"),
    *("hq init", "hq serve", "hq enrol", "hq ingest", "hq status"),
)


def names(command: click.Command, before: str = "") -> Iterator[str]:
    """Every command a person can type, groups spelled out."""
    if not isinstance(command, click.Group):
        yield before.strip()
        return
    for name, part in command.commands.items():
        yield from names(part, f"{before} {name}")


@pytest.mark.parametrize("name", STABLE)
def test_a_command_people_rely_on_is_there(name: str) -> None:
    assert name in set(names(build()))


def test_every_command_is_named_in_the_papers() -> None:
    text = papers()
    assert sorted(name for name in names(build()) if f"suixing {name}" not in text) == []
