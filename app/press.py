"""Everything that prints, joined: one press, the slips of what is sealed, the folders, each part's papers.

Loaded when something is first put on paper: opening a book does not wait for it.
"""

from app.services.agreementpapers import AgreementPapers
from app.services.alliancepapers import AlliancePapers
from app.services.choices import spoken
from app.services.exporting import Exporter
from app.services.folder_order import Shelfmark
from app.services.foldering import Foldering
from app.services.gathering import Sources
from app.services.jointreporting import JointReporting
from app.services.matterpapers import MatterPapers
from app.services.opening import for_paper
from app.services.rosterpapers import RosterPapers, Uses
from app.services.sharedpapers import SharedPapers
from app.services.slips import Slips
from app.services.tagpapers import TagPapers
from app.services.witness import Witness
from app.wiring import Services


class Press:
    """The papers of one book, by the part that they are about."""

    def __init__(self, book: Services) -> None:
        said = spoken(book.choices)
        sources = Sources(
            book.pen,
            book.now,
            said,
            book.syncing.held_since,
            book.checking.report,
            book.attachments.is_here,
            book.blobs.chunks,
            book.attachments.seen_of,
            for_paper(book.confidential, said),
            rules=book.rules.rulebook,
            papers=lambda: self.rosters,
            yearly=book.yearly.view,
            shared=lambda: SharedPapers(
                book.records, self.joint_report, self.matters, book.openness.telling
            ),
        )
        records, now = book.records, book.now
        self.exporting = Exporter(records, sources)
        self.slips = Slips(
            *(records, sources, self.exporting.press),
            *(book.confidential, book.talks, book.appraising),
        )
        self.foldering = Foldering(
            records, sources, book.access, Witness(book.store), Shelfmark(book.store.settings)
        )
        uses = Uses(book.members, book.flowing, book.reaching, book.ending)
        self.rosters = RosterPapers(records, self.exporting, uses, now)
        self.alliance = AlliancePapers(records, self.exporting, book.alliance)
        self.agreements = AgreementPapers(records, self.exporting, book.quotas, now)
        self.tags = TagPapers(records, self.exporting, book.dimensions, book.campaigns)
        self.matters = MatterPapers(records, self.exporting, (book.matters, book.suggesting), now)
        self.joint_report = JointReporting(records, self.exporting, book)
