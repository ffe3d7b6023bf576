"""Campaigns: the list at the left, the opened one beside it; behind a button the registers as lists."""

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.campaigns import CampaignView
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.campaignview import OpenedCampaign
from ui.desktop.ledger.registers import RegistersTab
from ui.desktop.papers import make_paper
from ui.desktop.people.branchlists import span
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row, Text

_LIST = 296


class CampaignLists(RegistersTab):
    """Campaigns, plans and their items as lists."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "campaigns"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (N_("Campaigns"), ("campaign", "plan_item")),
    )


class CampaignsTab(Tab):
    """Details: a campaign by its id as the record; a kind's name, or `new:<kind>`, for the lists."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self._views: tuple[CampaignView, ...] = ()
        self._chosen, self._listing = "", False
        self.lists = CampaignLists(desk)
        self.lists.header_changed.connect(self.header_changed)
        columns = (Column("title", t("Campaign")), Column("done", t("Items done"), 64, "right"))
        self.list = RowList(theme, columns, two_lines=True, many=False)
        self.list.chosen.connect(self._choose)
        self.opened = OpenedCampaign(desk)
        self._as_list = Button(theme, t("As lists"), "secondary", "list-bullets")
        self._as_list.clicked.connect(
            lambda: desk.window.go(Route("joint", detail="campaigns:campaign"))
        )
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._new = Button(theme, t("New campaign"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._empty = EmptyState(
            theme,
            t("No campaign yet"),
            t("A period with a goal; items by front line, and the records that carry it"),
            (Way("new", "flag-banner", "", "", t("New campaign")),),
        )
        self._empty.chosen.connect(lambda _key: self.new())
        self._lay()

    def _lay(self) -> None:
        theme = self.desk.theme
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        left = QWidget()
        left.setFixedWidth(theme.px(_LIST))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        both = QWidget()
        row = QHBoxLayout(both)
        margin = theme.layout("page_margin")
        row.setContentsMargins(margin, 0, margin, 12)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(left)
        row.addWidget(self.opened, 1)
        self._pages = QStackedWidget()
        for page in (both, self._empty, self.lists):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    # What the place asks

    @override
    def meta(self) -> str:
        if self._listing:
            return self.lists.meta()
        n = len(self._views)
        return self.t("{n} campaign|{n} campaigns", n=n) if n else ""

    @override
    def header_actions(self) -> list[QWidget]:
        if self._listing:
            return self.lists.header_actions()
        # The empty page has its own red button, and a page has one.
        return [self._as_list, self._print, self._new] if self._views else [self._as_list]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new, *self.lists.writing_actions()]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self._listing = bool(detail)
        if self._listing:
            self.lists.arrive(record, detail)
        else:
            self._chosen = record or self._chosen
        self.refresh()

    @override
    def refresh(self) -> None:
        if self._listing:
            self.lists.refresh()
            self._pages.setCurrentWidget(self.lists)
            return
        self._views = tuple(self.desk.book.campaigns.all())
        if self._chosen not in {view.campaign.id for view in self._views}:
            self._chosen = self._views[0].campaign.id if self._views else ""
        self._pages.setCurrentIndex(0 if self._views else 1)
        self.list.set_rows(ListRows([self._row(view) for view in self._views]))
        self.list.fit_height(most=10)
        if self._chosen:
            self.list.select(self._chosen)
        self._show_chosen()
        self.header_changed.emit()

    def _row(self, view: CampaignView) -> Row:
        held = view.campaign
        done = f"{view.done}/{view.items}" if view.items else ""
        period = span(held.from_on, held.to_on, self.t) or " "
        return Row(held.id, (Text(held.title, period), Text(done)))

    def _choose(self, campaign: str) -> None:
        if campaign and campaign != self._chosen:
            self.opened.settle()
            self._chosen = campaign
            self._show_chosen()

    def _show_chosen(self) -> None:
        for view in self._views:
            if view.campaign.id == self._chosen:
                self.opened.show_view(view)

    @override
    def leave(self) -> None:
        self.opened.settle()

    @override
    def primary(self) -> None:
        self.new()

    @override
    def new(self) -> None:
        if self._listing:
            self.lists.new()
        else:
            self.desk.window.go(Route("record", detail="new:campaign"))

    @override
    def focus_filter(self) -> None:
        if self._listing:
            self.lists.focus_filter()

    @override
    def print_this(self) -> None:
        view = next((v for v in self._views if v.campaign.id == self._chosen), None)
        if view is not None and not self._listing:
            self.opened.settle()
            papers, campaign = self.desk.book.press.tags, view.campaign
            make_paper(
                self.desk,
                campaign.title,
                lambda _p, draft: papers.campaign_pdf(campaign.id, draft=draft),
            )
