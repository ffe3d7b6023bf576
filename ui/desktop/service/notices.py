"""通知: which notices went out, who of those due knows of each, what was said about them afterwards."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_near_date, say_year_date
from app.records.openness import AckWay, CommentKind
from app.services.people import initials
from app.services.telling import Announced, Line
from db.model.errors import NotFound
from ui.desktop.desk import Desk, Route
from ui.desktop.papers import make_paper
from ui.desktop.people.studywho import TickBox
from ui.desktop.service.remarks import RemarksCard
from ui.desktop.service.view import ListView, picked
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card, CardGrid
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rows import Chip, Column, Row, Text
from ui.desktop.widgets.segmented import SegmentedControl
from ui.desktop.widgets.tickgrid import TickCell, TickGrid, TickGroup

_AIR = 24
_SAID = (CommentKind.comment, CommentKind.question, CommentKind.speech)


class NoticesView(ListView):
    """Counts stand at a notice alone, never at a person."""

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(
            desk,
            (Column("title", t("Notice")), Column("known", t("Who knows"), 136)),
            (
                t("No notice yet"),
                t(
                    "A notice, who is to know of it, and a list to sign; meetings make theirs themselves"
                ),
                t("New notice"),
            ),
        )
        self._found: dict[str, Line] = {}
        self._shown: Announced | None = None
        self._facts = Card(theme, " ")
        change = Button(theme, t("Change the entry"), "link", compact=True)
        change.clicked.connect(lambda: desk.window.go(Route("record", self.chosen)))
        self._facts.set_action(change)
        self.way = SegmentedControl(theme, [(w.value, t(w.title_)) for w in AckWay])
        self.search = TickBox(theme, t("Initials or name, Enter ticks"))
        self.grid = TickGrid(theme, t)
        self.grid.setAccessibleName(t("Who knows"))
        self._count = Label("", "meta", "secondary")
        self._rest = Button(theme, t("All the rest know"), "secondary", compact=True)
        self.remarks = RemarksCard(desk, t("Said about it and about the meeting"), _SAID)
        self._new = Button(theme, t("New notice"), "primary", "plus")
        self._blank = Button(theme, t("Blank list to sign"), "secondary", "printer")
        self._filled = Button(theme, t("Print who knows"), "secondary", "printer")
        self._lay()
        self._join()

    def _lay(self) -> None:
        t = self.t
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(t("Who knows"), "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(self._rest)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        self.search.setMinimumWidth(180)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.way)
        body = self.page.body
        body.addWidget(self._facts)
        body.addLayout(head)
        body.addLayout(tools)
        body.addWidget(self.grid)
        body.addWidget(self.remarks)

    def _join(self) -> None:
        self.search.typed.connect(self.grid.seek)
        self.search.entered.connect(self._tick_found)
        self.search.left_down.connect(self.grid.setFocus)
        self.search.all_asked.connect(self._tick_rest)
        self.grid.ticked.connect(lambda member, on: self._tick([member], on=on))
        self.grid.group_ticked.connect(self._tick_group)
        self._rest.clicked.connect(self._tick_rest)
        self.remarks.said.connect(self._say)
        self.remarks.answered.connect(self._answer)
        self._new.clicked.connect(self.new)
        self._blank.clicked.connect(lambda: self._print(blank=True))
        self._filled.clicked.connect(lambda: self._print(blank=False))

    # The list

    @override
    def meta(self) -> str:
        return self.t("{n} notice|{n} notices", n=len(self._found)) if self._found else ""

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._blank, self._filled, self._new] if self._found else []

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def rows(self) -> list[Row]:
        found = self.desk.book.openness.telling.notices()
        self._found = {a.notice.id: a for a in found}
        return [self._row(a) for a in found]

    def _row(self, found: Line) -> Row:
        t, notice = self.t, found.notice
        day = (
            say_near_date(notice.issued_on, self.desk.today(), t)
            if notice.issued_on
            else t("without a day")
        )
        under = [day, t("for a meeting")] if found.for_meeting else [day]
        whole = found.known >= found.due
        chip = Chip(
            "ok" if whole else "wait",
            "check-circle" if whole else "clock",
            t("{n} of {due} know", n=found.known, due=found.due),
        )
        if not found.known:
            chip = Chip("mute", "circle-dashed", t("not noted yet"))
        return Row(notice.id, (Text(notice.title, "  ".join(under)), chip))

    # The chosen one

    @override
    def show_chosen(self) -> None:
        try:
            found = self.desk.book.openness.telling.get(self.chosen)
        except NotFound:
            return
        self._shown = found
        self._show_facts(found)
        self._show_grid(found)
        self.remarks.turn_to(self.chosen)
        self.remarks.show_remarks(found.comments, self.t("Nothing was said yet"))

    def _show_facts(self, found: Announced) -> None:
        t, notice = self.t, found.notice
        self._facts.set_title(notice.title)
        self._facts.clear()
        grid = CardGrid(2)
        day = say_year_date(notice.issued_on, t) if notice.issued_on else "—"
        grid.add(t("Issued on"), day)
        grid.add(t("To whom"), notice.audience or "—")
        self._facts.add(grid)
        if notice.body:
            self._facts.add(Label(notice.body, "body", wrap=True))
        if found.activity is not None:
            activity = found.activity.id
            to_meeting = Button(self.desk.theme, t("Go to the meeting"), "link", compact=True)
            to_meeting.clicked.connect(lambda: self.desk.window.go(Route("meeting", activity)))
            self._facts.body.addWidget(to_meeting, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_grid(self, found: Announced) -> None:
        t, told = self.t, found.told
        roster = self.desk.book.openness.telling.roster(found)
        names = {g.id: g.name for g in self.desk.book.members.groups()}
        columns: dict[str, list[TickCell]] = {}
        for member in roster:
            mark = told.known.get(member.id)
            note = ""
            if mark is not None:
                way = t(mark.way.title_) if mark.way else ""
                day = say_near_date(mark.on, self.desk.today(), t) if mark.on else ""
                note = "  ".join(p for p in (way, day) if p)
            cell = TickCell(member.id, member.name, initials(member.name), mark is not None, note)
            group = member.group if member.group in names else ""
            columns.setdefault(group or "", []).append(cell)
        self.grid.set_groups(
            [
                TickGroup(g, names.get(g) or t("In no group"), tuple(columns[g]))
                for g in (*names, "")
                if g in columns
            ]
        )
        said = t("{n} of {due} know", n=len(told.knowing), due=len(told.due))
        self._count.setText(said)
        self._rest.setVisible(bool(told.waiting))
        self._rest.set_label(t("The other {n} knows|The other {n} know", n=len(told.waiting)))

    # Doing

    def _tick_found(self) -> None:
        if self.search.text().strip() and self.grid.seek(self.search.text()):
            self.grid.toggle()
            self.search.clear()

    def _tick_group(self, group: str, on: bool) -> None:
        self._tick([cell.id for cell in self.grid.cells_of(group)], on=on)

    def _tick_rest(self) -> None:
        waiting = self._shown.told.waiting if self._shown is not None else ()
        n = len(waiting)
        said = self.t("Noted for {n} member: knows|Noted for {n} members: know", n=n)
        self._tick(list(waiting), on=True, said=said)

    def _tick(self, members: list[str], *, on: bool, said: str = "") -> None:
        telling, chosen = self.desk.book.openness.telling, self.chosen
        way, today = picked(AckWay, self.way.current()), self.desk.today()
        if on:
            self.edit(lambda: telling.know(chosen, members, way, today), said)
        else:
            self.edit(lambda: telling.unknow(chosen, members), said)

    def _say(self, text: str, kind: str, name: str) -> None:
        found, telling = self._shown, self.desk.book.openness.telling
        about = self.chosen
        if found is not None and found.activity is not None and kind == CommentKind.speech:
            about = found.activity.id
        of_kind = picked(CommentKind, kind)
        self.edit(
            lambda: telling.say(about, text, kind=of_kind, author=name),
            refused=partial(self.remarks.give_back, text, name),
        )

    def _answer(self, comment: str, reply: str) -> None:
        telling = self.desk.book.openness.telling
        self.edit(
            lambda: telling.answer(comment, reply),
            refused=partial(self.remarks.answer_again, comment, reply),
        )

    @override
    def new(self) -> None:
        day = self.desk.today().isoformat()
        self.desk.window.go(Route("record", detail=f"new:notice:issued_on={day}"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.desk.theme.layout
        beside = self.left.width() + layout("gutter") + 2 * layout("page_margin")
        self.way.set_most(self.width() - beside - self.search.minimumWidth() - _AIR)

    @override
    def print_this(self) -> None:
        self._print(blank=False)

    def _print(self, *, blank: bool) -> None:
        papers, chosen = self.desk.book.openness.papers, self.chosen
        if chosen:
            make_paper(
                self.desk,
                self.t("Acknowledgement list"),
                lambda _progress, draft: papers.list_pdf(chosen, blank=blank, draft=draft),
            )
