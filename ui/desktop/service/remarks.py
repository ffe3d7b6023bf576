"""What was said about a record, with the answers; the next one is written below, as people speak."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_near_date
from app.declare import Choice
from app.records.openness import Comment
from app.said import along
from ui.desktop.desk import Desk, Route
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.segmented import SegmentedControl


class RemarksCard(Card):
    """Comments on one record. Emits `said(text, kind, name)` and `answered(comment, reply)`.

    ``kinds`` are what a new one may be: kinds of comment, or positions. ``nameless`` says what becomes
    of one without a name, where that is more than that it has none.
    """

    said = Signal(str, str, str)
    answered = Signal(str, str)

    def __init__(self, desk: Desk, title: str, kinds: Sequence[Choice], nameless: str = "") -> None:
        super().__init__(desk.theme, title, head="sunken")
        self._desk, self.t = desk, desk.t
        self._reply_line: LineField | None = None
        self._about, self._typed = "", dict[str, tuple[str, str]]()
        theme, t = desk.theme, desk.t
        self._answering, self._draft, self._here = "", "", False
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(16, 8, 16, 0)
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.text = LineField(theme, "", t("What was said"))
        self.name = LineField(theme, "", nameless or t("From whom, may stay empty"))
        for field in (self.text, self.name):
            field.setAccessibleName(field.placeholderText())
        self.name.setMaximumWidth(theme.px(210))
        self.kind = SegmentedControl(theme, [(k.value, t(k.title_)) for k in kinds])
        self.button = Button(theme, t("Note it down"), "secondary")
        self.button.clicked.connect(self._say)
        self.text.returnPressed.connect(self._say)
        self._form = self._below(several=len(kinds) > 1)
        self.body.addWidget(self._form)

    def _below(self, *, several: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addStretch(0)
        row.addWidget(self.button)
        column.addLayout(row)
        # Only now: what has no place yet and is shown is a window of its own.
        self.kind.setVisible(several)
        return box

    def let_write(self, *, allowed: bool) -> None:
        """Show or hide where the next one is written."""
        self._form.setVisible(allowed)

    def show_remarks(self, comments: Sequence[Comment], nothing: str) -> None:
        """Show these; what is being typed stays, an answer too."""
        self._here = self._reply_line is not None and self._reply_line.hasFocus()
        self._reply_line = None
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.set_meta(str(len(comments)) if comments else "")
        for comment in comments:
            self._lines.addWidget(self._line(comment))
        self._resume()
        if not comments:
            self._lines.addWidget(EmptyLine(self._desk.theme, "chats-circle", nothing))

    def _line(self, comment: Comment) -> QWidget:
        t, box = self.t, QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        who = comment.author or t("without a name")
        what = comment.stance or comment.kind
        parts = [who, *([t(what.title_)] if what else [])]
        parts += [say_near_date(comment.on, self._desk.today(), t)] if comment.on else []
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(along(parts, t), "caption", "secondary"), 1)
        if not comment.reply:
            reply = Button(self._desk.theme, t("Answer"), "link", compact=True)
            reply.clicked.connect(lambda: self._answer(column, comment))
            head.addWidget(reply)
        change = Button(self._desk.theme, t("Change the entry"), "quiet", compact=True)
        change.clicked.connect(lambda: self._desk.window.go(Route("record", comment.id)))
        head.addWidget(change)
        column.addLayout(head)
        column.addWidget(Label(comment.text, "body", wrap=True))
        if comment.reply:
            column.addWidget(
                Label(t("Answered: {text}", text=comment.reply), "body", "secondary", wrap=True)
            )
        elif comment.id == self._answering:
            self._write(column, comment)
        return box

    def _answer(self, column: QVBoxLayout, comment: Comment) -> None:
        if self._answering == comment.id:
            return
        if self._reply_line is not None:
            self._reply_line.hide()
        self._answering, self._draft = comment.id, ""
        self._go_on(self._write(column, comment))

    def _write(self, column: QVBoxLayout, comment: Comment) -> LineField:
        line = LineField(self._desk.theme, self._draft, self.t("The answer; Enter writes it"))
        line.textChanged.connect(self._keep)
        line.returnPressed.connect(lambda: self._reply(comment.id, line))
        column.addWidget(line)
        self._reply_line = line
        return line

    def _resume(self) -> None:
        if self._here and self._reply_line is not None:
            self._go_on(self._reply_line)

    def _go_on(self, line: LineField) -> None:
        """Put the cursor into a line that was just laid out: it shows only with the next turn of the loop."""
        box = line.parentWidget()
        if box is not None:
            box.show()
        line.show()
        line.setFocus()

    def _keep(self, typed: str) -> None:
        self._draft = typed

    def _reply(self, comment: str, line: LineField) -> None:
        if line.value():
            reply, self._answering, self._draft = line.value(), "", ""
            self.answered.emit(comment, reply)

    def _say(self) -> None:
        text = self.text.value()
        if not text:
            self.text.set_wrong(True)
            return
        self.text.set_wrong(False)
        self.said.emit(text, self.kind.current(), self.name.value())
        self.text.set_value("")
        self.name.set_value("")

    def give_back(self, text: str, name: str) -> None:
        """Show again what could not be noted down; what was typed meanwhile goes before it."""
        if not self.text.value():
            self.text.set_value(text)
            self.name.set_value(name)

    def answer_again(self, comment: str, reply: str) -> None:
        """An answer could not be written: its line stays."""
        if not self._answering:
            self._answering, self._draft = comment, reply

    def turn_to(self, record: str) -> None:
        """Another record may be shown: what is half typed waits at the one it was typed for."""
        if record == self._about:
            return
        typed = (self.text.value(), self.name.value())
        if self._about:
            self._typed[self._about] = typed
        self._about = record
        self.forget()
        text, name = self._typed.pop(record, ("", ""))
        self.text.set_value(text)
        self.name.set_value(name)

    def forget(self) -> None:
        """Leave nothing of what was half typed."""
        self._answering = self._draft = ""
        self.text.set_value("")
        self.name.set_value("")
