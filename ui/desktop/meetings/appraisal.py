"""The step 民主评议: what the appraisal's own page keeps, and the way there; no level is shown here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from app.dates import say_year_date
from app.records.life import Appraisal
from db.model.change import child_id
from db.model.words import N_
from ui.desktop.desk import Route
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.step import Step
from ui.desktop.routes import PAGES
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage

PAGE = "appraisal"
_DAYS = (
    ("self_on", N_("Self-appraisal")),
    ("mutual_on", N_("Mutual appraisal")),
    ("measured_on", N_("Democratic measurement")),
    ("concluded_on", N_("Conclusion")),
    ("reported_on", N_("Report to the superior")),
)


class AppraisalStep(Step):
    """The steps of article 18 with their days, read off the appraisal's own record."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        self.card = Card(self.theme, self.t("Steps of the appraisal"), head="sunken")
        page = ScrollPage(margins=(24, 14, 20, 20))
        page.body.addWidget(self.card)
        if PAGE in PAGES:
            go = Button(self.theme, self.t("To the appraisal's page"), "secondary", "lock-key")
            go.clicked.connect(self._go)
            page.body.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        words = self.t("Self-appraisals, ballots and levels are sealed and stay on that page.")
        page.body.addWidget(Label(words, "meta", "secondary", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _go(self) -> None:
        self.desk.window.go(Route(PAGE, self.opened.meeting.id))

    @override
    def show_meeting(self) -> None:
        activity = self.opened.meeting.id
        found = self.desk.book.records.get(Appraisal, child_id(activity, Appraisal.shape.name))
        self.card.clear()
        for at, (field, title) in enumerate(_DAYS):
            day = getattr(found, field) if found is not None else None
            if at:
                self.card.add_rule()
            icon, tone = ("check-circle", "ok") if day else ("circle-dashed", "")
            right = say_year_date(day, self.t) if day else self.t("not yet")
            self.card.add(ListRow(self.theme, icon, self.t(title), right=right, tone=tone))
