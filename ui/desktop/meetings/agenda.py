"""The agenda while it is drawn up: edited in its row, dragged into order, each item with its kind."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_date
from app.records.meeting import AgendaItem, ItemKind, MotionKind
from app.services.meeting import Meeting
from db.model.words import Translate
from ui.desktop.forms.glyphs import GlyphLine
from ui.desktop.meetings.lined import AddLine, LinedRow
from ui.desktop.meetings.locking import writing
from ui.desktop.meetings.menu import InPlace, Menu
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.labels import ElidingLabel, Label, Rule
from ui.desktop.widgets.painted import Painted
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.staying import Staying

KIND_ICONS = {
    ItemKind.report: "presentation",
    ItemKind.discussion: "chats-circle",
    ItemKind.vote: "scales",
    ItemKind.study: "book-open",
    ItemKind.other: "dots-three-circle",
}


class Grip(Painted):
    """Six dots to drag a row by. Emits `dragged(global y)` and `dropped(global y)`."""

    dragged = Signal(float)
    dropped = Signal(float)

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme)
        self.setFixedSize(18, 32)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(opened.desk.t("Drag to another place"))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.dragged.emit(event.globalPosition().y())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.dropped.emit(event.globalPosition().y())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        self.theme.draw_icon(painter, QRectF(1, 8, 16, 16), "dots-six-vertical", "text.tertiary")
        painter.end()


class ItemRow(LinedRow):
    """One item. Emits `moved(steps)` for Alt with Up or Down, `asked(key)` from its menu."""

    moved = Signal(int)
    asked = Signal(str)

    def __init__(self, opened: OpenMeeting, item: AgendaItem) -> None:
        theme, t = opened.desk.theme, opened.desk.t
        super().__init__(theme)
        self.item = item.id
        self.t, self._kind = t, item.kind
        self.grip = Grip(opened)
        self._number = Label("", "strong", "secondary")
        self._number.setFixedWidth(18)
        self._title, self._sub = ElidingLabel("", "strong"), ElidingLabel("", "meta")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._sub)
        self.glyphs = GlyphLine(theme)
        self.editor = LineField(theme)
        self.editor.setAccessibleName(t("Item"))
        self.place = InPlace(words, self.editor)
        self.editor.returnPressed.connect(self.place.show_words)
        self.bound = opened.keeper.bind(self.editor, item.id, "title")
        self.bound.glyphs.found.connect(self.glyphs.say)
        self._more = IconButton(theme, "dots-three", t("More for this item"), compact=True)
        self._more.clicked.connect(self._open_menu)
        for tool in (self.grip, self._more):
            writing(tool)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(self.grip)
        row.addWidget(self._number)
        written = QVBoxLayout()
        written.setSpacing(0)
        written.addWidget(self.place)
        written.addWidget(self.glyphs)
        row.addLayout(written, 1)
        row.addWidget(self._more)
        self.setMinimumHeight(theme.px(54))

    def show_item(self, meeting: Meeting, number: int, item: AgendaItem) -> None:
        """Show the item as it is now."""
        self._kind = item.kind
        self._number.setText(str(number))
        self._title.setText(item.title or self.t("Without a title"))
        self._sub.setText(item_words(meeting, item, self.t))
        self.setAccessibleName(f"{number}, {item.title or ''}")
        self.bound.show_record(item.record)
        self.bound.glyphs.ask_rare(item.title or "")

    def _open_menu(self) -> None:
        t = self.t
        entries = [(kind.value, KIND_ICONS[kind], t(kind.title_)) for kind in ItemKind]
        entries += [
            ("link", "link", t("Link the committee's discussion")),
            ("remove", "trash", t("Take off the agenda")),
        ]
        menu = Menu(self._theme, entries, self._kind or "")
        menu.chosen.connect(self.asked)
        self._menu = menu.open_under(self._more)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Delete and not self.place.is_editing():
            self.asked.emit("remove")
        else:
            super().keyPressEvent(event)


def item_words(meeting: Meeting, item: AgendaItem, t: Translate) -> str:
    """Return what is known of an item: its kind, its vote, what it follows up, what is linked."""
    parts = [t(item.kind.title_)] if item.kind else []
    for motion in meeting.motions:
        if motion.item == item.id and motion.kind != MotionKind.ordinary:
            parts.append(t(motion.kind.title_))
        if motion.item == item.id and motion.method:
            parts.append(t(motion.method.title_))
    if item.from_resolution:
        parts.append(t("open resolutions brought in"))
    if item.prior_committee_item:
        parts.append(t("committee's discussion linked"))
    return " · ".join(parts) if parts else t("Choose what it is for at the right")


class AgendaCard(Card):
    """All items of the meeting, and a line to add one. Emits `link_asked(item)`."""

    link_asked = Signal(str)

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Agenda"), head="sunken")
        self._opened, self.t = opened, opened.desk.t
        self._items = Staying[ItemRow](lambda row: row.item)
        self.body.addLayout(self._items.column)
        self._line = Rule(parent=self)
        self._line.setFixedHeight(2)
        give(self._line, tone="focus")
        self._line.hide()
        self.adder = AddLine(opened.desk.theme, self.t("Add an item, Enter confirms"))
        self.adder.field.returnPressed.connect(self.add_typed)
        self.body.addWidget(self.adder)

    def add_typed(self) -> None:
        """Add what stands in the line; it is empty afterwards, for the next one."""
        title = self.adder.take()
        if not title:
            return
        meeting, write = self._opened.meeting, self._opened.desk.book.meetings.write
        self._opened.write(lambda _records: write.add_item(meeting, title))

    def show_items(self) -> None:
        """Show the items in their order; rows that stay are not made anew."""
        meeting = self._opened.meeting
        rows = self._items.show(
            [i.id for i in meeting.items], lambda at: self._make(meeting.items[at])
        )
        for at, (row, item) in enumerate(zip(rows, meeting.items, strict=True), 1):
            row.show_item(meeting, at, item)
        last = self._opened.desk.book.meetings.last(
            meeting.activity.type, meeting.activity.group or "", meeting.day
        )
        if meeting.archived:
            self.set_meta("")
            return
        drawn = self.t("drawn up from the last meeting, to edit and drag") if last else ""
        self.set_meta(drawn or self.t("to edit and drag"))

    def _make(self, item: AgendaItem) -> ItemRow:
        row = ItemRow(self._opened, item)
        row.grip.dragged.connect(self._drag)
        row.grip.dropped.connect(lambda y, i=item.id: self._drop(i, y))
        row.moved.connect(lambda steps, i=item.id: self._step(i, steps))
        row.asked.connect(lambda key, i=item.id: self._do(i, key))
        return row

    def edit(self, item: str) -> None:
        """Open an item's words."""
        for row in self._items.rows:
            if row.item == item:
                row.place.edit()

    def settle(self) -> None:
        """Add what was typed as a new item and not confirmed."""
        self.add_typed()

    def _drag(self, y: float) -> None:
        at = self._place(y)
        rows = self._items.rows
        edge = rows[at].y() if at < len(rows) else rows[-1].y() + rows[-1].height()
        self._line.setGeometry(8, edge - 1, self.width() - 16, 2)
        self._line.show()
        self._line.raise_()

    def _drop(self, item: str, y: float) -> None:
        self._line.hide()
        ids = [row.item for row in self._items.rows]
        at = self._place(y)
        if ids.index(item) < at:
            at -= 1
        if ids.index(item) != at:
            self._move(item, at)

    def _place(self, y: float) -> int:
        spot = self.mapFromGlobal(QPointF(0, y)).y()
        return sum(row.y() + row.height() / 2 < spot for row in self._items.rows)

    def _step(self, item: str, steps: int) -> None:
        at = [row.item for row in self._items.rows].index(item) + steps
        if 0 <= at < len(self._items.rows):
            self._move(item, at)

    def _move(self, item: str, at: int) -> None:
        if self._opened.meeting.archived:
            return
        meeting, write = self._opened.meeting, self._opened.desk.book.meetings.write
        self._opened.write(lambda _records: write.move_item(meeting, item, at))

    def _do(self, item: str, key: str) -> None:
        meeting, write = self._opened.meeting, self._opened.desk.book.meetings.write
        if meeting.archived:
            return
        if key == "link":
            self.link_asked.emit(item)
        elif key == "remove":
            title = next((i.title or "" for i in meeting.items if i.id == item), "")
            toast = self.t("Taken off the agenda: {title}", title=title)
            self._opened.write(lambda _records: write.remove_item(meeting, item), toast=toast)
        else:
            self._opened.write(lambda records: records.change(item, {"kind": key}))


def prior_entries(opened: OpenMeeting) -> Sequence[tuple[str, str, str]]:
    """Return items of committee meetings before this one, to link: id, icon, words."""
    t = opened.desk.t
    return [
        (i.id, "users-four", t("{day}: {item}", day=say_date(m.day, t), item=i.title or ""))
        for m in opened.desk.book.meetings.committee_before(opened.meeting.day)
        for i in m.items
    ]
