"""谈心谈话: who has talked with whom this year, the register, and one talk beside it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.talks import TalkYear
from ui.desktop.confidential.matrix import OTHERS, TalkMatrix, matrix_of
from ui.desktop.confidential.talkpanel import TalkPanel
from ui.desktop.confidential.talkrows import (
    lacking,
    register_columns,
    register_rows,
    table_columns,
    table_rows,
)
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import IconLine, Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl

PICTURE, TABLE, REGISTER = "picture", "table", "register"
_YEARS = 6


class TalksPage(Page):
    """Details: `picture`, `table`, `register`, `new`, `new:<id>:<id>` begins a talk of two."""

    place = "ledger"
    returns = True
    kinds = frozenset({"heart_to_heart_talk", "member", "office_holding"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._year: TalkYear | None = None
        self.panel = TalkPanel(desk)
        self.views = SegmentedControl(
            theme, [(PICTURE, t("Picture")), (TABLE, t("Table")), (REGISTER, t("Register"))]
        )
        self.views.chosen.connect(self._show_view)
        now = desk.today().year
        self.years = ComboField(
            theme, [(str(y), t("Year {year}", year=y)) for y in range(now, now - _YEARS, -1)]
        )
        self.years.setAccessibleName(t("Year"))
        self.years.settled.connect(lambda _y: self.refresh())
        self.matrix = TalkMatrix(theme, t)
        self.matrix.chosen.connect(self._choose)
        self.table = RowList(theme, table_columns(t))
        self.table.opened.connect(self._begin_with)
        self.register = RowList(theme, register_columns(t))
        self.register.chosen.connect(self.panel.show_talk)
        self.register.removed.connect(self._remove)
        self.panel.made.connect(self._made)
        self.panel.removed.connect(lambda record: self._remove([record]))
        self._new = Button(theme, t("Write down a talk"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._print = Button(theme, t("Print the register"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self.lines = [IconLine(theme, "circle-dashed", "", "meta") for _ in range(3)]
        self._lay(theme)

    def _lay(self, theme: Theme) -> None:
        t, margin = self.t, theme.layout("page_margin")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.views)
        tools.addStretch(1)
        tools.addWidget(self.years)
        self._none = EmptyLine(
            theme,
            "chats",
            t("No talk written down yet"),
            t("Press an empty cell of the picture, or begin one"),
            t("Write down a talk"),
        )
        self._none.acted.connect(self.new)
        self._legend = self._make_legend()
        self._nobody = EmptyLine(theme, "users", t("No members yet"), "", t("To the members"))
        self._nobody.setContentsMargins(16, 4, 16, 4)
        self._nobody.acted.connect(lambda: self.desk.window.go(Route("members")))
        facts = Card(theme, t("What the year asks for"), t("Branch-work regulation, article 19"))
        for line in self.lines:
            facts.add(line)
        self._cards = [
            _carded(theme, self.matrix, self._legend, self._nobody),
            _carded(theme, self.table),
            _carded(theme, self.register, self._none),
        ]
        pane = ScrollPage((0, 0, 0, 16), gap=12)
        pane.body.addWidget(facts)
        for card in self._cards:
            pane.body.addWidget(card)
        pane.body.addStretch(1)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(margin, 0, theme.layout("gutter"), 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(pane, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(main, 1)
        outer.addWidget(self.panel)

    def _make_legend(self) -> Label:
        words = self.t(
            "A date is the last talk, an empty box is still to come, a dot is not needed: one talk with anybody of the committee is enough."
        )
        legend = Label(words, "caption", "tertiary", wrap=True)
        legend.setContentsMargins(12, 6, 12, 10)
        return legend

    @override
    def title(self) -> str:
        return self.t("Heart-to-heart talks")

    @override
    def meta(self) -> str:
        held = len([talk for talk in self._year.talks if talk.on]) if self._year else 0
        return self.t("Year {year}: {n} talks written down", year=self.years.value(), n=held)

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, *people = detail.split(":")
        if word in (PICTURE, TABLE, REGISTER):
            self.views.set_current(word)
        self.refresh()
        self._show_view(self.views.current())
        if word == "new":
            names = dict(zip(("initiator", "partner"), people, strict=False))
            self.panel.show_new({k: v for k, v in names.items() if v})
        elif record:
            self.panel.show_talk(record)

    @override
    def leave(self) -> None:
        self.panel.settle()

    @override
    def refresh(self) -> None:
        self._year = year = self.desk.book.talks.year(int(self.years.value()))
        self.matrix.show_matrix(matrix_of(year, self.t))
        self.table.set_rows(ListRows(table_rows(year, self.t)))
        self.register.set_rows(ListRows(register_rows(year, self.t)))
        anybody = bool(year.pairs.committee or year.pairs.members)
        for part in (self.matrix, self._legend):
            part.setVisible(anybody)
        self._nobody.setVisible(not anybody)
        self._none.setVisible(not year.talks)
        self.register.setVisible(bool(year.talks))
        for rows in (self.table, self.register):
            rows.fit_height()
        self._show_lacking(year)
        if self.panel.record:
            self.panel.show_talk(self.panel.record)
        self.header_changed.emit()

    def _show_lacking(self, year: TalkYear) -> None:
        for line, (still, words) in zip(self.lines, lacking(year, self.t), strict=True):
            line.icon.set_icon(
                "circle-dashed" if still else "check-circle",
                "text.secondary" if still else "state.ok_text",
            )
            line.set_text(words)

    def _show_view(self, view: str) -> None:
        for name, card in zip((PICTURE, TABLE, REGISTER), self._cards, strict=True):
            card.setVisible(name == view)

    def _choose(self, row: str, column: str) -> None:
        """Open the last talk of a pair, or begin one with both names."""
        year = self._year
        if year is None:
            return
        others = set(year.pairs.members) if column == OTHERS else {column}
        held = [
            talk
            for talk in year.talks
            if talk.on and row in (talk.initiator, talk.partner)
            and others & {talk.initiator, talk.partner} - {row}
        ]  # fmt: skip
        if held:
            self.panel.show_talk(max(held, key=lambda talk: str(talk.on)).id)
        elif column == OTHERS:
            self.panel.show_new({"initiator": row})
            self.panel.focus_first()
        else:
            self.panel.show_new({"initiator": column, "partner": row})

    def _begin_with(self, who: str) -> None:
        self.panel.show_new({"partner": who})
        self.panel.focus_first()

    def _made(self, record: str) -> None:
        name = self.desk.book.records.name(record)
        self.desk.window.undoable(self.t("Written down: {name}", name=name))
        self.refresh()

    def _remove(self, ids: list[str]) -> None:
        records, text = self.desk.book.records, self.t("Deleted {n} records", n=len(ids))
        self.desk.work.edit(
            lambda: records.delete(*ids), partial(self._gone, text), self.desk.window.problem
        )

    def _gone(self, text: str, _applied: object) -> None:
        self.panel.show_new({})
        self.desk.window.undoable(text)

    @override
    def new(self) -> None:
        self.panel.show_new({})
        self.panel.focus_first()

    @override
    def primary(self) -> None:
        self.new()

    @override
    def print_this(self) -> None:
        press, year = self.desk.book.slips, int(self.years.value())
        make_paper(
            self.desk,
            self.t("Register of talks"),
            lambda _progress, draft: press.register_pdf(year, draft=draft),
        )

    @override
    def focus_filter(self) -> None:
        self.views.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _carded(theme: Theme, *parts: QWidget) -> Card:
    card = Card(theme, head="")
    card.body.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        card.add(part)
    return card
