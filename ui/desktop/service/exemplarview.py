"""Exemplars and the rounds they come from: who agreed to be told of, what units put forward."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_year_date
from app.records.vanguard import Exemplar, Nomination
from app.services.carriers import Round
from db.model.change import Json
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.passing import watch_copies
from ui.desktop.papers import make_paper
from ui.desktop.service.parts import line_of, remove
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Cell, Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_ROWS = 6


class NominationsCard(Card):
    """What units put forward in one round, and a line that writes one more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "", head="sunken")
        self._desk, self._round = desk, ""
        theme, t = desk.theme, desk.t
        self.list = RowList(
            theme,
            (
                Column("unit", t("From unit")),
                Column("nominee", t("Who or what is put forward")),
                Column("on", t("Date"), 132),
            ),
        )
        self.list.opened.connect(lambda record: desk.window.go(Route("record", record)))
        self.list.removed.connect(partial(remove, desk))
        self.unit, self.nominee = LineField(theme), LineField(theme)
        self._unit = Field(theme, t("From unit"), self.unit)
        self.add_it = Button(theme, t("Put forward"), "secondary", "plus")
        self.add_it.clicked.connect(self.write)
        self.unit.returnPressed.connect(self.write)
        self.nominee.returnPressed.connect(self.write)
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 16, 12)
        line.setSpacing(12)
        line.addWidget(self._unit, 1)
        line.addWidget(Field(theme, t("Who or what is put forward"), self.nominee), 1)
        line.addWidget(self.add_it, 0, Qt.AlignmentFlag.AlignBottom)
        self.print_it = Button(theme, t("Print the round"), "quiet", "printer", compact=True)
        self.print_it.clicked.connect(self.print_round)
        self.set_action(self.print_it)
        self.add(self.list)
        self.body.addLayout(line)

    def show_round(self, one: Round | None) -> None:
        """Show a round; hidden while there is none."""
        self.setVisible(one is not None)
        if one is None:
            return
        t = self._desk.t
        if one.thing.id != self._round:
            self.unit.set_value("")
            self.nominee.set_value("")
            self._unit.set_error("")
        self._round = one.thing.id
        self.set_title(t("Nominations"))
        self.set_meta(line_of(one.thing.title, 30))
        self.list.set_rows(ListRows([_nomination(n, t) for n in one.nominations]))
        self.list.setVisible(bool(one.nominations))
        self.list.fit_height(_ROWS)

    def write(self) -> None:
        """Write a nomination; the line is empty for the next unit."""
        unit, nominee = self.unit.text().strip(), self.nominee.text().strip()
        if not unit:
            self._unit.set_error(self._desk.t("Write the unit"))
            return
        fields: dict[str, Json] = {"round": self._round, "unit": unit}
        if nominee:
            fields["nominee"] = nominee
        records = self._desk.book.records
        self._desk.work.edit(
            lambda: records.add("nomination", fields),
            lambda _id: self._written(unit),
            self._desk.window.problem,
        )

    def _written(self, unit: str) -> None:
        self.unit.set_value("")
        self.nominee.set_value("")
        self._unit.set_error("")
        self.unit.setFocus()
        self._desk.window.undoable(self._desk.t("Put forward: {name}", name=unit))

    def print_round(self) -> None:
        """Make the round's paper and show it."""
        papers, record = self._desk.book.vanguard.papers, self._round
        name = self._desk.t("Selection round")
        make_paper(self._desk, name, lambda _p, draft: papers.round_pdf(record, draft=draft))


class ExemplarsView(Tab):
    """Details: none; a record is an exemplar or a round."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._rounds: Sequence[Round] = ()
        self._exemplars: Sequence[Exemplar] = ()
        self.note = NoteLine(theme, "info", "")
        self.exemplars = RowList(theme, _exemplar_columns(t), two_lines=True)
        self.rounds = RowList(theme, _round_columns(t), two_lines=True)
        for rows in (self.exemplars, self.rounds):
            rows.opened.connect(lambda record: desk.window.go(Route("record", record)))
            rows.removed.connect(partial(remove, desk))
            watch_copies(desk, rows)
        self.rounds.chosen.connect(self._show_round)
        self.nominations = NominationsCard(desk)
        self._new_round = Button(theme, t("New round"), "secondary", "plus")
        self._new_round.clicked.connect(partial(self._begin, "election_round"))
        self._new = Button(theme, t("New exemplar"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        self._none = EmptyLine(
            theme,
            "medal",
            t("No exemplar yet"),
            t("Who was named by whom, and whether they agreed to be told of"),
            t("New exemplar"),
        )
        self._none.acted.connect(self.new)
        self._no_round = EmptyLine(
            theme,
            "megaphone-simple",
            t("No selection round yet"),
            t("Units put forward, the organiser decides; nothing is voted or ranked here"),
            t("New round"),
        )
        self._no_round.acted.connect(partial(self._begin, "election_round"))
        pane = ScrollPage((0, 0, 0, 16), gap=12)
        pane.body.addWidget(self.note)
        for title, rows, none in (
            (t("Exemplars"), self.exemplars, self._none),
            (t("Selection rounds"), self.rounds, self._no_round),
        ):
            card = Card(theme, title, head="sunken")
            none.setContentsMargins(16, 4, 16, 4)
            card.add(rows)
            card.add(none)
            pane.body.addWidget(card)
        pane.body.addWidget(self.nominations)
        margin = self.desk.theme.layout("page_margin")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 0)
        column.addWidget(pane)

    def _begin(self, kind: str) -> None:
        self.desk.window.go(Route("record", detail=f"new:{kind}"))

    @override
    def meta(self) -> str:
        t = self.t
        one = t("{n} exemplar|{n} exemplars", n=len(self._exemplars))
        return t("{one}, {next}", one=one, next=t("{n} round|{n} rounds", n=len(self._rounds)))

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._new_round, self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new_round, self._new, self.nominations.add_it]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.refresh()
        if record and not self.exemplars.select(record):
            self.rounds.select(record)

    @override
    def refresh(self) -> None:
        t, carriers = self.t, self.desk.book.vanguard.carriers
        self._rounds, self._exemplars = carriers.rounds(), carriers.exemplars()
        titles = {r.thing.id: r.thing.title for r in self._rounds}
        self.exemplars.set_rows(
            ListRows([_exemplar(e, titles.get(e.round or "", ""), t) for e in self._exemplars])
        )
        self.rounds.set_rows(ListRows([_round(r, t) for r in self._rounds]))
        for rows, none in ((self.exemplars, self._none), (self.rounds, self._no_round)):
            rows.setVisible(rows.count() > 0)
            none.setVisible(rows.count() == 0)
            rows.fit_height(_ROWS)
        silent = sum(e.consent_on is None for e in self._exemplars)
        self.note.setVisible(silent > 0)
        self.note.say(
            "wait",
            t(
                "{n} exemplar has not agreed to be told of, and stays out of every print, folder and export. "
                "Write the day they agreed on the record, and it goes along.|"
                "{n} exemplars have not agreed to be told of, and stay out of every print, folder and export. "
                "Write the day they agreed on the record, and it goes along.",
                n=silent,
            ),
        )
        self._show_round((self.rounds.selection() or [""])[0])
        self.header_changed.emit()

    def _show_round(self, record: str) -> None:
        self.nominations.show_round(next((r for r in self._rounds if r.thing.id == record), None))

    @override
    def new(self) -> None:
        self._begin("exemplar")

    @override
    def primary(self) -> None:
        self.new()

    @override
    def focus_filter(self) -> None:
        self.exemplars.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        if self.rounds.selection():
            self.nominations.print_round()


def _exemplar_columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("who", t("Who")),
        Column("title", t("Title of honour")),
        Column("named", t("Named on"), 132),
        Column("consent", t("Agreed to be told of"), 200),
    )


def _round_columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("title", t("Selection round")),
        Column("opened", t("Opened on"), 132),
        Column("units", t("Nominations"), 150),
        Column("decision", t("Decision, as its organiser made it")),
    )


def _exemplar(one: Exemplar, round_: str, t: Translate) -> Row:
    consent: Cell
    if one.consent_on is None:
        consent = Chip("wait", "lock-simple", t("Stays in the book"))
    else:
        day = say_year_date(one.consent_on, t)
        consent = Chip("ok", "check-circle", t("Agreed, {day}", day=day))
    cells = (
        Text(one.who, line_of(one.deed, 40)),
        Text(one.title, one.named_by or round_),
        Text(say_year_date(one.named_on, t) if one.named_on else "", role="meta"),
        consent,
    )
    return Row(one.id, cells)


def _round(one: Round, t: Translate) -> Row:
    units = len({n.unit for n in one.nominations})
    decided = line_of(one.thing.decision, 40)
    return Row(
        one.thing.id,
        (
            Text(one.thing.title, one.thing.organiser or ""),
            Text(say_year_date(one.thing.opened_on, t) if one.thing.opened_on else "", role="meta"),
            Text(t("{n} unit|{n} units", n=units), role="meta"),
            Text(decided or t("Not decided yet"), role="body" if decided else "meta"),
        ),
    )


def _nomination(one: Nomination, t: Translate) -> Row:
    day = say_year_date(one.on, t) if one.on else ""
    return Row(one.id, (Text(one.unit), Text(one.nominee or ""), Text(day, role="meta")))
