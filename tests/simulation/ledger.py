"""What people said, kept outside the program: the oracle that its tables are compared with.

Every change is made under a token that no other has. An op is called `token/n` here and a record by
the op that made it, so that nothing depends on actors, numbers or clocks. For each op the ledger
knows which ops its author was shown and replaced; what must stand in a field, and whether it is in
conflict, follows from which tokens a replica holds and from nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from db.model.change import DELETED, Change, Json, Op
from db.model.merge import same
from db.model.record import Record
from db.store import Store

TYPED = "typed "
"""What begins the token of minutes that are saved at every pause: the value tells them apart."""


class Said(NamedTuple):
    """One op as it was meant."""

    name: str
    record: str
    field: str
    value: Json
    replaced: frozenset[str]


class Shown(NamedTuple):
    """What a field amounts to: the ops side by side, and whether a person has to choose."""

    live: frozenset[str]
    disputed: bool


def token_of(change: Change) -> str:
    """Return the token a change was made under."""
    return f"{change.by} {change.ops[0].value}" if change.by.startswith(TYPED) else change.by


class Names:
    """What one store's ids are called in the ledger, as of now."""

    def __init__(self, store: Store, scope: str) -> None:
        self._tokens = {(c.actor, c.seq): token_of(c) for c in store.log.all(scope)}
        self._places = {token: place for place, token in self._tokens.items()}

    def know(self, change: Change) -> str:
        """Add a change; return the token that it took the place of, empty for none."""
        before = self._tokens.get((change.actor, change.seq), "")
        self._tokens[change.actor, change.seq] = token_of(change)
        return before

    def counted(self) -> Counter[str]:
        """Return how often each token is here."""
        return Counter(self._tokens.values())

    def upto(self, actor: str, seq: int) -> set[str]:
        """Return an actor's tokens up to a number."""
        return {t for (a, s), t in self._tokens.items() if a == actor and s <= seq}

    def op(self, op: str) -> str:
        """Return the name of an op."""
        actor, seq, n = op.rsplit(".", 2)
        return f"{self._tokens.get((actor, int(seq)), '?')}/{n}"

    def record(self, record: str) -> str:
        """Return the name of a record."""
        return "+".join(self.op(part) if "." in part else part for part in record.split("+"))

    def id_of(self, record: str) -> str | None:
        """Return a record's id here from its name; None where it is not here."""
        parts = []
        for part in record.split("+"):
            token, _, n = part.rpartition("/")
            if token not in self._places:
                return None
            actor, seq = self._places[token]
            parts.append(f"{actor}.{seq}.{n}")
        return "+".join(parts)


class Ledger:
    """Everything that was said, and what became of it."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[Said, ...]] = {}
        self.doubtful: set[str] = set()
        """May be gone for a reason: never acknowledged, typed over, or on a disk that went back."""
        self.refused: set[str] = set()
        """Was told to have failed, and must be nowhere."""

    def write(self, change: Change, names: Names) -> None:
        """Write a change down as its author meant it."""
        token = token_of(change)
        self._said[token] = tuple(
            Said(
                f"{token}/{n}",
                names.record(op.record),
                op.field,
                op.value,
                frozenset(map(names.op, op.pred)),
            )
            for n, op in enumerate(change.ops)
        )

    def kept(self) -> set[str]:
        """Return the tokens that must be at HQ in the end."""
        return set(self._said) - self.doubtful

    def known(self, token: str) -> bool:
        """Tell whether somebody ever said this."""
        return token in self._said

    def state(self, tokens: Iterable[str]) -> dict[str, dict[str, Shown]]:
        """Return what every field of every record must be where these tokens are held."""
        said = [op for token in tokens for op in self._said[token]]
        replaced = {(op.record, op.field, p) for op in said for p in op.replaced}
        fields: dict[str, dict[str, list[Said]]] = {}
        for op in said:
            live = fields.setdefault(op.record, {}).setdefault(op.field, [])
            if (op.record, op.field, op.name) not in replaced:
                live.append(op)
        return {record: dict(_shown(held)) for record, held in fields.items()}


def _shown(fields: Mapping[str, list[Said]]) -> Iterator[tuple[str, Shown]]:
    for field, live in fields.items():
        disputed = any(not same(op.value, live[0].value) for op in live)
        if field == DELETED and live and not disputed and live[0].value is True:
            seen = frozenset().union(*(op.replaced for op in live))
            rest = (op for f, ops in fields.items() if f != DELETED for op in ops)
            disputed = any(op.name not in seen for op in rest)
        if live:
            yield field, Shown(frozenset(op.name for op in live), disputed)


def shown(record: Record, names: Names) -> dict[str, Shown]:
    """Return the same of a record as the program's tables have it."""
    found = {field: frozenset({names.op(op)}) for field, op in record.alone.items()}
    for field, siblings in record.siblings.items():
        found[field] = frozenset(names.op(s.op) for s in siblings)
    return {f: Shown(live, f in record.conflicts) for f, live in found.items() if live}


def replaces(op: Op, record: Record | None, names: Names) -> bool:
    """Tell whether an op names all that its author was shown in the field."""
    if record is None:
        return True
    before = record.seen().get(op.field, ())
    return op.field == DELETED or set(map(names.op, before)) <= set(map(names.op, op.pred))
