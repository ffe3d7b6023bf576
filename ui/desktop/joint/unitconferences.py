"""联席会议: what all of them decided, late first, each with its unit and day; and the conferences."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.conferences import Matter
from app.dates import say_year_date
from app.records.meeting import Activity
from app.reports.alliance import STANDINGS
from app.terms import ActivityType
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.outgoing import export_table
from ui.desktop.meetings.starting import start
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyLine, EmptyState, Way
from ui.desktop.widgets.filling import Filling
from ui.desktop.widgets.panel import side_width
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl

ALL, OPEN, LATE, DONE = "all", "open", "late", "done"
_FILTERS = (
    (ALL, N_("All"), ("late", "open", "done", "dropped")),
    (LATE, STANDINGS["late"], ("late",)),
    (OPEN, STANDINGS["open"], ("late", "open")),
    (DONE, STANDINGS["done"], ("done", "dropped")),
)
_LOOKS = {
    "late": ("wait", "clock-counter-clockwise"),
    "open": ("info", "circle-half"),
    "done": ("ok", "check-circle"),
    "dropped": ("mute", "circle-dashed"),
}
_SIDE, _SIDE_WIDE = 320, 440


class ConferencesView(Tab):
    """The matters at the left, the conferences at the right; each row opens its meeting."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._matters: list[Matter] = []
        self._held: list[Activity] = []
        self.filter = SegmentedControl(theme, [(k, t(w)) for k, w, _ in _FILTERS], ALL)
        self.filter.chosen.connect(lambda _key: self._draw())
        columns = (
            Column("what", t("What was decided")),
            Column("unit", t("Responsible unit"), 170),
            Column("due", t("Due on"), 96),
            Column("state", t("State"), 140),
        )
        self.list = RowList(theme, columns, two_lines=True, many=False)
        Filling(self.list, self)
        self.list.opened.connect(self._open)
        self._none = EmptyLine(theme, "check-circle", t("Nothing here"))
        self.conferences = Card(theme, t("Joint conferences"), " ", "sunken")
        self._new = Button(theme, t("New joint conference"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._export = Button(theme, t("Export to Excel"), "secondary", "file-arrow-up")
        self._export.clicked.connect(self.export)
        self.empty = EmptyState(
            theme,
            t("No joint conference yet"),
            t("What it decides is followed up here, with its unit and its day"),
            (Way("new", "chats", "", "", t("New joint conference")),),
        )
        self.empty.chosen.connect(lambda _way: self.new())
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        self._none.setContentsMargins(16, 0, 16, 0)
        card.add(self.list)
        card.add(self._none)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(card)
        left.addStretch(1)
        self._right = ScrollPage()
        self._right.body.addWidget(self.conferences)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self._left, 1)
        row.addWidget(self._right)
        row.addWidget(self.empty, 1)

    @override
    def meta(self) -> str:
        late = sum(m.standing == "late" for m in self._matters)
        open_ = sum(m.standing in ("late", "open") for m in self._matters)
        said = self.t("{n} matter of conferences open|{n} matters of conferences open", n=open_)
        return self.t("{said}, {n} past their day", said=said, n=late) if late else said

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._export, self._new] if self._held else []

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        if detail in {key for key, _, _ in _FILTERS}:
            self.filter.set_current(detail)
        self.refresh()

    @override
    def refresh(self) -> None:
        alliance = self.desk.book.alliance
        self._held, self._matters = alliance.conferences(), alliance.matters()
        has = bool(self._held)
        for part in (self._left, self._right):
            part.setVisible(has)
        self.empty.setVisible(not has)
        here, t = self.filter.current(), self.t
        self.filter.set_options(
            [
                (
                    key,
                    t(
                        "{state} {n}",
                        state=t(words),
                        n=sum(m.standing in of for m in self._matters),
                    ),
                )
                for key, words, of in _FILTERS
            ]
        )
        self.filter.set_current(here)
        self._draw()
        self._show_held()
        self.header_changed.emit()

    def _draw(self) -> None:
        of = next(standings for key, _, standings in _FILTERS if key == self.filter.current())
        shown = [m for m in self._matters if m.standing in of]
        self.list.set_rows(ListRows([self._row(m) for m in shown]))
        self.list.setVisible(bool(shown))
        self._none.setVisible(not shown)

    def _row(self, matter: Matter) -> Row:
        t, resolution, held = self.t, matter.resolution, matter.conference
        day = say_year_date(held.held_start.date(), t) if held.held_start else ""
        sub = "  ".join(x for x in (held.title or t(held.type.title_), day) if x)
        owner = self.desk.book.records.name(resolution.owner or "")
        tone, icon = _LOOKS[matter.standing]
        due = resolution.due_on.isoformat() if resolution.due_on else "—"
        return Row(
            resolution.id,
            (
                Text((resolution.text or "").split("\n", 1)[0], sub),
                Text(resolution.owner_unit or owner or "—", owner if resolution.owner_unit else ""),
                Text(due, role="meta"),
                Chip(tone, icon, t(STANDINGS[matter.standing])),
            ),
            quiet=matter.standing in ("done", "dropped"),
        )

    def _show_held(self) -> None:
        t, theme = self.t, self.desk.theme
        self.conferences.clear()
        self.conferences.set_meta(t("{n} held or planned", n=len(self._held)))
        counts: dict[str, int] = {}
        for matter in self._matters:
            counts[matter.conference.id] = counts.get(matter.conference.id, 0) + 1
        for n, held in enumerate(self._held):
            if n:
                self.conferences.add_rule()
            day = say_year_date(held.held_start.date(), t) if held.held_start else t("no day yet")
            matters = t("1 matter|{n} matters", n=counts.get(held.id, 0))
            title = held.title or t(held.type.title_)
            row = ListRow(theme, "chats", title, f"{day}  {matters}", wrap=True, lines=2)
            row.set_pressable()
            row.pressed.connect(lambda m=held.id: self.desk.window.go(Route("meeting", m)))
            self.conferences.add(row)

    # Doing

    def _open(self, resolution: str) -> None:
        found = next((m for m in self._matters if m.resolution.id == resolution), None)
        if found is not None:
            self.desk.window.go(Route("meeting", found.conference.id))

    @override
    def new(self) -> None:
        start(self.desk, ActivityType.joint_conference)

    @override
    def primary(self) -> None:
        self.new()

    def export(self) -> None:
        """Write the matters to a file."""
        papers, t = self.desk.book.press.alliance, self.t
        name = t("Matters of the joint conferences")
        export_table(self.desk, name, lambda _p: papers.matters_table(t))

    @override
    def print_this(self) -> None:
        self.export()

    @override
    def focus_filter(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.is_wide()
        self._right.setFixedWidth(
            side_width(theme, self.width(), _SIDE_WIDE if wide else _SIDE, 0.36)
        )
