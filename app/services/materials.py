"""Study materials of this branch: what HQ sent for its audiences, and what somebody brought (rows 43, 44).

What HQ sends stays in its channel and is read there; what a file brings becomes records of the branch.
The audiences a branch asks for stand in its own record, so that HQ sees them; who asks for none gets
everything. Making a study record of a material copies its title and where it came from, no more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.materials.pack import Item, MaterialPack, is_for
from app.materials.reading import read_materials
from app.records.openness import Material
from app.records.organisation import Branch
from app.services.channelpacks import Channel, Held, Sort, in_force, unread
from app.services.records import Records
from db.model.change import Json
from db.model.errors import NotFound
from db.model.record import Applied
from db.model.words import N_, Translate
from db.store import Store

KIND = "material_pack"
"""Records in HQ's channel; each holds one version of one pack of materials."""
MATERIALS = Sort(KIND, read_materials)


@dataclass(frozen=True, slots=True)
class Here:
    """One material that can be read here. ``id`` is a record's, or `pack.code` for what HQ sent."""

    id: str
    title: str
    kind: str
    issuer: str
    day: date | None
    audience: tuple[str, ...]
    text: str
    sent: bool


class Materials:
    """The use cases of materials."""

    def __init__(
        self,
        records: Records,
        store: Store,
        now: Callable[[], datetime],
        words: Callable[[], Translate],
    ) -> None:
        self._records, self._now, self._words = records, now, words
        self._channel = Channel(store, MATERIALS)

    def here(self, *, everything: bool = False) -> list[Here]:
        """Return what can be read, the latest first; only what is for this branch's audiences."""
        wanted = () if everything else self.wanted()
        found = [
            _sent(pack, item, self._words())
            for pack in in_force(self._channel.sent())
            for item in pack.items
            if is_for(item, wanted)
        ]
        own = [_brought(material) for material in self._records.all(Material)]
        return sorted([*found, *own], key=lambda h: h.day or date.min, reverse=True)

    def get(self, material: str) -> Here:
        """Return one material. Raises NotFound."""
        found = next((h for h in self.here(everything=True) if h.id == material), None)
        if found is None:
            raise NotFound(N_("There is no material {id}."), id=material)
        return found

    def unread(self) -> tuple[Held[MaterialPack], ...]:
        """Return what HQ sent and this release cannot read."""
        return unread(self._channel.sent())

    def audiences(self) -> list[str]:
        """Return every audience that HQ's materials name, and those asked for."""
        named = (
            word
            for pack in in_force(self._channel.sent())
            for item in pack.items
            for word in item.audience
        )
        return list(dict.fromkeys((*self.wanted(), *named)))

    def wanted(self) -> tuple[str, ...]:
        """Return the audiences this branch asks for; none: everything."""
        branch = self._records.get(Branch, "branch")
        lines = (branch.audiences or "").splitlines() if branch else []
        return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))

    # Writing

    def want(self, audiences: Sequence[str]) -> Applied:
        """Ask for some audiences, or for everything."""
        kept = dict.fromkeys(word.strip() for word in audiences if word.strip())
        return self._records.change("branch", {"audiences": "\n".join(kept) or None})

    def bring(self, content: bytes) -> list[str]:
        """Take in a pack's file: each material becomes a record, in one change. Raises PackWrong."""
        pack = read_materials(content)
        today = self._now().date().isoformat()
        there = {(m.title, m.issuer or "", m.text or "") for m in self._records.all(Material)}
        fields = [_fields(pack, item, today) for item in pack.items]
        new = [f for f in fields if (f["title"], f.get("issuer") or "", f["text"]) not in there]
        edits = [self._records.edit_new("material", each) for each in new]
        return list(self._records.write(edits, what="import").ids) if edits else []

    def study(self, material: str) -> str:
        """Begin a study record of a material, to be filled in; return its id. Raises NotFound."""
        found = self.get(material)
        source = "  ".join(word for word in (found.issuer, found.title) if word)
        fields: dict[str, Json] = {"topic": found.title, "source": source[:200]}
        return self._records.add(
            "study_record", {**fields, "held_on": self._now().date().isoformat()}
        )


def _sent(pack: MaterialPack, item: Item, t: Translate) -> Here:
    issuer = pack.issuer or pack.title(t)
    return Here(
        f"{pack.id}.{item.code}",
        item.title,
        item.kind,
        issuer,
        pack.issued_on,
        item.audience,
        item.text,
        sent=True,
    )


def _brought(material: Material) -> Here:
    words = (material.audience or "").replace("，", "、").split("、")
    return Here(
        material.id,
        material.title,
        material.kind.value if material.kind else "",
        material.issuer or "",
        material.issued_on or material.received_on,
        tuple(word.strip() for word in words if word.strip()),
        material.text or "",
        sent=False,
    )


def _fields(pack: MaterialPack, item: Item, today: str) -> dict[str, Json]:
    return {
        "title": item.title,
        "kind": item.kind,
        "issuer": pack.issuer or None,
        "issued_on": pack.issued_on.isoformat() if pack.issued_on else None,
        "received_on": today,
        "audience": "、".join(item.audience)[:200] or None,
        "text": item.text,
    }
