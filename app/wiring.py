"""Everything an opened book offers, joined: each service is given what it needs, here and nowhere else.

Nothing is read and nothing heavy loaded while joining: opening a book waits for this.
"""

import importlib
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.kinds import discover
from app.services import templates
from app.services.access import Access
from app.services.activities import Activities
from app.services.agreements import Agreements
from app.services.alliance import Alliance
from app.services.answering import Answering
from app.services.appraising import Appraising
from app.services.attachments import Attachments
from app.services.backing_up import FOLDER, Backups
from app.services.blanks import Blanks
from app.services.campaigns import Campaigns
from app.services.checking import Checking
from app.services.choices import ChoiceFile, spoken
from app.services.closing import Closing
from app.services.coming import Calendar
from app.services.confidential import Confidential
from app.services.dimensions import Dimensions
from app.services.ending import Ending, closing
from app.services.enrolment import Enrolling
from app.services.flowing import Flowing
from app.services.hanging import Hanging
from app.services.home import Home
from app.services.inspecting import Inspecting
from app.services.jointview import JointOverview
from app.services.materials import Materials
from app.services.matters import Matters
from app.services.meetings import Meetings
from app.services.members import Members
from app.services.membership import Membership
from app.services.opinionbox import OpinionBox, Place
from app.services.outcomes import Outcomes
from app.services.planning import Planning
from app.services.quotas import Quotas
from app.services.reaching import Reaching
from app.services.receiving import Receiving
from app.services.records import Pen, Records
from app.services.recovery import Recovery
from app.services.roster_import import RosterImport
from app.services.rulepacks import RulePacks
from app.services.settling import Settling
from app.services.shared_days import SharedDays
from app.services.sharing import Sharing
from app.services.statistics import Counting
from app.services.studying import Studying
from app.services.studyplan import StudyPlans
from app.services.suggesting import Suggesting
from app.services.syncing import Syncing
from app.services.tagpacks import TagPacks
from app.services.talks import Talks
from app.services.visiting import Visiting
from app.services.voting import Voting
from app.services.yearly import Yearly
from app.site import SITE
from db import backup, keys
from db.blobs import Blobs
from db.model.errors import WrongPassphrase
from db.model.stamp import Clock
from db.store import Store

if TYPE_CHECKING:
    from app.press import Press
    from app.services.exporting import Exporter
    from app.services.foldering import Foldering
    from app.services.openness import Openness
    from app.services.slips import Slips
    from app.services.vanguardpapers import Vanguard

BOOK, SLOTS, FILES, UNWRITTEN, BOX = "book.db", "keys.json", "files", "unwritten", "box"


class Services:
    """What pages and commands use, each by its name; `records` is under them all."""

    def __init__(self, home: Path, key: bytes, clock: Clock) -> None:
        self.home, self.clock = home, clock
        self._join_book(key)
        self._join_branch()
        self._join_checks()
        self._join_together()
        self._join_asked()
        self._join_views()

    def _join_book(self, key: bytes) -> None:
        """Join the records with what keeps, carries and closes them."""
        home = self.home
        self.kinds = discover()
        keeper = backup.Keeper(home / SLOTS, home / FOLDER, self.now)
        self.store = Store(home / BOOK, key, self.kinds.specs(), self.clock, keeper)
        self.choices = ChoiceFile(home)
        self.records = Records(self.store, self.kinds, self.pen)
        self.records.guard(Closing(self.records).look)
        self.records.guard(templates.look)
        self.access = Access(self.records, self.pen, self.now)
        self.inspecting = Inspecting(
            self.records, self.access, self.store.settings, self.clock, opens_book=self.opens_with
        )
        self.confidential = Confidential(
            self.records, self.access, self.pen, self.now, opens_book=self.opens_with
        )
        self.recovery = Recovery(home / UNWRITTEN, key, self.records)
        self.blobs = Blobs(home / FILES, key)
        self.attachments = Attachments(self.records, self.blobs)
        self.syncing = Syncing(self.store, self.records, self.blobs)
        self.enrolling = Enrolling(self.store)
        self.backups = Backups(home, home / SLOTS, self.store, self.branch, self.now)
        self.settling = Settling(self.records, self.store, self.pen, self.now)
        self.rules = RulePacks(self.records, self.store, self.now)
        place = Place(home / BOX, key, self.store.settings.together)
        self.box = OpinionBox(place, self.records, self.rules.rulebook, self.now)

    def _join_branch(self) -> None:
        """Join the life of a branch: its members, meetings, study and its end."""
        self.tags = TagPacks(self.records, self.store, spoken(self.choices))
        self.voting = Voting(self.records)
        self.blanks = Blanks(self.records)
        self.meetings = Meetings(self.records, self.rules.rulebook)
        self.planning = Planning(self.records)
        self.members = Members(self.records, self.store, self.pen, self.now)
        self.store.listen(self.members.forget)
        self.membership = Membership(self.records, self.now)
        self.rosters = RosterImport(self.records)
        self.reaching = Reaching(self.records, self.store, self.pen, self.now, self.rules.rulebook)
        self.flowing = Flowing(self.records, self.reaching, self.now)
        self.ending = Ending(self.records, self.membership, self.syncing.status, self.now)
        self.records.guard(closing(self.records, self.now))
        self.studying = Studying(self.records, self.store, self.pen, self.rules.rulebook)
        self.studyplans = StudyPlans(self.records)
        self.receiving = Receiving(self.records, self.store, self.pen)
        self.materials = Materials(self.records, self.store, self.now, spoken(self.choices))
        self.talks = Talks(self.records, self.members, self.now)
        self.appraising = Appraising(self.records, self.confidential, self.now)

    def _join_checks(self) -> None:
        """Join what looks over it all."""
        self.checking = Checking(
            *(self.records, self.store, self.pen, self.now, self.rules),
            tags=self.tags.unread,
            materials=self.materials.unread,
        )
        self.shared_days = SharedDays(self.records, self.rules.rulebook, self.now)
        self.overview = Home(self.records, self.checking, self.now, self.shared_days.between)

    def _join_together(self) -> None:
        """Join what is built with others: units, agreements, visits, activities, campaigns, things shared."""
        self.alliance = Alliance(self.records, self.now)
        self.agreements = Agreements(self.records, self.rules.rulebook)
        self.visiting = Visiting(self.records)
        self.quotas = Quotas(self.records, self.rules.rulebook)
        self.hanging = Hanging(self.records)
        self.outcomes = Outcomes(self.records)
        self.activities = Activities(self.records)
        self.campaigns = Campaigns(self.records, self.now)
        self.dimensions = Dimensions(self.records, self.store, self.tags, self.now)
        self.joint = JointOverview(self.records, self.checking, self.agreements, self.now)
        self.sharing = Sharing(self.records, self.now)
        self.records.guard(self.sharing.look)

    def _join_asked(self) -> None:
        """Join what people ask for and suggest."""
        self.matters = Matters(self.records, self.now)
        self.records.guard(Answering(self.records).look)
        self.suggesting = Suggesting(self.records, self.now)

    def _join_views(self) -> None:
        """Join what shows a year, its calendar and its numbers."""
        self.calendar = Calendar(
            self.records,
            self.checking,
            self.now,
            lambda: self.receiving.unsettled(self.members.roster()),
            self.shared_days.between,
        )
        self.store.listen(self.calendar.forget)
        self.yearly = Yearly(self.records, self.checking, self.members, self.studying, self.now)
        self.store.listen(self.yearly.forget)
        studied = self.studying, self.members
        self.counting = Counting(
            self.records, self.store, self.pen, self.checking, *studied, tags=self.tags
        )

    # What prints

    @cached_property
    def press(self) -> "Press":
        """Everything that prints, joined when something is first printed or put on paper to be seen."""
        made: Press = importlib.import_module("app.press").Press(self)
        return made

    @property
    def exporting(self) -> "Exporter":
        """What prints any record, meetings, ledgers and folders of them."""
        return self.press.exporting

    @property
    def slips(self) -> "Slips":
        """The slips of what is sealed."""
        return self.press.slips

    @property
    def foldering(self) -> "Foldering":
        """The inspection folder."""
        return self.press.foldering

    @cached_property
    def vanguard(self) -> "Vanguard":
        """Posts, commitments, exemplars, evidence and deeds, with their papers."""
        made: Vanguard = importlib.import_module("app.services.vanguardpapers").Vanguard(
            self.records, self.exporting, self.members, self.rules, self.tags, self.now
        )
        return made

    @cached_property
    def openness(self) -> "Openness":
        """Notices, deliberation and disclosure, with their papers; the opinion box is `box`."""
        made: Openness = importlib.import_module("app.services.openness").Openness(self)
        return made

    # What the services ask of the whole

    def pen(self) -> Pen:
        """Return who is writing."""
        scope, actor, writer = self.store.settings.several("scope", "actor", "writer")
        return Pen(scope, actor, writer or "")

    def now(self) -> datetime:
        """Return the site's time, naive."""
        return (
            datetime.fromtimestamp(self.clock() / 1000, UTC).astimezone(SITE).replace(tzinfo=None)
        )

    def branch(self) -> str:
        """Return the branch's name."""
        found = self.records.raw("branch")
        return "" if found is None else str(found.get("name", ""))

    def opens_with(self, secret: str) -> bool:
        """Tell whether a passphrase or recovery key opens this book."""
        try:
            keys.unwrapped(keys.read_slots(self.home / SLOTS), secret)
        except WrongPassphrase:
            return False
        return True
