"""A year of deeds: its sums, and under them what was planned and done, who helped, what was given.

Sums are of the branch; money and goods stand apart, and nobody who was helped is named.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.deeds import overdue, person_hours, volunteers
from app.dates import say_year_date
from app.records.service import Donation, PracticalDeed, VolunteerService
from app.services.deeds import DeedPeriod, amount, quantity, sum_rows
from app.services.listfiles import as_workbook
from app.services.printing import save
from db.model.progress import Progress
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.papers import make_paper
from ui.desktop.service.parts import line_of, remove, tools, years_field
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card, CardGrid
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Cell, Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_ROWS, _YEARS, _CHOOSER = 6, 8, 320
_DONE = ("done_on", "people", "result")


class DeedsView(Tab):
    """Details: a year."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t, now = desk.theme, self.t, desk.today().year
        self._period: DeedPeriod | None = None
        self.years = years_field(desk, list(range(now, now - _YEARS, -1)), self.refresh)
        self.campaign = ComboField(theme)
        self.campaign.setAccessibleName(t("Campaign"))
        self.campaign.setMaximumWidth(theme.px(_CHOOSER))
        self.campaign.settled.connect(lambda _c: self.refresh())
        self.sums = Card(theme, t("Sums of the year"))
        self.note = NoteLine(theme, "wait", "")
        self.deeds = self._listed(_deed_columns(t))
        self.deeds.chosen.connect(self._show_deed)
        self.services = self._listed(_service_columns(t))
        self.donations = self._listed(_donation_columns(t))
        self.one = Card(theme, "", head="sunken")
        self.one.body.setContentsMargins(16, 12, 16, 14)
        self.form = RecordForm(desk, desk.book.kinds["practical_deed"], _DONE)
        self.one.add(self.form)
        self._print = Button(theme, t("Print the register"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._export = Button(theme, t("Export to Excel"), "secondary", "file-arrow-up")
        self._export.clicked.connect(self.export)
        self._new = Button(theme, t("New deed"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._adds: list[Button] = []
        self._lay()

    def _listed(self, columns: Sequence[Column]) -> RowList:
        made = RowList(self.desk.theme, columns, two_lines=True)
        made.opened.connect(lambda record: self.desk.window.go(Route("record", record)))
        made.removed.connect(partial(remove, self.desk))
        return made

    def _lay(self) -> None:
        t = self.t
        self._nones: list[EmptyLine] = []
        pane = ScrollPage((0, 0, 0, 16), gap=12)
        pane.body.addWidget(self.sums)
        pane.body.addWidget(self.note)
        for title, rows, kind, sentence in (
            (
                t("Practical deeds"),
                self.deeds,
                "practical_deed",
                t("What is to be done for whom, by when; done with its result"),
            ),
            (
                t("Volunteer service"),
                self.services,
                "volunteer_service",
                t("How many took part, how long, how many were served; nobody served is named"),
            ),
            (
                t("Donations and assistance"),
                self.donations,
                "donation",
                t("Money and goods each in their own unit; a household code is enough"),
            ),
        ):
            pane.body.addWidget(self._card(title, rows, kind, sentence))
            if rows is self.deeds:
                pane.body.addWidget(self.one)
        margin = self.desk.theme.layout("page_margin")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 0)
        column.setSpacing(12)
        column.addLayout(tools(self.years, self.campaign))
        column.addWidget(pane, 1)

    def _card(self, title: str, rows: RowList, kind: str, sentence: str) -> Card:
        theme, t = self.desk.theme, self.t
        card = Card(theme, title, head="sunken")
        add = Button(theme, t("Add"), "quiet", "plus", compact=True)
        add.setAccessibleName(t("New: {kind}", kind=t(self.desk.book.kinds[kind].shape.title)))
        add.clicked.connect(partial(self._begin, kind))
        card.set_action(add)
        none = EmptyLine(
            theme, self.desk.book.kinds[kind].shape.icon, t("Nothing in this period"), sentence
        )
        none.setContentsMargins(16, 4, 16, 4)
        card.add(rows)
        card.add(none)
        self._adds.append(add)
        self._nones.append(none)
        return card

    def _begin(self, kind: str) -> None:
        chosen = self.campaign.value()
        preset = f":campaign={chosen}" if chosen and kind != "donation" else ""
        self.desk.window.go(Route("record", detail=f"new:{kind}{preset}"))

    @override
    def meta(self) -> str:
        if self._period is None:
            return ""
        sums, t = self._period.sums, self.t
        said = t("{done} of {n} deeds done", done=sums.done, n=len(self._period.deeds))
        worked = t("{hours} hours of volunteers", hours=quantity(sums.hours))
        return t("{one}, {next}", one=said, next=worked)

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._export, self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new, *self._adds]

    @override
    def arrive(self, record: str, detail: str) -> None:
        if detail.isdecimal():
            self.years.set_value(detail)
        self.refresh()
        for rows in (self.deeds, self.services, self.donations):
            if record and rows.select(record):
                return

    @override
    def leave(self) -> None:
        self.form.settle()

    @override
    def refresh(self) -> None:
        t, book = self.t, self.desk.book
        campaigns = book.records.find(book.records.query("campaign"))
        options = [(c.id, book.records.name_of(c)) for c in campaigns]
        kept = self.campaign.value() if self.campaign.value() in dict(options) else ""
        self.campaign.set_options([("", t("All campaigns")), *options])
        self.campaign.set_value(kept)
        self.campaign.setVisible(bool(options))
        first, last = self._days()
        self._period = found = book.vanguard.deeds.period(first, last, campaign=kept)
        self._show_sums(found)
        today, name = self.desk.today(), book.records.name
        lists = (
            (self.deeds, [_deed_row(d, today, name, t) for d in found.deeds]),
            (self.services, [_service_row(s, name, t) for s in found.services]),
            (self.donations, [_donation_row(d, t) for d in found.donations]),
        )
        for (rows, made), none in zip(lists, self._nones, strict=True):
            rows.set_rows(ListRows(made))
            rows.setVisible(bool(made))
            none.setVisible(not made)
            rows.fit_height(_ROWS)
        for button in (self._print, self._export):
            button.explain(t("Nothing in this period") if found.empty else "")
        self._show_deed((self.deeds.selection() or [""])[0])
        self.header_changed.emit()

    def _days(self) -> tuple[date, date]:
        year = int(self.years.value())
        return date(year, 1, 1), date(year, 12, 31)

    def _show_sums(self, found: DeedPeriod) -> None:
        self.sums.clear()
        self.sums.setVisible(not found.empty)
        grid = CardGrid(4)
        for label, value in sum_rows(found.sums, self.t):
            grid.add(label, value)
        self.sums.add(grid)
        undated = self.desk.book.vanguard.deeds.undated()
        self.note.setVisible(undated > 0)
        words = self.t(
            "{n} record has no day, and is in no year.|{n} records have no day, and are in no year.",
            n=undated,
        )
        self.note.say("wait", words)

    def _show_deed(self, record: str) -> None:
        found = self.desk.book.records.raw(record) if record else None
        if record != self.form.record:
            self.form.settle()
        self.one.setVisible(found is not None)
        if found is not None:
            name = line_of(str(found.get("title") or ""), 30)
            self.one.set_title(self.t("What came of it: {name}", name=name))
            self.form.show_record(found)

    @override
    def new(self) -> None:
        self._begin("practical_deed")

    @override
    def primary(self) -> None:
        self.new()

    @override
    def focus_filter(self) -> None:
        self.years.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        self.form.settle()
        papers, (first, last) = self.desk.book.vanguard.papers, self._days()
        make_paper(
            self.desk,
            self.t("Practical deeds, volunteers and donations"),
            lambda _progress, draft: papers.deeds_pdf(first, last, draft=draft),
        )

    def export(self) -> None:
        """Write the sums and the three lists as a workbook."""
        desk, t, found = self.desk, self.t, self._period
        name = t("Deeds {year}", year=self.years.value())
        chosen = desk.window.choose_file(t("Export to Excel"), "(*.xlsx)", save_as=f"{name}.xlsx")
        if not chosen or found is None:
            return
        path, deeds = Path(chosen), desk.book.vanguard.deeds

        def write(_progress: Progress) -> None:
            save(as_workbook(deeds.tables(found, t)), path)

        desk.work.job(
            t("Exporting {name}", name=name),
            write,
            lambda _none: desk.window.note("ok", t("Written: {file}", file=path.name)),
            desk.window.problem,
        )


def _deed_columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("title", t("Practical deed")),
        Column("owner", t("Responsible"), 110),
        Column("people", t("How many people"), 72, "right"),
        Column("due", t("Due on"), 128),
        Column("state", t("State"), 190),
    )


def _service_columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("on", t("Date"), 132),
        Column("title", t("Volunteer service")),
        Column("took", t("People taking part"), 90, "right"),
        Column("hours", t("People times hours"), 160, "right"),
        Column("people", t("People served"), 110, "right"),
    )


def _donation_columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("on", t("Date"), 132),
        Column("title", t("Donation or assistance")),
        Column("to", t("Given to"), 180),
        Column("amount", t("Amount"), 150, "right"),
        Column("after", t("Who goes on with it"), 150),
    )


def _deed_row(one: PracticalDeed, today: date, name: Callable[[str], str], t: Translate) -> Row:
    state: Cell = Text(t("Under way"), role="meta")
    if one.done_on is not None:
        state = Chip("ok", "check-circle", t("Done, {day}", day=say_year_date(one.done_on, t)))
    elif overdue(one, today):
        state = Chip("wait", "clock", t("Past its day"))
    cells = (
        Text(one.title, one.beneficiaries or ""),
        Text(name(one.owner or ""), role="strong"),
        Text("" if one.people is None else str(one.people), role="meta"),
        Text(_day(one.due_on, t), role="meta"),
        state,
    )
    return Row(one.id, cells)


def _service_row(one: VolunteerService, name: Callable[[str], str], t: Translate) -> Row:
    hours = person_hours(one)
    each = t("{hours} hours each", hours=quantity(one.hours)) if one.hours is not None else ""
    cells = (
        Text(_day(one.on, t), role="meta"),
        Text(one.title, name(one.team or "") or one.place_text or ""),
        Text(str(volunteers(one)), role="meta"),
        Text(quantity(hours) or t("not known"), each, role="body" if hours is not None else "meta"),
        Text("" if one.people is None else str(one.people), role="meta"),
    )
    return Row(one.id, cells)


def _donation_row(one: Donation, t: Translate) -> Row:
    cells = (
        Text(_day(one.on, t), role="meta"),
        Text(one.title, t(one.kind.title_) if one.kind else ""),
        Text(one.receiver or "", role="meta"),
        Text(amount(one.amount, one.unit or "")),
        Text(one.handed_to or "", role="meta"),
    )
    return Row(one.id, cells)


def _day(day: date | None, t: Translate) -> str:
    return say_year_date(day, t) if day else ""
