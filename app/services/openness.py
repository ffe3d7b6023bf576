"""Everything around what members are told and what they say, joined: `Workspace.openness`."""

import contextlib
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.services.bulletin import Bulletins
from app.services.deliberating import Deliberating
from app.services.disclosing import Disclosing
from app.services.exporting import Exporter
from app.services.meetings import Meetings
from app.services.members import Members
from app.services.openpapers import OpenPapers, Uses
from app.services.opinionbox import OpinionBox, Place
from app.services.records import Pen, Records
from app.services.rulepacks import RulePacks
from app.services.telling import Telling
from db.model.errors import StoreError
from db.store import Store


class Book(Protocol):
    """What these services are given of an opened book."""

    records: Records
    members: Members
    meetings: Meetings
    rules: RulePacks
    store: Store

    @property
    def exporting(self) -> Exporter:
        """Return what prints."""

    def now(self) -> datetime:
        """Return the site's time."""

    def pen(self) -> Pen:
        """Return who is writing."""


class Openness:
    """Notices, opinion box, deliberation, disclosure, the bulletin, and their papers."""

    def __init__(self, book: Book, box: Path, key: bytes) -> None:
        records, now = book.records, book.now
        place = Place(box, key, book.store.settings.together)
        self.box = OpinionBox(place, records, book.rules.rulebook, now)
        self.telling = Telling(
            records, book.members, now, lambda q: book.store.read.bodies(book.pen().scope, q)
        )
        self.deliberating = Deliberating(records, book.meetings, now)
        self.disclosing = Disclosing(records, now)
        self.bulletins = Bulletins(records, book.exporting, now)
        uses = Uses(book.members, self.telling, self.deliberating, self.disclosing)
        self.papers = OpenPapers(records, book.exporting, uses, now)

    def close(self) -> None:
        """Leave nothing that says when something was dropped; a full disk keeps the box as it is."""
        with contextlib.suppress(StoreError):
            self.box.stir()
