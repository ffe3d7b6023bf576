"""Beside a record: who made it, who touched it last, where it is, its files, its latest changes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_moment_past
from app.records.evidence import Attachment
from app.said import listed
from app.services.listing import Names
from app.site import site_time
from db.model.record import Record
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.entries import lines
from ui.desktop.meetings.files import fetch_button, file_words, where_words
from ui.desktop.meetings.standing import WHERE
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import WhereMark
from ui.desktop.widgets.labels import ElidingLabel, Label

_LATEST = 4


class Standing(QWidget):
    """Two cards: where it is, and what happened to it last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(desk.theme.layout("stack"))

    def clear(self) -> None:
        """Show nothing: there is no record yet."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def show_record(self, record: Record) -> None:
        """Show a record's standing."""
        self.clear()
        self._column.addWidget(self._place(record))
        files = self._desk.book.attachments.of(record.id)
        if files:
            self._column.addWidget(self._files(record, files))
        self._column.addWidget(self._latest(record))
        self._column.addStretch(1)

    def _place(self, record: Record) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        card = Card(theme, t("Where it is"))
        where = "open" if record.conflicts else self._desk.book.syncing.where(record)
        card.add(WhereMark(theme, where, t(WHERE[where])))
        today = self._desk.today()
        made = say_moment_past(site_time(record.made), today, t)
        touched = say_moment_past(site_time(record.touched), today, t)
        self._fact(card, t("Recorded"), f"{made}  {record.made_by}")
        self._fact(card, t("Last changed"), f"{touched}  {record.touched_by}")
        held = self._desk.book.syncing.held_since(record)
        if held.received is not None:
            text = t(
                "{moment}, receipt {n}",
                moment=say_moment_past(held.received, today, t),
                n=held.receipt,
            )
            self._fact(card, t("HQ received it"), text)
        if record.conflicts:
            choose = Button(theme, t("Two values: choose one"), "link", "git-fork", compact=True)
            choose.clicked.connect(
                lambda: self._desk.window.go(Route("conflicts", record.id, record.conflicts[0]))
            )
            card.add(choose)
        return card

    def _files(self, record: Record, files: Sequence[Attachment]) -> QWidget:
        desk, t = self._desk, self._desk.t
        card, standing = Card(desk.theme, t("Files")), desk.book.syncing.luggage.standing()
        here = sum(desk.book.attachments.is_here(a) for a in files)
        if here < len(files):
            card.set_meta(t("{here} of {n} originals are here", here=here, n=len(files)))
        for attachment in files:
            where = standing(attachment)
            words = f"{file_words(attachment, t)} · {where_words(where, t)}"
            row = QHBoxLayout()
            row.addWidget(Label(words, "caption", "secondary"))
            row.addStretch(1)
            again = partial(self.show_record, record)
            if button := fetch_button(desk, attachment, where, again):
                row.addWidget(button)
            card.add(ElidingLabel(attachment.name, middle=True))
            card.body.addLayout(row)
        return card

    def _latest(self, record: Record) -> QWidget:
        theme, t, book = self._desk.theme, self._desk.t, self._desk.book
        card = Card(theme, t("Latest changes"))
        more = Button(theme, t("All"), "link", compact=True)
        more.clicked.connect(lambda: self._desk.window.go(Route("history", record.id)))
        card.set_action(more)
        entries = book.records.history(record.id)
        kind = book.kinds.get(record.kind)
        for line in list(lines(record, entries, kind, Names(book.records), t, self._desk.now()))[
            :_LATEST
        ]:
            when = say_moment_past(line.at, self._desk.today(), t)
            card.add(Label(f"{when}  {line.by}", "caption", "secondary"))
            fields = listed([f.label for f in line.fields[:3]], t)
            card.add(ElidingLabel(f"{line.verb}  {fields}"))
        return card

    def _fact(self, card: Card, label: str, value: str) -> None:
        card.add(Label(label, "caption", "secondary"))
        card.add(Label(value, wrap=True))
