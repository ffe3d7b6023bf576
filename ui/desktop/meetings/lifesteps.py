"""One step of the organisational-life meeting's list: done or open, written on where it stands."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.life import CollectedOpinion, RectificationItem
from app.services.life import Life, LifeStep
from ui.desktop.meetings.keeper import Bound, Founding, as_day
from ui.desktop.meetings.lined import AddLine, PressRow
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.rectification import BoundRow, ItemRow, LastItemRow, OpinionRow
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.labels import IconLabel, Label, Rule
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.staying import Staying

V = TypeVar("V", CollectedOpinion, RectificationItem)


class StepHead(PressRow):
    """Mark, title, how far."""

    hair = False

    def __init__(self, opened: OpenMeeting) -> None:
        theme = opened.desk.theme
        super().__init__(theme)
        self._mark = IconLabel(theme, "circle-dashed", size="icon")
        self._title, self._told = Label("", "strong"), Label("", "meta", "secondary")
        self._caret = IconLabel(theme, "caret-down", "text.secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self._title)
        row.addWidget(self._told, 1)
        row.addWidget(self._caret)
        self.setMinimumHeight(theme.px(44))

    def show_step(self, title: str, told: str, *, done: bool, is_open: bool) -> None:
        """Show the step as it stands."""
        icon, color = (
            ("check-circle", "state.ok_mark") if done else ("circle-dashed", "text.secondary")
        )
        self._mark.set_icon(icon, color, fill=done)
        self._title.setText(title)
        self._told.setText(told)
        self._caret.set_icon("caret-up" if is_open else "caret-down", "text.secondary")
        self.setAccessibleName(title)
        self.setAccessibleDescription(told)


class Listing(QWidget, Generic[V]):
    """Rows of records that belong to a step, and a line that adds one."""

    def __init__(
        self,
        opened: OpenMeeting,
        make: Callable[[OpenMeeting, V], BoundRow],
        words: str = "",
        add: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__()
        self._opened, self._add = opened, add
        self._make: Callable[[OpenMeeting, V], BoundRow] = make
        self._rows = Staying[BoundRow](lambda row: row.record)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._rows.column)
        self.adder = AddLine(opened.desk.theme, words)
        self.adder.field.returnPressed.connect(self.add_typed)
        self.adder.setVisible(bool(words))
        column.addWidget(self.adder)

    def show_values(self, values: Sequence[V]) -> None:
        """Show the records; rows that stay are not made anew."""
        rows = self._rows.show(
            [v.id for v in values], lambda at: self._make(self._opened, values[at])
        )
        for row, value in zip(rows, values, strict=True):
            row.show_row(value)

    def add_typed(self) -> None:
        """Add what stands in the line."""
        text = self.adder.take()
        if text and self._add is not None:
            self._add(text)


class StepBody(QWidget):
    """What is written of a step; made when it is first opened."""

    def __init__(self, opened: OpenMeeting, key: str) -> None:
        super().__init__()
        self._opened, self._key, self.t = opened, key, opened.desk.t
        self._bound: list[Bound] = []
        self._opinions: Listing[CollectedOpinion] | None = None
        self._items: Listing[RectificationItem] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(6)
        self.text: LongTextField | None = None
        if key != "items":
            self._write(key)
        self._lists()

    def _write(self, key: str) -> None:
        theme, t, kind = (
            self._opened.desk.theme,
            self.t,
            self._opened.desk.book.kinds["life_meeting"],
        )
        field = kind.field(key)
        self.text = LongTextField(theme, rows=2, most=12)
        framed = Field(theme, t(field.title) if field else "", self.text)
        self._keep(self.text, key, framed, typing=True)
        frame, row = QWidget(), QHBoxLayout()
        frame.setLayout(row)
        row.setContentsMargins(42, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(framed, 3)
        if key == "report":
            day = DateField(theme, t, self._opened.desk.today)
            reported = Field(theme, t("Reported on"), day)
            self._keep(day, "reported_on", reported, read=as_day)
            row.addWidget(reported, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(frame)

    def _keep(self, editor: QWidget, field: str, frame: Field, **how: object) -> None:
        activity = self._opened.meeting.id
        founds = Founding("life_meeting", {"activity": activity})
        keep = self._opened.keeper.bind
        self._bound.append(keep(editor, "", field, frame=frame, founds=founds, **how))

    def _lists(self) -> None:
        t, opened, life = self.t, self._opened, self._opened.desk.book.meetings.life
        if self._key == "opinions":
            self._opinions = Listing(
                opened,
                OpinionRow,
                t("Add an opinion, Enter confirms"),
                lambda text: opened.write(lambda _r: life.add_opinion(opened.meeting.id, text)),
            )
            self._column.addWidget(self._opinions)
        if self._key == "items":
            self._items = Listing(
                opened,
                ItemRow,
                t("Add what is to be put right, Enter confirms"),
                lambda text: opened.write(lambda _r: life.add_item(opened.meeting.activity, text)),
            )
            self._column.addWidget(self._items)
        if self._key == "last_year":
            self._items = Listing(opened, LastItemRow)
            self._column.addWidget(self._items)

    def show_life(self, life: Life) -> None:
        """Show what is written; what is being typed stays."""
        for bound in self._bound:
            if life.steps_of is None:
                bound.show_missing(life.record)
            else:
                bound.show_record(life.steps_of.record)
        if self._opinions is not None:
            self._opinions.show_values(life.opinions)
        if self._items is not None:
            self._items.show_values(life.items if self._key == "items" else life.last_items)

    def listing(self) -> Listing[RectificationItem] | None:
        """Return the list of things to be put right, where the step has one."""
        return self._items

    def begin(self) -> None:
        """Put the cursor where the step begins."""
        if self.text is not None:
            self.text.setFocus()
        elif self._items is not None:
            self._items.adder.place.edit()


class StepRow(QWidget):
    """A step's head and, where it is open, its body."""

    opened_it = Signal(str)

    def __init__(self, opened: OpenMeeting, key: str) -> None:
        super().__init__()
        self._opened, self.key, self.t = opened, key, opened.desk.t
        self._activity = ""
        self.head = StepHead(opened)
        self.head.pressed.connect(self._press)
        self.body: StepBody | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(Rule())

    @property
    def is_open(self) -> bool:
        """Tell whether it is being written on."""
        return self.body is not None and not self.body.isHidden()

    def _press(self) -> None:
        if self.is_open and self.body is not None:
            self.body.hide()
        else:
            self.open()
        self.opened_it.emit(self.key)

    def open(self) -> None:
        """Open it, and put the cursor in."""
        life = self._opened.meeting.life
        if self.body is None:
            self.body = StepBody(self._opened, self.key)
            self._column.insertWidget(1, self.body)
        self.body.show()
        if life is not None:
            self.body.show_life(life)
        self.body.begin()

    def show_step(self, step: LifeStep, life: Life) -> None:
        """Show the step as it stands; another meeting's body is not carried over."""
        if self.body is not None and self._activity != life.activity.id:
            self.body.hide()
            self.body.deleteLater()
            self.body = None
        self._activity = life.activity.id
        if self.body is not None:
            self.body.show_life(life)
        told = step.told(self.t) if step.told else life.text(step.key).split("\n", 1)[0][:40]
        self.head.show_step(self.t(step.title), told, done=step.done, is_open=self.is_open)
