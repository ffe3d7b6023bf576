"""意见箱: who wants to say something writes it here; the secretary opens the box and answers.

While somebody writes, nothing else is on the page: no list of what others said. A slip without a name
keeps no trace of its writer, so there is no undo, no history and no recovery of it either (ADR 41).
"""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.periods import month_of
from app.dates import say_near_date
from app.records.openness import Opinion, OpinionState
from app.said import along
from db.model.change import Json
from db.model.errors import StoreError
from ui.desktop.desk import Desk, Route
from ui.desktop.papers import make_paper
from ui.desktop.service.asked import AskedForm, Place
from ui.desktop.service.slip import SlipForm
from ui.desktop.service.view import ListView, View
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.rows import Chip, Column, Row, Text

_TITLE: Place = ("matter", "title")
_STATES = {
    OpinionState.open: ("wait", "clock"),
    OpinionState.replied: ("ok", "check-circle"),
    OpinionState.taken_up: ("info", "clipboard-text"),
}


class OpinionList(ListView):
    """What came out of the box, and the answers. Emits `asked` for a slip."""

    asked = Signal()

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(
            desk,
            (Column("text", t("Opinion")), Column("state", t("State"), 132)),
            (
                t("No opinion on record yet"),
                t("Views, suggestions and difficulties of members, with a name or without"),
                t("Write a slip"),
            ),
        )
        self._found: dict[str, Opinion] = {}
        self._drafts: dict[str, tuple[str, str]] = {}
        self.shut = NoteLine(theme, "info", "", "lock-simple")
        self.page.body.addWidget(self.shut)
        self._card = Card(theme, " ")
        self._text = Label("", "read", wrap=True)
        self._who = Label("", "meta", "secondary", wrap=True)
        self.reply = LongTextField(theme, "", t("What is answered; it is printed for the board"))
        self.by = LineField(theme)
        self.reply.textChanged.connect(self._keep)
        self.by.textEdited.connect(lambda _text: self._keep())
        self.answer = Button(theme, t("Answer"), "primary", "paper-plane-tilt")
        self.answer.clicked.connect(self._answer)
        self.matter = Button(theme, t("Take up as a matter"), "secondary", "clipboard-text")
        self.matter.clicked.connect(self._take_up)
        # Either one is answered or it gets its title: one red button at a time.
        self._answering, self.titled = QWidget(), AskedForm(desk)
        self.titled.closed.connect(self._answering.show)
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        self._card.add(self._text)
        self._card.add(self._who)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.answer)
        row.addWidget(self.matter)
        row.addStretch(1)
        column = QVBoxLayout(self._answering)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Field(theme, t("Reply"), self.reply))
        column.addWidget(Field(theme, t("Answered by"), self.by))
        column.addLayout(row)
        self._card.add(self._answering)
        self._card.add(self.titled)
        self.page.body.addWidget(self._card)

    @override
    def meta(self) -> str:
        waiting = sum(o.state == OpinionState.open for o in self._found.values())
        if not self._found:
            return ""
        said = self.t("{n} opinion|{n} opinions", n=len(self._found))
        return (
            along([said, self.t("{n} without an answer", n=waiting)], self.t) if waiting else said
        )

    @override
    def rows(self) -> list[Row]:
        self._found = {o.id: o for o in self.desk.book.box.all()}
        return [self._row(o) for o in self._found.values()]

    def _row(self, one: Opinion) -> Row:
        t, (tone, icon) = self.t, _STATES[one.state]
        first = " ".join(one.text.split())
        return Row(one.id, (Text(first, self._about(one)), Chip(tone, icon, t(one.state.title_))))

    def _about(self, one: Opinion) -> str:
        t = self.t
        day = say_near_date(one.received_on, self.desk.today(), t) if one.received_on else ""
        parts = [day, t(one.kind.title_) if one.kind else "", one.author or t("without a name")]
        return along([p for p in parts if p], t)

    @override
    def show_chosen(self) -> None:
        one = self._found.get(self.chosen)
        if one is None:
            return
        t = self.t
        self._card.set_title(t(one.kind.title_) if one.kind else t("Opinion"))
        self._text.setText(one.text)
        self._who.setText(self._about(one))
        reply, by = self._drafts.get(
            one.id, (one.reply or "", one.replied_by or self.desk.book.pen().by)
        )
        self.reply.set_value(reply)
        if by != self.by.value():
            self.by.set_value(by)
        self.answer.set_label(t("Change the answer") if one.reply else t("Answer"))
        made = self.desk.book.box.matter_of(one.id)
        self.matter.set_label(t("Open the matter") if made else t("Take up as a matter"))

    def _answer(self) -> None:
        box, chosen = self.desk.book.box, self.chosen
        text, by = self.reply.value(), self.by.value()

        def answered(_applied: object) -> None:
            self._drafts.pop(chosen, None)
            self.desk.window.undoable(self.t("Answered"))
            self.refresh()

        self.desk.work.edit(lambda: box.reply(chosen, text, by), answered, self.failed)

    def _keep(self) -> None:
        """Half an answer is no answer: it waits at its opinion until somebody finishes it."""
        self._drafts[self.chosen] = (self.reply.value(), self.by.value())

    def _take_up(self) -> None:
        box, one = self.desk.book.box, self._found.get(self.chosen)
        if one is None:
            return
        if made := box.matter_of(one.id):
            self.desk.window.go(Route("matter", made))
        elif one.author:
            self.edit(lambda: box.take_up(one.id), self.t("Taken up as a matter"))
        else:
            self._ask_title(one.id)

    def _ask_title(self, opinion: str) -> None:
        """Ask for a title of the secretary's own: the words of a slip without a name stay with it."""
        box, t = self.desk.book.box, self.t

        def taken(_matter: object) -> None:
            self.titled.close_form()
            self.desk.window.undoable(t("Taken up as a matter"))
            self.refresh()

        def act(values: Mapping[Place, Json]) -> None:
            title = str(values[_TITLE] or "")
            self.desk.work.edit(lambda: box.take_up(opinion, title), taken, self.titled.refuse)

        hint = t("Said without a name: its words stay here and do not go into the matter.")
        words = t("Take up as a matter")
        self._answering.hide()
        self.titled.begin(words, words, (_TITLE,), {}, act, hint)

    @override
    def leave(self) -> None:
        self.titled.close_form()

    @override
    def new(self) -> None:
        self.asked.emit()


class BoxView(View):
    """The list of what came out, or the form of one slip and nothing else. Details: `write`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self.opinions, self.form = OpinionList(desk), SlipForm(desk)
        self.opinions.header_changed.connect(self.header_changed)
        self.opinions.asked.connect(self.new)
        self.form.left.connect(self._back)
        self._write = Button(theme, t("Write a slip"), "secondary", "envelope-simple")
        self._write.clicked.connect(self.new)
        self._open = Button(theme, t("Open the box"), "secondary", "lock-simple-open")
        self._open.clicked.connect(self.open_box)
        self._board = Button(theme, t("Answers for the board"), "secondary", "printer")
        self._board.clicked.connect(self.print_this)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.opinions)
        column.addWidget(self.form)
        self.form.hide()

    @override
    def meta(self) -> str:
        return "" if self.is_writing() else self.opinions.meta()

    @override
    def header_actions(self) -> list[QWidget]:
        return [] if self.is_writing() else [self._board, self._open, self._write]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._open, self._write]

    def is_writing(self) -> bool:
        """Tell whether a slip is being written."""
        return not self.form.isHidden()

    @override
    def arrive(self, record: str, detail: str) -> None:
        if not self.is_writing():
            self.opinions.chosen = record or self.opinions.chosen
        self.refresh()
        if detail == "write":
            self.new()

    @override
    def refresh(self) -> None:
        box, t = self.desk.book.box, self.t
        least, days = box.terms()
        why = t(
            "It opens when {least} slips lie in it, or one has lain for {days} days. Until then nobody sees whether there is any.",
            least=least, days=days,
        )  # fmt: skip
        may = self._may_open()
        self._open.explain("" if may else why)
        self.opinions.shut.say(
            "info",
            t("The box may be opened.") if may else why,
            "lock-simple-open" if may else "lock-simple",
        )
        self.opinions.refresh()
        self.header_changed.emit()

    def _may_open(self) -> bool:
        try:
            return self.desk.book.box.may_open()
        except StoreError as error:
            self.failed(error)
            return False

    def open_box(self) -> None:
        """Make records of what lies in the box."""
        box, t = self.desk.book.box, self.t

        def opened(n: object) -> None:
            self.desk.window.note("ok", t("{n} slip came out|{n} slips came out", n=n))
            self.refresh()

        self.desk.work.edit(lambda: box.open(t), opened, self.failed)

    @override
    def new(self) -> None:
        self.opinions.hide()
        self.form.show()
        self.form.begin()
        self.header_changed.emit()

    def _back(self) -> None:
        self.form.clear()
        self.form.hide()
        self.opinions.show()
        self.refresh()

    @override
    def leave(self) -> None:
        self.form.clear()
        self.form.hide()
        self.opinions.show()
        self.opinions.leave()

    @override
    def print_this(self) -> None:
        papers, span = self.desk.book.openness.papers, _period(self.desk.today())
        make_paper(
            self.desk,
            self.t("Answers to opinions of members"),
            lambda _progress, draft: papers.answers_pdf(*span, draft=draft),
        )


def _period(today: date) -> tuple[date, date]:
    """Return the month of a day and the one before: what still hangs on the board."""
    this = month_of(today)
    return month_of(date.fromordinal(this.first.toordinal() - 1)).first, this.last
