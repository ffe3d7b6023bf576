"""The sheets that boxes 15, 16 and 18 have of their own: the report, the closed-loop list, notices."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from app.counting.periods import Span
from app.records.plan import Notice
from app.records.service import Feedback
from app.reports.closedloop import closed_loop_sheet
from app.reports.noticecounts import NoticeCount, notices_sheet
from app.reports.paper import Sheet
from app.services.gathering import Shown
from app.services.jointreporting import JointReporting
from app.services.matters import Matters
from app.services.records import Records
from app.services.telling import Telling
from db.model.query import Where
from db.model.words import Translate


class SharedPapers:
    """Makes them; reads, and writes nothing."""

    def __init__(
        self, records: Records, report: JointReporting, matters: Matters, telling: Telling
    ) -> None:
        self._records, self._report = records, report
        self._matters, self._telling = matters, telling

    def report(self, first: date, last: date, t: Translate) -> tuple[list[Sheet], Shown]:
        """Return the joint-building report of a period."""
        return self._report.parts(Span(f"{first}/{last}", first, last, 1), t)

    def closed_loop(self, matters: Collection[str], t: Translate) -> tuple[Sheet, Shown]:
        """Return some matters as the closed-loop list."""
        lines = [line for line in self._matters.lines() if line.id in matters]
        told: dict[str, list[Feedback]] = defaultdict(list)
        for one in self._records.all(Feedback, order=("on", "made"), limit=1_000_000):
            told[one.matter].append(one)
        part = closed_loop_sheet(lines, told, t, branch=self._branch())
        records = [line.matter.record for line in lines]
        records += [one.record for line in lines for one in told.get(line.id, ())]
        return part, Shown(records)

    def notices(self, first: date, last: date, t: Translate) -> tuple[Sheet, Shown] | None:
        """Return a period's notices with how many know of each; None where there are none."""
        telling = self._telling
        between = (
            Where("issued_on", ">=", first.isoformat()),
            Where("issued_on", "<=", last.isoformat()),
        )
        issued = self._records.all(Notice, where=between, order=("issued_on",))
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
