"""How this computer meets HQ: where it is, when to sync, what of the attachments, the enrolment."""

from typing_extensions import override

from db.model.change import Json
from ui.desktop.desk import Desk
from ui.desktop.forms.enrolment import EnrolmentCard
from ui.desktop.settings.rows import Group
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.segmented import SegmentedControl

URL, MODE, BUDGET = "hq_url", "sync_mode", "file_budget"
"""Settings of the book that syncing reads."""


class HqGroup(Group):
    """Address, when, and how much."""

    key = "sync"

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(desk, t("HQ and syncing"))
        self.url = LineField(desk.theme, placeholder="https://")
        self.url.setMinimumWidth(desk.theme.px(300))
        self.setFocusProxy(self.url)
        self.url.settled.connect(lambda value: self._put(URL, _address(str(value))))
        self.mode = SegmentedControl(
            desk.theme, (("auto", t("In the background")), ("ask", t("Ask first")))
        )
        self.mode.chosen.connect(lambda value: self._put(MODE, value))
        self.budget = SegmentedControl(
            desk.theme,
            (("text", t("Text only")), ("5mb", t("Up to 5 MB")), ("all", t("Everything"))),
        )
        self.budget.chosen.connect(lambda value: self._put(BUDGET, value))
        self.add_row(
            t("HQ's address"), t("Comes with the certificate; HQ says when it changes."), self.url
        )
        self.add_row(t("When there is a network"), t("Typing is never disturbed."), self.mode)
        self.add_row(
            t("Attachments"),
            t("A day by network, both ways; a larger file goes on the next day. By stick all go."),
            self.budget,
        )

    def _put(self, name: str, value: Json) -> None:
        settings = self.desk.book.store.settings
        self.desk.work.edit(
            lambda: settings.put(name, value),
            lambda _none: self.refresh(),
            self.desk.window.problem,
        )

    @override
    def refresh(self) -> None:
        settings = self.desk.book.store.settings
        if not self.url.hasFocus():
            self.url.set_value(self.desk.book.syncing.status().hq_url)
        self.mode.set_current(str(settings.get(MODE, "auto")))
        self.budget.set_current(str(settings.get(BUDGET, "5mb")))

    @override
    def settle(self) -> None:
        self.url.settle()


class EnrolmentGroup(Group):
    """The same card as in the first run, within the groups of settings."""

    key = "enrolment"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.t("Enrolment"))
        self.card = EnrolmentCard(desk.theme, desk.t, desk.work)
        self.add(self.card)

    @override
    def refresh(self) -> None:
        self.card.show_book(self.desk.book)
        # A certificate runs out, or HQ has lost sight of this computer: a newer one is taken here.
        self.card.zone.show()


def _address(text: str) -> str | None:
    """Return an address with its scheme; HQ may be named by host alone."""
    said = text.strip().rstrip("/")
    if not said:
        return None
    return said if "://" in said else f"https://{said}"
