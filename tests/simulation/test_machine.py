"""A computer of the simulation does what real ones do: it dies whole, fills up, and rots visibly."""

from pathlib import Path

import pytest

from db.model.errors import StoreFull
from db.model.record import Edit
from tests.simulation.machine import AFTER, Machine, Mishap, flipped


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "laptop", lambda: 1_779_422_400_000)


def save(machine: Machine, text: str) -> None:
    edit = Edit("note", {"text": text})
    machine.store.write(machine.scope, machine.actor, [edit], by=text)


def texts(machine: Machine) -> list[str]:
    return [change.by for change in machine.store.log.all(machine.scope)]


def test_dying_at_any_statement_leaves_a_save_whole_or_gone(machine: Machine) -> None:
    save(machine, "before")
    burnt, at = True, 0
    while burnt:
        at += 1
        with machine.accident(Mishap(dies=at)) as fuse:
            save(machine, f"at {at}")
        burnt = fuse.burnt
        assert texts(machine) == (["before"] if burnt else ["before", f"at {at}"])
    assert at > 10


def test_what_was_done_survives_a_death_right_after(machine: Machine) -> None:
    with machine.accident(Mishap(AFTER)):
        save(machine, "done")
    assert texts(machine) == ["done"]


def test_a_full_disk_refuses_and_later_does_not(machine: Machine) -> None:
    with machine.accident(Mishap(full=1)), pytest.raises(StoreFull):
        save(machine, "long " * 20_000)
    before = texts(machine)
    save(machine, "later")
    assert texts(machine) == [*before, "later"]


def test_every_bit_of_a_book_is_watched(machine: Machine) -> None:
    save(machine, "before")
    assert all(machine.notices(n / 40, n % 8) for n in range(40))
    assert texts(machine) == ["before"]


def test_its_luck_is_its_own_and_the_same_in_every_run(tmp_path: Path) -> None:
    first, same, other = (
        Machine(tmp_path / place, lambda: 0) for place in ("1/laptop", "2/laptop", "1/other")
    )
    assert first.actor == same.actor != other.actor
    assert first.identity.own() == same.identity.own()


def test_one_bit_is_one_bit() -> None:
    assert flipped(b"\0\0", 1.0, 3) == b"\0\x08"
    assert flipped(b"\0\0", 0.0, 0) == b"\1\0"
