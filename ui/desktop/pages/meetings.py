"""All meetings of a year: a list with the month beside it, or the month as a page to arrange in."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_date
from app.records.organisation import PartyGroup
from app.services.meeting import Meeting
from app.services.meeting_noted import Noted
from ui.desktop.desk import Desk, Route
from ui.desktop.kept import Kept
from ui.desktop.meetings.kinds import KindList, kind_of
from ui.desktop.meetings.printing import print_sign_in
from ui.desktop.meetings.rows import Listed, listed
from ui.desktop.meetings.standing import where_asked
from ui.desktop.meetings.starting import start
from ui.desktop.meetings.year import YearView
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState, Way


class MeetingsPage(Page):
    """The place 会议. Details: `new`, `new:kind:group`, `sheet`, `calendar`, `day:2026-05-22`, `kind:…`."""

    place = "meetings"
    kinds = frozenset(
        {"activity", "attendance", "agenda_item", "motion", "resolution", "speech", "member",
         "party_group", "leave_or_absence", "office_holding", "notice", "sign_in_sheet", "branch",
         "member_status_event", "explanation"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        t, theme = self.t, desk.theme
        self._year = desk.today().year
        self._all: list[Listed] = []
        self._found: list[tuple[Meeting, list[Noted]]] = []
        self._years: list[int] = []
        self._kept = Kept(desk.feed)
        self.view = YearView(desk)
        self._new = Button(theme, t("New meeting"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._plan = Button(theme, t("Plan"), "secondary", "compass")
        self._plan.clicked.connect(lambda: desk.window.go(Route("plan")))
        self._sheet = Button(theme, t("Blank sign-in sheet"), "secondary", "printer")
        self._sheet.clicked.connect(self.print_this)
        ways = (
            Way(
                "new",
                "calendar-plus",
                t("Arrange a meeting"),
                t("Set day and agenda; the notice and a sign-in sheet with names are made"),
                t("New meeting"),
            ),
            Way(
                "late",
                "clock-counter-clockwise",
                t("Record one that was held"),
                t("By the signed sheet, with a photo; the days since are stated"),
                t("Record one afterwards"),
            ),
        )
        sentence = t("Notice, sign-in, minutes, vote, filing: one page does it")
        self.empty = EmptyState(theme, t("The first meeting begins here"), sentence, ways)
        self.empty.chosen.connect(lambda _key: self.new())
        outer, margin = QVBoxLayout(self), theme.layout("page_margin")
        outer.setContentsMargins(margin, 0, margin, 20)
        outer.addWidget(self.view, 1)
        outer.addWidget(self.empty, 1)
        self._join()

    def _join(self) -> None:
        view = self.view
        view.opened.connect(self._open)
        view.printed.connect(lambda activity: print_sign_in(self.desk, activity))
        view.moved.connect(self._move)
        view.removed.connect(self._remove)
        view.asked.connect(self._ask_on)
        view.started.connect(self._start)
        view.year_asked.connect(self._choose_year)

    @override
    def title(self) -> str:
        return self.t("Meetings")

    @override
    def meta(self) -> str:
        if self.empty.isVisibleTo(self):
            return self.t("Nothing recorded yet")
        held = [one for one in self._all if one.meeting.marked or one.meeting.archived]
        wrong = sum(one.status.mark == "wrong" for one in self._all)
        said = self.t("{year}: {n} meetings recorded", year=self._year, n=len(held))
        if not wrong:
            return said
        return self.t("{said}, {n} of them with a contradiction to look into", said=said, n=wrong)

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def header_actions(self) -> list[QWidget]:
        # The empty page has its own red button, and a page has one.
        tools: list[QWidget] = [self._plan, self._sheet]
        return tools if self.empty.isVisibleTo(self) else [*tools, self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, rest = detail.partition(":")
        if word == "day" or record:
            self._go_to(record, rest)
        self.refresh()
        if word == "calendar":
            self.view.choose_view("calendar")
        elif word == "kind":
            self.view.choose_kind(rest)
        elif word == "sheet":
            self.print_this()
        elif word == "new":
            kind, _, group = rest.partition(":")
            if kind_of(kind):
                self._start(kind, group, None)
            else:
                self.new()

    def _go_to(self, record: str, day: str) -> None:
        found = self.desk.book.meetings.get(record, self.desk.today()) if record else None
        chosen = found.day if found else date.fromisoformat(day)
        self._year = chosen.year
        self.view.set_day(chosen)

    def _read(self) -> None:
        meetings, today = self.desk.book.meetings, self.desk.today()
        if self._kept.holds(self._year, today):
            return
        year = meetings.year(self._year, today)
        noted = meetings.all_noted(year, self.desk.now())
        self._found = list(zip(year, noted, strict=True))
        self._years = meetings.years()
        self._kept.note(self._year, today)

    @override
    def refresh(self) -> None:
        self._read()
        # What is under way, and what HQ has by now, is told anew at every visit.
        now, where, years = self.desk.now(), where_asked(self.desk), self._years
        self._all = [listed(meeting, noted, where, now, self.t) for meeting, noted in self._found]
        self.view.setVisible(bool(years) or bool(self._all))
        self.empty.setVisible(not years and not self._all)
        self.view.show_year(self._year, years, self._all)
        self.header_changed.emit()

    @override
    def focus_filter(self) -> None:
        self.view.focus_filter()

    @override
    def new(self) -> None:
        self._ask_on(self.view.picked())

    @override
    def primary(self) -> None:
        self.new()

    @override
    def print_this(self) -> None:
        found = self.view.meeting_of_day()
        if found:
            print_sign_in(self.desk, found)
        else:
            t = self.t
            sentence = t("Choose one in the list, or arrange one first.")
            self.desk.window.note("info", t("No meeting to print a sheet for"), sentence)

    def _choose_year(self, year: int) -> None:
        self._year = year
        self.refresh()

    def _open(self, activity: str) -> None:
        if activity:
            self.desk.window.go(Route("meeting", activity))

    def _move(self, activity: str, day: date) -> None:
        meetings = self.desk.book.meetings
        text = self.t("Moved to {day}", day=say_date(day, self.t))
        self.view.set_day(day)
        self.desk.work.edit(
            lambda: meetings.move(activity, day),
            lambda _done: self.desk.window.undoable(text),
            self.desk.window.problem,
        )

    def _remove(self, ids: Sequence[str]) -> None:
        names = [o.meeting.activity.title or "" for o in self._all if o.meeting.id in ids]
        text = self.t("Deleted “{name}”", name=", ".join(names))
        self.desk.work.edit(
            lambda: self.desk.book.records.delete(*ids),
            lambda _done: self.desk.window.undoable(text),
            self.desk.window.problem,
        )

    def _ask_on(self, day: date | None) -> None:
        groups = self.desk.book.records.all(PartyGroup)
        chooser = KindList(self.desk.theme, self.t, groups)
        chooser.chosen.connect(lambda kind, group: self._start(kind, group, day))
        under = self._new if self._new.isVisible() else self.empty.findChildren(Button)[0]
        self._chooser = chooser.open_under(under)

    def _start(self, kind: str, group: str, day: date | None) -> None:
        wanted = kind_of(kind)
        if wanted is not None:
            start(self.desk, wanted, group, day)
