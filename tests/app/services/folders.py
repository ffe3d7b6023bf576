"""A branch that is enrolled, has receipts, pictures and sensitive records; folders made of it."""

import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from app.hq import Headquarters
from app.records.meeting import Activity
from app.reports.registers import Opened
from app.services.folder_order import FolderMade, FolderOrder, Shelfmark
from app.services.foldering import Foldering
from app.services.gathering import Sources
from app.services.printing import Press
from app.services.sample import StoppedClock
from app.services.witness import Witness
from app.words import Catalogue
from app.workspace import Workspace
from db import keys
from db.model.progress import Progress, Silent
from db.model.words import Translate
from tests.app.samples import sampled
from tests.app.services.test_syncing import enrol, online

FIRST, LAST = date(2026, 1, 1), date(2026, 5, 31)
CHEAP = keys.Cost(1, 1, 8)
TODAY = date(2026, 6, 1)


class Site(NamedTuple):
    """A book, its headquarters, what makes folders of it, and the meeting everything hangs on."""

    book: Workspace
    hq: Headquarters
    foldering: Foldering
    meeting: str
    clock: StoppedClock

    def order(self, **more: object) -> FolderOrder:
        return FolderOrder(FIRST, LAST, recipient="集团党建检查组", **more)  # type: ignore[arg-type]

    def make(self, path: Path, progress: Progress | None = None, **more: object) -> FolderMade:
        return self.foldering.make(self.order(**more), path, progress or Silent())

    def sync(self) -> None:
        online(self.hq, self.book).sync("http://hq", Silent())


def foldering(book: Workspace, t: Translate, opened: Opened) -> Foldering:
    """Return what makes folders of a book with the shipped fonts."""
    sources = Sources(
        book.pen,
        book.now,
        lambda: t,
        book.syncing.held_since,
        book.checking.report,
        book.attachments.is_here,
        book.blobs.chunks,
        book.attachments.seen_of,
        opened,
        papers=lambda: book.press.rosters,
        yearly=book.yearly.view,
    )
    mark, press = Shelfmark(book.store.settings), Press(machine=False)
    return Foldering(book.records, sources, book.access, Witness(book.store), mark, press)


def site(
    home: Path,
    *,
    t: Translate | None = None,
    opened: Opened = lambda _record, _field: None,
    enrolled: bool = True,
) -> Site:
    """Return a branch with a year behind it."""
    made, meeting, clock = sampled(home / "home")
    hq = Headquarters.create(home / "hq", "secret1", name="党群工作部", cost=CHEAP).hq
    found = Site(made, hq, foldering(made, t or Catalogue("en"), opened), meeting, clock)
    made.attachments.add_bytes(meeting, photo(), "会场 照片.jpg")
    made.attachments.add_bytes(meeting, "原文".encode(), "说明:一/二?.txt")
    sensitive(found)
    clock.set(datetime.fromisoformat("2026-05-29 18:00"))
    if enrolled:
        enrol(hq, made)
        found.sync()
        # What is written now is not signed for yet.
        clock.set(datetime.fromisoformat("2026-05-30 18:00"))
        made.records.change(meeting, {"place_text": "新会议室"})
    return found


def photo(seed: int = 3) -> bytes:
    """Return a picture."""
    out = io.BytesIO()
    Image.linear_gradient("L").rotate(seed).convert("RGB").save(out, "JPEG")
    return out.getvalue()


SEALED = "sealed1.dGFsaw"
"""A sealed text, as a record has it."""


def sensitive(found: Site) -> None:
    """Write what is sensitive: a talk, an appraisal, a self-examination."""
    records = found.book.records
    members = [r.id for r in records.find(records.query("member", limit=3))]
    talk = {"initiator": members[0], "partner": members[1], "on": "2026-03-03"}
    records.add("heart_to_heart_talk", {**talk, "subject": "思想近况", "body": SEALED})
    held = records.get(Activity, found.meeting)
    assert held is not None
    assert held.held_start is not None
    for type_, title in (
        ("organizational_life_meeting", "组织生活会"),
        ("democratic_appraisal", "民主评议"),
    ):
        start = (held.held_start - timedelta(days=40)).isoformat()
        activity = records.add(
            "activity", {"type": type_, "title": title, "held_start": start, "state": "minuted"}
        )
        fields = {"activity": activity, "member": members[0], "text": SEALED}
        if type_ == "organizational_life_meeting":
            records.add("self_examination", fields)
        else:
            appraisal = records.add("appraisal", {"activity": activity, "for_year": 2025})
            result = {"appraisal": appraisal, "member": members[0], "result": SEALED}
            records.add("appraisal_result", result)


def close(found: Site) -> None:
    """Close both books."""
    found.book.close()
    found.hq.close()
