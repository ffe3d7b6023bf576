"""A week of bookings beside the form of one: press an empty place to book it, drag a booking to move it."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_date
from app.records.resources import Booking, BookingState
from app.services.sharing import Week
from db.model.errors import SuixingError
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.editors import NONE
from ui.desktop.forms.form import RecordForm
from ui.desktop.forms.people import named
from ui.desktop.joint.weekgrid import Slot, WeekGrid
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage

_FIELDS = ("resource", "from_at", "to_at", "for_whom", "partner", "purpose", "state")
_SIDE, _WEEK, _MORNING = 348, 680, time(9)
_LAST = date.max - timedelta(days=7)
"""A day of the last week that has seven days: a year may be mistyped, here or elsewhere."""
_LOOKS = {
    BookingState.asked: ("wait", "clock"),
    BookingState.agreed: ("info", "calendar-check"),
    BookingState.used: ("ok", "check-circle"),
    BookingState.cancelled: ("mute", "x"),
}


class BookingsView(Tab):
    """Details: a day whose week shows. A booking as record shows its week and its form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._day = desk.today()
        self.grid = WeekGrid(theme, t, desk.today)
        self.grid.opened.connect(self.open)
        self.grid.asked.connect(self.begin)
        self.grid.moved.connect(self.move_to)
        self.clash = NoteLine(theme, "error", "")
        self._span = Label("", "heading")
        self._before = IconButton(theme, "caret-left", t("The week before"), edged=True)
        self._after = IconButton(theme, "caret-right", t("The week after"), edged=True)
        self._now = Button(theme, t("This week"), "secondary", compact=True)
        self._before.clicked.connect(lambda: self._turn(-7))
        self._after.clicked.connect(lambda: self._turn(7))
        self._now.clicked.connect(lambda: self._show(desk.today()))
        self._new = Button(theme, t("Book"), "primary", "calendar-plus")
        self._new.clicked.connect(self.new)
        self.form = RecordForm(desk, desk.book.kinds["booking"], _FIELDS, columns=1)
        self.form.made.connect(lambda _id: desk.window.undoable(t("Booked")))
        self._cancel = Button(theme, t("Cancel this booking"), "secondary", "x", compact=True)
        self._cancel.clicked.connect(self.cancel)
        self.none = EmptyState(
            theme,
            t("Nothing to book yet"),
            t("Rooms, experts and bases of the catalogue are booked here"),
            (Way("share", "package", "", "", t("Share something")),),
        )
        self.none.chosen.connect(
            lambda _way: desk.window.go(Route("record", detail="new:shared_resource"))
        )
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for widget in (self._before, self._after, self._now):
            tools.addWidget(widget)
        tools.addSpacing(8)
        tools.addWidget(self._span)
        tools.addStretch(1)
        scroll = ScrollPage(gap=12)
        scroll.body.addWidget(self.clash)
        scroll.body.addWidget(self.grid)
        scroll.body.addWidget(self.none)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addLayout(tools)
        left.addWidget(scroll, 1)
        self._card = Card(theme, self.t("Booking"))
        close = IconButton(theme, "x", self.t("Close"), compact=True)
        close.clicked.connect(self.close_form)
        self._card.set_action(close)
        self._card.add(self.form)
        self._card.body.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignLeft)
        side = ScrollPage()
        side.body.addWidget(self._card)
        self._side = side
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self._left, 1)
        row.addWidget(side)
        side.hide()

    @override
    def meta(self) -> str:
        return self.t("Press an empty place to book it; drag a booking to another day")

    @override
    def header_actions(self) -> list[QWidget]:
        # Where nothing can be booked yet, the empty view has the red button.
        return [] if self.none.isVisibleTo(self) else [self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        booking = self.desk.book.records.get(Booking, record) if record else None
        if booking is not None and booking.from_at is not None:
            self._day = min(booking.from_at.date(), _LAST)
            self.open(record)
        elif detail:
            self._day = min(date.fromisoformat(detail), _LAST)
        self.refresh()

    @override
    def refresh(self) -> None:
        week = self.desk.book.sharing.week(self._day)
        last = week.first + timedelta(days=6)
        self._span.setText(
            self.t(
                "{first} to {last}", first=say_date(week.first, self.t), last=say_date(last, self.t)
            )
        )
        self.grid.show_week(
            week.first,
            [(r.id, r.name) for r in week.resources],
            _slots(week, self.t("Nobody named")),
        )
        self.grid.setVisible(bool(week.resources))
        self.none.setVisible(not week.resources)
        for part in (self._before, self._after, self._now, self._span):
            part.setVisible(bool(week.resources))
        self.header_changed.emit()
        n = len(week.clashing)
        self.clash.say(
            "error",
            self.t(
                "{n} bookings of this week meet another: two laptops promised one time; agree, then move or cancel one",
                n=n,
            ),
        )
        self.clash.setVisible(n > 0)
        shown = self.desk.book.records.raw(self.form.record) if self.form.record else None
        if shown is not None and not shown.deleted:
            self.form.show_record(shown)
            self._cancel.setVisible(shown.get("state") != BookingState.cancelled)
        elif self.form.record:
            # Deleted, or its beginning taken back: what is typed here would go nowhere.
            self.form.show_new()
            self._show_form(shown=False)

    def _turn(self, days: int) -> None:
        last = _LAST.toordinal()
        self._show(date.fromordinal(max(1, min(last, self._day.toordinal() + days))))

    def _show(self, day: date) -> None:
        self.desk.window.go(Route("joint", detail=f"resources:week:{day.isoformat()}"))

    def _show_form(self, *, shown: bool) -> None:
        """Show the form beside the week; where both have no room, in its place."""
        width, side = self.width(), self.desk.theme.px(_SIDE)
        alone = shown and width - side < self.desk.theme.px(_WEEK)
        self._side.setVisible(shown)
        self._left.setVisible(not alone)
        self._side.setFixedWidth(min(2 * side, width) if alone else side)

    def close_form(self) -> None:
        """Write what is still being typed, and show the week alone."""
        self.form.settle()
        self._show_form(shown=False)
        self.grid.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_form(shown=self._side.isVisibleTo(self))

    def _offer(self) -> None:
        """Offer the resources and units that there are now: others may have come since the form was made."""
        for name, kind in (("resource", "shared_resource"), ("partner", "partner_organization")):
            editor = self.form.fields[name].editor
            if isinstance(editor, ComboField):
                editor.set_options([NONE, *named(self.desk, kind)])

    # What is done

    def open(self, booking: str) -> None:
        """Show the form of a booking beside the week."""
        found = self.desk.book.records.raw(booking)
        if found is None:
            return
        self._offer()
        self._show_form(shown=True)
        self.form.show_record(found)
        self._cancel.setVisible(found.get("state") != BookingState.cancelled)

    def begin(self, resource: str, day: date) -> None:
        """Begin a booking of a resource on a day; it is there once it says for whom."""
        start = datetime.combine(day, _MORNING)
        end = start + timedelta(hours=1)
        self._offer()
        self._show_form(shown=True)
        self._cancel.hide()
        known = {"from_at": start.isoformat(), "to_at": end.isoformat()}
        self.form.show_new({"resource": resource, **known} if resource else dict(known))
        field = self.form.fields["for_whom" if resource else "resource"]
        field.editor.setFocus()

    @override
    def new(self) -> None:
        today, first = self.desk.today(), self._day - timedelta(days=self._day.weekday())
        self.begin("", today if first <= today < first + timedelta(days=7) else first)

    def move_to(self, booking: str, start: datetime) -> None:
        """Move a booking; where the time is taken it stays, and says by whom."""
        sharing, t = self.desk.book.sharing, self.t
        self.desk.work.edit(
            lambda: sharing.move(booking, start),
            lambda _none: self.desk.window.undoable(t("Moved the booking")),
            self._refused,
        )

    def _refused(self, error: SuixingError) -> None:
        self.desk.window.problem(error)
        self.refresh()

    def cancel(self) -> None:
        """Call the booking off, with undo."""
        sharing, booking, t = self.desk.book.sharing, self.form.record, self.t
        self.desk.work.edit(
            lambda: sharing.cancel(booking),
            lambda _none: self.desk.window.undoable(t("Cancelled the booking")),
            self.desk.window.problem,
        )

    @override
    def leave(self) -> None:
        self.form.settle()

    @override
    def primary(self) -> None:
        self.new()


def _slots(week: Week, nobody: str) -> list[Slot]:
    found = []
    for resource, bookings in week.bookings.items():
        for b in bookings:
            if b.from_at is None or b.to_at is None or b.to_at <= b.from_at:
                continue
            tone, icon = _LOOKS[b.state]
            if b.id in week.clashing:
                tone, icon = "error", "warning-octagon"
            whom = b.for_whom or b.purpose or nobody
            found.append(Slot(b.id, resource, b.from_at, b.to_at, whom, tone, icon))
    return found
