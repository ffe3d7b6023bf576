"""The tag packs of this book: what HQ sent, what the branch brought or switched on, what is shipped.

HQ's are in use as soon as they are here. Of those that come with the program the branch switches on
what it needs, or brings a file of its own; of one pack HQ's word comes before the branch's file, and
that before the program's. A tag that a record carries is called by its last known title, also when
its pack was withdrawn since.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from app.records.openness import TagPack as Kept
from app.rules.pack import Text
from app.services.channelpacks import Channel, Held, Sort, in_force, unread
from app.services.records import Records
from app.tags.pack import TagPack
from app.tags.reading import read_tags
from app.tags.shipped import no_pack, shipped, shipped_text
from db.model.change import DELETED, Json, child_id
from db.model.errors import InvalidRecord
from db.model.record import Edit
from db.model.words import N_, Translate
from db.store import Store

KIND = Kept.shape.name
"""In HQ's channel one version of one pack; in the branch's own scope what it uses beside those."""
TAGS = Sort(KIND, read_tags)
"""Tag packs as HQ's channel holds them."""
Source = Literal["hq", "own", "shipped"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A pack that can be used here, where it comes from, and whether it is in use."""

    pack: TagPack
    source: Source
    in_use: bool


class TagPacks:
    """The packs of one book; remembers them until something is written about packs.

    ``words`` gives the catalogue of the language chosen now.
    """

    def __init__(self, records: Records, store: Store, words: Callable[[], Translate]) -> None:
        self._records, self._words = records, words
        self._channel = Channel(store, TAGS)
        self._read: tuple[int, _Packs] | None = None
        records.naming.tags = self

    def speak(self, words: Callable[[], Translate]) -> None:
        """Say titles in another language than the one chosen for the screen."""
        self._words = words

    @property
    def _packs(self) -> "_Packs":
        at, read = self._channel.written, self._read
        if read is None or read[0] != at:
            read = (at, _Packs(self._channel.sent(), tuple(self._own())))
            self._read = read
        return read[1]

    def _own(self) -> Iterator[tuple[Kept, Held[TagPack] | None]]:
        for kept in self._records.all(Kept):
            held = TAGS.held_one(kept.id, dict(kept.record.body))
            yield kept, held

    # What there is

    def choices(self) -> tuple[Choice, ...]:
        """Return every pack that can be used here, those in use first."""
        return self._packs.choices

    def in_use(self) -> tuple[TagPack, ...]:
        """Return the packs in use, HQ's first."""
        return tuple(c.pack for c in self._packs.choices if c.in_use)

    def unread(self) -> tuple[Held[TagPack], ...]:
        """Return what HQ sent or somebody brought and this release cannot read."""
        return self._packs.unread

    def get(self, name: str) -> TagPack:
        """Return a pack that can be used here, in use or not. Raises NotFound."""
        for choice in self._packs.choices:
            if choice.pack.id == name:
                return choice.pack
        raise no_pack(name)

    def text(self, name: str) -> str:
        """Return the text of a pack, as a beginning for one's own. Raises NotFound."""
        found = self._packs.texts.get(name)
        return shipped_text(name) if found is None else found

    # What tags are called

    def title(self, token: str) -> str:
        """Return a tag's title as its pack has it; empty where nobody knows it."""
        found = self._packs.titles.get(token)
        return "" if found is None else found[1](self._words())

    def name(self, token: str) -> str:
        """Return a tag's title, with its pack's where several are titled alike."""
        return self._packs.name(token, self._words())

    def names(self) -> Mapping[str, str]:
        """Return what every known tag is called, those in use before others of the same name."""
        t, found, taken = self._words(), dict[str, str](), set[str]()
        for token in self._packs.titles:
            name = self._packs.name(token, t)
            if name not in taken:
                taken.add(name)
                found[token] = name
        return found

    # What the branch chooses

    def use(self, name: str) -> TagPack:
        """Put a pack into use. Raises NotFound."""
        pack = self.get(name)
        self._put(name, {"in_use": True, "version": pack.version})
        return pack

    def drop(self, name: str) -> TagPack:
        """Put a pack out of use; records keep its tags. Raises NotFound, InvalidRecord for HQ's."""
        pack = self.get(name)
        self._must_not_be_hqs(pack)
        self._put(name, {"in_use": False})
        return pack

    def bring(self, content: bytes) -> TagPack:
        """Take in a pack's file and use it. Raises PackWrong, InvalidRecord where HQ's would hide it."""
        pack = read_tags(content)
        self._must_not_be_hqs(pack, hint=N_("Give the pack another id in its file."))
        text = content.decode("utf-8-sig")
        self._put(pack.id, {"version": pack.version, "text": text, "in_use": True})
        return pack

    def _must_not_be_hqs(self, pack: TagPack, hint: str = "") -> None:
        for choice in self._packs.choices:
            if choice.pack.id == pack.id and choice.source == "hq":
                raise InvalidRecord(
                    N_(
                        "{name} was sent by headquarters and stays in use until it is withdrawn there."
                    ),
                    hint=hint,
                    name=choice.pack.title(self._words()),
                )

    def _put(self, name: str, fields: dict[str, Json]) -> None:
        record = child_id(name, KIND)
        found = self._records.raw(record)
        if found is None:
            self._records.write([self._records.edit_new(KIND, {"pack": name, **fields})])
        elif found.deleted:
            # Deleted in the list of packs: brought back with what is chosen now.
            self._records.write([Edit(KIND, {DELETED: False, **fields}, record)])
        else:
            self._records.change(record, fields)


class _Packs:
    """Everything known of packs at one moment; each part is worked out when it is asked for."""

    def __init__(
        self,
        sent: tuple[Held[TagPack], ...],
        own: tuple[tuple[Kept, Held[TagPack] | None], ...],
    ) -> None:
        self._sent, self._own = sent, own

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Return each pack once, from the first place that has it."""
        found = {p.id: Choice(p, "hq", in_use=True) for p in in_force(self._sent)}
        said = {kept.pack: kept.in_use for kept, _ in self._own}
        for kept, held in self._own:
            if held is not None and held.pack is not None:
                found.setdefault(kept.pack, Choice(held.pack, "own", kept.in_use))
        for pack in shipped():
            found.setdefault(pack.id, Choice(pack, "shipped", said.get(pack.id, False)))
        return tuple(sorted(found.values(), key=lambda c: not c.in_use))

    @cached_property
    def unread(self) -> tuple[Held[TagPack], ...]:
        """Return what cannot be read here."""
        own = (held for kept, held in self._own if kept.in_use and held is not None)
        return (*unread(self._sent), *(h for h in own if h.wrong is not None))

    @cached_property
    def texts(self) -> dict[str, str]:
        """Return the text of each pack that is not the program's."""
        found: dict[str, str] = {}
        for held in (*self._sent, *(h for _, h in self._own if h is not None)):
            if held.pack is not None and not held.withdrawn:
                found.setdefault(held.id, held.text)
        return found

    @cached_property
    def titles(self) -> dict[str, tuple[Text, Text]]:
        """Return (title of the pack, title) of every tag there is or was, those in use first."""
        found: dict[str, tuple[Text, Text]] = {}
        used = [c.pack for c in self.choices]
        before = [h.pack for h in self._sent if h.pack is not None]
        own = [h.pack for _, h in self._own if h is not None and h.pack is not None]
        for pack in (*used, *before, *own, *shipped()):
            for tag in pack.tags:
                found.setdefault(pack.token(tag), (pack.title, tag.title))
        return found

    @cached_property
    def _alike(self) -> dict[str, Counter[str]]:
        return {}

    def _titled(self, t: Translate) -> Counter[str]:
        """Return how many packs in use have a tag of a title, in the reader's language."""
        tongue = t("en")
        if tongue not in self._alike:
            used = (c.pack for c in self.choices if c.in_use)
            titles = (title for pack in used for title in {tag.title(t) for tag in pack.tags})
            self._alike[tongue] = Counter(titles)
        return self._alike[tongue]

    @cached_property
    def _in_use(self) -> frozenset[str]:
        return frozenset(token for c in self.choices if c.in_use for token in c.pack.tokens)

    def name(self, token: str, t: Translate) -> str:
        """Return what a tag is called, its pack named where its title alone would not do."""
        known = self.titles.get(token)
        if known is None:
            return ""
        pack, title = known
        said = title(t)
        others = self._titled(t)[said] - (token in self._in_use)
        return t(N_("{name} ({note})"), name=said, note=_whole(pack(t))) if others else said


def _whole(title: str) -> str:
    # Tags in a row are parted by commas: the name of one holds none.
    return re.sub("[、，,] ?", "·", title)
