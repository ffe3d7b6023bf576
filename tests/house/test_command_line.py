"""The command line people script against: every command is there, and the papers name each."""

import re
from collections.abc import Iterator

import pytest
import typer

from app.cli import build
from tests.house.test_papers import papers

# Stable since the first release: a name here is never taken away or given another meaning.
STABLE = (
    *("demo", "init", "enrol", "kinds", "list", "show", "new", "set", "delete", "history"),
    *("import roster", "sync", "bundle write", "bundle read", "conflicts", "resolve", "check"),
    *("pdf meeting", "pdf ledger", "pdf folder", "backup", "restore", "doctor"),
    *("hq init", "hq serve", "hq enrol", "hq ingest", "hq status"),
)


def names(group: typer.Typer, before: str = "") -> Iterator[str]:
    """Every command a person can type, groups spelled out."""
    for command in group.registered_commands:
        name = command.name or (command.callback.__name__ if command.callback else "")
        yield f"{before}{name}"
    for part in group.registered_groups:
        if part.typer_instance is not None:
            yield from names(part.typer_instance, f"{before}{part.name} ")


@pytest.mark.parametrize("name", STABLE)
def test_a_command_people_rely_on_is_there(name: str) -> None:
    assert name in set(names(build()))


def named(name: str, text: str) -> bool:
    """Whether the papers show the command, alone or behind a bar: `suixing bundle write | read`."""
    *group, last = name.split()
    before = "".join(f"{word} " for word in group)
    behind_a_bar = rf"^suixing {before}.*\| (?:{before})?{last}\b"
    return f"suixing {name}" in text or bool(re.search(behind_a_bar, text, re.MULTILINE))


def test_every_command_is_named_in_the_papers() -> None:
    text = papers()
    assert sorted(name for name in names(build()) if not named(name, text)) == []


def test_a_command_nobody_wrote_about_is_seen() -> None:
    text = "suixing kinds | list KIND | show KIND ID\nsuixing bundle write FILE | read FILE"
    assert all(named(name, text) for name in ("kinds", "list", "show", "bundle read"))
    assert not any(named(name, text) for name in ("set", "write", "bundle show"))
