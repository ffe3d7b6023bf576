"""Everything around what members are told and what they say, joined: `Workspace.openness`."""

from collections.abc import Callable
from datetime import datetime

from app.rules.rulebook import Rulebook
from app.services.bulletin import Bulletins
from app.services.deliberating import Deliberating
from app.services.disclosing import Disclosing
from app.services.exporting import Exporter
from app.services.meetings import Meetings
from app.services.members import Members
from app.services.openpapers import OpenPapers, Uses
from app.services.opinionbox import OpinionBox, Place
from app.services.records import Records
from app.services.telling import Telling


class Openness:
    """Notices, opinion box, deliberation, disclosure, the bulletin, and their papers."""

    def __init__(
        self,
        records: Records,
        members: Members,
        meetings: Meetings,
        box: Place,
        *,
        rulebook: Callable[[], Rulebook],
        now: Callable[[], datetime],
        exporting: Exporter,
    ) -> None:
        self.box = OpinionBox(box, records, rulebook, now)
        self.telling = Telling(records, members, now)
        self.deliberating = Deliberating(records, meetings, now)
        self.disclosing = Disclosing(records, now)
        self.bulletins = Bulletins(records, exporting, now)
        uses = Uses(members, self.telling, self.deliberating, self.disclosing)
        self.papers = OpenPapers(records, exporting, uses, now)
