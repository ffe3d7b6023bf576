"""The sheets that boxes 15, 16 and 18 have of their own: the report, the closed-loop list, notices."""

from collections.abc import Collection
from datetime import date

from app.counting.periods import Span
from app.records.plan import Notice
from app.reports.noticecounts import NoticeCount, notices_sheet
from app.reports.paper import Sheet
from app.services.gathering import Shown
from app.services.jointreporting import JointReporting
from app.services.matterpapers import MatterPapers
from app.services.records import Records
from app.services.telling import Telling
from db.model.query import Where
from db.model.words import Translate


class SharedPapers:
    """Makes them; reads, and writes nothing."""

    def __init__(
        self, records: Records, report: JointReporting, matters: MatterPapers, telling: Telling
    ) -> None:
        self._records, self._report = records, report
        self._matters, self._telling = matters, telling

    def report(self, first: date, last: date, t: Translate) -> tuple[list[Sheet], Shown]:
        """Return the joint-building report of a period."""
        return self._report.parts(Span(f"{first}/{last}", first, last, 1), t)

    def closed_loop(
        self, matters: Collection[str], last: date, t: Translate
    ) -> tuple[Sheet, Shown]:
        """Return some matters as the closed-loop list of a period that ends on a day."""
        return self._matters.looped(matters, last, t)

    def notices(self, first: date, last: date, t: Translate) -> tuple[Sheet, Shown] | None:
        """Return a period's notices with how many know of each; None where there are none.

        Those of a meeting lie with it in its own box.
        """
        telling = self._telling
        between = (
            Where("issued_on", ">=", first.isoformat()),
            Where("issued_on", "<=", last.isoformat()),
        )
        found = self._records.all(Notice, where=between, order=("issued_on",))
        issued = [notice for notice in found if not notice.activity]
        whole = [telling.get(notice.id) for notice in issued]
        counts = [
            NoticeCount(
                one.day,
                one.notice.title,
                one.notice.audience or "",
                len(one.told.due),
                len(one.told.knowing),
            )
            for one in whole
        ]
        if not counts:
            return None
        part = notices_sheet(counts, t, branch=self._branch(), first=first, last=last)
        return part, Shown([notice.record for notice in issued])

    def _branch(self) -> str:
        return self._records.name("branch")
