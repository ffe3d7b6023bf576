"""The roster in the unit's order, with everyone's months and hours; one member's profile beside it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.studying import Studied
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.kept import Kept
from ui.desktop.page import Page
from ui.desktop.people import rows
from ui.desktop.people.dayline import DayLine, read_roster
from ui.desktop.people.profile import Profile
from ui.desktop.people.rows import GONE, PLACED, PROBATIONARY, Roster
from ui.desktop.people.tools import MoreButton, RosterTools
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.drop import files_in
from ui.desktop.widgets.empty import EmptyLine, EmptyState, Way
from ui.desktop.widgets.panel import panel_width
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows

TABLES = "(*.xlsx *.xlsm *.csv *.txt)"
_TOOLS = 48


class MembersPage(Page):
    """The place 党员.

    Details: `new`, `contact`, `happened`, `probationary`, `placed`, `group:<id>`, `ids:<id>,<id>`,
    `day:2026-03-01`.
    """

    place = "members"
    kinds = frozenset(
        {"member", "party_group", "attendance", "activity", "study_record", "contact_entry",
         "office_holding", "member_status_event", "leave_or_absence", "flow_record",
         "group_membership", "lost_contact_case"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._roster: Roster | None = None
        self.tools = RosterTools(theme, t)
        self.list = RowList(theme, rows.columns(t))
        self.profile = Profile(desk)
        self.dayline = DayLine(desk)
        self._ways = _ways(desk)
        self._day = IconButton(theme, "clock-counter-clockwise", t("Roster of a day"), edged=True)
        self._day.clicked.connect(self.dayline.begin_today)
        self._more = MoreButton(theme, t)
        self._more.import_asked.connect(self.import_file)
        self._more.ending_asked.connect(lambda: desk.window.go(Route("ending")))
        self._add = Button(theme, t("Add member"), "primary", "user-plus")
        self._add.clicked.connect(self.new)
        self._kept = Kept(desk.feed)
        self.setAcceptDrops(True)
        self._lay()
        self._join()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        margin = theme.layout("page_margin")
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.add(self.list)
        self._none = _nobody_found(theme, t)
        self._none.acted.connect(self.tools.clear)
        self._card.add(self._none)
        self._main = QWidget()
        column = QVBoxLayout(self._main)
        column.setContentsMargins(margin, 0, theme.layout("gutter"), 0)
        column.setSpacing(0)
        column.addWidget(self.dayline)
        column.addWidget(self.tools)
        column.addWidget(self._card)
        column.addStretch(1)
        self.empty = _nobody_yet(theme, t)
        self.empty.chosen.connect(lambda key: self.import_file() if key == "file" else self.new())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._main, 1)
        outer.addWidget(self.empty, 1)
        outer.addWidget(self.profile)

    def _join(self) -> None:
        self.tools.changed.connect(self._show)
        self.dayline.changed.connect(self.refresh)
        self.tools.search.left_down.connect(self.list.setFocus)
        self.tools.search.entered.connect(self._enter_list)
        self.list.chosen.connect(self._follow)
        self.list.opened.connect(lambda member: self.desk.window.go(Route("record", member)))
        self.list.opened_beside.connect(lambda _member: self.profile.begin_edit())
        self.list.removed.connect(self._remove)
        self.list.typed.connect(self.tools.type_on)
        self.profile.added.connect(self._added)
        self.profile.closed.connect(self._show)
        self.profile.study_asked.connect(lambda m: self.desk.window.go(Route("study", m)))

    @override
    def title(self) -> str:
        return self.t("Members")

    @override
    def meta(self) -> str:
        return _counted(self._roster, self.t)

    @override
    def writing_actions(self) -> list[Button]:
        return [self._add]

    @override
    def header_actions(self) -> list[QWidget]:
        there = self._roster is not None and bool(self._roster.members)
        return [self._day, *self._ways, self._more, self._add] if there else []

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, value = detail.partition(":")
        self.tools.set_only(value.split(",") if word == "ids" else ())
        self.refresh()
        if word in (PROBATIONARY, PLACED):
            self.tools.standing.set_current(word)
        if word == "group":
            self.tools.groups.set_value(value)
        if record or word in (PROBATIONARY, PLACED, "group"):
            self._show(record)
        if word == "new":
            self.new()
        elif word == "contact":
            self.profile.begin_contact()
        elif word == "happened":
            self.profile.begin_happening()
        elif word == "day":
            self.dayline.begin(date.fromisoformat(value))

    @override
    def refresh(self) -> None:
        wanted = (self.dayline.asked(), self.desk.today())
        roster = self._roster if self._kept.holds(*wanted) else None
        if roster is None:
            roster = self._roster = read_roster(self.desk, wanted[0])
            self._kept.note(*wanted)
        self.tools.show_choices(roster.groups, rows.counted(roster.members))
        self._show()
        self.header_changed.emit()

    def _show(self, select: str = "") -> None:
        roster = self._roster
        if roster is None:
            return
        there = bool(roster.members)
        self._main.setVisible(there)
        self.empty.setVisible(not there)
        self.profile.setVisible(there or self.profile.is_editing())
        wanted = self.tools.wanted()
        found = [m for m in roster.members if rows.fits(m, roster.groups, wanted)]
        kept = select or (self.list.selection() or [""])[0]
        # The profile is read once, at the end.
        self.list.blockSignals(True)
        self.list.set_rows(ListRows([rows.row(m, roster, self.t) for m in found]))
        if found and not self.list.select(kept):
            self.list.select(found[0].id)
        self.list.blockSignals(False)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        self._fit()
        if found:
            self._follow((self.list.selection() or [""])[0])

    def _follow(self, member: str) -> None:
        roster = self._roster
        found = next((m for m in roster.members if m.id == member), None) if roster else None
        if roster is not None and found is not None:
            studied = roster.studied.get(member, Studied(0))
            self.profile.show_member(found, roster.meetings, studied, self.dayline.asked())

    @override
    def new(self) -> None:
        self.profile.show()
        self.profile.set_folded(folded=False)
        self.profile.begin_add()

    def _added(self, member: str) -> None:
        name = self.desk.book.records.name(member)
        self.desk.window.undoable(self.t("Added {name}", name=name))

    def _remove(self, ids: list[str]) -> None:
        records, text = self.desk.book.records, _deleted(self.desk, ids)
        self.desk.work.edit(
            lambda: records.delete(*ids),
            lambda _applied: self.desk.window.undoable(text),
            self.desk.window.problem,
        )

    @override
    def leave(self) -> None:
        self.profile.form.settle()

    @override
    def focus_filter(self) -> None:
        self.tools.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        if self.dayline.asked() is not None:
            self.dayline.print_roster()
        elif self.profile.member():
            self.profile.print_record()

    def _enter_list(self) -> None:
        if self.list.count():
            self.list.setFocus()

    # A roster from outside

    def import_file(self) -> None:
        """Ask for a file and show what it would bring."""
        path = self.desk.window.choose_file(
            self.t("Import from Excel"), self.t("Tables") + f" {TABLES}"
        )
        if path:
            self._preview(Path(path))

    def _preview(self, path: Path) -> None:
        self.desk.window.go(Route("roster", detail=str(path)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.matches(QKeySequence.StandardKey.Paste)
            and "\t" in QApplication.clipboard().text()
        ):
            self.desk.window.go(Route("roster", detail="paste"))
        elif event.key() == Qt.Key.Key_F2:
            self.profile.begin_edit()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self._preview(files[0])

    # Sizes

    def _fit(self) -> None:
        wide = self.window().width() >= self.desk.theme.layout("wide_from")
        theme = self.desk.theme
        self.profile.set_width(theme.px(460) if wide else panel_width(theme))
        head, row = self.desk.theme.size("table_head"), self.desk.theme.size("row_table")
        over = _TOOLS if self.dayline.asked() is None else 2 * _TOOLS
        room = self.height() - over - head - 24
        self.list.fit_height(max(3, room // row))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _counted(roster: Roster | None, t: Translate) -> str:
    """Return how many there are of each standing."""
    if roster is None or not roster.members:
        return t("No roster yet")
    n = rows.counted(roster.members)
    return t(
        "{n} people: {full} full, {probationary} probationary, {placed} placed here. {groups} groups",
        n=n.total() - n[GONE],
        full=n["full"],
        probationary=n[PROBATIONARY],
        placed=n[PLACED],
        groups=len(roster.groups),
    )


def _ways(desk: Desk) -> list[Button]:
    t = desk.t
    return [
        _way(desk, "arrows-left-right", t("Floating and contact"), "flow"),
        _way(desk, "flag", t("Branch card"), "branch"),
    ]


def _way(desk: Desk, icon: str, words: str, page: str) -> Button:
    button = Button(desk.theme, words, "secondary", icon)
    button.clicked.connect(lambda: desk.window.go(Route(page)))
    return button


def _deleted(desk: Desk, ids: list[str]) -> str:
    if len(ids) == 1:
        return desk.t("Deleted {name}", name=desk.book.records.name(ids[0]))
    return desk.t("Deleted {n} members", n=len(ids))


def _nobody_found(theme: Theme, t: Translate) -> EmptyLine:
    return EmptyLine(
        theme,
        "magnifying-glass",
        t("Nobody found"),
        t("Try initials, or one character"),
        t("Clear the filter"),
    )


def _nobody_yet(theme: Theme, t: Translate) -> EmptyState:
    from_excel = Way(
        "file",
        "file-arrow-down",
        t("From Excel"),
        t("As HQ sent it: titles, merged cells and old spellings are read"),
        t("Choose a file"),
    )
    one_by_one = Way(
        "new",
        "user-plus",
        t("One by one"),
        t("A name is enough; the rest can come later"),
        t("Add member"),
    )
    return EmptyState(
        theme,
        t("Bring the roster in first"),
        t("Drop an Excel file, or add people one by one"),
        (from_excel, one_by_one),
    )
