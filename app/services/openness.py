"""Everything around what members are told and what they say, joined: `Workspace.openness`."""

from datetime import datetime
from typing import Protocol

from app.services.bulletin import Bulletins
from app.services.deliberating import Deliberating
from app.services.disclosing import Disclosing
from app.services.exporting import Exporter
from app.services.meetings import Meetings
from app.services.members import Members
from app.services.openpapers import OpenPapers, Uses
from app.services.records import Pen, Records
from app.services.rulepacks import RulePacks
from app.services.telling import Telling
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
    """Notices, deliberation, disclosure, the bulletin, and their papers."""

    def __init__(self, book: Book) -> None:
        records, now = book.records, book.now
        self.telling = Telling(
            records, book.members, now, lambda q: book.store.read.bodies(book.pen().scope, q)
        )
        self.deliberating = Deliberating(records, book.meetings, now)
        self.disclosing = Disclosing(records, now)
        self.bulletins = Bulletins(records, book.exporting, now)
        uses = Uses(book.members, self.telling, self.deliberating, self.disclosing)
        self.papers = OpenPapers(records, book.exporting, uses, now)
