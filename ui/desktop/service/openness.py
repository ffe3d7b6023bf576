"""通知和意见: what members are told and what they say, in five views; the lists of records behind them."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.registers import RegistersTab
from ui.desktop.service.box import BoxView
from ui.desktop.service.bulletins import BulletinView
from ui.desktop.service.deliberations import DeliberationsView
from ui.desktop.service.disclosures import DisclosuresView
from ui.desktop.service.notices import NoticesView
from ui.desktop.service.view import View
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.segmented import SegmentedControl

LISTS = "lists"
_VIEWS: tuple[tuple[str, str, type[View]], ...] = (
    ("notices", N_("Notices"), NoticesView),
    ("box", N_("Opinion box"), BoxView),
    ("deliberations", N_("Deliberations"), DeliberationsView),
    ("disclosures", N_("Disclosures"), DisclosuresView),
    ("bulletin", N_("Bulletin"), BulletinView),
)
_OF_KIND = {
    "notice": "notices",
    "opinion": "box",
    "deliberation": "deliberations",
    "disclosure": "disclosures",
}


class OpennessLists(RegistersTab):
    """The registers: export, paste from Excel, delete."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "openness"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("To members"),
            (
                "notice",
                "acknowledgement",
                "disclosure",
            ),
        ),
        (
            N_("From members"),
            (
                "opinion",
                "comment",
                "deliberation",
            ),
        ),
    )


class OpennessTab(Tab):
    """Details: a view's key, `lists`, or what the lists understand: a kind, `new:<kind>`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        options = [(key, t(title)) for key, title, _ in _VIEWS]
        self.views = SegmentedControl(theme, [*options, (LISTS, t("Registers"))])
        self.views.chosen.connect(
            lambda key: desk.window.go(Route("service", detail=f"openness:{key}"))
        )
        self._stack = QStackedWidget()
        self._made: dict[str, View] = {}
        self._lists: OpennessLists | None = None
        margin = theme.layout("page_margin")
        head = QHBoxLayout()
        head.setContentsMargins(margin, 0, margin, 0)
        head.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    @property
    def view(self) -> View | None:
        """The view that is seen; None while the lists are."""
        key = self.views.current()
        return None if key == LISTS else self._view(key)

    @property
    def lists(self) -> OpennessLists:
        """The lists, made when they are first asked for."""
        if self._lists is None:
            self._lists = OpennessLists(self.desk)
            self._lists.header_changed.connect(self.header_changed)
            self._stack.addWidget(self._lists)
        return self._lists

    def _view(self, key: str) -> View:
        if key not in self._made:
            made = next(make for name, _, make in _VIEWS if name == key)(self.desk)
            made.header_changed.connect(self.header_changed)
            self._made[key] = made
            self._stack.addWidget(made)
        return self._made[key]

    @override
    def meta(self) -> str:
        return self.view.meta() if self.view else self.lists.meta()

    @override
    def header_actions(self) -> list[QWidget]:
        return self.view.header_actions() if self.view else self.lists.header_actions()

    @override
    def writing_actions(self) -> list[Button]:
        return self.view.writing_actions() if self.view else self.lists.writing_actions()

    @override
    def arrive(self, record: str, detail: str) -> None:
        keys = {key for key, _, _ in _VIEWS}
        wanted = detail if detail in {*keys, LISTS} else LISTS if detail else ""
        if not wanted and record:
            found = self.desk.book.records.raw(record)
            wanted = _OF_KIND.get(found.kind, LISTS) if found is not None else ""
        wanted = wanted or self.views.current()
        if wanted != self.views.current() and self.view is not None:
            self.view.leave()
        self.views.set_current(wanted)
        view = self.view
        if view is None:
            self._stack.setCurrentWidget(self.lists)
            self.lists.arrive(record, "" if detail == LISTS else detail)
        else:
            self._stack.setCurrentWidget(view)
            view.show_record(record)
        self.header_changed.emit()

    @override
    def leave(self) -> None:
        if self.view:
            self.view.leave()

    @override
    def refresh(self) -> None:
        if self.view:
            self.view.refresh()
        else:
            self.lists.refresh()

    @override
    def primary(self) -> None:
        self.new()

    @override
    def new(self) -> None:
        if self.view:
            self.view.new()
        elif self.lists.browser.kind().name == "opinion":
            # Without a name it has to go into the box; there one with a name goes its own way too.
            self.desk.window.go(Route("service", detail="openness:box"))
        else:
            self.lists.new()

    @override
    def focus_filter(self) -> None:
        if not self.view:
            self.lists.focus_filter()

    @override
    def print_this(self) -> None:
        if self.view:
            self.view.print_this()
