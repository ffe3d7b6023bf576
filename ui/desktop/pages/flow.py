"""Floating members, the three clocks of contact, and the ticks of dues: one page, three views."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.branch_type import ticks_dues
from app.records.flow import FlowDirection
from app.records.organisation import Branch
from app.services.flowing import Floating
from app.services.listfiles import save_listing
from app.services.members import standing_of
from db.model.progress import Progress
from ui.desktop.desk import Desk, Route
from ui.desktop.kept import Kept
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.people.duesbook import DuesBook
from ui.desktop.people.inward import InwardForm
from ui.desktop.people.reach import ReachBook
from ui.desktop.people.register import flow_columns, flow_row
from ui.desktop.settings.rows import in_margins
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows
from ui.desktop.widgets.segmented import SegmentedControl

FLOW, CONTACT, DUES = "flow", "contact", "dues"
_TOOLS = 100


class FlowPage(Page):
    """Opened from the roster. Details: `flow`, `contact`, `dues`, `in` (somebody floats in)."""

    place = "members"
    returns = True
    kinds = frozenset(
        {"member", "flow_record", "contact_entry", "dues_tick", "lost_contact_case", "attendance",
         "activity", "branch", "member_status_event"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self.views = SegmentedControl(theme, [(FLOW, t("Floating")), (CONTACT, t("Contact"))])
        self.views.chosen.connect(lambda _view: self.refresh())
        self.list = RowList(theme, flow_columns(t))
        self.list.opened.connect(lambda flow: desk.window.go(Route("record", flow)))
        self.inward = InwardForm(desk)
        self.inward.closed.connect(self.inward.hide)
        self.reach, self.dues = ReachBook(desk), DuesBook(desk)
        self._register_now: Sequence[Floating] = ()
        self._kept = Kept(desk.feed)
        self.reach.opened.connect(lambda m: desk.window.go(Route("members", m, "contact")))
        self.note = NoteLine(theme, "wait", "")
        self._print = self._button(t("Print"), "printer", self.print_this)
        self._export = self._button(t("Export to Excel"), "file-arrow-up", self.export)
        self._in = self._button(t("Somebody floats in"), "user-plus", self.inward.begin)
        self._out = self._button(t("A member floats out"), "plus", self.new)
        self._out.set_kind("primary")
        self._lay()

    def _button(self, words: str, icon: str, act: Callable[[], object]) -> Button:
        made = Button(self.desk.theme, words, "secondary", icon)
        made.clicked.connect(act)
        return made

    def _lay(self) -> None:
        theme, t, margin = self.desk.theme, self.t, self.desk.theme.layout("page_margin")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.views)
        tools.addWidget(self.note, 1)
        tools.addStretch(0)
        self._none = EmptyLine(
            theme, "arrows-left-right", t("Nobody floats"),
            t("Who is away for six months or more, or comes from elsewhere, stands here"),
        )  # fmt: skip
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        self._bare = in_margins(self._none)
        card.add(self._bare)
        self._register = QWidget()
        inner = QVBoxLayout(self._register)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.inward)
        inner.addWidget(card)
        inner.addStretch(1)
        self.inward.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.setSpacing(12)
        column.addLayout(tools)
        self._parts = {FLOW: self._register, CONTACT: self.reach, DUES: self.dues}
        for part in self._parts.values():
            column.addWidget(part, 1)

    @override
    def title(self) -> str:
        return self.t("Floating and contact")

    @override
    def meta(self) -> str:
        lines = [f for f in self._register_now if f.running]
        out = sum(f.flow.direction == FlowDirection.out for f in lines)
        return self.t("{out} out, {into} in", out=out, into=len(lines) - out)

    @override
    def writing_actions(self) -> list[Button]:
        return [self._in, self._out, self.reach.search_it]

    @override
    def header_actions(self) -> list[QWidget]:
        match self.views.current():
            case "contact":
                return [self.reach.paper, self.reach.search_it]
            case "dues":
                return [self._print]
        return [self._print, self._export, self._in, self._out]

    @override
    def arrive(self, record: str, detail: str) -> None:
        # Which views there are depends on the branch.
        self.refresh()
        if detail in self._parts:
            self.views.set_current(detail)
            self.refresh()
        if detail == "in":
            self.inward.begin()

    @override
    def refresh(self) -> None:
        book, t, today = self.desk.book, self.t, self.desk.today()
        if self._kept.holds(self.views.current(), today):
            return
        self._register_now = book.flowing.register()
        views = [(FLOW, t("Floating")), (CONTACT, t("Contact"))]
        ticks = ticks_dues(book.records.get(Branch, "branch"))
        self.views.set_options([*views, (DUES, t("Dues"))] if ticks else views)
        if not ticks and self.views.current() == DUES:
            self.views.set_current(FLOW)
        view = self.views.current()
        self.note.hide()
        if view == FLOW:
            self._show_flow()
        else:
            members = [m for m in book.members.as_of(today) if m.is_here]
            if view == CONTACT:
                self.reach.show_members(members, dues=ticks)
            else:
                self.dues.show_members([m for m in members if standing_of(m) != "placed"])
        for name, part in self._parts.items():
            part.setVisible(name == view)
        self._fit()
        self._kept.note(view, today)
        self.header_changed.emit()

    def _show_flow(self) -> None:
        register, today = self._register_now, self.desk.today()
        self.list.set_rows(ListRows([flow_row(f, today, self.t) for f in register]))
        self.list.setVisible(bool(register))
        self._bare.setVisible(not register)
        late = sum(f.contact_on is not None and f.contact_on < today for f in register)
        self.note.say("wait", self.t("{n} contact is due|{n} contacts are due", n=late))
        self.note.setVisible(bool(late))

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", detail="new:flow_record:direction=out"))

    def export(self) -> None:
        """Write the register to a file for HQ's clerk."""
        t, flowing, window = self.t, self.desk.book.flowing, self.desk.window
        name = t("Floating members")
        chosen = window.choose_file(t("Export to Excel"), "(*.xlsx *.csv)", save_as=f"{name}.xlsx")
        if not chosen:
            return
        path = Path(chosen)

        def write(progress: Progress) -> int:
            listing = flowing.listing(t)
            progress.step(0, 1)
            save_listing(listing, path)
            return len(listing.rows)

        def written(n: int) -> None:
            window.note("ok", t("{n} records written to {file}", n=n, file=path.name))

        self.desk.work.job(t("Exporting {name}", name=name), write, written, window.problem)

    @override
    def print_this(self) -> None:
        papers, view = self.desk.book.press.rosters, self.views.current()
        if view == DUES:
            self.dues.print_this()
        elif view == FLOW:
            name = self.t("Register of floating members")
            make_paper(self.desk, name, lambda _p, draft: papers.flow_pdf(draft=draft))

    # Sizes

    def _fit(self) -> None:
        row = self.desk.theme.size("row_table")
        room = self.height() - _TOOLS - self.desk.theme.size("table_head")
        self.list.fit_height(max(3, room // row))
        self.reach.fit_height(max(3, (room - 30) // row))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
