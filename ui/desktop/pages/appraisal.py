"""民主评议党员: the year's steps, ballots and counts, everybody in the roster's order, one beside it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_date
from app.records.meeting import Activity
from app.services.appraising import STEPS, Seat, Standing
from ui.desktop.confidential.appraisalcards import STEP_WORDS, AppraisalFacts, BeginAppraisal
from ui.desktop.confidential.seatpanel import SeatPanel
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Cell, Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.stepper import Step, Stepper

NEW = "new"


class AppraisalPage(Page):
    """Its record is an appraisal, or the meeting of one; the latest shows by itself.

    Detail `new` begins a year's.
    """

    place = "ledger"
    returns = True
    kinds = frozenset({"appraisal", "appraisal_result", "member", "activity", "confidential_key"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._standing: Standing | None = None
        self._appraisal, self._member = "", ""
        self.years = ComboField(theme)
        self.years.setAccessibleName(t("For the year"))
        self.years.settled.connect(self._choose_year)
        self.begin = BeginAppraisal(desk)
        self.begin.begun.connect(lambda made: desk.window.go(Route("appraisal", made)))
        self.facts = AppraisalFacts(desk)
        self.stepper = Stepper(theme)
        self.list = RowList(theme, self._columns())
        self.list.chosen.connect(self._show_member)
        self.panel = SeatPanel(desk)
        self._meeting = Button(theme, t("To the meeting"), "secondary", "calendar-check")
        self._meeting.clicked.connect(self._to_meeting)
        self._print = Button(theme, t("Print the cover"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._start = Button(theme, t("Begin it"), "primary", "clipboard-text")
        self._start.clicked.connect(self.begin.begin)
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        self.begin.setMaximumWidth(theme.px(560))
        pane = ScrollPage((margin, 0, theme.layout("gutter"), 16), gap=12)
        pane.body.addWidget(self.stepper)
        self._parts = (self.stepper, self.facts, card)
        for part in (self.begin, self.facts, card):
            pane.body.addWidget(part)
        pane.body.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(pane, 1)
        outer.addWidget(self.panel)

    def _columns(self) -> tuple[Column, ...]:
        t = self.t
        return (
            Column("name", t("Member")),
            Column("self", t("Self-appraisal"), 116),
            Column("result", t("Result"), 116),
            Column("told", t("Told on"), 92),
            Column("confirmed", t("Confirmed on"), 98),
        )

    @override
    def title(self) -> str:
        return self.t("Democratic appraisal")

    @override
    def meta(self) -> str:
        found = self._standing
        if found is None:
            return self.t("Self-appraisal, mutual appraisal, measurement, conclusion, feedback")
        return self.t(
            "Year {year}: {n} take part, a level for {full}",
            year=found.appraisal.for_year or "—",
            n=len(found.seats),
            full=found.full,
        )

    @override
    def writing_actions(self) -> list[Button]:
        return [self._start]

    @override
    def header_actions(self) -> list[QWidget]:
        there = self._standing is not None
        own: list[QWidget] = [self._meeting, self._print] if there else [self._start]
        return [self.years, *own] if self.years.count() > 1 else own

    @override
    def arrive(self, record: str, detail: str) -> None:
        meeting = self.desk.book.records.get(Activity, record) if record else None
        if meeting is not None:
            held = self.desk.book.appraising.at(meeting.id)
            record, detail = (held, "") if held else ("", NEW)
        self._appraisal = NEW if detail == NEW else record or self._appraisal
        self.refresh()
        if meeting is not None and detail == NEW:
            self.begin.choose(meeting)
        self.header_changed.emit()

    @override
    def leave(self) -> None:
        self.panel.settle()
        self.facts.settle()

    @override
    def refresh(self) -> None:
        book, t = self.desk.book, self.t
        held = book.appraising.all()
        if self._appraisal != NEW and self._appraisal not in {a.id for a in held}:
            self._appraisal = held[0].id if held else NEW
        options = [(a.id, t("Year {year}", year=a.for_year or "—")) for a in held]
        self.years.set_options([*options, (NEW, t("Another year"))])
        self.years.set_value(self._appraisal)
        there = self._appraisal != NEW
        self._standing = book.appraising.standing(self._appraisal) if there else None
        for part in (*self._parts, self.panel):
            part.setVisible(there)
        self.begin.setVisible(not there)
        if self._standing is None:
            self.begin.refresh()
        else:
            self._show(self._standing)
        self.header_changed.emit()

    def _show(self, standing: Standing) -> None:
        self.facts.show_standing(standing)
        self._show_steps(standing)
        self.list.set_rows(ListRows([self._row(seat) for seat in standing.seats]))
        self.list.fit_height()
        ids = [seat.member.id for seat in standing.seats]
        if self._member not in ids:
            self._member = ids[0] if ids else ""
        self.panel.setVisible(bool(ids))
        if self._member:
            self.list.select(self._member)
            self._show_member(self._member)

    def _show_steps(self, standing: Standing) -> None:
        turned = standing.out_of_order()
        wrong = turned[1] if turned else ""
        steps, current = [], True
        for key, done in zip((*STEPS, "feedback"), standing.done(), strict=True):
            state = "done" if done else "current" if current else "open"
            current = current and done
            words = self.t(STEP_WORDS[key])
            steps.append(Step(key, words, "contradiction" if key == wrong else state))
        self.stepper.set_steps(steps)

    def _row(self, seat: Seat) -> Row:
        t, result = self.t, seat.result
        tag = t("probationary") if seat.probationary else t("placed") if seat.placed else ""
        handed = result is not None and bool(result.self_text)
        written = result is not None and bool(result.result)
        cells: tuple[Cell, ...] = (
            Text(seat.member.name, role="strong", tag=tag),
            Chip("mute", "lock-key", t("Sealed")) if handed else Text(t("not yet"), role="meta"),
            Chip("mute", "lock-key", t("Sealed"))
            if written
            else Text(t("not yet") if seat.has_level_due else t("no level"), role="meta"),
            Text(say_date(result.feedback_on, t) if result and result.feedback_on else "—"),
            Text(say_date(result.confirmed_on, t) if result and result.confirmed_on else "—"),
        )
        return Row(seat.member.id, cells)

    def _show_member(self, member: str) -> None:
        standing = self._standing
        if standing is None:
            return
        seat = next((s for s in standing.seats if s.member.id == member), None)
        if seat is not None:
            self._member = member
            self.panel.show_seat(standing, seat)

    def _choose_year(self, appraisal: object) -> None:
        detail = NEW if appraisal == NEW else ""
        self.desk.window.go(Route("appraisal", "" if detail else str(appraisal), detail))

    def _to_meeting(self) -> None:
        if self._standing is not None:
            self.desk.window.go(Route("meeting", self._standing.appraisal.activity))

    @override
    def print_this(self) -> None:
        standing, press = self._standing, self.desk.book.slips
        if standing is not None:
            make_paper(
                self.desk,
                self.t("Democratic appraisal of the year"),
                lambda _progress, draft: press.appraisal_pdf(standing.appraisal.id, draft=draft),
            )

    @override
    def new(self) -> None:
        self.desk.window.go(Route("appraisal", detail=NEW))
