"""The papers of matters and suggestions: the closed-loop list, also as a table, and the published list."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from app.counting.matters import OVER, days_left, is_overdue
from app.dates import say_year_date
from app.records.organisation import Branch
from app.records.service import Feedback
from app.reports.closedloop import closed_loop_heads, closed_loop_row, closed_loop_sheet
from app.reports.paper import Sheet
from app.reports.suggestions import suggestions_sheet
from app.services.asof import matters_on
from app.services.gathering import Shown
from app.services.listing import Listing
from app.services.matterlists import Line, Pick, Sift, sifted
from app.services.matters import Matters
from app.services.records import Records
from app.services.rosterpapers import Printer
from app.services.suggesting import Suggesting
from db.model.words import Translate


class MatterPapers:
    """The use cases of printing matters and suggestions. Every `…_pdf` raises ExportError."""

    def __init__(
        self,
        records: Records,
        printer: Printer,
        uses: tuple[Matters, Suggesting],
        now: Callable[[], datetime],
    ) -> None:
        self._records, self._printer, self._now = records, printer, now
        self._matters, self._suggesting = uses

    def closed_loop(self, sift: Sift) -> tuple[Sheet, Shown]:
        """Return the matters of a sift as a sheet, and what it shows.

        Of a period that is over they stand as they stood on its last day, and so does what was told.
        """
        t, lines, day = self._printer.words(), self._lines(sift), self._day(sift.last)
        return self._sheet(lines, day, self._sifted(sift, t), t)

    def looped(self, matters: Collection[str], last: date, t: Translate) -> tuple[Sheet, Shown]:
        """Return some matters as the list of a period that ends on a day, and what it shows."""
        day = self._day(last)
        found = [line for line in self._matters.lines() if line.id in matters]
        return self._sheet(self._stood(found, day), day, (), t)

    def _sheet(
        self, lines: Sequence[Line], day: date | None, under: tuple[str, ...], t: Translate
    ) -> tuple[Sheet, Shown]:
        told = self._feedback(lines, day)
        if day is not None:
            under = (*under, t("As of {day}", day=say_year_date(day, t)))
        part = closed_loop_sheet(lines, told, t, branch=self._branch(), under=under)
        records = [line.matter.record for line in lines]
        records += [one.record for line in lines for one in told.get(line.id, ())]
        return part, Shown(records)

    def closed_loop_pdf(self, sift: Sift, *, draft: bool = False) -> bytes:
        """Return the closed-loop list of the matters of a sift."""
        return self._printer.sheet_pdf(*self.closed_loop(sift), draft=draft)

    def listing(self, sift: Sift, t: Translate) -> Listing:
        """Return the closed-loop list as a table."""
        lines, day = self._lines(sift), self._day(sift.last)
        told = self._feedback(lines, day)
        rows = tuple(closed_loop_row(line, told.get(line.id, ()), t) for line in lines)
        return Listing(t("Closed-loop list of matters"), closed_loop_heads(t, day), rows)

    def suggestions_pdf(self, first: date, last: date, *, draft: bool = False) -> bytes:
        """Return the suggestions of a period that were chosen to be published."""
        ideas = self._suggesting.published(first, last)
        part = suggestions_sheet(
            ideas, self._printer.words(), branch=self._branch(), first=first, last=last
        )
        shown = [idea.suggestion.record for idea in ideas]
        shown += [idea.matter.record for idea in ideas if idea.matter is not None]
        return self._printer.sheet_pdf(part, Shown(shown), draft=draft)

    def _day(self, last: date | None) -> date | None:
        """Return the last day of a period that is over; None where the list shows how things stand now."""
        return last if last is not None and last < self._now().date() else None

    def _lines(self, sift: Sift) -> list[Line]:
        day = self._day(sift.last)
        if day is None:
            return self._matters.lines(sift)
        found = self._matters.lines(sift._replace(pick=Pick.all, state=""))
        return sifted(self._stood(found, day), sift, day)

    def _stood(self, lines: Sequence[Line], day: date | None) -> list[Line]:
        """Return matters as they stood at the end of a day, in the order of that day; None is now."""
        if day is None:
            return list(lines)
        matters, today = [line.matter for line in lines], self._now().date()
        then = {m.id: m for m in matters_on(self._records, matters, day, today)}
        stood = [
            replace(x, matter=m, left=days_left(m, day), overdue=is_overdue(m, day))
            for x in lines
            if (m := then.get(x.id)) is not None
        ]
        # They come in the order of today: what was not over on the day stands before what was.
        return sorted(stood, key=_rank)

    def _feedback(self, lines: Sequence[Line], day: date | None) -> dict[str, list[Feedback]]:
        wanted = {line.id for line in lines}
        found: dict[str, list[Feedback]] = defaultdict(list)
        for one in self._records.all(Feedback, order=("on", "made"), limit=1_000_000):
            if one.matter in wanted and (day is None or one.on <= day):
                found[one.matter].append(one)
        return found

    def _sifted(self, sift: Sift, t: Translate) -> tuple[str, ...]:
        said = []
        if sift.first or sift.last:
            start = say_year_date(sift.first, t) if sift.first else "…"
            end = say_year_date(sift.last, t) if sift.last else "…"
            said.append(t("Raised {start} to {end}", start=start, end=end))
        if sift.pick != Pick.all:
            said.append(t(sift.pick.title_))
        kind = self._records.kinds["matter"]
        for name in ("state", "source", "kind"):
            field, code = kind.field(name), getattr(sift, name)
            words = [c.title_ for c in field.choices if c == code] if field and code else []
            said += [t(word) for word in words]
        said += [self._records.name(each) for each in (sift.partner, sift.owner) if each]
        if sift.common:
            said.append(t("Common problems"))
        if sift.text:
            said.append(t("“{text}”", text=sift.text))
        return tuple(said)

    def _branch(self) -> str:
        held = self._records.get(Branch, "branch")
        return held.name if held else ""


def _rank(line: Line) -> tuple[bool, bool, date]:
    return (line.matter.state in OVER, line.left is None, line.matter.due_on or date.max)
