"""One computer of the simulation: its file, its clock, its luck, and what can befall it.

Time and randomness come from outside, so the same events leave the same bytes. Dying is what
kill -9 leaves: the files as they are at that moment are kept aside, what runs on from there is a
ghost whose writing is thrown away and whom nobody hears, and the computer starts from the files.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import msgspec

from db import backup, keys
from db.engines.sqlite import connect, problems, translated
from db.model.errors import SuixingError
from db.model.kind import FieldSpec, KindSpec
from db.model.stamp import moment
from db.store import Store
from sync import enrolment
from sync.core.session import ROOM
from sync.engine import Engine
from sync.identity import Identity
from sync.replica import Replica
from tests import sqlite

AFTER = -1
"""Dies once the work is done and answered, instead of before its n-th statement."""


class Mishap(msgspec.Struct, frozen=True, omit_defaults=True):
    """What befalls a computer during one piece of work.

    It dies before the n-th statement, or `AFTER` all; the disk takes `full - 1` more pages.
    """

    dies: int = 0
    full: int = 0


NONE = Mishap()

KEY = hashlib.sha256(b"one key opens every book here").digest()
_NOTE, _PLACE = FieldSpec("text", searched=True), FieldSpec("place", indexed=True)
RELEASES = (
    (KindSpec("note", (_NOTE,)),),
    (KindSpec("note", (_NOTE, _PLACE)), KindSpec("visit", (FieldSpec("partner", indexed=True),))),
    (
        KindSpec("note", (_NOTE, _PLACE, FieldSpec("season"))),
        KindSpec("visit", (FieldSpec("partner", indexed=True), FieldSpec("on"))),
        KindSpec("duty", (_NOTE,)),
    ),
)
"""What each release of the program knows of."""


class Fuse:
    """Keeps the files aside as they are before the n-th statement."""

    def __init__(self, book: Path, at: int) -> None:
        self._book, self._left, self.burnt = book, at, False

    def count(self, statement: str) -> None:
        """Hear of a statement that is about to run."""
        del statement
        self._left -= 1
        if self._left == 0:
            self.burn()

    def burn(self) -> None:
        """Keep the files as they are now."""
        self.burnt = True
        for file in _files(self._book):
            if file.exists():
                shutil.copyfile(file, _aside(file))

    def leave(self) -> None:
        """Put in place what was kept."""
        for file in _files(self._book):
            file.unlink(missing_ok=True)
            if _aside(file).exists():
                _aside(file).replace(file)
        Path(f"{self._book}-shm").unlink(missing_ok=True)


def _files(book: Path) -> tuple[Path, Path]:
    return book, Path(f"{book}-wal")


def _aside(file: Path) -> Path:
    return Path(f"{file}.dead")


class Machine:
    """One computer over one store on disk."""

    def __init__(self, home: Path, now: Callable[[], int], release: int = 0) -> None:
        """`home` may hold a copied book already."""
        self.home, self.book, self.name = home, home / "book.db", home.name
        self._now, self.offset, self._looks = now, 0, count()
        self._draws, self.latest = count(1), 0
        self.release, self.life = release, 0
        self._fuse: Fuse | None = None
        fresh = not self.book.exists()
        home.mkdir(parents=True, exist_ok=True)
        self.store = self._opened()
        if fresh:
            keys.write_slots(home / "keys.json", ())
            self._set_up()

    def _set_up(self) -> None:
        """Begin a new book, as the program does."""
        self.store.settings.put("actor", self.entropy(8).hex())
        self.store.settings.put("scope", self.entropy(8).hex())
        self.identity.own()

    def clock(self) -> int:
        """Return what this computer believes the time is; it never stands still."""
        believed = max(1, self._now() + self.offset + next(self._looks))
        self.latest = max(self.latest, believed)
        return believed

    def entropy(self, size: int) -> bytes:
        """Give the next bytes of this computer's own luck."""
        return hashlib.shake_256(f"{self.name} {next(self._draws)}".encode()).digest(size)

    def _opened(self) -> Store:
        return Store(self.book, KEY, RELEASES[self.release], self.clock, entropy=self.entropy)

    def reopen(self, release: int | None = None) -> None:
        """End the program and start it again, perhaps another release of it."""
        self.store.close()
        self._start(release)

    def _start(self, release: int | None = None) -> None:
        self.release = self.release if release is None else release
        self.life += 1
        self.store = self._opened()

    # Who it is

    @property
    def identity(self) -> Identity:
        return Identity(self.store.settings, self.clock, self.entropy)

    @property
    def actor(self) -> str:
        return self.identity.actor()

    @property
    def scope(self) -> str:
        return str(self.store.settings.get("scope"))

    @property
    def enrolled(self) -> bool:
        return self.identity.office() is not None

    def request(self) -> bytes:
        """Return the enrolment request."""
        return enrolment.Applicant(self.store).request(
            branch="一分部党支部", holder=self.name, device="laptop"
        )

    def replica(self) -> Replica:
        """Return this book as a partner; only once enrolled."""
        office = self.identity.office()
        assert office is not None
        return Replica(self.store, office, self.identity.own())

    def engine(self, room: int = 0) -> Engine:
        """Return the loop; `room` bytes of packs a turn, 0 for what the program has."""
        return Engine(self.replica(), (self.scope,), room or ROOM)

    def private(self) -> list[bytes]:
        """Return the keys that open what was written for this computer."""
        held = (self.identity.keys(actor) for actor in self.identity.devices())
        return [keys.receive for keys in held if keys is not None]

    # What can befall it

    @property
    def dead(self) -> bool:
        """Tell whether what runs here now is a ghost."""
        return self._fuse is not None and self._fuse.burnt

    @contextmanager
    def accident(self, mishap: Mishap) -> Iterator[Fuse]:
        """Let a mishap befall what is done in a block."""
        dies, full = mishap.dies, mishap.full
        fuse = self._fuse = Fuse(self.book, dies)
        connection = sqlite.connection(self.store)
        if dies > 0:
            connection.set_trace_callback(fuse.count)
        if full:
            (pages,) = connection.execute("pragma page_count").fetchone()
            connection.execute(f"pragma max_page_count = {pages + full - 1}")
        try:
            yield fuse
        finally:
            connection.set_trace_callback(None)
            if full:
                connection.execute("pragma max_page_count = 1000000")
            if dies == AFTER:
                fuse.burn()
            self._fuse = None
            if fuse.burnt:
                self.store.close()
                fuse.leave()
                self._start()

    def kill(self) -> None:
        """Die now, between two pieces of work."""
        with self.accident(Mishap(AFTER)):
            pass

    def back_up(self, to: Path) -> None:
        """Make a backup as the program does: what it holds counts as given out of hand."""
        for scope in self.store.log.scopes():
            self.store.settings.seal(scope, self.actor, self.store.log.vector(scope)[self.actor])
        now = moment(self.clock() << 16)
        backup.write(self.store.engine, self.home / "keys.json", to, branch="", now=now)

    def restore(self, file: Path) -> None:
        """Put a backup in place of the book; go on as another actor, as the program does."""
        self.store.close()
        backup.restore(file, self.home, KEY)
        self._start()
        self.identity.renew()

    def copied(self, to: Path) -> None:
        """Copy the book behind the program's back."""
        self.reopen()
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.book, to)

    def overwrite(self, copy: Path) -> None:
        """Put a copied book in place of this one behind the program's back."""
        self.store.close()
        shutil.copyfile(copy, self.book)
        self._start()

    def notices(self, place: float, bit: int) -> bool:
        """Flip one bit of the closed file; tell whether it is seen. The file is as before after."""
        self.store.close()
        whole = self.book.read_bytes()
        self.book.write_bytes(flipped(whole, place, bit))
        try:
            with translated(self.book):
                connection = connect(self.book, KEY, pragmas=())
                seen = bool(problems(connection))
                connection.close()
        except SuixingError:
            seen = True
        self.book.write_bytes(whole)
        self._start()
        return seen


def flipped(whole: bytes, place: float, bit: int) -> bytes:
    """Return bytes with one bit flipped at a place given as a fraction of the length."""
    at = min(int(place * len(whole)), len(whole) - 1)
    return whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :]
