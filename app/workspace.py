"""One person's opened record book: made, opened, restored, locked with its passphrase, closed."""

import secrets
import shutil
from pathlib import Path
from typing import NamedTuple

from app.kinds import discover
from app.services import templates
from app.services.access import Access
from app.services.activities import Activities
from app.services.agreementpapers import AgreementPapers
from app.services.agreements import Agreements
from app.services.alliance import Alliance
from app.services.alliancepapers import AlliancePapers
from app.services.answering import Answering
from app.services.appraising import Appraising
from app.services.attachments import Attachments
from app.services.backing_up import FOLDER, Backups, opening_key
from app.services.blanks import Blanks
from app.services.campaigns import Campaigns
from app.services.checking import Checking
from app.services.choices import ChoiceFile
from app.services.closing import Closing
from app.services.coming import Calendar
from app.services.confidential import Confidential
from app.services.dimensions import Dimensions
from app.services.ending import Ending, closing
from app.services.enrolment import Enrolling
from app.services.exporting import Exporter, Sources, spoken
from app.services.flowing import Flowing
from app.services.folder_order import Shelfmark
from app.services.foldering import Foldering
from app.services.hanging import Hanging
from app.services.home import Home
from app.services.inspecting import Inspecting
from app.services.jointreporting import JointReporting
from app.services.jointview import JointOverview
from app.services.materials import Materials
from app.services.matterpapers import MatterPapers
from app.services.matters import Matters
from app.services.meetings import Meetings
from app.services.members import Members
from app.services.membership import Membership
from app.services.opening import for_paper
from app.services.openness import Openness
from app.services.outcomes import Outcomes
from app.services.planning import Planning
from app.services.quotas import Quotas
from app.services.reaching import Reaching
from app.services.receiving import Receiving
from app.services.records import Records
from app.services.recovery import Recovery
from app.services.roster_import import RosterImport
from app.services.rosterpapers import RosterPapers, Uses
from app.services.rulepacks import RulePacks
from app.services.settling import Settling
from app.services.shared_days import SharedDays
from app.services.sharedpapers import SharedPapers
from app.services.sharing import Sharing
from app.services.slips import Slips
from app.services.statistics import Counting
from app.services.studying import Studying
from app.services.studyplan import StudyPlans
from app.services.suggesting import Suggesting
from app.services.syncing import Syncing
from app.services.tagpacks import TagPacks
from app.services.tagpapers import TagPapers
from app.services.talks import Talks
from app.services.vanguardpapers import Vanguard
from app.services.visiting import Visiting
from app.services.voting import Voting
from app.services.witness import Witness
from app.services.yearly import Yearly
from app.wiring import BOOK, SLOTS, Services, wall_clock
from db import backup, keys
from db.disk import make_folder
from db.doctor import Report, examine
from db.model.errors import InvalidRecord, StoreMissing
from db.model.progress import Progress, Silent
from db.model.stamp import Clock
from db.model.words import N_
from sync.identity import Identity

LOW_ON_DISK = 200_000_000
"""Free bytes below which the person is warned."""


class Created(NamedTuple):
    """A new home: the workspace and the recovery key, which is shown once."""

    workspace: "Workspace"
    recovery_key: str


class Workspace(Services):
    """An opened home: the services of its book, and the life of the book itself."""


class Workspace:
    """An opened home. `records` and the other services are what pages and commands use."""

    def __init__(self, home: Path, key: bytes, clock: Clock) -> None:
        self.home, self.clock, self.kinds = home, clock, discover()
        keeper = backup.Keeper(home / SLOTS, home / FOLDER, self.now)
        self.store = Store(home / BOOK, key, self.kinds.specs(), clock, keeper)
        self.choices = ChoiceFile(home)
        self.records = Records(self.store, self.kinds, self.pen)
        self.tags = TagPacks(self.records, self.store, spoken(self.choices))
        self.records.guard(Closing(self.records).look)
        self.records.guard(templates.look)
        self.access = Access(self.records, self.pen, self.now)
        self.inspecting = Inspecting(
            self.records, self.access, self.store.settings, clock, opens_book=self.opens_with
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
        self.voting = Voting(self.records)
        self.blanks = Blanks(self.records)
        self.rules = RulePacks(self.records, self.store, self.now)
        self.meetings = Meetings(self.records, self.rules.rulebook)
        self.planning = Planning(self.records)
        self.members = Members(self.records, self.store, self.pen, self.now)
        self.store.listen(self.members.forget)
        self.membership = Membership(self.records, self.now)
        self.reaching = Reaching(self.records, self.store, self.pen, self.now, self.rules.rulebook)
        self.flowing = Flowing(self.records, self.reaching, self.now)
        self.ending = Ending(self.records, self.membership, self.syncing.status, self.now)
        self.records.guard(closing(self.records, self.now))
        self.sharing = Sharing(self.records, self.now)
        self.records.guard(self.sharing.look)
        self.studying = Studying(self.records, self.store, self.pen, self.rules.rulebook)
        self.rosters = RosterImport(self.records)
        self.materials = Materials(self.records, self.store, self.now, spoken(self.choices))
        self.checking = Checking(
            *(self.records, self.store, self.pen, self.now, self.rules),
            tags=self.tags.unread,
            materials=self.materials.unread,
        )
        self.shared_days = SharedDays(self.records, self.rules.rulebook, self.now)
        self.overview = Home(self.records, self.checking, self.now, self.shared_days.between)
        self._set_up_views()
        self.settling = Settling(self.records, self.store, self.pen, self.now)
        self._set_up_press()
        self.openness = Openness(self, home / BOX, key)

    def _set_up_press(self) -> None:
        """Join what is printed: papers, folders, slips of what is sealed."""
        said = spoken(self.choices)
        sources = Sources(
            self.pen,
            self.now,
            said,
            self.syncing.held_since,
            self.checking.report,
            self.attachments.is_here,
            self.blobs.chunks,
            self.attachments.seen_of,
            for_paper(self.confidential, said),
            rules=self.rules.rulebook,
            papers=lambda: self.papers,
            yearly=self.yearly.view,
            shared=lambda: SharedPapers(self.records, self),
        )
        self.exporting = Exporter(self.records, sources)
        self.tagpapers = TagPapers(self.records, self.exporting, self.dimensions, self.campaigns)
        self.talks = Talks(self.records, self.members, self.now)
        self.appraising = Appraising(self.records, self.confidential, self.now)
        self.slips = Slips(
            self.records,
            sources,
            self.exporting.press,
            self.confidential,
            self.talks,
            self.appraising,
        )
        self.foldering = Foldering(
            self.records, sources, self.access, Witness(self.store), Shelfmark(self.store.settings)
        )
        self.vanguard = Vanguard(
            self.records, self.exporting, self.members, self.rules, self.tags, self.now
        )
        self.agreementpapers = AgreementPapers(self.records, self.exporting, self.quotas, self.now)
        self.papers = RosterPapers(
            self.records,
            self.exporting,
            Uses(self.members, self.flowing, self.reaching, self.ending),
            self.now,
        )
        self.alliance = Alliance(self.records, self.now)
        self.alliance_papers = AlliancePapers(self.records, self.exporting, self.alliance)
        self.matterpapers = MatterPapers(
            self.records, self.exporting, self.matters, self.suggesting
        )
        self.joint_reporting = JointReporting(self.records, self.exporting, self)

    def _set_up_views(self) -> None:
        """Join what shows a year, its calendar, its documents and its numbers."""
        self.agreements = Agreements(self.records, self.rules.rulebook)
        self.visiting = Visiting(self.records)
        self.quotas = Quotas(self.records, self.rules.rulebook)
        self.matters = Matters(self.records, self.now)
        self.records.guard(Answering(self.records).look)
        self.suggesting = Suggesting(self.records, self.now)
        self.studyplans = StudyPlans(self.records)
        self.hanging = Hanging(self.records)
        self.outcomes = Outcomes(self.records)
        self.activities = Activities(self.records)
        self.receiving = Receiving(self.records, self.store, self.pen)
        self.calendar = Calendar(
            self.records,
            self.checking,
            self.now,
            lambda: self.receiving.unsettled(self.members.roster()),
            self.shared_days.between,
        )
        self.yearly = Yearly(self.records, self.checking, self.members, self.studying, self.now)
        self.dimensions = Dimensions(self.records, self.store, self.tags, self.now)
        self.campaigns = Campaigns(self.records, self.now)
        self.joint = JointOverview(self.records, self.checking, self.now)
        self.store.listen(self.calendar.forget)
        self.store.listen(self.yearly.forget)
        studied = self.studying, self.members
        self.counting = Counting(
            self.records, self.store, self.pen, self.checking, *studied, tags=self.tags
        )

    @classmethod
    def create(
        cls,
        home: Path,
        passphrase: str,
        *,
        branch: str,
        writer: str = "",
        clock: Clock = wall_clock,
        cost: keys.Cost | None = None,
    ) -> Created:
        """Make a new home for a branch. Raises InvalidRecord, StoreReadOnly, StoreFull."""
        keys.must_be_long(passphrase)
        if (home / SLOTS).exists():
            raise InvalidRecord(
                N_("There is already a record book in {path}. Open it, or choose another folder."),
                path=home,
            )
        make_folder(home)
        key, recovery = keys.new_key(), keys.recovery_key()
        keys.write_slots(home / SLOTS, _slots(passphrase, recovery, key, cost or keys.Cost()))
        workspace = cls(home, key, clock)
        scope, actor = secrets.token_hex(8), secrets.token_hex(8)
        workspace.store.settings.put("scope", scope)
        workspace.store.settings.put("actor", actor)
        workspace.store.settings.put("writer", writer or branch)
        # From the first day, so that every backup holds the keys of what is written in it.
        Identity(workspace.store.settings, clock, workspace.store.entropy).own()
        edit = workspace.records.edit_new("branch", {"name": branch}, id="branch")
        workspace.store.write(scope, actor, [edit], by=writer or branch, what="set-up")
        return Created(workspace, recovery)

    @classmethod
    def open(cls, home: Path, secret: str, *, clock: Clock = wall_clock) -> "Workspace":
        """Open a home with its passphrase or recovery key.

        Raises WrongPassphrase, StoreMissing, StoreTooNew, StoreDamaged, StoreReadOnly.
        """
        key = keys.unwrapped(keys.read_slots(home / SLOTS), secret)
        _must_be_there(home)
        workspace = cls(home, key, clock)
        workspace.inspecting.look()
        return workspace

    @classmethod
    def restore(
        cls, home: Path, backup_file: Path, secret: str, *, clock: Clock = wall_clock
    ) -> "Workspace":
        """Put a backup in place of the book in `home`, and go on under a new actor.

        What this laptop wrote after the backup may already be at HQ under the old actor; going on
        with its numbers would make two different changes with one number.
        """
        key = opening_key(backup_file, secret)
        backup.restore(backup_file, home, key)
        workspace = cls(home, key, clock)
        with workspace.store.engine.writing():
            # With keys at once: a copy made before the first need would make others for this actor.
            Identity(workspace.store.settings, clock, workspace.store.entropy).renew()
        return workspace

    @staticmethod
    def exists(home: Path) -> bool:
        """Tell whether there is a record book in a folder."""
        return (home / SLOTS).exists()

    def sign_as(self, name: str) -> None:
        """Write under another name from now on. Raises Closed in an inspection."""
        self.inspecting.must_be_over()
        self.store.settings.put("writer", name)

    def change_passphrase(self, old: str, new: str, *, cost: keys.Cost | None = None) -> None:
        """Wrap the data key anew; the records are not rewritten."""
        keys.must_be_long(new)
        self._reslot(old, keys.PASSPHRASE, new, cost or keys.Cost())

    def new_recovery_key(self, passphrase: str, *, cost: keys.Cost | None = None) -> str:
        """Make a new recovery key; the old one no longer opens the book."""
        fresh = keys.recovery_key()
        self._reslot(passphrase, keys.RECOVERY, fresh, cost or keys.Cost())
        return fresh

    def _reslot(self, secret: str, name: str, new: str, cost: keys.Cost) -> None:
        self.inspecting.must_be_over()
        slots = keys.read_slots(self.home / SLOTS)
        key = keys.unwrapped(slots, secret)
        kept = tuple(s for s in slots if s.name != name)
        keys.write_slots(self.home / SLOTS, (*kept, keys.wrapped(name, new, key, cost)))

    def free_bytes(self) -> int:
        """Return how much room the disk has; below `LOW_ON_DISK` the person is told."""
        return shutil.disk_usage(self.home).free

    def examine(self, progress: Progress | None = None) -> Report:
        """Let the doctor look at everything."""
        wanted = self.attachments.wanted()
        return examine(self.store, self.blobs, wanted, progress or Silent())

    def close(self) -> None:
        """Close the book, and forget the confidential keys."""
        self.confidential.lock()
        self.openness.close()
        self.store.close()


def _slots(
    passphrase: str, recovery: str, key: bytes, cost: keys.Cost
) -> tuple[keys.Slot, keys.Slot]:
    return (
        keys.wrapped(keys.PASSPHRASE, passphrase, key, cost),
        keys.wrapped(keys.RECOVERY, recovery, key, cost),
    )


def _must_be_there(home: Path) -> None:
    if not (home / BOOK).exists():
        raise StoreMissing(
            N_("The record book in {path} is gone; only its keys are there."),
            safe=N_("The backups are separate files."),
            hint=N_("Restore the latest backup; what HQ holds comes back by syncing."),
            path=home,
        )
