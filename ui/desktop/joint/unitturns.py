"""The turns as lead unit: a year as a picture, whose turn it is with its duties, what is to be told."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.counting.rotation import Turn, Year, beginning, next_turn, not_handed_over, on_duty
from app.dates import say_date, say_short_month, say_year_date
from db.model.words import N_, Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.painted import (
    CENTER,
    Painted,
    draw_box,
    draw_line,
    draw_ring,
    draw_words,
)
from ui.desktop.widgets.scroll import FlowRow

_HEAD, _ROW, _NAMES = 22, 28, 168
_DUTIES = (
    ("activities", N_("Preparing activities")),
    ("platform", N_("Running the platform")),
    ("exchange", N_("Sharing resources")),
    ("seconded", N_("Seconded people")),
    ("handover", N_("Hand-over note")),
)


class TurnsYear(Painted):
    """One row a turn over twelve months; days nobody leads are a ground behind. Emits `chosen(record)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._year = Year(2000, (), (), ())
        self._names: tuple[str, ...] = ()
        self._today = date.min
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_year(self, year: Year, names: Sequence[str], today: date) -> None:
        """Show a year; `names` are those of the units that lead, turn by turn."""
        self._year, self._names, self._today = year, tuple(names), today
        self._at = max(0, min(self._at, len(year.turns) - 1))
        self._name_it()
        self.follow_theme()

    @override
    def sizeHint(self) -> QSize:
        rows = max(1, len(self._year.turns))
        return QSize(360, self.theme.px(_HEAD + rows * _ROW) + 4)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        turns = self._year.turns
        if step is not None and turns:
            self._at = max(0, min(len(turns) - 1, self._at + step))
            self._name_it()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and turns:
            self.chosen.emit(turns[self._at].record.id)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() - self._top()) // self._tall())
        if event.button() == Qt.MouseButton.LeftButton and 0 <= at < len(self._year.turns):
            self._at = at
            self._name_it()
            self.chosen.emit(self._year.turns[at].record.id)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        for gap in self._year.gaps:
            box = QRectF(self._x(gap.first), self._top(), 0, self.height() - self._top() - 2)
            box.setRight(self._x(gap.last, after=True))
            draw_box(painter, box, 3, theme.color("state.wait_soft"))
        for month in range(1, 13):
            left, right = self._x(date(self._year.year, month, 1)), self._month_end(month)
            place = QRectF(left, 0, right - left, self._top())
            words = say_short_month(month, self.t) if place.width() > 34 else str(month)
            font, color = theme.font("caption"), theme.color("text.secondary")
            draw_words(painter, place, words, font, color, CENTER, elide=False)
            line = theme.color("line.hair")
            draw_line(painter, QPointF(left, self._top()), QPointF(left, self.height() - 2), line)
        for at, turn in enumerate(self._year.turns):
            self._paint_turn(painter, at, turn)
        if self._today.year == self._year.year:
            x = self._x(self._today)
            color = theme.color("accent.mark")
            draw_line(painter, QPointF(x, self._top()), QPointF(x, self.height() - 2), color, 2)
        painter.end()

    def _paint_turn(self, painter: QPainter, at: int, turn: Turn) -> None:
        theme, top = self.theme, self._top() + at * self._tall()
        row = QRectF(0, top, self.width(), self._tall())
        names = QRectF(4, top, self._left() - 12, self._tall())
        draw_words(painter, names, self._names[at], theme.font("meta"), theme.color("text.primary"))
        box = QRectF(self._x(turn.first), top + 6, 0, self._tall() - 12)
        box.setRight(
            max(box.left() + 4, self._x(turn.last, after=True) if turn.last else self._end())
        )
        handed = turn.record.handed_over_on is not None
        color = "data.bar" if turn.holds(self._today) else "data.heat_2"
        fill = theme.color(color if not handed else "data.heat_3")
        draw_box(painter, box, 3, fill)
        if self.hasFocus() and at == self._at:
            draw_ring(painter, theme, row.adjusted(1, 1, -1, -1))

    def _top(self) -> float:
        return float(self.theme.px(_HEAD))

    def _tall(self) -> float:
        return float(self.theme.px(_ROW))

    def _left(self) -> float:
        return float(min(self.theme.px(_NAMES), self.width() * 0.36))

    def _end(self) -> float:
        return self.width() - 2.0

    def _x(self, day: date, *, after: bool = False) -> float:
        first, year = date(self._year.year, 1, 1), self._year.year
        days = (date(year + 1, 1, 1) - first).days
        at = max(0, min(days, (day - first).days + (1 if after else 0)))
        return self._left() + at * (self._end() - self._left()) / days

    def _month_end(self, month: int) -> float:
        year = self._year.year
        return self._end() if month == 12 else self._x(date(year, month + 1, 1))

    def _name_it(self) -> None:
        turns, name = self._year.turns, self.t("No turn in this year")
        said = self.t("{n} turn|{n} turns", n=len(turns)) if turns else name
        if turns:
            turn = turns[self._at]
            until = turn.last.isoformat() if turn.last else ""
            name = f"{self._names[self._at]} {turn.first.isoformat()} – {until}"
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        self.update()


def told(found: Sequence[Turn], year: Year, today: date, desk: Desk) -> list[tuple[str, str]]:
    """Return what is to be said of the turns, as (tone, sentence): hand-over, what begins, gaps."""
    t, said = desk.t, []
    for turn in not_handed_over(found, today):
        words = t("{unit}: the turn ended on {day} and was not handed over",
                  unit=unit_name(desk, turn), day=say_year_date(turn.last or today, t))  # fmt: skip
        said.append(("wait", words))
    for turn in beginning(found, today):
        days = (turn.first - today).days
        words = t("{unit} leads from {day} on, in {n} day|{unit} leads from {day} on, in {n} days",
                  unit=unit_name(desk, turn), day=say_date(turn.first, t), n=days)  # fmt: skip
        said.append(("info", words))
    for words, stretches in (
        (N_("Nobody leads from {first} to {last}"), year.gaps),
        (N_("Two units lead at once from {first} to {last}"), year.overlaps),
    ):
        said += [
            ("wait", t(words, first=say_date(s.first, t), last=say_date(s.last, t)))
            for s in stretches
        ]
    return said


def unit_name(desk: Desk, turn: Turn) -> str:
    """Return who leads in a turn; without a unit it is this branch's own."""
    unit = turn.record.unit
    return desk.book.records.name(unit) if unit else desk.book.alliance.own()


class YearCard(Card):
    """The picture of a year, to leaf through. Emits `leafed(step)`."""

    leafed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, " ", " ")
        self._desk = desk
        self.picture = TurnsYear(desk.theme, desk.t)
        self.picture.chosen.connect(lambda record: desk.window.go(Route("record", record)))
        self._notes = QWidget()
        self.add(self.picture)
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for icon, tip, step in (
            ("caret-left", desk.t("Year before"), -1),
            ("caret-right", desk.t("Year after"), 1),
        ):
            button = IconButton(desk.theme, icon, tip, compact=True)
            button.clicked.connect(lambda _on=False, s=step: self.leafed.emit(s))
            row.addWidget(button)
        self.set_action(ways)

    def show_year(self, year: Year) -> None:
        """Show a year of the rotation."""
        t, desk = self._desk.t, self._desk
        self.set_title(t("Turns of {year}", year=year.year))
        self.set_meta(t("{n} turn|{n} turns", n=len(year.turns)))
        self.picture.set_year(year, [unit_name(desk, x) for x in year.turns], desk.today())


class DutyCard(Card):
    """Whose turn it is today, with its duties; it is handed over here. Emits `handed(record)`."""

    handed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("On duty today"), " ")
        self._desk = desk

    def show_turns(self, found: Sequence[Turn], notes: Sequence[tuple[str, str]]) -> None:
        """Show the turn of today, or who comes next, and what is to be told."""
        t, theme, today = self._desk.t, self._desk.theme, self._desk.today()
        self.clear()
        now = on_duty(found, today)
        for turn in now:
            self._add_lead(turn)
        if not now:
            coming = next_turn(found, today)
            words = t("Nobody leads today")
            if coming is not None:
                who, day = unit_name(self._desk, coming), say_year_date(coming.first, t)
                words = t("Nobody leads today; {unit} from {day} on", unit=who, day=day)
            self.add(Label(words, "body", "secondary", wrap=True))
        self._add_ways(now, [x for x in not_handed_over(found, today) if x not in now])
        for tone, words in notes:
            self.add(NoteLine(theme, tone, words))
        for turn in now:
            self._add_duties(turn)

    def _add_lead(self, turn: Turn) -> None:
        t = self._desk.t
        until = say_year_date(turn.last, t) if turn.last else t("no end set")
        first = say_year_date(turn.first, t)
        self.add(Label(unit_name(self._desk, turn), "strong", wrap=True))
        self.add(Label(t("{first} to {last}", first=first, last=until), "meta", "secondary"))

    def _add_duties(self, turn: Turn) -> None:
        for field, words in _DUTIES:
            text = (getattr(turn.record, field) or "").strip()
            if text or field in ("activities", "platform", "exchange"):
                self.add(Label(self._desk.t(words), "caption", "secondary"))
                self.add(Label(text or "—", wrap=True))

    def _add_ways(self, now: Sequence[Turn], late: Sequence[Turn]) -> None:
        ways = FlowRow()
        for turn in (*now, *late):
            text = self._desk.t("Hand over")
            if turn in late or len(now) + len(late) > 1:
                text = self._desk.t("Hand over: {unit}", unit=unit_name(self._desk, turn))
            button = Button(self._desk.theme, text, "secondary", "handshake", compact=True)
            record = turn.record.id
            button.clicked.connect(lambda _on=False, r=record: self.handed.emit(r))
            ways.add(button)
        for turn in now[:1]:
            edit = Button(self._desk.theme, self._desk.t("Write its duties"), "quiet", compact=True)
            record = turn.record.id
            edit.clicked.connect(lambda _on=False, r=record: self._open(r))
            ways.add(edit)
        self.add(ways)

    def _open(self, record: str) -> None:
        self._desk.window.go(Route("record", record))
