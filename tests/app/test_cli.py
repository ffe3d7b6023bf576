"""A command loads the room it is in, and no other."""

import subprocess
import sys

import pytest
import typer

from app.cli import ROOMS, build


def words(line: typer.Typer) -> set[str]:
    """The words that a command line's commands begin with."""
    alone = {c.name or "" for c in line.registered_commands}
    return alone | {g.name or "" for g in line.registered_groups}


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_has_the_words_it_is_looked_up_by(room: str) -> None:
    for word in ROOMS[room]:
        assert words(build(word)) == set(ROOMS[room])


def test_no_word_is_in_two_rooms_and_a_word_nobody_knows_brings_all() -> None:
    known = [word for of_room in ROOMS.values() for word in of_room]
    assert sorted(words(build("nonsense"))) == sorted(known)


@pytest.mark.parametrize(
    ("word", "unused"),
    [("verify", "app.workspace"), ("hq", "app.workspace"), ("check", "openpyxl")],
)
def test_what_a_command_does_not_need_is_not_loaded(word: str, unused: str) -> None:
    code = f"import sys, app.cli; code = app.cli.main([{word!r}, '--help']); print(code, {unused!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "0 False"
