"""Bodies that broke off on the way: what has come of a question, and its answer until it is fetched.

They lie in HQ's own file, encrypted like all else, one question and one answer a name, and are swept
after some days. What is just coming in is in memory too: a laptop whose link broke may be back before
HQ has noticed. Names are random to whoever did not ask, and what lies here is sealed.
"""

import threading

from db.spool import Spool
from db.store import Store
from sync.core import direct
from sync.core.limits import MESSAGE, broke

_QUESTION, _ANSWER = "question", "answer"
KEEP_MS = 14 * 86_400_000
"""How long a body waits for its rest."""
ROOM = 1 << 30
"""Most bytes that lie here; anybody can send the beginning of a question, so the oldest goes."""
LEAST = 1024
"""Where question and answer are shorter, it is asked again as quickly as the answer is kept."""


class Coming:
    """One question that is coming in, with what came of it before."""

    def __init__(self, name: str = "", body: bytes = b"") -> None:
        self.name, self.body = name, bytearray(body)

    def add(self, part: bytes) -> None:
        """Take what has come. Raises PeerBroke where it is more than any question may hold."""
        if len(self.body) + len(part) > MESSAGE:
            raise broke("too large")
        self.body += part
        if not self.name:
            self.name = (direct.name_of(bytes(self.body[:64])) or b"").hex()


class Arrivals:
    """Keeps what has arrived, under its name in hex."""

    def __init__(self, store: Store) -> None:
        self._spool: Spool = store.spool
        self._clock = store.clock
        self._coming: dict[str, Coming] = {}
        self._turn = threading.Lock()

    def begin(self, name: str = "", at: int = 0) -> Coming:
        """Begin to take a question in, or to go on at byte `at` of one.

        Raises PeerBroke where its beginning is not here.
        """
        held = self._held(name) if at else b""
        if len(held) < at:
            raise broke("beginning")
        return Coming(name, held[:at])

    def came(self, coming: Coming, part: bytes) -> None:
        """Take in the next part of a question. Raises PeerBroke."""
        coming.add(part)
        if coming.name:
            with self._turn:
                self._coming[coming.name] = coming

    def ended(self, coming: Coming) -> None:
        """Forget what is in memory: it is on disk, or the question is whole, or was no good."""
        with self._turn:
            if self._coming.get(coming.name) is coming:
                del self._coming[coming.name]

    def broke_off(self, coming: Coming) -> None:
        """Write down what came before the link broke."""
        if coming.name:
            self._spool.grow(coming.name, _QUESTION, bytes(coming.body), self._clock())
            self._spool.sweep(self._clock() - KEEP_MS)
            self._spool.trim(ROOM)
        self.ended(coming)

    def _held(self, name: str) -> bytes:
        # In this order: what ends in between is on disk by then.
        with self._turn:
            coming = self._coming.get(name)
        live = bytes(coming.body) if coming else b""
        return max(live, self._spool.get(name, _QUESTION) or b"", key=len)

    def arrived(self, name: str) -> int:
        """Return how many bytes of a question are here."""
        return len(self._held(name))

    def answered(self, question: bytes, answer: bytes) -> None:
        """Keep an answer until it is surely there; its question is needed no more."""
        name = (direct.name_of(question) or b"").hex()
        if name and max(len(question), len(answer)) >= LEAST:
            self._spool.keep(name, _ANSWER, answer, self._clock())
            self._spool.drop(name, _QUESTION)

    def answer(self, name: str, have: int) -> bytes | None:
        """Return the rest of an answer, None where there is none yet."""
        found = self._spool.get(name, _ANSWER)
        return None if found is None or have > len(found) else found[have:]
