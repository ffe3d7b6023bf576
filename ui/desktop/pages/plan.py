"""The quarter's plan: drafted from what the rules will ask, edited, filed upward, held against what was done."""

from datetime import date, datetime, time
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.periods import Span, next_month, quarter_of
from app.dates import say_year_date
from app.services.planning import PlanLine, PlanView, plan_title
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.people import people
from ui.desktop.meetings.keeper import Keeper, as_day
from ui.desktop.meetings.lined import AddLine
from ui.desktop.meetings.planrows import PlanRow
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.person import Person
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.staying import Staying

_USUAL_TIME, _SIDE = time(19, 30), 320


class PlanPage(Page):
    """Details: a day of the quarter to show, `2026-05-22`."""

    place = "meetings"
    returns = True
    kinds = frozenset({"plan", "plan_item", "activity", "party_group", "branch", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self.keeper = Keeper(desk, self)
        self.keeper.idle.connect(self.refresh)
        self.span: Span = quarter_of(desk.today())
        self.view: PlanView | None = None
        self._lines = Staying[PlanRow](lambda row: row.item)
        self._back = IconButton(theme, "caret-left", t("The quarter before"), edged=True)
        self._on = IconButton(theme, "caret-right", t("The quarter after"), edged=True)
        self._back.clicked.connect(lambda: self.turn(-1))
        self._on.clicked.connect(lambda: self.turn(1))
        self._print = Button(theme, t("Print the filing form"), "primary", "printer")
        self._print.clicked.connect(self.print_this)
        self._lay()

    def _lay(self) -> None:
        theme, t, margin = self.desk.theme, self.t, self.desk.theme.layout("page_margin")
        self.card = Card(theme, t("What the quarter holds"), head="sunken")
        self.card.body.addLayout(self._lines.column)
        self.adder = AddLine(theme, t("Add a line, Enter confirms"))
        self.adder.field.returnPressed.connect(self.add_typed)
        self.card.add(self.adder)
        scroll = ScrollPage()
        scroll.body.addWidget(self.card)
        side = ScrollPage()
        side.body.addWidget(self._filing())
        side.setFixedWidth(_SIDE)
        self._whole = QWidget()
        row = QHBoxLayout(self._whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(scroll, 1)
        row.addWidget(side)
        way = Way(
            "draft",
            "list-plus",
            t("Draft the plan"),
            t("Meetings by kind, month and group, as the rules ask; to be edited"),
            t("Draft the plan"),
        )
        sentence = t("A quarter's plan is filed with the superior, and held against what was done")
        self.empty = EmptyState(theme, t("No plan for this quarter yet"), sentence, (way,))
        self.empty.chosen.connect(lambda _key: self.draft())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, 0, margin, 20)
        outer.addWidget(self._whole, 1)
        outer.addWidget(self.empty, 1)

    def _filing(self) -> Card:
        theme, t = self.desk.theme, self.t
        card = Card(theme, t("Filing with the superior"))
        day, to, reply = DateField(theme, t, self.desk.today), LineField(theme), LineField(theme)
        self._bound = []
        for name, label, editor, how in (
            ("filed_on", t("Filed on"), day, {"read": as_day}),
            ("filed_with", t("Filed with"), to, {}),
            ("reply", t("Reply"), reply, {}),
        ):
            frame = Field(theme, label, editor)
            self._bound.append(self.keeper.bind(editor, "", name, frame=frame, **how))
            card.add(frame)
        words = t("The form prints with what was done so far, and the explanations.")
        card.add(Label(words, "caption", "secondary", wrap=True))
        return card

    # What the window asks

    @override
    def title(self) -> str:
        return plan_title(self.span)(self.t)

    @override
    def meta(self) -> str:
        if self.view is None:
            return ""
        t, plan = self.t, self.view.plan
        said = t("{done} of {n} done", done=self.view.done, n=len(self.view.lines))
        if plan.filed_on is None:
            return t("{one}, {next}", one=said, next=t("not filed with the superior yet"))
        filed = t("Filed with the superior, {day}", day=say_year_date(plan.filed_on, t))
        return t("{one}, {next}", one=said, next=filed)

    @override
    def header_actions(self) -> list[QWidget]:
        turner: list[QWidget] = [self._back, self._on]
        return turner if self.view is None else [*turner, self._print]

    @override
    def arrive(self, record: str, detail: str) -> None:
        found = self.desk.book.planning.get(record, self.desk.today()) if record else None
        if found is not None and found.plan.from_on is not None:
            self.span = quarter_of(found.plan.from_on)
        elif detail:
            self.span = quarter_of(date.fromisoformat(detail))
        self.refresh()

    @override
    def refresh(self) -> None:
        if self.keeper.busy:
            return
        planning, today = self.desk.book.planning, self.desk.today()
        plan = planning.of(self.span)
        self.view = None if plan is None else planning.view(plan, today)
        self._whole.setVisible(self.view is not None)
        self.empty.setVisible(self.view is None)
        if self.view is not None:
            self._show(self.view)
        self.header_changed.emit()

    def _show(self, view: PlanView) -> None:
        for bound in self._bound:
            bound.show_record(view.plan.record)
        everyone = list(people(self.desk)) if len(self._lines.rows) < len(view.lines) else []
        rows = self._lines.show(
            [line.item.id for line in view.lines],
            lambda at: self._make(view.lines[at], everyone),
        )
        for row, line in zip(rows, view.lines, strict=True):
            row.show_line(line)
        self.card.set_meta(self.t("{n} lines", n=len(view.lines)))

    def _make(self, line: PlanLine, everyone: list[Person]) -> PlanRow:
        row = PlanRow(self.desk, self.keeper, everyone, line)
        row.asked.connect(partial(self._do, line.item.id))
        return row

    def rows(self) -> list[PlanRow]:
        """Return the lines as they stand."""
        return list(self._lines.rows)

    @override
    def leave(self) -> None:
        self.add_typed()
        self.keeper.settle()

    @override
    def primary(self) -> None:
        if self.view is None:
            self.draft()
        else:
            self.print_this()

    @override
    def print_this(self) -> None:
        if self.view is None:
            return
        self.keeper.settle()
        plan, export = self.view.plan.id, self.desk.book.exporting
        make_paper(
            self.desk, self.title(), lambda _progress, draft: export.plan_pdf(plan, draft=draft)
        )

    # Doing

    def turn(self, quarters: int) -> None:
        """Show a quarter before or after."""
        self.leave()
        days = (self.span.first.replace(day=1), next_month(self.span.last))
        near = days[1] if quarters > 0 else date.fromordinal(days[0].toordinal() - 1)
        self.span = quarter_of(near)
        self.refresh()

    def draft(self) -> None:
        """Write the plan from what the rules will ask."""
        planning, span, t = self.desk.book.planning, self.span, self.t
        self.keeper.write(lambda _r: planning.draft(span, t))
        self.desk.window.undoable(t("Drafted the plan"))

    def add_typed(self) -> None:
        """Add what stands in the line as one more line of the plan."""
        title = self.adder.take()
        if title and self.view is not None:
            planning, plan = self.desk.book.planning, self.view.plan
            self.keeper.write(lambda _r: planning.add(plan, title))

    def _do(self, item: str, key: str) -> None:
        line = (
            next((one for one in self.view.lines if one.item.id == item), None)
            if self.view
            else None
        )
        if line is None:
            return
        planning = self.desk.book.planning
        match key:
            case "open" if line.activity is not None:
                self.desk.window.go(Route("meeting", line.activity.id))
            case "link" if line.suggested is not None:
                activity = line.suggested.id
                self.keeper.write(lambda _r: planning.link(line.item, activity))
            case "unlink":
                self.keeper.write(lambda _r: planning.unlink(line))
            case "remove":
                self.keeper.write(lambda records: records.delete(item))
                title = self.t("Taken off the plan: {title}", title=line.item.title)
                self.desk.window.undoable(title)
            case "arrange":
                self._arrange(line)

    def _arrange(self, line: PlanLine) -> None:
        meetings, t, today, item = self.desk.book.meetings, self.t, self.desk.today(), line.item
        kind, group = item.type, item.group or ""
        if kind is None:
            return
        last = meetings.last(kind, group)
        at = last.held_start.time() if last and last.held_start else _USUAL_TIME
        start = datetime.combine(item.due_on, at) if item.due_on else None
        self.keeper.write(
            lambda _r: meetings.new(kind, start, t, group=group, today=today, plan_item=item.id),
            lambda made: self.desk.window.go(Route("meeting", str(made))),
        )
