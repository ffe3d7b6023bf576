"""机构和轮值: the bodies of the alliance as a tree, the turns, joint temporary organisations, the budget."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.counting.alliance import BudgetYear, Node, budget, life_of
from app.counting.rotation import year_of
from app.dates import say_year_date
from app.records.alliance import JointOrganization
from app.reports.alliance import LIVES, yuan
from app.said import along, listed
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.unitturns import DutyCard, YearCard, told
from ui.desktop.papers import make_paper
from ui.desktop.people.branchlists import ListCard, span
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage

_ICONS = {"leading_group": "users-four", "office": "briefcase", "task_group": "users-three"}
_LOOKS = {
    "coming": ("info", "clock"),
    "running": ("ok", "check-circle"),
    "past": ("wait", "clock-counter-clockwise"),
    "ended": ("mute", "circle-dashed"),
}
_STEP, _SIDE, _SIDE_WIDE = 22, 500, 760


class BodiesView(Tab):
    """Bodies, joint organisations and budget at the left; the turns at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._year = desk.today().year
        self._ended = False
        self.bodies = ListCard(desk, t("Bodies of the alliance"), "alliance_body", t("Add"))
        self.joint = ListCard(
            desk, t("Joint temporary organisations"), "joint_organization", t("Add")
        )
        self.money = ListCard(desk, t("Budget of joint building"), "budget_line", t("Add"))
        self.duty, self.year = DutyCard(desk), YearCard(desk)
        self.duty.handed.connect(self.hand_over)
        self.year.leafed.connect(self._leaf)
        self._print = Button(theme, t("Print the bodies"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._new = Button(theme, t("Plan a turn"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        left, right = ScrollPage(gap=12), ScrollPage(gap=12)
        for part in (self.bodies, self.joint, self.money):
            left.body.addWidget(part)
        right.body.addWidget(self.duty)
        right.body.addWidget(self.year)
        self._right = right
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(left, 1)
        row.addWidget(right)

    @override
    def meta(self) -> str:
        return self.t("Who stands where, whose turn it is, what is set up for a time")

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def refresh(self) -> None:
        alliance, today = self.desk.book.alliance, self.desk.today()
        found = alliance.turns()
        year = year_of(found, self._year)
        self.year.show_year(year)
        running = year if self._year == today.year else year_of(found, today.year)
        self.duty.show_turns(found, told(found, running, today, self.desk))
        names = alliance.names()
        self._show_bodies(alliance.bodies(), names)
        self._show_joint(alliance.joint_organisations(), names)
        self._show_money(budget(alliance.budget()))
        self.header_changed.emit()

    def _leaf(self, step: int) -> None:
        self._year += step
        self.refresh()

    def _show_bodies(self, nodes: list[Node], names: dict[str, str]) -> None:
        card, t, today = self.bodies, self.t, self.desk.today()
        card.clear()
        for n, node in enumerate(nodes):
            body = node.body
            if n:
                card.add_rule()
            parts = [t("Head: {name}", name=body.head) if body.head else ""]
            if body.lead_unit:
                parts.append(t("lead unit: {name}", name=names.get(body.lead_unit, "")))
            if body.to_on and body.to_on < today:
                parts.append(t("until {day}", day=say_year_date(body.to_on, t)))
            kind = t(body.kind.title_) if body.kind else ""
            icon = _ICONS.get(body.kind or "", "tree-structure")
            row = _row(self.desk, body.id, icon, body.name, along([p for p in parts if p], t), kind)
            if node.depth:
                indent = QWidget()
                indent.setFixedWidth(node.depth * _STEP)
                row.lead(indent)
            card.add(row)
        if not nodes:
            _say(card, t("Leading group, office, task groups with their three responsibilities"))

    def _show_joint(self, found: list[JointOrganization], names: dict[str, str]) -> None:
        card, t, today = self.joint, self.t, self.desk.today()
        card.clear()
        order = ("past", "running", "coming", "ended")
        lived = sorted(((life_of(o, today), o) for o in found), key=lambda x: order.index(x[0]))
        ended = sum(life == "ended" for life, _ in lived)
        shown = [(life, o) for life, o in lived if life != "ended" or self._ended]
        for n, (life, one) in enumerate(shown):
            if n:
                card.add_rule()
            units = listed([names[u] for u in one.units if u in names], t)
            sub = along([p for p in (units, one.approval_document or "") if p], t)
            row = _row(self.desk, one.id, "link", one.name, sub, span(one.from_on, one.to_on, t))
            tone, icon = _LOOKS[life]
            row.add(StatusChip(self.desk.theme, tone, icon, t(LIVES[life])))
            card.add(row)
        if ended:
            self._add_fold(ended)
        if not found:
            _say(card, t("Set up for a task, approved, and dissolved when it is done"))

    def _add_fold(self, many: int) -> None:
        t = self.t
        text = t("Show {n} dissolved", n=many)
        fold = Button(
            self.desk.theme,
            t("Hide what is dissolved") if self._ended else text,
            "link",
            compact=True,
        )
        fold.clicked.connect(self._turn_fold)
        self.joint.body.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)

    def _turn_fold(self) -> None:
        self._ended = not self._ended
        self._show_joint(
            self.desk.book.alliance.joint_organisations(), self.desk.book.alliance.names()
        )

    def _show_money(self, years: list[BudgetYear]) -> None:
        card, t = self.money, self.t
        card.clear()
        for year in years:
            label = t("Year {year}", year=year.year) if year.year else t("Without a year")
            meta = t(
                "planned {planned}, spent {spent} yuan",
                planned=yuan(year.planned),
                spent=yuan(year.spent),
            )
            card.add_group(self.desk.theme, label, meta)
            for n, line in enumerate(year.lines):
                if n:
                    card.add_rule()
                right = f"{yuan(line.planned) or '—'} / {yuan(line.spent) or '—'}"
                card.add(_row(self.desk, line.id, "coin", line.purpose, line.source or "", right))
        if not years:
            _say(card, t("Experts, charter, people, running costs: planned and spent by year"))

    # Doing

    def hand_over(self, turn: str) -> None:
        """Write that a turn is handed over today; the next one begins, or is to be planned."""
        alliance, today, t = self.desk.book.alliance, self.desk.today(), self.t

        def done(following: str) -> None:
            self.desk.window.undoable(t("Handed over on {day}", day=say_year_date(today, t)))
            if not following:
                self.desk.window.note(
                    "info", t("No next turn is planned"), t("Plan a turn, so that somebody leads")
                )

        self.desk.work.edit(lambda: alliance.hand_over(turn, today), done, self.desk.window.problem)

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", detail="new:duty_rotation"))

    @override
    def primary(self) -> None:
        self.new()

    @override
    def print_this(self) -> None:
        papers = self.desk.book.press.alliance
        title = self.t("Bodies of the alliance")
        make_paper(self.desk, title, lambda _p, draft: papers.bodies_pdf(draft=draft))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.is_wide()
        right = _SIDE_WIDE if wide else _SIDE
        self._right.setFixedWidth(min(right, int(self.width() * 0.48)))


def _row(desk: Desk, record: str, icon: str, title: str, sub: str, right: str) -> ListRow:
    row = ListRow(desk.theme, icon, title, sub, right)
    row.set_pressable()
    row.pressed.connect(lambda: desk.window.go(Route("record", record)))
    return row


def _say(card: Card, text: str) -> None:
    label = Label(text, "meta", "secondary", wrap=True)
    label.setContentsMargins(16, 10, 16, 10)
    card.add(label)
