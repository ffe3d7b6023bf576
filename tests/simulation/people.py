"""What people do, as events: each a value with the number that others refer to it by.

An event that finds nothing to act on does nothing, so that any part of a plan is a plan too.
"""

from typing import TYPE_CHECKING

import msgspec

from db.model.change import DELETED, Json, child_id
from db.model.record import Edit, Record
from tests.simulation.ledger import TYPED, Names
from tests.simulation.machine import NONE, RELEASES, Machine, Mishap

if TYPE_CHECKING:
    from tests.simulation.world import World


class Event(msgspec.Struct, frozen=True, omit_defaults=True, tag=str.lower, kw_only=True):
    """Something that happens; `n` is its number in the plan."""

    n: int

    def happen(self, world: "World") -> None:
        """Do it."""
        raise NotImplementedError


class Joins(Event, frozen=True):
    """A laptop is enrolled."""

    who: int

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        if not laptop.enrolled:
            world.hq.enrol(laptop)


class Writes(Event, frozen=True):
    """Somebody makes a record, of a kind and with fields that the laptop's release knows."""

    who: int
    kind: str = "note"
    fields: dict[str, Json] = {}
    mishap: Mishap = NONE

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        fields = _known(laptop, self.kind, self.fields)
        if fields is not None:
            edit = Edit(self.kind, fields)
            if world.write(laptop, f"e{self.n}", [edit], self.mishap) is not None:
                world.records[self.n] = f"e{self.n}/0"


class Pairs(Event, frozen=True):
    """Somebody makes the one record that two others share, as anybody else would."""

    who: int
    one: int
    other: int
    text: str = ""
    mishap: Mishap = NONE

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        names = Names(laptop.store, laptop.scope)
        parents = [names.id_of(world.records.get(n, "?")) for n in (self.one, self.other)]
        if None in parents or self.one == self.other:
            return
        edit = Edit("note", {"text": self.text}, child_id(*map(str, parents)))
        world.records[self.n] = f"{world.records[self.one]}+{world.records[self.other]}"
        world.write(laptop, f"e{self.n}", [edit], self.mishap)


class Edits(Event, frozen=True):
    """Somebody sets fields of a record as it is shown there now; deleting is such an edit."""

    who: int
    record: int
    fields: dict[str, Json]
    mishap: Mishap = NONE

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        held = _held(world, laptop, self.record)
        fields = held and _known(laptop, held.kind, self.fields)
        if held and fields:
            edit = Edit(held.kind, fields, held.id)
            world.write(laptop, f"e{self.n}", [edit], self.mishap)


class Types(Event, frozen=True):
    """Somebody types on in a long text that is saved at every pause."""

    who: int
    record: int
    text: str
    mishap: Mishap = NONE

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        held = _held(world, laptop, self.record)
        if held and _known(laptop, held.kind, {"text": ""}):
            edit = Edit(held.kind, {"text": f"{self.text} {self.n}"}, held.id)
            token = f"{TYPED}{self.who}-{self.record}"
            world.write(laptop, token, [edit], self.mishap, typing=True)


class Opens(Event, frozen=True):
    """Somebody opens a form and goes for tea."""

    who: int
    record: int

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        held = _held(world, laptop, self.record)
        if held:
            world.forms[self.n] = (laptop, laptop.life, held)


class Saves(Event, frozen=True):
    """Somebody saves the form that was opened, whatever has come in meanwhile."""

    form: int
    fields: dict[str, Json]
    mishap: Mishap = NONE

    def happen(self, world: "World") -> None:
        laptop, life, held = world.forms.pop(self.form, (None, 0, None))
        if laptop is None or held is None or laptop.life != life:
            return
        world.touch(laptop)
        fields = _known(laptop, held.kind, self.fields)
        if fields:
            edit = Edit(held.kind, fields, held.id, held.seen())
            world.write(laptop, f"e{self.n}", [edit], self.mishap, form=held)


class Settles(Event, frozen=True):
    """Somebody settles a conflict by one of its values."""

    who: int
    which: int
    choice: int
    mishap: Mishap = NONE

    def happen(self, world: "World") -> None:
        laptop = world.laptop(self.who)
        open_ = laptop.store.read.conflicts(laptop.scope)
        if not open_:
            return
        conflict = open_[self.which % len(open_)]
        held, field = conflict.record, conflict.field
        value = conflict.choices[self.choice % len(conflict.choices)].value
        if field == DELETED:
            value = self.choice % 2 == 0
        seen = {field: tuple(s.op for s in held.siblings.get(field, ()))}
        edit = Edit(held.kind, {field: value}, held.id, seen)
        world.write(laptop, f"e{self.n}", [edit], self.mishap, what="resolve")


class Upgrades(Event, frozen=True):
    """Another release of the program is installed."""

    who: int
    release: int

    def happen(self, world: "World") -> None:
        world.laptop(self.who).reopen(self.release)


class Clock(Event, frozen=True):
    """Somebody sets a clock, or a flat battery does: so many ms off; -1 is HQ's."""

    who: int
    off: int

    def happen(self, world: "World") -> None:
        machine = world.hq if self.who < 0 else world.laptop(self.who)
        machine.offset = self.off
        world.luck["clock set wrong"] += 1


def _held(world: "World", laptop: Machine, record: int) -> Record | None:
    """Return a record as the laptop shows it; None where it is not there."""
    if record not in world.records:
        return None
    name = Names(laptop.store, laptop.scope).id_of(world.records[record])
    return None if name is None else laptop.store.read.get(laptop.scope, name)


def _known(laptop: Machine, kind: str, fields: dict[str, Json]) -> dict[str, Json] | None:
    """Leave out what the laptop's release does not know; None for a kind it does not."""
    for spec in RELEASES[laptop.release]:
        if spec.name == kind:
            names = {DELETED, *(field.name for field in spec.fields)}
            return {f: v for f, v in fields.items() if f in names}
    return None
