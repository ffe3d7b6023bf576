"""Parts that views of this place share: the looks at a record, its files, a line of tools."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.dates import say_year_date
from app.said import along
from app.services.values import complaint
from app.terms import Fulfilment
from db.model.change import Json
from db.model.errors import InvalidRecord, SuixingError
from db.model.words import N_, Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.meetings.files import file_words, open_file
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import ComboField, Field, LineField
from ui.desktop.widgets.labels import Label

_SHOWN = 4
LONGEST = 60


def tools(*parts: QWidget) -> QHBoxLayout:
    """Return a line of tools: the first at the left, room, the others at the right."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for at, part in enumerate(parts):
        row.addWidget(part)
        if not at:
            row.addStretch(1)
    return row


def flush_card(desk: Desk, *parts: QWidget) -> Card:
    """Return a card without a head whose parts reach its edges."""
    card = Card(desk.theme, head="")
    card.body.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        card.add(part)
    return card


def line_of(text: str | None, most: int = LONGEST) -> str:
    """Return a text as one line, cut where it is long."""
    line = " ".join((text or "").split())
    return line if len(line) <= most else f"{line[:most]}…"


def rows_in(view: QWidget, theme: Theme, below: int) -> int:
    """Return how many rows of two lines a list may show, where so much room is kept below it."""
    room = view.height() - theme.size("table_head") - theme.px(below)
    return max(4, room // theme.size("row_two_lines"))


def bring_into_sight(part: QWidget) -> None:
    """Scroll the page so that a part that opened is seen, once it has its place."""
    page = part.parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    if isinstance(page, QScrollArea):
        # It has its place after the requests for a new layout, each of which may ask for another.
        show = partial(page.ensureWidgetVisible, part, 0, 16)
        QTimer.singleShot(0, part, partial(QTimer.singleShot, 0, part, show))


class ReviewCard(Card):
    """The looks at one record, and the form that writes one more with the day of the next."""

    TITLE = N_("Reviews so far")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t(self.TITLE), head="sunken")
        self._desk, self._about = desk, ""
        theme, t = desk.theme, desk.t
        self.more = Button(theme, t("Write down a review"), "quiet", "plus", compact=True)
        self.more.clicked.connect(self.begin)
        self.set_action(self.more)
        self.on, self.next_on = DateField(theme, t, desk.today), DateField(theme, t, desk.today)
        self.found = ComboField(theme, [("", "—"), *((f.value, t(f.title_)) for f in Fulfilment)])
        self.by, self.text = LineField(theme), LineField(theme)
        self.fields = {
            "on": Field(theme, t("Date"), self.on),
            "found": Field(theme, t("How it was found"), self.found),
            "by": Field(theme, t("Looked at by"), self.by),
            "review_on": Field(theme, t("Next review"), self.next_on),
            "text": Field(theme, t("Note"), self.text),
        }
        self.form = self._lay_form()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addWidget(self.form)
        self.body.addLayout(self._rows)
        self.form.hide()

    def _lay_form(self) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        self.write_it = Button(theme, t("Write it down"), "secondary", "check", compact=True)
        self.write_it.clicked.connect(self.write)
        leave = Button(theme, t("Leave it"), "quiet", compact=True)
        form, line, buttons = QWidget(), QHBoxLayout(), QHBoxLayout()
        leave.clicked.connect(form.hide)
        line.setSpacing(12)
        for name in ("on", "found", "by", "review_on"):
            line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.write_it)
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.fields["text"])
        column.addLayout(buttons)
        return form

    def show_about(self, record: str) -> None:
        """Show the looks at a record; hidden while there is none."""
        if record != self._about:
            self.form.hide()
        self._about = record
        self.setVisible(bool(record))
        _clear(self._rows)
        looks = self._desk.book.vanguard.carriers.reviews(record) if record else []
        self.set_meta(str(len(looks)) if looks else "")
        for look in looks[:_SHOWN]:
            found = self._desk.t(look.found.title_) if look.found else ""
            words = line_of(look.text, 200) or found or "—"
            sub = along([w for w in (found if look.text else "", look.by or "") if w], self._desk.t)
            row = ListRow(
                self._desk.theme, "eye", words, sub, _said(look.on, self._desk.t), wrap=True
            )
            row.set_pressable()
            row.pressed.connect(partial(self._open, look.id))
            self._rows.addWidget(row)
        if not looks:
            self._rows.addWidget(_none(self._desk))

    def _open(self, record: str) -> None:
        self._desk.window.go(Route("record", record))

    def begin(self) -> None:
        """Start with today; the next day may stay empty."""
        for editor in (self.found, self.by, self.text):
            editor.set_value("")
        self.on.set_value(self._desk.today())
        self.next_on.set_value(None)
        for field in self.fields.values():
            field.set_error("")
        every = self._desk.book.vanguard.carriers.every
        hint = self._desk.t("Empty: {n} days later", n=every)
        self.fields["review_on"].set_hint(hint)
        self.form.show()
        self.text.setFocus()
        bring_into_sight(self.form)

    def write(self) -> None:
        """Write the look and the day of the next as one change."""
        self.on.settle()
        self.next_on.settle()
        day = self.on.value()
        if day is None:
            self.fields["on"].set_error(self._desk.t("Write the day"))
            return
        if not (self.found.value() or self.text.text().strip()):
            self.fields["text"].set_error(self._desk.t("Write what was found"))
            return
        fields: dict[str, Json] = {
            "on": day.isoformat(),
            "found": self.found.value() or None,
            "by": self.by.text().strip() or None,
            "text": self.text.text().strip() or None,
        }
        about, next_on = self._about, self.next_on.value()
        carriers = self._desk.book.vanguard.carriers
        self._desk.work.edit(
            lambda: carriers.review(about, fields, next_on), self._written, self._failed
        )

    def _written(self, _applied: object) -> None:
        self.form.hide()
        name = line_of(self._desk.book.records.name(self._about), 24)
        self._desk.window.undoable(self._desk.t("Reviewed: {name}", name=name))

    def _failed(self, error: SuixingError) -> None:
        field = self.fields.get(error.field) if isinstance(error, InvalidRecord) else None
        if field is not None and isinstance(error, InvalidRecord):
            field.set_error(complaint(error, self._desk.t))
        else:
            self._desk.window.problem(error)


class FilesCard(Card):
    """The files that hang on one record, and the way to attach one more. Emits `attached`."""

    attached = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Evidence attached"), head="sunken")
        self._desk, self._record = desk, ""
        self.more = Button(desk.theme, desk.t("Attach a file"), "quiet", "paperclip", compact=True)
        self.more.clicked.connect(self.attach)
        self.set_action(self.more)

    def show_about(self, record: str) -> None:
        """Show the files of a record; hidden while there is none."""
        self._record = record
        self.setVisible(bool(record))
        self.clear()
        files = self._desk.book.attachments.of(record) if record else []
        self.set_meta(str(len(files)) if files else "")
        for one in files:
            row = ListRow(
                self._desk.theme, "paperclip", one.name, right=file_words(one, self._desk.t)
            )
            row.set_pressable()
            row.pressed.connect(partial(open_file, self._desk, one))
            self.add(row)
        if not files:
            self.add(_none(self._desk))

    def attach(self) -> None:
        """Ask for a file and attach it."""
        chosen, record = (
            self._desk.window.choose_file(self._desk.t("Attach a file"), "*"),
            self._record,
        )
        if not chosen:
            return
        file, attachments = Path(chosen), self._desk.book.attachments
        text = self._desk.t("Attached “{name}”.", name=file.name)
        self._desk.work.edit(
            lambda: attachments.add(record, file),
            partial(self._said, text),
            self._desk.window.problem,
        )

    def _said(self, text: str, _attachment: str) -> None:
        self._desk.window.undoable(text)
        self.attached.emit()


def years_field(desk: Desk, years: list[int], then: Callable[[], object]) -> ComboField:
    """Return a chooser of years that calls `then` at a choice."""
    field = ComboField(desk.theme, [(str(y), desk.t("Year {year}", year=y)) for y in years])
    field.setAccessibleName(desk.t("Year"))
    field.settled.connect(lambda _year: then())
    return field


def remove(desk: Desk, ids: list[str]) -> None:
    """Delete records, with undo."""
    records = desk.book.records
    name = line_of(records.name(ids[0]), 24)
    text = (
        desk.t("Deleted “{name}”", name=name)
        if len(ids) == 1
        else desk.t("Deleted {n} records", n=len(ids))
    )
    desk.work.edit(
        lambda: records.delete(*ids),
        lambda _applied: desk.window.undoable(text),
        desk.window.problem,
    )


def _none(desk: Desk) -> QWidget:
    label = Label(desk.t("None yet"), "meta", "secondary")
    label.setContentsMargins(16, 10, 16, 10)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label


def _said(day: date | None, t: Translate) -> str:
    return say_year_date(day, t) if day else ""


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
