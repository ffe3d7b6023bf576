"""Bodies that broke off on the way: what has come of a question, and its answer until it is fetched.

They lie in HQ's own file, encrypted like all else, one question and one answer a name, and are swept
after some days. Names are random to whoever did not ask, and what lies here is sealed.
"""

from db.spool import Spool
from db.store import Store
from sync.core import direct
from sync.core.limits import MESSAGE, broke

_QUESTION, _ANSWER = "question", "answer"
KEEP_MS = 14 * 86_400_000
"""How long a body waits for its rest."""
LEAST = 1024
"""A shorter question is asked again as quickly as its answer is kept."""


class Arrivals:
    """Keeps what has arrived, under its name in hex."""

    def __init__(self, store: Store) -> None:
        self._spool: Spool = store.spool
        self._clock = store.clock

    def broke_off(self, name: str, at: int, came: bytes) -> None:
        """Keep what came of a question from byte `at` on, before the link broke."""
        whole = self._joined(name, at, came)
        name = name or (direct.name_of(whole) or b"").hex()
        if came and name:
            self._spool.keep(name, _QUESTION, whole, self._clock())
            self._spool.sweep(self._clock() - KEEP_MS)

    def whole(self, name: str, at: int, rest: bytes) -> bytes:
        """Return a question whose rest has come. Raises PeerBroke where its beginning is not here."""
        found = self._joined(name, at, rest)
        if len(found) > MESSAGE:
            raise broke("too large")
        return found

    def _joined(self, name: str, at: int, came: bytes) -> bytes:
        if not at:
            return came
        held = self._spool.get(name, _QUESTION) or b""
        if len(held) < at:
            raise broke("beginning")
        return held[:at] + came

    def arrived(self, name: str) -> int:
        """Return how many bytes of a question are here."""
        return len(self._spool.get(name, _QUESTION) or b"")

    def answered(self, question: bytes, answer: bytes) -> None:
        """Keep an answer until it is surely there; its question is needed no more."""
        name = (direct.name_of(question) or b"").hex()
        if name and len(question) >= LEAST:
            self._spool.keep(name, _ANSWER, answer, self._clock())
            self._spool.drop(name, _QUESTION)

    def answer(self, name: str, have: int) -> bytes | None:
        """Return the rest of an answer, None where there is none yet."""
        found = self._spool.get(name, _ANSWER)
        return None if found is None or have > len(found) else found[have:]
