"""Home: what is due, what is only here, what next; answered before anyone scrolls."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_date
from app.said import QUARTERS
from app.services.calendar import Due, Line
from app.services.home import Attention, HomeView
from db.model.errors import StoreError
from db.model.record import Applied
from db.model.words import N_
from ui.desktop.checks.ways import way_to
from ui.desktop.desk import Desk, Remedy, Route
from ui.desktop.home.charts import GroupsCard, HoursCard, YearCard
from ui.desktop.home.due import DueCard, way_of
from ui.desktop.home.side import AttentionCard, NextCard, SyncCard
from ui.desktop.home.soon import SoonCard
from ui.desktop.meetings.printing import print_sign_in
from ui.desktop.meetings.starting import Starting
from ui.desktop.page import Page
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.scroll import ScrollPage

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_FEW, _MANY, _SIDE_MOST = 3, 8, 392


class HomePage(Page):
    """The first place."""

    place = "home"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: HomeView | None = None
        self._primary: Line | None = None
        self._wide = self._offered = False
        self._starting = Starting(desk)
        self._actions = self._build_actions()
        self._due = DueCard(desk.theme, desk.t, link=True)
        self._season, self._soon = DueCard(desk.theme, desk.t), SoonCard(desk)
        self._year, self._next = YearCard(desk, link=True), NextCard(desk)
        self._sync = SyncCard(desk)
        self._groups, self._hours = GroupsCard(desk), HoursCard(desk)
        self._attention = AttentionCard(desk)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._lay())
        self._stack.addWidget(self._build_beginning())
        self._connect()

    def _build_actions(self) -> list[QWidget]:
        theme, t = self.desk.theme, self.t
        self._contact = Button(theme, t("Log a contact"), icon="phone")
        self._contact.clicked.connect(lambda: self._go(Route("record", "", "new:contact_entry")))
        self._new = Button(theme, t("New"), icon="plus")
        self._new.clicked.connect(self.new)
        return [self._contact, self._new]

    def _connect(self) -> None:
        ways = (self._due, self._season, self._soon, self._year, self._next, self._sync)
        for card in (*ways, self._hours):
            card.asked.connect(self._go)
        self._attention.asked.connect(self._look_into)
        self._next.sheet_asked.connect(lambda meeting: print_sign_in(self.desk, meeting))

    # What could not be written last time

    @override
    def arrive(self, record: str, detail: str) -> None:
        super().arrive(record, detail)
        if not self._offered:
            self._offered = True
            self._offer_unwritten()

    def _offer_unwritten(self) -> None:
        t, recovery, edit = self.t, self.desk.book.recovery, self.desk.work.edit
        waiting = recovery.all()
        if not waiting:
            return
        said = StoreError(
            N_("1 text could not be written last time.|{n} texts could not be written last time."),
            safe=N_("It was kept apart, encrypted, and can be put back where it belongs."),
            n=len(waiting),
        )
        problem = self.desk.window.problem
        back = Remedy(t("Put back"), lambda: edit(recovery.put_back, self._say_put_back, problem))
        away = Remedy(t("Throw away"), lambda: edit(recovery.discard))
        problem(said, back, away)

    def _say_put_back(self, n: int) -> None:
        self.desk.window.undoable(self.t("Put back 1 text|Put back {n} texts", n=n))

    # Where things stand

    def _lay(self) -> QWidget:
        theme = self.desk.theme
        margin = theme.layout("page_margin")
        page = ScrollPage(margins=(margin, 0, margin, margin), gap=theme.layout("stack"))
        columns = QHBoxLayout()
        columns.setSpacing(theme.layout("gutter"))
        self._main, self._side = QVBoxLayout(), QVBoxLayout()
        for card in (self._due, self._season, self._soon, self._year):
            self._main.addWidget(card)
        self._pictures = QWidget()
        row = QHBoxLayout(self._pictures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self._groups, 1)
        row.addWidget(self._hours, 1)
        self._main.addWidget(self._pictures)
        self._pictures.hide()
        for part in (self._next, self._sync, self._attention):
            self._side.addWidget(part)
        self._side.addStretch(1)
        self._main.addStretch(1)
        self._side_box = QWidget()
        self._side_box.setLayout(self._side)
        self._side.setContentsMargins(0, 0, 0, 0)
        columns.addLayout(self._main, 1)
        columns.addWidget(self._side_box)
        page.body.addLayout(columns)
        self._fit(wide=False)
        return page

    def _build_beginning(self) -> QWidget:
        t = self.t
        empty = EmptyState(
            self.desk.theme,
            t("The book is open"),
            t(
                "Bring in the roster, then hold the first meeting; all of it works without a network"
            ),
            (
                Way(
                    "roster",
                    "users",
                    t("The roster first"),
                    t("Drop an Excel file, or add people one by one"),
                    t("Import a roster"),
                ),
                Way(
                    "meeting",
                    "calendar-plus",
                    t("The first meeting"),
                    t("Notice, sign-in, minutes, votes and filing on one page"),
                    t("New meeting"),
                ),
                Way(
                    "branch",
                    "flag",
                    t("The branch itself"),
                    t("Its type, its term, its fixed Party day"),
                    t("Fill it in"),
                ),
            ),
        )
        ways = {
            "roster": Route("roster"),
            "meeting": Route("meetings", "", "new"),
            "branch": Route("settings", "", "branch"),
        }
        empty.chosen.connect(lambda key: self._go(ways[key]))
        return empty

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.is_wide()
        if wide != self._wide:
            self._fit(wide=wide)
        self._year.set_room(self.width() - self._side_box.width() - _air(self.desk.theme))

    def _fit(self, *, wide: bool) -> None:
        self._wide = wide
        theme = self.desk.theme
        gap = 16 if wide else theme.layout("stack")
        columns: tuple[QBoxLayout, ...] = (self._main, self._side)
        for column in columns:
            column.setSpacing(gap)
        self._side_box.setFixedWidth(theme.px(480) if wide else _side_width(theme))
        self._pictures.setVisible(wide)
        self._year.set_wide(wide=wide)
        self._attention.set_room(_MANY if wide else _FEW)

    # What the window asks

    @override
    def title(self) -> str:
        today = self.desk.today()
        weekday = self.t(_WEEKDAYS[today.weekday()])
        return self.t("{weekday}, {date}", weekday=weekday, date=say_date(today, self.t))

    @override
    def meta(self) -> str:
        return self.desk.book.branch()

    @override
    def writing_actions(self) -> list[Button]:
        return [self._contact, self._new]

    @override
    def header_actions(self) -> list[QWidget]:
        return self._actions

    @override
    def refresh(self) -> None:
        view = self.desk.book.overview.view()
        self._view = view
        self._stack.setCurrentIndex(1 if view.empty else 0)
        self.header_changed.emit()
        if view.empty:
            return
        lines = (*view.month.lines, *view.quarter.lines)
        self._primary = next((x for x in lines if x.is_due), None)
        self._show_due(view)
        self._soon.show_days(view.soon, self.desk.book.matters.lists.tally().overdue)
        today = self.desk.today()
        self._year.show_year(today.year, today.month, view.year)
        self._next.show_meeting(view.next)
        self._sync.show_status(self.desk.book.syncing.status())
        self._attention.show_lines(view.attention)
        self._groups.show_groups(view.groups, today.month)
        self._hours.show_hours(view.hours)

    def _show_due(self, view: HomeView) -> None:
        t = self.t
        month, season = view.month, view.quarter
        left = t("{n} day left this month|{n} days left this month", n=month.days_left)
        self._due.show_due(
            t("This month"), self._due_words(month, left), month, primary=self._primary
        )
        left = t("{n} day left this quarter|{n} days left this quarter", n=season.days_left)
        self._season.show_due(
            t(QUARTERS[season.span.number - 1]),
            self._due_words(season, left),
            season,
            primary=self._primary,
        )

    def _due_words(self, due: Due, left: str) -> str:
        if not due.missing:
            return self.t("Everything is held or planned")
        return self.t("{n} to do, {left}", n=due.missing, left=left)

    @override
    def primary(self) -> None:
        if self._primary is not None:
            self._go(way_of(self._primary))

    @override
    def new(self) -> None:
        self._go(Route("meetings", "", "new"))

    # Ways on

    def _go(self, route: object) -> None:
        if isinstance(route, Route):
            self._starting.follow(route)

    @override
    def leave(self) -> None:
        self._starting.end()

    @override
    def touched(self, applied: Applied) -> None:
        if not self._starting.under_way:
            self.refresh()

    def _look_into(self, attention: Attention) -> None:
        finding = attention.finding
        if finding is None:
            self._go(Route("conflicts"))
        elif attention.way in ("look", "people"):
            self._go(way_to(finding, attention.way))
        else:
            self._go(Route("checks", "", f"finding:{finding.explanation_id}"))


def _air(theme: Theme) -> int:
    """Return what margins and the gap between the columns take of the page's width."""
    return theme.layout("gutter") + 2 * theme.layout("page_margin")


def _side_width(theme: Theme) -> int:
    """Return the side column's width: larger type takes what the rows beside it can spare."""
    width = theme.layout("column_side")
    return max(width, min(theme.px(width), _SIDE_MOST))
