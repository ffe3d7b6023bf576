"""公开: Party and enterprise affairs laid open, what shows now on top; questions and answers below each."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.counting.openness import Showing
from app.dates import say_near_date, say_year_date
from app.records.openness import CommentKind
from app.reports.disclosure import STANDS
from app.services.disclosing import Disclosed
from app.sizes import sized
from ui.desktop.desk import Desk, Route
from ui.desktop.papers import make_paper
from ui.desktop.service.assent import AssentCard
from ui.desktop.service.remarks import RemarksCard
from ui.desktop.service.view import ListView, picked
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card, CardGrid
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rows import Chip, Column, Row, Text

_CHIPS = {
    Showing.now: ("ok", "eye"),
    Showing.coming: ("info", "calendar-check"),
    Showing.past: ("mute", "archive"),
    Showing.undated: ("mute", "circle-dashed"),
}
_LONGER = 7
_PICTURES = "(*.jpg *.jpeg *.png *.pdf)"


class DisclosuresView(ListView):
    """Now showing, coming, past; each prints for the board, all as a register."""

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(
            desk,
            (Column("title", t("Disclosure")), Column("state", t("State"), 144)),
            (
                t("Nothing is laid open yet"),
                t("What it is, from when to when, where it hangs; questions and their answers"),
                t("New disclosure"),
            ),
        )
        self._found: dict[str, Disclosed] = {}
        self._facts = Card(theme, " ")
        change = Button(theme, t("Change the entry"), "link", compact=True)
        change.clicked.connect(lambda: desk.window.go(Route("record", self.chosen)))
        self._facts.set_action(change)
        self.photos = Card(theme, t("Photo of the board"), head="sunken")
        photo = Button(theme, t("Attach a photo"), "quiet", "paperclip", compact=True)
        photo.clicked.connect(self.attach)
        self.photos.set_action(photo)
        self.remarks = RemarksCard(
            desk, t("Questions and answers"), (CommentKind.question, CommentKind.comment)
        )
        self.remarks.said.connect(self._say)
        self.remarks.answered.connect(self._answer)
        self._new = Button(theme, t("New disclosure"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._board = Button(theme, t("Print for the board"), "secondary", "printer")
        self._board.clicked.connect(self.print_this)
        self._register = Button(theme, t("Print the register"), "secondary", "printer")
        self._register.clicked.connect(self._print_register)
        self.assent = AssentCard(desk)
        self.assent.given.connect(self._assent)
        self.assent.taken_back.connect(self._take_back)
        for part in (self._facts, self.remarks, self.photos, self.assent):
            self.page.body.addWidget(part)

    @override
    def meta(self) -> str:
        now = sum(d.stands == Showing.now for d in self._found.values())
        return self.t("{n} showing now", n=now) if self._found else ""

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._register, self._board, self._new] if self._found else []

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def rows(self) -> list[Row]:
        found = self.desk.book.openness.disclosing.all()
        self._found = {d.disclosure.id: d for d in found}
        return [self._row(d) for d in found]

    def _row(self, found: Disclosed) -> Row:
        t, one = self.t, found.disclosure
        under = [t(one.kind.title_)] if one.kind else []
        under += [self._period(found)] if one.from_on else []
        if found.waiting:
            n = len(found.waiting)
            under.append(t("{n} question waits|{n} questions wait", n=n))
        text = Text(one.title, "  ".join(under) or " ")
        quiet = found.stands == Showing.past
        return Row(one.id, (text, Chip(*self._state(found))), quiet=quiet)

    def _period(self, found: Disclosed) -> str:
        one, t, today = found.disclosure, self.t, self.desk.today()
        first = say_near_date(one.from_on, today, t) if one.from_on else "—"
        last = say_near_date(one.to_on, today, t) if one.to_on else t("no end")
        return t("{first} to {last}", first=first, last=last)

    def _state(self, found: Disclosed) -> tuple[str, str, str]:
        t = self.t
        if found.ends_soon and found.left is not None:
            if not found.left:
                return "wait", "clock", t("ends today")
            return "wait", "clock", t("ends in {n} day|ends in {n} days", n=found.left)
        tone, icon = _CHIPS[found.stands]
        return tone, icon, t(STANDS[found.stands])

    @override
    def show_chosen(self) -> None:
        found = self._found.get(self.chosen)
        if found is None:
            return
        t, one = self.t, found.disclosure
        self._facts.set_title(one.title)
        self._facts.clear()
        grid = CardGrid(2)
        for label, value in (
            (t("Kind"), t(one.kind.title_) if one.kind else "—"),
            (t("Place"), one.place_text or "—"),
            (t("From"), say_year_date(one.from_on, t) if one.from_on else "—"),
            (t("Until"), say_year_date(one.to_on, t) if one.to_on else "—"),
            (t("Approved by"), one.approved_by or "—"),
            (t("State"), self._state(found)[2]),
        ):
            grid.add(label, value)
        self._facts.add(grid)
        if one.text:
            self._facts.add(Label(one.text, "read", wrap=True))
        self._offer(found)
        self._show_photos()
        self.assent.show_members(self.desk.book.openness.telling.standing_by(self.chosen))
        self.remarks.turn_to(self.chosen)
        self.remarks.show_remarks(found.comments, t("Nobody asked anything yet"))

    def _offer(self, found: Disclosed) -> None:
        theme, t, disclosing = self.desk.theme, self.t, self.desk.book.openness.disclosing
        record = found.disclosure.id
        row = QHBoxLayout()
        row.setSpacing(8)
        if found.stands == Showing.now:
            down = Button(theme, t("Ends today"), "secondary", compact=True)
            down.clicked.connect(
                lambda: self.edit(lambda: disclosing.take_down(record), t("It shows until today"))
            )
            row.addWidget(down)
        if found.disclosure.to_on is not None:
            longer = Button(theme, t("{n} days longer", n=_LONGER), "secondary", compact=True)
            longer.clicked.connect(
                lambda: self.edit(lambda: disclosing.prolong(record, _LONGER), t("It shows longer"))
            )
            row.addWidget(longer)
        row.addStretch(1)
        box = QWidget()
        box.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._facts.add(box)

    # Photographs of the board

    def _show_photos(self) -> None:
        self.photos.clear()
        found = self.desk.book.attachments.of(self.chosen)
        for at, one in enumerate(found):
            if at:
                self.photos.add_rule()
            row = ListRow(self.desk.theme, "image", one.name, right=sized(one.size or 0))
            row.set_pressable()
            row.pressed.connect(lambda one=one: self.desk.window.go(Route("record", one.id)))
            self.photos.add(row)
        if not found:
            none = Label(self.t("None yet"), "meta", "secondary")
            none.setContentsMargins(16, 10, 16, 12)
            self.photos.add(none)

    def attach(self) -> None:
        """Ask for a picture of the board and attach it; where it was taken is removed from it."""
        path = self.desk.window.choose_file(
            self.t("Attach a photo"), self.t("Photos and scans") + f" {_PICTURES}"
        )
        if path:
            attachments, chosen = self.desk.book.attachments, self.chosen
            said = self.t("Attached “{name}”.", name=Path(path).name)
            self.edit(lambda: attachments.add(chosen, Path(path)), said)

    # Doing

    def _say(self, text: str, kind: str, name: str) -> None:
        telling, about = self.desk.book.openness.telling, self.chosen
        of_kind = picked(CommentKind, kind)
        self.edit(
            lambda: telling.say(about, text, kind=of_kind, author=name),
            refused=partial(self.remarks.give_back, text, name),
        )

    def _assent(self, members: list[str]) -> None:
        telling, about, today = self.desk.book.openness.telling, self.chosen, self.desk.today()
        self.edit(lambda: telling.know(about, members, None, today))

    def _take_back(self, members: list[str]) -> None:
        telling, about = self.desk.book.openness.telling, self.chosen
        self.edit(lambda: telling.unknow(about, members))

    def _answer(self, comment: str, reply: str) -> None:
        telling = self.desk.book.openness.telling
        self.edit(
            lambda: telling.answer(comment, reply),
            refused=partial(self.remarks.answer_again, comment, reply),
        )

    @override
    def new(self) -> None:
        day = self.desk.today().isoformat()
        self.desk.window.go(Route("record", detail=f"new:disclosure:from_on={day}"))

    @override
    def print_this(self) -> None:
        papers, chosen = self.desk.book.openness.papers, self.chosen
        if chosen:
            make_paper(
                self.desk,
                self.t("Print for the board"),
                lambda _progress, draft: papers.disclosure_pdf(chosen, draft=draft),
                name=self._found[chosen].disclosure.title,
            )

    def _print_register(self) -> None:
        papers = self.desk.book.openness.papers
        make_paper(
            self.desk,
            self.t("Register of disclosures"),
            lambda _progress, draft: papers.register_pdf(draft=draft),
        )
