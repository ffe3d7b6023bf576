"""Sorting out what comes from elsewhere: new, here already, too early, or a second history.

Reads once where each actor's chain ends, and goes on from there in memory.
"""

import hashlib

import msgspec

from db.log import Line, Log, Tip
from db.model.change import Change, canonical, following
from db.model.record import Fork


class Arrival:
    """One batch of changes on its way into the log, inside a transaction."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._tips: dict[tuple[str, str], Tip] = {}
        self._late: dict[tuple[str, str], set[int]] = {}
        self._lines: dict[tuple[str, str, int], Line] = {}
        self.forks: list[Fork] = []
        self.repeated = self.waiting = 0

    @property
    def fresh(self) -> list[Line]:
        """Return the lines to append, in order."""
        return list(self._lines.values())

    def take(self, change: Change) -> None:
        """Sort out one change."""
        held = self._tip(change.scope, change.actor).seq
        if change.seq > held + 1:
            self._log.set_aside(change)
            self._waiting(change).add(change.seq)
            self.waiting += 1
        elif change.seq <= held:
            self._again(change)
        else:
            self._append(change)
            while waited := self._waited(change):
                change = waited
                self._append(change)

    def _waited(self, change: Change) -> Change | None:
        """Return the change that waits for this one, None where there is none."""
        if change.seq + 1 not in self._waiting(change):
            return None
        return self._log.take_waiting(change.scope, change.actor, change.seq + 1)

    def _waiting(self, change: Change) -> set[int]:
        key = (change.scope, change.actor)
        if key not in self._late:
            self._late[key] = self._log.waiting(*key)
        return self._late[key]

    def _tip(self, scope: str, actor: str) -> Tip:
        key = (scope, actor)
        if key not in self._tips:
            self._tips[key] = self._log.tip(scope, actor)
        return self._tips[key]

    def _append(self, change: Change) -> None:
        line = lined(self._tip(change.scope, change.actor).head, change)
        self._tips[change.scope, change.actor] = Tip(change.seq, line.head)
        self._lines[change.scope, change.actor, change.seq] = line

    def _again(self, change: Change) -> None:
        """Take a number that is here: the same change once more, or a fork, kept under an alias."""
        head = lined(self._head(change, change.seq - 1), change).head
        if head == self._head(change, change.seq) or not self._kept_fork(change, head):
            self.repeated += 1

    def _head(self, change: Change, seq: int) -> bytes:
        line = self._lines.get((change.scope, change.actor, seq))
        return line.head if line else self._log.head(change.scope, change.actor, seq) or b""

    def _kept_fork(self, change: Change, head: bytes) -> bool:
        scope = change.scope
        alias = hashlib.sha256(change.actor.encode() + head).hexdigest()[:16]
        first = self._lines.get((scope, alias, 1)) or self._log.get(scope, alias, 1)
        if first is not None and first.change.ops == change.ops:
            return False
        number = self._tip(scope, alias).seq + 1
        self._append(msgspec.structs.replace(change, actor=alias, seq=number))
        self.forks.append(Fork(scope, change.actor, change.seq, alias))
        return True


def lined(head: bytes, change: Change) -> Line:
    """Return the line of a change that comes after chain hash `head`."""
    body = canonical(change)
    return Line(change, body, following(head, body))
