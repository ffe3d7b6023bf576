"""A year's commitments: whose, what, until when, how they stand; begun for many, written one by one.

Members stand in the roster's order. There is no total of a person, and none is compared.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.carriers import Kept
from app.dates import say_year_date
from app.reports.carriers import KEPT
from app.services.carriers import Promise
from db.model.errors import SuixingError
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.forms.people import people
from ui.desktop.forms.peoplefield import PeopleField
from ui.desktop.papers import make_paper
from ui.desktop.service.carrierview import next_cell
from ui.desktop.service.parts import (
    ReviewCard,
    flush_card,
    line_of,
    remove,
    rows_in,
    tools,
    years_field,
)
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Cell, Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_BELOW = 320
"""Room kept for what is written about the chosen one."""
_CHIPS = {
    Kept.unwritten: ("wait", "pencil-simple"),
    Kept.overdue: ("wait", "clock"),
    Kept.answered: ("info", "chat-circle-text"),
    Kept.fulfilled: ("ok", "check-circle"),
}
_FIELDS = ("text", "due_on", "review_on", "shown_at", "fulfilled_on", "fulfilment")


class BeginCard(Card):
    """Begins a year's commitments for many members, each without words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Begin commitments together"))
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.members = PeopleField(theme, t, people(desk))
        self.made_on, self.due_on = DateField(theme, t, desk.today), DateField(theme, t, desk.today)
        self.shown_at = LineField(theme)
        self.fields = {
            "members": Field(theme, t("Members"), self.members),
            "made_on": Field(theme, t("Promised on"), self.made_on),
            "due_on": Field(theme, t("Due on"), self.due_on),
            "shown_at": Field(theme, t("Where it is shown"), self.shown_at),
        }
        self.everyone = Button(theme, "", "link", compact=True)
        self.everyone.clicked.connect(self._take_all)
        self.made_on.settled.connect(lambda _day: self._offer())
        self.write_it = Button(theme, t("Begin them"), "secondary", "check", compact=True)
        self.write_it.clicked.connect(self.write)
        leave = Button(theme, t("Leave it"), "quiet", compact=True)
        leave.clicked.connect(self.hide)
        line, buttons = QHBoxLayout(), QHBoxLayout()
        line.setSpacing(12)
        for name in ("made_on", "due_on", "shown_at"):
            line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        buttons.addWidget(self.everyone)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.write_it)
        words = t("Each gets a line of their own; what is promised stays empty until they say it.")
        self.add(Label(words, "meta", "secondary", wrap=True))
        self.add(self.fields["members"])
        self.body.addLayout(line)
        self.body.addLayout(buttons)
        self.hide()

    def begin(self) -> None:
        """Start with nobody chosen."""
        self.members.set_value(())
        self.made_on.set_value(self._desk.today())
        self.due_on.set_value(None)
        self.shown_at.set_value("")
        for field in self.fields.values():
            field.set_error("")
        self._offer()
        self.show()
        self.members.setFocus()

    def _lacking(self) -> list[str]:
        day = self.made_on.value() or self._desk.today()
        return [m.id for m in self._desk.book.vanguard.carriers.lacking(day.year)]

    def _offer(self) -> None:
        n = len(self._lacking())
        words = self._desk.t("Choose the {n} without one", n=n)
        self.everyone.set_label(words)
        self.everyone.setVisible(n > 0)

    def _take_all(self) -> None:
        self.made_on.settle()
        self.members.set_value(self._lacking())

    def write(self) -> None:
        """Write a commitment for each, as one change."""
        self.made_on.settle()
        self.due_on.settle()
        who, made_on, due_on = self.members.value(), self.made_on.value(), self.due_on.value()
        if not who:
            self.fields["members"].set_error(self._desk.t("Choose at least one"))
            return
        if made_on is None:
            self.fields["made_on"].set_error(self._desk.t("Write the day"))
            return
        carriers, shown_at = self._desk.book.vanguard.carriers, self.shown_at.text().strip()
        self._desk.work.edit(
            lambda: carriers.begin(who, made_on, due_on=due_on, shown_at=shown_at),
            partial(self._begun, len(who)),
            self._failed,
        )

    def _begun(self, n: int, _applied: object) -> None:
        self.hide()
        text = self._desk.t("Begun for {n} person|Begun for {n} people", n=n)
        self._desk.window.undoable(text)

    def _failed(self, error: SuixingError) -> None:
        self._desk.window.problem(error)


class CommitmentsView(Tab):
    """Details: a year."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._promises: Sequence[Promise] = ()
        self.years = years_field(desk, [desk.today().year], self._turn)
        self.begin: BeginCard | None = None
        self.list = RowList(theme, _columns(t), two_lines=True)
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(lambda record: desk.window.go(Route("record", record)))
        self.list.removed.connect(partial(remove, desk))
        self.one = Card(theme, "", head="sunken")
        self.one.body.setContentsMargins(16, 12, 16, 14)
        self.form = RecordForm(desk, desk.book.kinds["commitment"], _FIELDS)
        self.one.add(self.form)
        self.reviews = ReviewCard(desk)
        self.poster = Button(theme, t("Print to hang up"), "secondary", "printer")
        self.poster.clicked.connect(lambda: self._paper(hung=True))
        self.kept = Button(theme, t("Print the fulfilment"), "secondary", "printer")
        self.kept.clicked.connect(lambda: self._paper(hung=False))
        self.more = Button(theme, t("Begin together"), "primary", "users")
        self.more.clicked.connect(self.new)
        self.unit = Button(theme, t("Commitment of a unit"), "secondary", "plus", compact=True)
        self.unit.clicked.connect(lambda: desk.window.go(Route("record", detail="new:commitment")))
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        self._none = EmptyLine(
            theme,
            "hand",
            t("No commitment of this year yet"),
            t("Begin them for many at once, then write down what each promised"),
            t("Begin together"),
        )
        self._none.setContentsMargins(16, 4, 16, 4)
        self._none.acted.connect(self.new)
        self._pane = pane = ScrollPage((0, 0, 0, 16), gap=12)
        pane.body.addWidget(flush_card(self.desk, self.list, self._none))
        pane.body.addWidget(self.one)
        pane.body.addWidget(self.reviews)
        margin = self.desk.theme.layout("page_margin")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 0)
        column.setSpacing(12)
        column.addLayout(tools(self.years, self.unit))
        column.addWidget(pane, 1)

    @property
    def year(self) -> int:
        """The year that shows."""
        return int(self.years.value())

    @override
    def meta(self) -> str:
        t, said = self.t, [p.kept for p in self._promises]
        words = t("{n} commitment|{n} commitments", n=len(said))
        late, unwritten = said.count(Kept.overdue), said.count(Kept.unwritten)
        for n, what in (
            (late, t("{n} past their day", n=late)),
            (unwritten, t("{n} not written yet", n=unwritten)),
        ):
            words = t("{one}, {next}", one=words, next=what) if n else words
        return words

    @override
    def header_actions(self) -> list[QWidget]:
        return [self.poster, self.kept, self.more]

    @override
    def writing_actions(self) -> list[Button]:
        return [self.more, self.unit, self.reviews.more]

    @override
    def arrive(self, record: str, detail: str) -> None:
        if detail.isdecimal():
            self._offer_years(detail)
        self.refresh()
        if record:
            self.list.select(record)

    def _offer_years(self, at: str) -> None:
        years = [str(y) for y in self.desk.book.vanguard.carriers.years()]
        self.years.set_options([(y, self.t("Year {year}", year=y)) for y in years])
        self.years.set_value(at if at in years else years[0])

    def _fit(self) -> None:
        self.list.fit_height(rows_in(self, self.desk.theme, _BELOW))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _turn(self) -> None:
        self.form.settle()
        self.refresh()

    @override
    def leave(self) -> None:
        self.form.settle()

    @override
    def refresh(self) -> None:
        self._offer_years(self.years.value())
        self._promises = self.desk.book.vanguard.carriers.promises(self.year)
        today = self.desk.today()
        rows = [_row(p, today, self.t) for p in self._promises]
        self.list.set_rows(ListRows(rows))
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._fit()
        for button in (self.poster, self.kept):
            written = any(p.kept is not Kept.unwritten for p in self._promises)
            button.explain("" if written else self.t("Nothing is written yet"))
        self._show_chosen((self.list.selection() or [""])[0])
        self.header_changed.emit()

    def _show_chosen(self, record: str) -> None:
        one = next((p for p in self._promises if p.thing.id == record), None)
        if one is not None and record != self.form.record:
            self.form.settle()
        self.one.setVisible(one is not None)
        self.reviews.show_about(record if one is not None else "")
        found = self.desk.book.records.raw(record) if one is not None else None
        if one is not None and found is not None:
            self.one.set_title(one.who or self.t("Public commitment"))
            self.form.show_record(found)

    @override
    def new(self) -> None:
        # Made anew each time: it chooses among the people of this moment.
        if self.begin is not None:
            self.begin.hide()
            self.begin.deleteLater()
        self.begin = BeginCard(self.desk)
        self._pane.body.insertWidget(0, self.begin)
        self.begin.begin()

    @override
    def primary(self) -> None:
        self.new()

    @override
    def focus_filter(self) -> None:
        self.years.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        self._paper(hung=True)

    def _paper(self, *, hung: bool) -> None:
        papers, year = self.desk.book.vanguard.papers, self.year
        self.form.settle()
        title = (
            self.t("Public commitments of {year}", year=year)
            if hung
            else self.t("Fulfilment of the commitments of {year}", year=year)
        )
        make_paper(
            self.desk,
            title,
            lambda _progress, draft: papers.commitments_pdf(
                year, hung=hung, answered=not hung, draft=draft
            ),
        )


def _columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("who", t("Who"), 120),
        Column("text", t("What is promised")),
        Column("due", t("Due on"), 128),
        Column("state", t("State"), 160),
        Column("next", t("Next review"), 176),
    )


def _row(one: Promise, today: date, t: Translate) -> Row:
    thing = one.thing
    chip = _CHIPS.get(one.kept)
    words = t(KEPT[one.kept])
    state: Cell = Chip(*chip, words) if chip else Text(words, role="meta")
    waiting = one.kept in (Kept.running, Kept.overdue, Kept.answered)
    due = say_year_date(thing.due_on, t) if thing.due_on else ""
    cells = (
        Text(one.who, role="strong"),
        Text(line_of(thing.text) or "—", line_of(thing.fulfilment)),
        Text(due, role="meta"),
        state,
        next_cell(one.standing, today, t) if waiting else Text(""),
    )
    return Row(thing.id, cells, quiet=one.kept is Kept.fulfilled)
