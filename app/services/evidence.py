"""Files of evidence about an organisation: points under a tag pack, with the records that show each.

For a star rating, goals, a self-review, a self-assessment, a year's results (domain 1.1, rows 5, 6, 12, 14, 20,
23). What it is worth is the superior's decision, entered later; nothing here is scored, and it is
never about a person.
"""

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import NamedTuple

from app.counting.consent import BY_PERSON, KEPT_BACK, may_be_passed_on
from app.kinds import Kind
from app.records.evidence import Attachment
from app.records.vanguard import EvidenceFile, EvidencePoint, FileKind
from app.services.records import Records
from db.model.change import DELETED, Json, child_id
from db.model.errors import InvalidRecord, NotFound
from db.model.query import Query
from db.model.record import Applied, Edit, Record
from db.model.words import N_

_MOST = 100_000
_PERSONAL = frozenset(
    {
        *("member", "attendance", "attachment", "evidence_file", "evidence_point"),
        *("appraisal_result", "member_status_event", "contact_entry", "lost_contact_case"),
        *("access_entry", "explanation", "circulation", "dues_tick", "leave_or_absence"),
        *("development_case", "development_step", "flow_record", "group_membership"),
        *("written_opinion", "election_candidate", "printed_form", "tag_pack"),
        *KEPT_BACK,
        *BY_PERSON,
    }
)
"""Kinds that are no evidence about an organisation: about one person, said in confidence, or of this book."""

USUAL_PACKS = MappingProxyType(
    {
        FileKind.goals: "liugeyi",
        FileKind.self_review: "sanyou",
        FileKind.six_good: "shuangqiang_liuhao",
        FileKind.summary: "yigeyizhong",
    }
)
"""The pack that is offered first for a kind of file, where there is one of that name."""


class Offered(NamedTuple):
    """A tag pack that can be chosen: its tags are the points of a file."""

    id: str
    title: str
    tokens: tuple[str, ...]


class Linked(NamedTuple):
    """A record that a point names. ``record`` None: deleted, or of a kind this release does not know."""

    id: str
    record: Record | None
    name: str
    kind: Kind | None

    @property
    def held_back(self) -> bool:
        """Tell whether it may not be passed on: it stays out of the printed file."""
        return self.record is not None and not may_be_passed_on(self.record)


class PointView(NamedTuple):
    """A point with its title in words and its records."""

    point: EvidencePoint
    title: str
    linked: tuple[Linked, ...]


class FileView(NamedTuple):
    """A file, the title of its pack, its points in their order, and the files of its own."""

    file: EvidenceFile
    pack: str
    points: tuple[PointView, ...]
    attached: tuple[Attachment, ...]

    @property
    def shown(self) -> int:
        """Return how many points have words or records."""
        return sum(bool((p.point.text or "").strip() or p.linked) for p in self.points)


class EvidenceFiles:
    """The use cases of evidence files; `packs` tells which tag packs can be chosen now."""

    def __init__(self, records: Records, packs: Callable[[], Sequence[Offered]]) -> None:
        self._records, self._packs = records, packs

    def packs(self) -> tuple[Offered, ...]:
        """Return the packs that can be chosen."""
        return tuple(self._packs())

    def usual_pack(self, kind: FileKind | None) -> str:
        """Return the pack that is offered first for a kind of file; empty where there is none."""
        name = USUAL_PACKS.get(kind, "") if kind else ""
        return name if any(p.id == name for p in self._packs()) else ""

    def every(self) -> list[EvidenceFile]:
        """Return the files, those of the latest year first."""
        return self._records.all(EvidenceFile, limit=_MOST)

    def get(self, file: str) -> FileView:
        """Return a file whole. Raises NotFound."""
        found = self._must(file)
        offered = next((p for p in self._packs() if p.id == found.pack), None)
        points = self._records.all(EvidencePoint, where={"file": file}, limit=_MOST)
        order = {token: n for n, token in enumerate(offered.tokens if offered else ())}
        points.sort(key=lambda p: (order.get(p.point, len(order)), p.number or 0, p.point))
        views = tuple(
            PointView(
                p, self._records.name(p.point) if "." in p.point else p.point, self._linked(p)
            )
            for p in points
        )
        views = tuple(v if v.title else v._replace(title=v.point.point) for v in views)
        attached = self._records.all(Attachment, where={"belongs_to": file}, order=("made",))
        pack = offered.title if offered else found.pack or ""
        return FileView(found, pack, views, tuple(attached))

    def begin(self, file: str) -> Applied | None:
        """Make a point for each tag of the file's pack that has none yet; None where there is none."""
        found = self._must(file)
        offered = next((p for p in self._packs() if p.id == found.pack), None)
        return self.add_points(file, offered.tokens if offered else ())

    def add_points(self, file: str, points: Sequence[str]) -> Applied | None:
        """Add points by tag or by a word of one's own; those that are there are left as they are."""
        held = self._records.all(EvidencePoint, where={"file": file}, limit=_MOST)
        there, last = {p.point for p in held}, max((p.number or 0 for p in held), default=0)
        wanted = [p.strip() for p in points if p.strip()]
        new = [point for point in dict.fromkeys(wanted) if point not in there]
        edits = [self._point(file, point, last + n) for n, point in enumerate(new, 1)]
        return self._records.write(edits, what="new") if edits else None

    def _point(self, file: str, point: str, number: int) -> Edit:
        gone = self._records.raw(child_id(file, point))
        if gone is not None:
            # Deleted before: it comes back as it was.
            return Edit(gone.kind, {DELETED: False}, gone.id)
        return self._records.edit_new(
            "evidence_point", {"file": file, "point": point, "number": number}
        )

    def link(self, point: str, record: str) -> Applied | None:
        """Name a record in a point; None where it is named already. Raises NotFound, InvalidRecord."""
        found, named = self._records.get(EvidencePoint, point), self._records.raw(record)
        if found is None or named is None or named.deleted:
            raise NotFound(N_("There is no record {id}."), id=record if found else point)
        if not self._is_evidence(named):
            raise InvalidRecord(
                N_("This record is about a person or was said in confidence; it is no evidence.")
            )
        if record in found.records:
            return None
        return self._records.change(point, {"records": [*found.records, record]})

    def unlink(self, point: str, record: str) -> Applied:
        """Take a record out of a point; the record itself stays."""
        found = self._records.get(EvidencePoint, point)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=point)
        kept: list[Json] = [r for r in found.records if r != record]
        return self._records.change(point, {"records": kept})

    def find(self, text: str, most: int = 12) -> list[Linked]:
        """Return records that could show a point: those found, else those touched last."""
        found = self._records.find(Query(text=text.strip(), order=("-touched",), limit=most * 20))
        wanted = [r for r in found if self._is_evidence(r)]
        return [self._link(r.id, r) for r in wanted[:most]]

    def _is_evidence(self, record: Record) -> bool:
        kind = self._records.kinds.get(record.kind)
        if kind is None or record.kind in _PERSONAL:
            return False
        return not any(f.type == "sealed" for f in kind.fields) and not _hangs(kind)

    def _linked(self, point: EvidencePoint) -> tuple[Linked, ...]:
        return tuple(self._link(r, self._records.raw(r)) for r in point.records)

    def _link(self, record: str, found: Record | None) -> Linked:
        if found is None or found.deleted:
            return Linked(record, None, "", None)
        name = self._records.name_of(found)
        return Linked(record, found, name, self._records.kinds.get(found.kind))

    def _must(self, file: str) -> EvidenceFile:
        found = self._records.get(EvidenceFile, file)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=file)
        return found


def _hangs(kind: Kind) -> bool:
    """Tell whether records of a kind are rows of a meeting, and never stand alone."""
    return kind.shape.name in {"agenda_item", "speech", "candidate", "notice", "sign_in_sheet"}
