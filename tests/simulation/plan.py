"""From one integer to a history: which laptops there are and what happens, in order.

Each seed draws a handful of the things that can happen and leaves the others out (swarm testing:
Groce et al., 2012): a history of nothing but sticks and clones finds what one of everything hides.
"""

import random
from collections.abc import Callable
from itertools import chain
from typing import Any

import msgspec

from db.model.change import DELETED, Json
from tests.simulation.link import FAULTS, NO_TROUBLE, Trouble
from tests.simulation.machine import AFTER, NONE, Mishap
from tests.simulation.people import (
    Clock,
    Edits,
    Joins,
    Opens,
    Pairs,
    Saves,
    Settles,
    Types,
    Upgrades,
    Writes,
)
from tests.simulation.stick import Damage
from tests.simulation.travel import (
    Answers,
    Arrives,
    BacksUp,
    Carries,
    Clones,
    Copies,
    Corrupts,
    Dies,
    GoesBack,
    Meets,
    Reads,
    Rots,
)

Happening = (
    Joins
    | Writes
    | Pairs
    | Edits
    | Types
    | Opens
    | Saves
    | Settles
    | Upgrades
    | Clock
    | Meets
    | Arrives
    | Carries
    | Answers
    | Reads
    | Corrupts
    | Dies
    | BacksUp
    | GoesBack
    | Copies
    | Clones
    | Rots
)
"""Everything that can happen."""

YEAR = 365 * 86_400_000
_VALUES: tuple[Json, ...] = ("一号营地", "隧道口", "夜班", 7, 7.0, True, "", None)
_KINDS = ("note", "note", "note", "visit", "duty")
_FIELDS = ("text", "text", "place", "partner", "season", "on")


class Plan(msgspec.Struct, frozen=True, omit_defaults=True):
    """A history to be: `seed` also shuffles what is compared at the end."""

    seed: int
    laptops: int
    events: tuple[Happening, ...]
    breaks: str = ""
    """The promise it once broke, in a plan that is kept."""


class Draw:
    """Draws events one after another."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.laptops = self.chance.randint(2, 4)
        self._made: dict[str, list[int]] = {}
        self._n = 0
        drawn = [group for group in _TOGETHER if self.chance.random() < 0.4]
        self._names = [*_OFTEN, *chain.from_iterable(drawn)]
        self._weights = [_OFTEN.get(name) or _RARE[name] for name in self._names]
        self._mishaps = self.chance.random() < 0.5
        self._faults = [f for f in FAULTS if self.chance.random() < 0.4]

    def event(self) -> Happening:
        """Return the next event."""
        (name,) = self.chance.choices(self._names, self._weights)
        return self._one_more(name)

    def _one_more(self, name: str) -> Happening:
        self._n += 1
        self._made.setdefault(name, []).append(self._n)
        return _MAKERS[name](self)

    def joins(self, who: int) -> Joins:
        """Return a laptop's joining at the very beginning."""
        self._n += 1
        return Joins(n=self._n, who=who)

    def shared(self) -> tuple[Happening, ...]:
        """Return a beginning after which everybody has something of the same to write in."""
        written = tuple(self._one_more("writes") for _ in range(self.chance.randint(1, 3)))
        everybody = (*range(self.laptops), *range(self.laptops))
        met = []
        for who in everybody:
            self._n += 1
            met.append(Meets(n=self._n, who=who))
        return (*written, *met)

    @property
    def n(self) -> int:
        return self._n

    def who(self, *, hq: bool = False) -> int:
        """Draw a laptop; -1, where HQ may be meant too, is HQ."""
        return self.chance.randint(-1 if hq else 0, self.laptops)

    def one(self, *names: str) -> int:
        """Draw an earlier event, rather a late one; 0 where there is none."""
        known = sorted(n for name in names for n in self._made.get(name, ()) if n < self._n)
        return known[-1 - min(int(self.chance.expovariate(0.4)), len(known) - 1)] if known else 0

    def record(self) -> int:
        return self.one("writes", "writes", "pairs")

    def fields(self, *, deleting: bool = False) -> dict[str, Json]:
        """Draw values; some are the same again and again, so that equal ones meet."""
        if deleting and self.chance.random() < 0.2:
            return {DELETED: self.chance.random() < 0.8}
        names = self.chance.sample(_FIELDS, self.chance.randint(1, 3))
        return {n: self._value() for n in dict.fromkeys(names)}

    def _value(self) -> Json:
        if self.chance.random() < 0.6:
            return self.chance.choice(_VALUES)
        return f"v{self._n} " + "雨季值班，隧道口渗水。" * (300 if self._n % 9 == 0 else 0)

    def mishap(self, most: int, often: float = 0.15) -> Mishap:
        """Draw what befalls a computer over work of about so many statements."""
        if not self._mishaps or self.chance.random() > often:
            return NONE
        if self.chance.random() < 0.3:
            return Mishap(full=self.chance.choice((1, 1, 1, 2, 2, 3)))
        return Mishap(AFTER if self.chance.random() < 0.2 else self.chance.randint(1, most))

    def trouble(self) -> Trouble:
        if not self._faults or self.chance.random() < 0.5:
            return NO_TROUBLE
        at = 1 if self.chance.random() < 0.7 else self.chance.randint(2, 3)
        return Trouble(self.chance.choice(self._faults), at, self.place(), self.chance.randrange(8))

    def room(self) -> int:
        return self.chance.choice((0, 0, 1, 400))

    def place(self) -> float:
        return round(self.chance.random(), 4)

    def damage(self) -> Damage | None:
        if self.chance.random() < 0.8:
            return None
        how = self.chance.choice(("cut", "flip"))
        resealed = self.chance.random() < 0.5
        return Damage(
            "cut" if how == "cut" else "flip", self.place(), self.chance.randrange(8), resealed
        )

    def off(self) -> int:
        years = self.chance.choice((-20, -5, 0, 0, 1, 20))
        return years * YEAR + self.chance.randint(-86_400_000, 86_400_000)


_OFTEN = {"joins": 2, "writes": 5, "edits": 9, "meets": 9, "carries": 2, "reads": 4}
_RARE = {
    "pairs": 2,
    "types": 5,
    "opens": 3,
    "saves": 3,
    "settles": 3,
    "upgrades": 1,
    "clock": 2,
    "arrives": 2,
    "answers": 2,
    "corrupts": 3,
    "dies": 2,
    "backsup": 2,
    "goesback": 2,
    "copies": 2,
    "clones": 2,
    "rots": 0.5,
}
_TOGETHER = (
    ("pairs",),
    ("types",),
    ("opens", "saves"),
    ("settles",),
    ("upgrades",),
    ("clock",),
    ("arrives",),
    ("answers",),
    ("corrupts",),
    ("dies",),
    ("backsup", "goesback"),
    ("copies", "clones"),
    ("rots",),
)
"""What is drawn together, because one without the other comes to nothing."""
_MAKERS: dict[str, Callable[[Draw], Happening]] = {
    "joins": lambda d: Joins(n=d.n, who=d.who()),
    "writes": lambda d: Writes(
        n=d.n, who=d.who(), kind=d.chance.choice(_KINDS), fields=d.fields(), mishap=d.mishap(24)
    ),
    "pairs": lambda d: Pairs(
        n=d.n, who=d.who(), one=d.record(), other=d.record(), text=f"p{d.n}", mishap=d.mishap(24)
    ),
    "edits": lambda d: Edits(
        n=d.n, who=d.who(), record=d.record(), fields=d.fields(deleting=True), mishap=d.mishap(30)
    ),
    "types": lambda d: Types(
        n=d.n, who=d.who(), record=d.record(), text="雨季值班。", mishap=d.mishap(30)
    ),
    "opens": lambda d: Opens(n=d.n, who=d.who(), record=d.record()),
    "saves": lambda d: Saves(
        n=d.n, form=d.one("opens"), fields=d.fields(deleting=True), mishap=d.mishap(30)
    ),
    "settles": lambda d: Settles(
        n=d.n,
        who=d.who(),
        which=d.chance.randrange(4),
        choice=d.chance.randrange(4),
        mishap=d.mishap(30),
    ),
    "upgrades": lambda d: Upgrades(n=d.n, who=d.who(), release=d.chance.randrange(3)),
    "clock": lambda d: Clock(n=d.n, who=d.who(hq=True), off=d.off()),
    "meets": lambda d: Meets(
        n=d.n,
        who=d.who(),
        room=d.room(),
        trouble=d.trouble(),
        mishap=d.mishap(150),
        hq=d.mishap(100),
    ),
    "arrives": lambda d: Arrives(n=d.n),
    "carries": lambda d: Carries(n=d.n, who=d.who(), room=d.room(), mishap=d.mishap(60)),
    "answers": lambda d: Answers(n=d.n),
    "reads": lambda d: Reads(
        n=d.n,
        who=d.who(hq=True),
        stick=d.one("carries", "answers"),
        twice=d.chance.random() < 0.2,
        backwards=d.chance.random() < 0.3,
        damage=d.damage(),
        mishap=d.mishap(120),
    ),
    "corrupts": lambda d: Corrupts(
        n=d.n, who=d.who(), which=d.chance.randrange(8), place=d.place(), bit=d.chance.randrange(8)
    ),
    "dies": lambda d: Dies(n=d.n, who=d.who(hq=True)),
    "backsup": lambda d: BacksUp(n=d.n, who=d.who()),
    "goesback": lambda d: GoesBack(n=d.n, backup=d.one("backsup")),
    "copies": lambda d: Copies(n=d.n, who=d.who()),
    "clones": lambda d: Clones(n=d.n, copy=d.one("copies"), anew=d.chance.random() < 0.6),
    "rots": lambda d: Rots(n=d.n, who=d.who(), place=d.place(), bit=d.chance.randrange(8)),
}


def planned(seed: int) -> Plan:
    """Return the history that a seed stands for."""
    draw = Draw(seed)
    length = draw.chance.randint(15, 70)
    early = [draw.joins(n) for n in range(draw.laptops) if draw.chance.random() < 0.8]
    shared = draw.shared() if draw.chance.random() < 0.7 else ()
    events = (draw.event() for _ in range(length))
    return Plan(seed, draw.laptops, (*early, *shared, *events))


def written(what: Plan | Happening) -> bytes:
    """Return a plan or an event as JSON without what goes without saying."""
    return msgspec.json.encode(_bare(msgspec.to_builtins(what)))


def _bare(held: Any) -> Any:
    if isinstance(held, list):
        return [_bare(part) for part in held]
    if isinstance(held, dict):
        bare = {name: _bare(part) for name, part in held.items()}
        return {name: part for name, part in bare.items() if part != {} or name == "fields"}
    return held
