"""What was done with others in a year: a list to sift, and beside it what came of it, added up."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.outcomes import Total, amount, brief, said
from app.dates import say_date, say_weekday, say_year_date
from app.records.alliance import PartnerScope
from app.said import listed
from app.services.activities import Held, Sieve, sums
from app.services.activity_papers import activities_pdf
from app.services.listfiles import save_listing
from app.services.listing import Listing
from app.terms import ActivityType
from db.model.progress import Progress
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.meetings.starting import start
from ui.desktop.papers import make_paper
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.filling import Filling
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.panel import side_width
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, MadeRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_SIDE, _SIDE_WIDE = 248, 340
ALL_YEARS = "all"


class HeldView(Tab):
    """The list of a year, or of all; as it is sifted it goes to Excel, its paper is the whole register."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._held: tuple[Held, ...] = ()
        self.shown: tuple[Held, ...] = ()
        theme, t = desk.theme, self.t
        self.search = SearchBox(theme, t("Title or unit"), "Ctrl+F")
        self.search.setMaximumWidth(theme.px(220))
        self.forms, self.partners, self.scopes, self.years = (ComboField(theme) for _ in range(4))
        for combo, words in (
            (self.forms, t("Kind")),
            (self.partners, t("Partner unit")),
            (self.scopes, t("Inside or outside")),
            (self.years, t("Year")),
        ):
            combo.setAccessibleName(words)
            if combo in (self.forms, self.partners):
                policy = ComboField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                combo.setSizeAdjustPolicy(policy)
                combo.setMinimumContentsLength(6)
            combo.settled.connect(lambda _v, c=combo: self._sift(again=c is self.years))
        self.scopes.set_options([("", t("Inside and outside")), *((s.value, t(s.title_)) for s in PartnerScope)])  # fmt: skip
        self.search.typed.connect(lambda _text: self._sift(again=False))
        self.list = RowList(theme, _columns(t), two_lines=True)
        Filling(self.list, self)
        self.list.opened.connect(lambda held: desk.window.go(Route("meeting", held)))
        self.search.left_down.connect(self.list.setFocus)
        self.none = EmptyLine(
            theme, "handshake", t("Nothing was held with others yet"),
            t("A joint activity, a themed day with partners, a lecture given or received: they all stand here"),
            t("New joint activity"),
        )  # fmt: skip
        self.none.acted.connect(self.new)
        self.nothing = EmptyLine(
            theme, "magnifying-glass", t("Nothing found"), "", t("Clear the filter")
        )
        self.nothing.acted.connect(self.clear)
        self.sums = SumsCard(desk)
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._export = Button(theme, t("Export to Excel"), "secondary", "file-arrow-up")
        self._export.clicked.connect(self.export)
        self._begin = Button(theme, t("New joint activity"), "primary", "plus")
        self._begin.clicked.connect(self.new)
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 12)
        tools.setSpacing(8)
        for part in (self.search, self.forms, self.partners, self.scopes):
            tools.addWidget(part, 0 if part is self.scopes else 1)
        tools.addStretch(1)
        tools.addWidget(self.years)
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        for line in (self.none, self.nothing):
            line.setContentsMargins(16, 4, 16, 4)
            card.add(line)
        self._side = ScrollPage()
        self._side.body.addWidget(self.sums)
        row = QHBoxLayout()
        row.setSpacing(theme.layout("gutter"))
        left = QVBoxLayout()
        left.addWidget(card)
        left.addStretch(1)
        row.addLayout(left, 1)
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addLayout(row, 1)

    # Reading

    def span(self) -> tuple[date, date]:
        """Return the first and the last day that show."""
        chosen = self.years.value()
        if chosen == ALL_YEARS:
            return date(1921, 1, 1), date(2200, 12, 31)
        year = int(chosen) if chosen else self.desk.today().year
        return date(year, 1, 1), date(year, 12, 31)

    @override
    def refresh(self) -> None:
        t, activities, this = self.t, self.desk.book.activities, self.desk.today().year
        kept = self.years.value()
        years = [(str(y), str(y)) for y in activities.years(this)]
        self.years.set_options([*years, (ALL_YEARS, t("All years"))])
        self.years.set_value(kept if self.years.findData(kept) >= 0 else str(this))
        span = self.span()
        if self.years.value() != ALL_YEARS:
            self._take(span, activities.between(*span))
            return
        # Thousands of them: the list stays as it is until they are there.
        self.desk.work.job(
            t("All years"),
            lambda _progress: activities.between(*span),
            lambda held: self._take(span, held),
            self.desk.window.problem,
            quiet=True,
        )

    def _take(self, span: tuple[date, date], held: tuple[Held, ...]) -> None:
        if span != self.span():
            return
        self._held = held
        self._offer()
        self._sift(again=False)

    def _offer(self) -> None:
        """Offer the kinds and partners that there are."""
        t, kinds, partners = self.t, dict[str, str](), dict[str, str]()
        for one in self._held:
            kinds[one.kind.value] = t(one.kind.title_)
            partners |= dict(zip(one.partners, one.names, strict=False))
        self.forms.set_options([("", t("All kinds")), *kinds.items()])
        self.partners.set_options([("", t("All units")), *partners.items()])

    def _sift(self, *, again: bool) -> None:
        if again:
            self.refresh()
            return
        sieve = Sieve(
            self.forms.value(), self.partners.value(), self.scopes.value(), self.search.text()
        )
        self.shown = tuple(one for one in self._held if sieve.passes(one))
        dated = self.years.value() == ALL_YEARS
        self.list.set_rows(MadeRows(self.shown, lambda one: _row(one, self.t, dated=dated)))
        self.list.setVisible(bool(self.shown))
        self.none.setVisible(not self._held)
        self.nothing.setVisible(bool(self._held) and not self.shown)
        self.sums.show_sums(sums(self.shown))
        self._fit()
        self.header_changed.emit()

    def clear(self) -> None:
        """Take every filter away."""
        for combo in (self.forms, self.partners, self.scopes):
            combo.set_value("")
        self.search.clear()
        self._sift(again=False)

    @override
    def meta(self) -> str:
        if not self._held:
            return ""
        units = {name for one in self.shown for name in one.names}
        return self.t(
            "1 activity with {units} units|{n} activities with {units} units",
            n=len(self.shown), units=len(units),
        )  # fmt: skip

    # Doing

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._export, self._begin]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._begin]

    @override
    def new(self) -> None:
        start(self.desk, ActivityType.joint_activity)

    @override
    def primary(self) -> None:
        self.new()

    @override
    def print_this(self) -> None:
        span = self.span()
        if self._held and self.years.value() == ALL_YEARS:
            span = (self._held[-1].day, self._held[0].day)
        print_register(self.desk, *span)

    def export(self) -> None:
        """Write the list as it is sifted to a file."""
        desk, t = self.desk, self.t
        name = t("Register of joint activities")
        chosen = desk.window.choose_file(
            t("Export to Excel"), "(*.xlsx *.csv)", save_as=f"{name}.xlsx"
        )
        if chosen:
            path, listing = Path(chosen), as_listing(self.shown, t)
            desk.work.job(
                t("Exporting {name}", name=name),
                lambda _progress: save_listing(listing, path),
                lambda _none: desk.window.note(
                    "ok",
                    t("{n} records written to {file}", n=len(listing.rows), file=path.name),
                ),
                desk.window.problem,
            )

    @override
    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit(self) -> None:
        theme = self.desk.theme
        wide = self.window().width() >= theme.layout("wide_from")
        self._side.setFixedWidth(
            side_width(theme, self.width(), _SIDE_WIDE if wide else _SIDE, 0.3)
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class SumsCard(Card):
    """What came of the activities that show: one label and one unit a line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Results added up"), head="sunken")
        self._desk, self.t = desk, desk.t

    def show_sums(self, totals: Sequence[Total]) -> None:
        """Show the sums; rows without a number are none."""
        self.clear()
        told = [x for x in totals if x.number is not None]
        for at, total in enumerate(told):
            if at:
                self.add_rule()
            self.add(self._line(total))
        words = self.t(
            "Numbers of different units are not added; shares and comparisons stand alone."
        )
        if not told:
            words = self.t("Numbers typed under an activity are added up here")
        note = Label(words, "caption", "secondary", wrap=True)
        note.setContentsMargins(16, 10, 16, 12)
        self.add(note)

    def _line(self, total: Total) -> QWidget:
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(Label(total.label, "body", wrap=True), 1)
        number = amount(total.number, total.unit, self.t, at_least=total.at_least)
        row.addWidget(Label(number, "strong"), 0, Qt.AlignmentFlag.AlignRight)
        frame.setAccessibleName(said(total, self.t))
        return frame


def print_register(desk: Desk, first: date, last: date) -> None:
    """Print what was held with others between two days, lectures among it."""

    def make(_progress: Progress, draft: bool) -> bytes:
        return activities_pdf(
            desk.book.records, desk.book.exporting, first, last, today=desk.today(), draft=draft
        )

    make_paper(desk, desk.t("Register of joint activities"), make)


def _columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("date", t("Date"), 108),
        Column("title", t("Activity")),
        Column("partners", t("Partner units")),
        Column("results", t("Results in numbers")),
    )


def _row(one: Held, t: Translate, *, dated: bool) -> Row:
    direction = one.activity.direction
    kind = t(one.kind.title_)
    sub = t("{one}, {next}", one=kind, next=t(direction.title_)) if direction else kind
    return Row(
        one.activity.id,
        (
            Text(*_day(one, t, dated=dated)),
            Text(one.activity.title or kind, sub),
            Text(one.names[0] if one.names else t("not named"), listed(one.names[1:], t)),
            Text(brief(one.rows, t), role="meta"),
        ),
    )


def _day(one: Held, t: Translate, *, dated: bool) -> tuple[str, str]:
    """Return the day and below it the weekday; where the list goes over years, the year."""
    return say_date(one.day, t), str(one.day.year) if dated else say_weekday(one.day, t)


def as_listing(held: Sequence[Held], t: Translate) -> Listing:
    """Return activities as a table: one a row, partners and numbers in a cell each."""
    heads = (
        t("Date"), t("Title"), t("Kind"), t("Partner units"), t("Inside or outside"),
        t("Hosted or visited"), t("Results in numbers"), t("What was learned"), t("What follows"),
    )  # fmt: skip
    rows = tuple(
        (
            say_year_date(one.day, t),
            one.activity.title or "",
            t(one.kind.title_),
            listed(one.names, t),
            t(one.scope.title_) if one.scope else "",
            t(one.activity.direction.title_) if one.activity.direction else "",
            listed([said(row, t) for row in one.rows], t),
            one.activity.experience or "",
            one.activity.follow_up or "",
        )
        for one in held
    )
    return Listing(t("Register of joint activities"), heads, rows)
