"""Everything that happened to one record: who, when, from what to what; any value can be restored."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_moment_past, say_year_date
from app.services.experience import Event, experience
from app.services.listing import Names
from app.services.merging import difference
from db.model.record import Record
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.entries import FieldLine, HistoryLine, lines
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.difftext import DiffText
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import Avatar, Label
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl

CHANGES, EVENTS = "changes", "events"
_MOST = 60
_WIDTH = 880
_ICONS = {
    "activity": "calendar-check", "study_record": "book-open", "reflection": "note-pencil",
    "contact_entry": "phone", "leave_or_absence": "suitcase",
    "office_holding": "identification-badge", "member_status_event": "user-gear",
    "group_membership": "users-three", "flow_record": "arrows-left-right",
    "lost_contact_case": "magnifying-glass",
}  # fmt: skip


class HistoryPage(Page):
    """Details: `events` shows what a member lived through instead of the changes of the record."""

    place = "ledger"
    returns = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._record, self._shown = "", _MOST
        t = self.t
        self.views = SegmentedControl(
            desk.theme, [(EVENTS, t("Experience")), (CHANGES, t("Changes"))]
        )
        self.views.chosen.connect(lambda _view: self.refresh())
        self.pane = ScrollPage(gap=12)
        tools = QHBoxLayout()
        tools.addWidget(self.views)
        tools.addStretch(1)
        margin = desk.theme.layout("page_margin")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self.pane, 1)

    def found(self) -> Record | None:
        """Return the record that shows, also a deleted one."""
        return self.desk.book.records.raw(self._record) if self._record else None

    @override
    def title(self) -> str:
        record = self.found()
        name = self.desk.book.records.name_of(record) if record else ""
        return self.t("History of {name}", name=name) if name else self.t("History")

    @override
    def meta(self) -> str:
        record = self.found()
        if record is None:
            return ""
        kind = self.desk.book.kinds.get(record.kind)
        n = len(self.desk.book.records.history(self._record))
        return self.t(
            "{kind}, {n} changes", kind=self.t(kind.shape.title) if kind else record.kind, n=n
        )

    @override
    def arrive(self, record: str, detail: str) -> None:
        self._record, self._shown = record, _MOST
        self.views.set_current(EVENTS if detail == EVENTS else CHANGES)
        self.refresh()
        self.header_changed.emit()

    @override
    def refresh(self) -> None:
        self._clear()
        record = self.found()
        self.views.setVisible(record is not None and record.kind == "member")
        if record is None:
            return
        if self.views.isVisibleTo(self) and self.views.current() == EVENTS:
            self._show_events(experience(self.desk.book.records, record.id))
        else:
            self._show_changes(record)
        self.pane.body.addStretch(1)

    def _clear(self) -> None:
        while (item := self.pane.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    # What a member lived through

    def _show_events(self, events: list[Event]) -> None:
        years: dict[int, Card] = {}
        for event in events[: self._shown]:
            card = years.get(event.day.year)
            if card is None:
                card = years[event.day.year] = Card(
                    self.desk.theme, str(event.day.year), head="sunken"
                )
                card.setMaximumWidth(_WIDTH)
                self.pane.body.addWidget(card)
            row = ListRow(
                self.desk.theme,
                _ICONS.get(event.kind, "note"),
                event.said(self.t),
                "",
                say_year_date(event.day, self.t),
            )
            row.pressed.connect(partial(self._open, event))
            card.add(row)
        if len(events) > self._shown:
            self._add_more(self.t("Show older entries"))
        if not events:
            self.pane.body.addWidget(Label(self.t("Nothing happened yet"), "meta", "secondary"))

    def _open(self, event: Event) -> None:
        page = "meeting" if event.kind == "activity" else "record"
        self.desk.window.go(Route(page, event.record))

    # What was changed

    def _show_changes(self, record: Record) -> None:
        book, kind = self.desk.book, self.desk.book.kinds.get(record.kind)
        entries = book.records.history(record.id)
        found = lines(record, entries, kind, Names(book.records), self.t, self.desk.now())
        for at, line in enumerate(found):
            if at >= self._shown:
                self._add_more(self.t("Show older changes"))
                break
            self.pane.body.addWidget(self._card(record, line))

    def _add_more(self, text: str) -> None:
        more = Button(self.desk.theme, text, "quiet")
        more.clicked.connect(self._show_more)
        self.pane.body.addWidget(more)

    def _show_more(self) -> None:
        self._shown += _MOST
        self.refresh()

    def _card(self, record: Record, line: HistoryLine) -> Card:
        theme, t = self.desk.theme, self.t
        card = Card(theme, head="")
        card.setMaximumWidth(_WIDTH)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Avatar(theme, line.by, 28))
        head.addWidget(Label(line.by, "strong"))
        head.addWidget(Label(line.verb, "body", "secondary"))
        for note in line.notes:
            head.addWidget(StatusChip(theme, "wait", "clock", note))
        head.addStretch(1)
        head.addWidget(Label(say_moment_past(line.at, self.desk.today(), t), "caption", "tertiary"))
        card.body.addLayout(head)
        for field in line.fields:
            card.add(self._field(record, field))
        return card

    def _field(self, record: Record, line: FieldLine) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(36, 0, 0, 0)
        row.setSpacing(12)
        label = Label(line.label, "meta", "secondary", wrap=True)
        label.setFixedWidth(120)
        row.addWidget(label)
        row.addWidget(self._values(line), 1)
        if self._can_restore(record, line):
            back = Button(self.desk.theme, self.t("Restore this value"), "link", compact=True)
            back.clicked.connect(partial(self.restore, line))
            row.addWidget(back)
        return box

    def _values(self, line: FieldLine) -> QWidget:
        if line.long and line.before and line.after:
            diff = DiffText(self.desk.theme)
            diff.show_diff(difference(line.before, line.after))
            return diff
        text = line.after or self.t("(emptied)")
        if line.before:
            text = f"{line.before} → {text}"
        return Label(text, wrap=True)

    def _can_restore(self, record: Record, line: FieldLine) -> bool:
        kind = self.desk.book.kinds.get(record.kind)
        known = kind is not None and kind.field(line.name) is not None
        return known and record.get(line.name) != line.new

    def restore(self, line: FieldLine) -> None:
        """Set a field to what it was after this change."""
        records, record = self.desk.book.records, self._record
        text = self.t("Restored {field}", field=line.label)
        self.desk.work.edit(
            lambda: records.change(record, {line.name: line.new}),
            lambda _applied: self.desk.window.undoable(text),
            self.desk.window.problem,
        )
