"""The opinion box: what members drop into it, and what becomes of it.

Without a name it stays without one (ADR 41). A slip lies in a file beside the book, encrypted with
the book's key: no author, no time, no order, always of the same size and age, in no backup and in
nothing that syncs. Not even how many lie there is shown. When it is opened, all of them become
records in one change, written by "the opinion box", of the day on which it was opened.
"""

import hmac
import os
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.counting.openness import DAYS, LEAST, may_open, week_of
from app.records.openness import Opinion, OpinionState
from app.records.service import MatterSource, ServiceMatter
from app.rules.rulebook import Rulebook
from app.services.becoming import becoming
from app.services.edits import edit_of
from app.services.records import Records
from app.services.validation import validated
from db.disk import refused
from db.model.change import Json, child_id
from db.model.errors import Closed, InvalidRecord, NotFound, StoreDamaged
from db.model.record import Applied, Edit, id_of
from db.model.words import N_, Translate
from db.vault import Vault

BOX = N_("Opinion box")
"""Who writes what was dropped without a name."""
_NAME, _PAD, _AGE = "opinion box", 65_536, 946_684_800
_KINDS = ("opinion", "comment")
_TITLE = 60


class Slip(msgspec.Struct, frozen=True):
    """What lies in the box: the id its record will have, its kind, what was written."""

    id: str
    kind: str
    fields: dict[str, Json]


class Lying(msgspec.Struct, frozen=True):
    """Everything in the box, and the Monday of the week in which it stopped being empty."""

    since: date | None = None
    slips: tuple[Slip, ...] = ()


class Place(NamedTuple):
    """Where the box stands: its file, the book's key, and what keeps two programs from writing at once."""

    file: Path
    key: bytes
    alone: Callable[[], AbstractContextManager[object]]


class OpinionBox:
    """The use cases of the box in one book on one computer."""

    def __init__(
        self,
        place: Place,
        records: Records,
        rulebook: Callable[[], Rulebook],
        now: Callable[[], datetime],
    ) -> None:
        self.place, self._records = place, records
        self._file, self._alone = place.file, place.alone
        self._part = self._file.with_name(self._file.name + ".part")
        self._vault = Vault(hmac.digest(place.key, _NAME.encode(), "sha256"))
        self._rulebook, self._now = rulebook, now

    def drop(self, kind: str, fields: dict[str, Json]) -> None:
        """Drop an opinion, or a comment about a record, without a name.

        A name in `fields` is not taken: who gives one writes a record (`give`). Raises InvalidRecord,
        and Closed where the book takes no change: a box that is never opened takes no slip.
        """
        if kind not in _KINDS or fields.get("author"):
            raise InvalidRecord(N_("What has a name does not go into the box."))
        clean = validated(self._records.kinds[kind], fields)
        said = {k: v for k, v in clean.items() if v not in (None, "")}
        if not str(said.get("text", "")).strip():
            raise InvalidRecord(N_("Nothing is written yet."), field="text")
        # A random id: the same slip opened twice, after a crash between two writes, is one record.
        slip = Slip(child_id(kind, secrets.token_hex(16)), kind, said)
        day = self._now().date().isoformat()
        self._records.must_pass([_edit(self._records, slip, day)])
        with self._alone():
            lying = self._read()
            slips = [*lying.slips, slip]
            secrets.SystemRandom().shuffle(slips)
            self._write(Lying(lying.since or week_of(self._now().date()), tuple(slips)))

    def give(self, fields: dict[str, Json]) -> str:
        """Write an opinion with the name its author gave; return its id."""
        day = self._now().date().isoformat()
        return self._records.add("opinion", {"received_on": day, **fields})

    def may_open(self) -> bool:
        """Tell whether it may be opened; until then it does not say whether anything lies in it."""
        lying, today = self._read(), self._now().date()
        least, days = self.terms()
        return may_open(len(lying.slips), lying.since, today, least=least, days=days)

    def terms(self) -> tuple[int, int]:
        """Return how many slips must lie together, or for how many days, as the packs have it."""
        ruling = self._rulebook().on("R46", self._now().date(), "box")
        if ruling is None:
            return LEAST, DAYS
        return round(ruling.number("least_slips")), round(ruling.number("days"))

    def open(self, t: Translate) -> int:
        """Make records of all slips in one change; return how many. Raises Closed before its time."""
        if not self.may_open():
            raise Closed(
                N_("The box cannot be opened yet."),
                safe=N_("What lies in it stays there, and nobody sees whether something does."),
                hint=N_("It opens when several lie together, or one has lain for some days."),
            )
        lying, day = self._read(), self._now().date().isoformat()
        slips = list(lying.slips)
        secrets.SystemRandom().shuffle(slips)
        self._records.log([_edit(self._records, slip, day) for slip in slips], by=t(BOX))
        # Only now: a computer that dies in between opens the same slips again, as the same records.
        self._take_out({slip.id for slip in slips})
        return len(slips)

    def _take_out(self, opened: set[str]) -> None:
        with self._alone():
            rest = tuple(slip for slip in self._read().slips if slip.id not in opened)
            self._write(Lying(week_of(self._now().date()) if rest else None, rest))

    def stir(self) -> None:
        """Write the box anew, whoever dropped what or died over it: its times then say nothing."""
        if self._file.exists() or self._part.exists():
            with self._alone():
                self._write(self._read())

    # What becomes of them

    def all(self) -> list[Opinion]:
        """Return the opinions, those that wait first, then the latest."""
        found = self._records.all(Opinion)
        return sorted(found, key=lambda o: o.state != OpinionState.open)

    def reply(self, opinion: str, text: str, by: str) -> Applied:
        """Answer an opinion."""
        if not text.strip():
            raise InvalidRecord(N_("Nothing is written yet."), field="reply")
        found = self._must(opinion)
        fields: dict[str, Json] = {
            "reply": text,
            "replied_by": by or None,
            "replied_on": self._now().date().isoformat(),
        }
        if found.state == OpinionState.open:
            fields["state"] = OpinionState.replied
        return self._records.change(opinion, fields)

    def matter_of(self, opinion: str) -> str:
        """Return the id of the matter that an opinion was taken up as; "" where there is none now."""
        found = self._must(opinion)
        held = self._records.get(ServiceMatter, found.matter) if found.matter else None
        return held.id if held else ""

    def take_up(self, opinion: str, title: str = "") -> str:
        """Make a matter of an opinion, in one change; return the matter's id.

        The matter says that it came from the box, and no name even where one was given. Of what was
        said without a name no word goes along, since a matter leaves the book in lists: it needs a
        title in words of the branch's own. Raises InvalidRecord where that is empty, or copied.
        """
        found = self._must(opinion)
        if made := self.matter_of(opinion):
            return made
        day = found.received_on or self._now().date()
        fields: dict[str, Json] = {
            **_titled(found, title.strip()),
            "source": MatterSource.opinion.value,
            "raised_on": day.isoformat(),
        }
        matter = becoming(self._records, opinion, fields)
        taken: dict[str, Json] = {"state": OpinionState.taken_up, "matter": id_of(0)}
        mine = edit_of(self._records, found.record, taken)
        return self._records.write([matter, mine], what="new").ids[0]

    def _must(self, opinion: str) -> Opinion:
        found = self._records.get(Opinion, opinion)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=opinion)
        return found

    # The file

    def _read(self) -> Lying:
        try:
            sealed = self._file.read_text("ascii")
        except FileNotFoundError:
            return Lying()
        except (OSError, UnicodeDecodeError) as error:
            raise _unread() from error
        try:
            return msgspec.json.decode(self._vault.opened(_NAME, sealed), type=Lying)
        except (StoreDamaged, msgspec.MsgspecError) as error:
            raise _unread() from error

    def _write(self, lying: Lying) -> None:
        """Write it whole or not at all, padded and dated as ever: size and age tell nothing."""
        text = msgspec.json.encode(lying).decode()
        text += " " * (-len(text.encode()) % _PAD)
        try:
            with self._part.open("w", encoding="ascii") as out:
                out.write(self._vault.sealed(_NAME, text))
                out.flush()
                os.fsync(out.fileno())
            os.utime(self._part, (_AGE, _AGE))
            self._part.replace(self._file)
        except OSError as error:
            raise refused(error, self._file) from error


def _titled(opinion: Opinion, title: str) -> dict[str, Json]:
    """Return what a matter is called and about: the words of whoever gave a name, else the title alone."""
    text = opinion.text.strip()
    if (opinion.author or "").strip():
        return {"title": title or text.splitlines()[0][:_TITLE], "content": opinion.text}
    if not title:
        raise InvalidRecord(
            N_("Said without a name: the matter needs a title in your own words."), field="title"
        )
    if "".join(title.split()) in ("".join(words.split()) for words in (text, text.splitlines()[0])):
        raise InvalidRecord(
            N_("These are the words of the slip; say it in your own words."), field="title"
        )
    return {"title": title}


def _edit(records: Records, slip: Slip, day: str) -> Edit:
    on = "received_on" if slip.kind == "opinion" else "on"
    return records.edit_new(slip.kind, {**slip.fields, on: day}, id=slip.id)


def _unread() -> StoreDamaged:
    return StoreDamaged(
        N_("The opinion box cannot be read."),
        safe=N_("The records themselves were not touched."),
        hint=N_(
            "Move the file “box” out of the home folder; an empty box begins with the next slip."
        ),
    )
