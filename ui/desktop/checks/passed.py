"""What was looked at without a finding: how often each rule passed, and the page where nothing is."""

from PySide6.QtWidgets import QWidget

from app.services.checking import Report
from ui.desktop.desk import Desk
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.scroll import ScrollPage


class PassedView(ScrollPage):
    """A line for each rule that found nothing somewhere."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._card = Card(desk.theme, desk.t("Checked, nothing found"), head="sunken")
        self.body.addWidget(self._card)
        self.hide()

    def show_report(self, report: Report) -> None:
        """Show what passed."""
        t = self._desk.t
        self._card.clear()
        for at, (title, count) in enumerate(report.passed.items()):
            if at:
                self._card.add_rule()
            right = t("{n} time|{n} times", n=count)
            row = ListRow(self._desk.theme, "check-circle", t(title), right=right, tone="ok")
            self._card.add(row)


def nothing_found(desk: Desk, report: Report) -> EmptyState:
    """Return what is shown where nothing was found; its one way makes the folder."""
    t = desk.t
    return EmptyState(
        desk.theme,
        t("No contradiction and no reminder"),
        t(
            "{n} item was checked, last today at {time}|{n} items were checked, last today at {time}",
            n=sum(report.passed.values()),
            time=f"{desk.now():%H:%M}",
        ),
        (Way("make", "folder-plus", "", "", t("Make the folder")),),
    )
