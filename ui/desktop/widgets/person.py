"""A field for one person: initials filter at once, Enter takes the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.fields import TextEntry
from ui.desktop.widgets.names import means
from ui.desktop.widgets.painted import Painted, draw_words
from ui.desktop.widgets.roles import give

_MOST = 8
_ROW = 36


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to choose; `initials` are the pinyin initials of the name."""

    id: str
    name: str
    initials: str = ""
    group: str = ""
    post: str = ""


class PersonField(TextEntry):
    """The value is a person's id, "" for nobody.

    A name of nobody here is offered as `add_asked(str)` (a member to add) and `guest_asked(str)`
    (sitting in), where the page wants that.
    """

    add_asked = Signal(str)
    guest_asked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        people: Sequence[Person] = (),
        *,
        offers: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", t("Name or initials"), "user", parent=parent)
        self.t, self._people, self._offers, self._chosen = t, tuple(people), offers, ""
        self._list = _Choices(theme, self)
        self._list.taken.connect(self._take)
        self.set_tail("caret-down")
        self.textEdited.connect(self._seek)

    def set_people(self, people: Sequence[Person]) -> None:
        """Choose among these."""
        self._people = tuple(people)
        self.set_value(self._chosen)

    def value(self) -> str:
        """Return the chosen person's id, "" for nobody."""
        return self._chosen

    def set_value(self, value: str | None) -> None:
        """Show a person, silently."""
        self._chosen = value or ""
        self._put(self._name(self._chosen))

    @override
    def settle(self) -> None:
        if self._list.isVisible():
            return
        typed = self.text().strip().lower()
        if typed == self._name(self._chosen).lower():
            return
        exact = [person for person in self._people if person.name.lower() == typed]
        if not typed or len(exact) == 1:
            self._choose(exact[0].id if typed else "")
        else:
            self.set_wrong(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, open_now = event.key(), self._list.isVisible()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and open_now:
            self._list.take_current()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and open_now:
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down and not self.isReadOnly():
            self._seek("")
        elif key == Qt.Key.Key_Escape and open_now:
            self._list.hide()
            self._put(self._name(self._chosen))
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - 30 and not self.isReadOnly():
            self._seek("")

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._list.hide()
        super().focusOutEvent(event)

    def _seek(self, text: str) -> None:
        typed = text.strip().lower()
        self.set_wrong(False)
        rows = [
            (
                "person:" + person.id,
                person.name,
                ", ".join(part for part in (person.group, person.post) if part),
            )
            for person in self._people
            if not typed or means(typed, person.name, person.initials)
        ][:_MOST]
        if not rows and typed and self._offers:
            rows = self._ways(text.strip())
        self._list.show_rows(rows, self._nothing())

    def _ways(self, name: str) -> list[tuple[str, str, str]]:
        """Return what can be done with a name of nobody here: key, words, second words."""
        return [
            ("add:", self.t("Add {name} as a member", name=name), ""),
            ("guest:", self.t("Note {name} as sitting in", name=name), ""),
        ]

    def _nothing(self) -> str:
        return self.t("Nobody by that name")

    def _take(self, key: str) -> None:
        kind, _, member = key.partition(":")
        typed = self.text().strip()
        self._list.hide()
        if kind == "person":
            self._choose(member)
        elif kind == "add":
            self.add_asked.emit(typed)
        else:
            self.guest_asked.emit(typed)

    def _choose(self, member: str) -> None:
        changed = member != self._chosen
        self.set_value(member)
        self.set_wrong(False)
        if changed:
            self.settled.emit(member)

    def _name(self, member: str) -> str:
        return next((person.name for person in self._people if person.id == member), "")


class _Choices(QFrame):
    """The rows under the field; the field keeps the focus, so that one goes on typing."""

    taken = Signal(str)

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.ToolTip)
        give(self, part="popup")
        self._field = field
        self._rows = _ChoiceRows(theme)
        self._rows.taken.connect(self.taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self._rows)

    def show_rows(self, rows: Sequence[tuple[str, str, str]], nothing: str) -> None:
        self._rows.set_rows(rows, nothing)
        self.setFixedWidth(max(240, self._field.width()))
        self.adjustSize()
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height() + 2)))
        self.show()

    def step(self, step: int) -> None:
        self._rows.step(step)

    def take_current(self) -> None:
        self._rows.take_current()


class _ChoiceRows(Painted):
    taken = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._rows: tuple[tuple[str, str, str], ...] = ()
        self._nothing, self._at = "", 0
        self.setMouseTracking(True)

    def set_rows(self, rows: Sequence[tuple[str, str, str]], nothing: str) -> None:
        self._rows, self._nothing, self._at = tuple(rows), nothing, 0
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def step(self, step: int) -> None:
        if self._rows:
            self._at = (self._at + step) % len(self._rows)
        self.update()

    def take_current(self) -> None:
        if self._rows:
            self.taken.emit(self._rows[self._at][0])

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.theme.px(_ROW) * max(1, len(self._rows)))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = min(
            len(self._rows) - 1, max(0, int(event.position().y() // self.theme.px(_ROW)))
        )
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.take_current()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        if not self._rows:
            words = QRectF(self.rect()).adjusted(12, 0, -8, 0)
            draw_words(
                painter, words, self._nothing, theme.font("meta"), theme.color("text.secondary")
            )
        for at in range(len(self._rows)):
            self._paint_row(painter, at)
        painter.end()

    def _paint_row(self, painter: QPainter, at: int) -> None:
        theme, (_, name, more) = self.theme, self._rows[at]
        rect = QRectF(0, at * theme.px(_ROW), self.width(), theme.px(_ROW))
        if at == self._at:
            painter.fillRect(rect, theme.color("ground.selected"))
            painter.fillRect(QRectF(0, rect.top(), 3, rect.height()), theme.color("accent.mark"))
        words = rect.adjusted(12, 0, -10, 0)
        taken = draw_words(
            painter, words, name, theme.font("strong"), theme.color("text.primary"), elide=False
        )
        words.setLeft(words.left() + taken + 10)
        draw_words(painter, words, more, theme.font("meta"), theme.color("text.secondary"))
