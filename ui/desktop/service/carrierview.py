"""Posts, areas and teams: who, since when, when they are looked at next; ended ones folded."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_year_date
from app.records.vanguard import ServiceTeam
from app.said import listed
from app.services.carriers import Held, Standing
from db.model.words import N_, Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.papers import make_paper
from ui.desktop.service.parts import FilesCard, ReviewCard, flush_card, line_of, remove, rows_in
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Cell, Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_BELOW = 330
"""Room kept for the chosen one, its looks and files."""


def next_cell(standing: Standing, today: date, t: Translate) -> Cell:
    """Return when the next look is; one that is overdue says so."""
    if standing.next_on is None:
        return Text("", role="meta")
    day = say_year_date(standing.next_on, t)
    if standing.waits:
        return Chip("wait", "clock", t("Due since {day}", day=day))
    days = (standing.next_on - today).days
    return Text(day, t("in {n} day|in {n} days", n=days) if 0 <= days < _SOON else "", role="meta")


_SOON, _NAMED = 31, 2


class CarrierView(Tab):
    """A list of carriers, and below it the chosen one with its looks and files."""

    shown: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Kinds, and the word (a msgid) on the button that begins one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._ended = False
        self._held: Sequence[Held] = ()
        self.list = RowList(theme, self._columns(), two_lines=True)
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(lambda record: desk.window.go(Route("record", record)))
        self.list.removed.connect(partial(remove, desk))
        self.fold = Button(theme, "", "link", compact=True)
        self.fold.clicked.connect(self._turn)
        self.about = Card(theme, "", head="sunken")
        self.about.body.setContentsMargins(16, 10, 16, 12)
        self.reviews, self.files = ReviewCard(desk), FilesCard(desk)
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self.begins = [
            Button(theme, t(word), "secondary" if n else "primary", "plus")
            for n, (_, word) in enumerate(self.shown)
        ]
        for button, (kind, _) in zip(self.begins, self.shown, strict=True):
            button.clicked.connect(partial(self._begin, kind))
        self._lay()

    def _columns(self) -> tuple[Column, ...]:
        t = self.t
        return (
            Column("name", t("Full name")),
            Column("who", t("Responsible")),
            Column("since", t("Since"), 124),
            Column("next", t("Next review"), 212),
            Column("files", t("Files"), 56, "right"),
        )

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        self._none = EmptyLine(
            theme,
            self.desk.book.kinds[self.shown[0][0]].shape.icon,
            t("Nothing here yet"),
            t("Who holds it, since when, and when it is looked at next stand here"),
            t(self.shown[0][1]),
        )
        self._none.setContentsMargins(16, 4, 16, 4)
        self._none.acted.connect(self.new)
        pane = ScrollPage((0, 0, 0, 16), gap=12)
        pane.body.addWidget(flush_card(self.desk, self.list, self._none))
        pane.body.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        for card in (self.about, self.reviews, self.files):
            pane.body.addWidget(card)
        margin = self.desk.theme.layout("page_margin")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 0)
        column.addWidget(pane)

    def _begin(self, kind: str) -> None:
        self.desk.window.go(Route("record", detail=f"new:{kind}"))

    @override
    def meta(self) -> str:
        running = [h for h in self._held if h.running]
        waiting = sum(h.standing.waits for h in running)
        said = self.t("{n} running", n=len(running))
        if not waiting:
            return said
        return self.t("{one}, {next}", one=said, next=self.t("{n} to look at", n=waiting))

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, *self.begins[1:], self.begins[0]]

    @override
    def writing_actions(self) -> list[Button]:
        return [*self.begins, self.reviews.more, self.files.more]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.refresh()
        if record and not self.list.select(record):
            self._ended = True
            self.refresh()
            self.list.select(record)

    @override
    def refresh(self) -> None:
        t, carriers = self.t, self.desk.book.vanguard.carriers
        self._held = carriers.held(*(kind for kind, _ in self.shown))
        files = carriers.files(h.thing.id for h in self._held)
        names = self.desk.book.records.name
        there = [h for h in self._held if h.running or self._ended]
        today = self.desk.today()
        rows = [_row(h, files.get(h.thing.id, 0), names, today, t) for h in there]
        self.list.set_rows(ListRows(rows))
        self.list.setVisible(bool(rows))
        self._none.setVisible(not self._held)
        self._fit()
        ended = sum(not h.running for h in self._held)
        self.fold.setVisible(bool(ended))
        words = t("Hide what ended") if self._ended else t("{n} ended", n=ended)
        self.fold.set_label(words)
        self._show_chosen((self.list.selection() or [""])[0])
        self.header_changed.emit()

    def _fit(self) -> None:
        self.list.fit_height(rows_in(self, self.desk.theme, _BELOW))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _turn(self) -> None:
        self._ended = not self._ended
        self.refresh()

    def _show_chosen(self, record: str) -> None:
        one = next((h for h in self._held if h.thing.id == record), None)
        self.about.setVisible(one is not None)
        if one is not None:
            self._show_about(one)
        self.reviews.show_about(record)
        self.files.show_about(record)

    def _show_about(self, one: Held) -> None:
        t, thing, name = self.t, one.thing, self.desk.book.records.name
        self.about.clear()
        self.about.set_title(line_of(thing.name, 40))
        to = Button(self.desk.theme, t("Open it"), "quiet", "arrow-right", compact=True)
        to.clicked.connect(lambda: self.desk.window.go(Route("record", thing.id)))
        self.about.set_action(to)
        people = [name(m) for m in thing.members]
        if isinstance(thing, ServiceTeam) and thing.others:
            people.append(t("{n} other|{n} others", n=thing.others))
        text = thing.task if isinstance(thing, ServiceTeam) else thing.content
        words = t("Who: {names}", names=listed(people, t) or "—")
        self.about.add(Label(words, "body", wrap=True))
        if text:
            self.about.add(Label(text, "meta", "secondary", wrap=True))

    @override
    def new(self) -> None:
        self._begin(self.shown[0][0])

    @override
    def primary(self) -> None:
        self.new()

    @override
    def focus_filter(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        papers, day = self.desk.book.vanguard.papers, self.desk.today()
        make_paper(
            self.desk,
            self.t("Demonstration posts, responsibility areas and teams"),
            lambda _progress, draft: papers.carriers_pdf(day, draft=draft),
        )


class PostsView(CarrierView):
    """Demonstration posts and responsibility areas."""

    shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("demonstration_post", N_("New post")),
        ("responsibility_area", N_("New area")),
    )


class TeamsView(CarrierView):
    """Teams with a task."""

    shown: ClassVar[tuple[tuple[str, str], ...]] = (("service_team", N_("New team")),)


def _row(one: Held, files: int, name: Callable[[str], str], today: date, t: Translate) -> Row:
    thing = one.thing
    many = len(thing.members)
    # A name is not cut: beyond two the others are a number, and stand whole below the list.
    people = listed([name(m) for m in thing.members[: 1 if many > _NAMED else _NAMED]], t)
    others = t("{n} other|{n} others", n=many - 1) if many > _NAMED else ""
    who = Text(people, others)
    if isinstance(thing, ServiceTeam):
        sub = t(thing.kind.title_) if thing.kind else ""
        leader = name(thing.leader or "")
        if leader:
            who = Text(t("Led by {name}", name=leader))
    else:
        kind = t(thing.shape.title)
        sub = t("{one}, {next}", one=kind, next=thing.place_text) if thing.place_text else kind
    last: Cell = next_cell(one.standing, today, t)
    if not one.running:
        last = (
            Text(t("Ended on {day}", day=say_year_date(thing.ended_on, t)), role="meta")
            if thing.ended_on
            else Text("")
        )
    since = say_year_date(thing.set_on, t) if thing.set_on else ""
    cells = (
        Text(line_of(thing.name, 40), sub),
        who,
        Text(since, role="meta"),
        last,
        Text(str(files) if files else "", role="meta"),
    )
    return Row(thing.id, cells, quiet=not one.running)
