"""Makes an inspection folder: a signed PDF a box, the originals, a cover, a check page, a manifest.

It is built beside its place under another name and moved there whole: stopped or failed, nothing of
it is left. While one paper is set in another process, the next is read and the last is signed here.
"""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Self

from app.records.oversight import AccessWay
from app.reports.apart import Setter
from app.reports.boxed import Box
from app.reports.boxes import BOXES, numbers
from app.reports.findings import findings_sheet
from app.reports.folder import (
    About,
    Delivered,
    File,
    Keys,
    Row,
    check_parts,
    cover_parts,
    mark,
)
from app.reports.paper import Paper, Part
from app.reports.wording import plain
from app.reports.yearly import meetings_part, trend_part
from app.services.access import Access
from app.services.binding import Binder, Original, Volume, safe
from app.services.boxing import Outline, Shelf
from app.services.building import built, must_be_free, written
from app.services.folder_order import FolderMade, FolderOrder, LastFolder, Shelfmark, checked
from app.services.gathering import Gathering, Shown, Sources
from app.services.manifest import NAME, Filed, Listed, Manifest
from app.services.pades import Area, Signer
from app.services.printing import Press
from app.services.records import Records
from app.services.witness import Witness
from app.site import SITE
from db.model.errors import StoreError
from db.model.progress import Progress, Silent
from db.model.stamp import millis
from db.model.words import N_, Translate

KEEP_DAYS = 30
"""How long a folder may be kept, unless its maker says otherwise."""
SIGNED_AREA: Area = (28, 35, 184, 65)
"""Where the cover shows the signature: the last 30 mm of the type area."""
_ENOUGH = 1_200_000
"""Bytes of papers after which the setting process is begun anew, so that its memory stays small."""


class Foldering:
    """The use case of the inspection folder."""

    def __init__(
        self,
        records: Records,
        sources: Sources,
        access: Access,
        witness: Witness,
        shelfmark: Shelfmark,
        press: Press | None = None,
    ) -> None:
        self._records, self._sources, self._access = records, sources, access
        self._witness, self._press = witness, press or Press()
        self.shelfmark = shelfmark

    def shelf(self, first: date, last: date) -> Shelf:
        """Return the boxes of a period."""
        found = self._sources.report(first, last).findings
        return Shelf(self._records, found, first, last)

    def outlines(self, first: date, last: date) -> list[Outline]:
        """Return what each box would hold, for whoever chooses."""
        return self.shelf(first, last).outlines()

    def make(self, order: FolderOrder, path: Path, progress: Progress | None = None) -> FolderMade:
        """Make the folder at `path`, which must not exist yet or be empty.

        Raises InvalidRecord, ExportError, Cancelled.
        """
        checked(order)
        must_be_free(path)
        # Before anything is read for it: an entry in the log cannot be missing afterwards.
        self._access.note(
            AccessWay.export,
            self._told(order),
            about=f"{order.first.isoformat()}/{order.last.isoformat()}",
            purpose=order.purpose,
            recipient=order.recipient,
        )
        with built(path) as place, _Making(self, order, place, progress or Silent()) as making:
            made = making.all()
        return self._finished(made, order, path)

    def _told(self, order: FolderOrder) -> str:
        t = self._sources.words()
        chosen = numbers(order.boxes, sensitive=order.sensitive)
        said = t("Inspection folder: boxes {boxes}", boxes=", ".join(map(str, chosen)))
        return said[:200]

    def _finished(self, made: FolderMade, order: FolderOrder, path: Path) -> FolderMade:
        now = self._sources.now()
        last = LastFolder(now, path, order.first, order.last, made.pages, made.size)
        with suppress(StoreError):
            # The book's own disk is full, say: the folder is whole nevertheless.
            self.shelfmark.keep(last)
        return FolderMade(path, made.files, made.pages, made.size, made.originals)

    def parts(self) -> tuple[Records, Sources, Witness, Press]:
        """Return what making needs of others."""
        return self._records, self._sources, self._witness, self._press


@dataclass(slots=True)
class _State:
    """What was written so far."""

    files: list[Listed] = field(default_factory=list)
    late: int = 0
    done: int = 0


class _Making:
    """One folder while it is made."""

    def __init__(
        self, owner: Foldering, order: FolderOrder, place: Path, progress: Progress
    ) -> None:
        self._records, sources, self._witness, self._press = owner.parts()
        # A year's pictures are in its box and on the cover.
        self._sources = sources._replace(yearly=cache(sources.yearly))
        self._order, self._place, self._progress = order, place, progress
        self._shelf = owner.shelf(order.first, order.last)
        self._t: Translate = self._sources.words()
        self._read = Gathering(self._records, self._sources)
        self._about = self._whose()
        self._setter = Setter(self._press.using)
        self._fed = 0
        self._state = _State()
        chosen = set(numbers(order.boxes, sensitive=order.sensitive))
        self._boxes = [box for box in BOXES if box.number in chosen]
        self._outlines = {
            b.number: self._shelf.outline(b, sensitive=order.sensitive) for b in BOXES
        }
        self._total = sum(self._outlines[b.number].pages for b in self._boxes) + 4
        self._signer: Signer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._setter.__exit__(*_)

    def all(self) -> FolderMade:
        """Make every file; return what there is."""
        waiting: Volume | None = None
        binder = Binder(self._records, self._sources)
        for box in self._boxes:
            pages = self._outlines[box.number].pages
            for volume in binder.volumes(self._shelf, box, sensitive=self._order.sensitive):
                said = self._said(self._paper(volume.title, volume.parts), volume.shown)
                if waiting is not None:
                    self._take(waiting)
                self._put(said, volume.shown)
                waiting = volume
                self._copy(volume.originals, box)
                self._list(volume)
            self._state.done += pages
        if waiting is not None:
            self._take(waiting)
        self._check_page()
        self._cover()
        return self._manifest()

    # Papers

    def _paper(self, title: str, parts: Iterable[Part]) -> Paper:
        return Paper(
            title=title,
            author=plain(self._about.branch),
            lang=self._t("en"),
            parts=tuple(parts),
            mark=mark(self._about, self._t),
        )

    def _said(self, paper: Paper, shown: Shown) -> str:
        t = self._t
        draft = t("Draft: characters without a glyph are shown as 〓") if self._order.draft else ""
        return self._press.told(paper, shown.texts(), name=self._records.name, draft=draft)

    def _put(self, said: str, shown: Shown) -> None:
        self._fed += len(said)
        if self._fed > _ENOUGH:
            self._setter.__exit__()
            self._setter, self._fed = Setter(self._press.using), len(said)
        self._setter.put(said, when=millis(shown.touched) // 1000)

    def _step(self, what: str) -> None:
        self._progress.step(min(self._state.done, self._total), self._total, what)

    def _take(self, volume: Volume) -> None:
        self._step(volume.title)
        pdf = self._setter.take(lambda: self._step(volume.title))
        self._keep(pdf, volume.name, "box", volume.box.number)
        self._state.late += volume.late

    def _keep(
        self, pdf: bytes, name: str, what: str, box: int = 0, area: Area | None = None
    ) -> None:
        if self._signer is None:
            key = self._witness.paper_key(self._about.branch)
            reason = self._t("Inspection folder")
            at = self._about.made.replace(tzinfo=SITE)
            self._signer = Signer(key, name=plain(self._about.branch), reason=reason, at=at)
        signed = self._signer.signed(pdf, area=area)
        self._write(name, [signed.content])
        sha = hashlib.sha256(signed.content).hexdigest()
        listed = Listed(name, sha, len(signed.content), what, box, signed.pages)
        self._state.files.append(listed)

    def _one(self, title: str, parts: Iterable[Part], shown: Shown) -> bytes:
        self._step(title)
        self._put(self._said(self._paper(title, parts), shown), shown)
        return self._setter.take(lambda: self._step(title))

    def _check_page(self) -> None:
        title = self._t("Check page")
        keys = Keys(self._witness.words, self._witness.hq[1])
        pdf = self._one(title, check_parts(self._about, keys, self._t), self._whole())
        self._keep(pdf, f"99 {safe(title)}.pdf", "check")

    def _cover(self) -> None:
        t, title = self._t, self._t("Inspection folder")
        loose = self._shelf.findings(None)
        unplaced = [findings_sheet(loose, t, branch=self._about.branch)] if loose else []
        last, covered, total = self._witness.signed_for(self._sources.pen().scope)
        delivered = Delivered(
            self._witness.hq[0], last.number if last else None, last.at if last else None,
            covered, total,
        )  # fmt: skip
        papers = [f for f in self._state.files if f.what != "evidence"]
        originals = [f.bytes for f in self._state.files if f.what == "evidence"]
        parts = cover_parts(
            self._about,
            [self._row(box) for box in BOXES],
            delivered,
            t,
            files=[File(f.path, f.pages, f.bytes, f.sha256) for f in papers],
            originals=(len(originals), sum(originals)),
            pictures=self._pictures(),
            unplaced=unplaced,
            late=self._state.late,
            device=self._witness.words,
        )
        pdf = self._one(title, parts, self._whole())
        self._keep(pdf, f"00 {safe(title)}.pdf", "cover", area=SIGNED_AREA)

    def _pictures(self) -> list[Part]:
        branch, t = self._about.branch, self._t
        return [
            part
            for view in self._read.years(self._order.first, self._order.last)
            for part in (
                meetings_part(view, t, branch=branch),
                trend_part(view, t, branch=branch),
            )
        ]

    def _whole(self) -> Shown:
        branch = self._shelf.branch
        return Shown(() if branch is None else (branch.record,))

    def _row(self, box: Box) -> Row:
        filed = self._filed(box)
        pages = sum(f.pages for f in self._state.files if f.what == "box" and f.box == box.number)
        states = {
            "in": "",
            "not chosen": N_("not chosen"),
            "sensitive": N_("left out"),
            "not this type": N_("not for a branch of this type"),
        }
        return Row(
            box.number, filed.title, states[filed.state], filed.meetings, filed.records, pages,
            filed.contradictions, filed.reminders, filed.explained,
        )  # fmt: skip

    def _filed(self, box: Box) -> Filed:
        outline = self._outlines[box.number]
        state = "in"
        if not outline.concerned:
            state = "not this type"
        elif box not in self._boxes:
            state = "sensitive" if box.sensitive else "not chosen"
        title = self._t(box.title)
        if state != "in":
            return Filed(box.number, title, state)
        found = outline.findings
        errors, explained = sum(f.is_error for f in found), sum(f.explained for f in found)
        return Filed(
            box.number, title, state, outline.meetings, outline.records,
            errors, len(found) - errors - explained, explained,
        )  # fmt: skip

    # Files

    def _copy(self, originals: Iterable[Original], box: Box) -> None:
        for original in originals:
            self._step(original.path)
            size = self._write(original.path, self._sources.original(original.sha))
            listed = Listed(original.path, original.sha, size, "evidence", box.number)
            self._state.files.append(listed)

    def _list(self, volume: Volume) -> None:
        """Write what a volume lists as a workbook too: inspectors sort and count in it."""
        if not volume.lists:
            return
        from app.services.listfiles import as_workbook  # noqa: PLC0415 - Excel's library is slow to load

        name = Path(volume.name).with_suffix(".xlsx").name
        content = as_workbook(volume.lists, mark(self._about, self._t))
        size = self._write(name, [content])
        sha = hashlib.sha256(content).hexdigest()
        self._state.files.append(Listed(name, sha, size, "list", volume.box.number))

    def _write(self, name: str, pieces: Iterable[bytes]) -> int:
        return written(self._place / name, pieces)

    def _manifest(self) -> FolderMade:
        order, about, state = self._order, self._about, self._state
        scope = self._sources.pen().scope
        said = Manifest(
            made=f"{about.made.isoformat(timespec='seconds')}+08:00",
            by=about.by,
            branch=about.branch,
            scope=scope,
            first=order.first.isoformat(),
            last=order.last.isoformat(),
            recipient=order.recipient,
            purpose=order.purpose,
            until=about.until.isoformat() if about.until else "",
            boxes=tuple(self._filed(box) for box in BOXES),
            files=tuple(sorted(state.files, key=lambda f: f.path)),
            vouching=self._witness.vouching(scope, about.branch),
        )
        raw = self._witness.sign(said)
        self._write(NAME, [raw])
        self._progress.step(self._total, self._total, NAME)
        names = tuple(sorted([*(f.path for f in state.files), NAME]))
        pages, size = sum(f.pages for f in state.files), sum(f.bytes for f in state.files)
        originals = sum(f.what == "evidence" for f in state.files)
        return FolderMade(self._place, names, pages, size + len(raw), originals)

    def _whose(self) -> About:
        order, now = self._order, self._sources.now()
        until = order.until or now.date() + timedelta(days=KEEP_DAYS)
        return About(
            self._read.branch(), self._read.above(), order.first, order.last, now,
            self._sources.pen().by, order.recipient, order.purpose, until,
        )  # fmt: skip
