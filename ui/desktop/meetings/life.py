"""The step 生活会清单: what comes before an organisational-life meeting, in it and after it (article 17)."""

from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from ui.desktop.desk import Route
from ui.desktop.meetings.lifesteps import StepRow
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.step import Step
from ui.desktop.routes import PAGES
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.scroll import ScrollPage

_TALKS = "talks"


class LifeListStep(Step):
    """A row a step; each opens where it stands."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        self.rows: dict[str, StepRow] = {}
        self.card = Card(self.theme, self.t("Before, in and after the meeting"), head="sunken")
        if _TALKS in PAGES:
            talks = Button(self.theme, self.t("To the talks"), "quiet", "chats", compact=True)
            talks.clicked.connect(lambda: self.desk.window.go(Route(_TALKS)))
            self.card.set_action(talks)
        page = ScrollPage(margins=(24, 14, 20, 20))
        page.body.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    @override
    def show_meeting(self) -> None:
        life = self.opened.meeting.life
        if life is None:
            return
        for step in life.steps:
            row = self.rows.get(step.key)
            if row is None:
                row = self.rows[step.key] = StepRow(self.opened, step.key)
                row.opened_it.connect(lambda _key: self.show_meeting())
                self.card.add(row)
            row.show_step(step, life)
        done = sum(step.done for step in life.steps)
        self.card.set_meta(self.t("{done} of {n} done", done=done, n=len(life.steps)))

    @override
    def show_closed(self, *, closed: bool) -> None:
        for key, row in self.rows.items():
            # The report is written after filing, and so is what is put right.
            if row.body is not None and row.body.text is not None and key != "report":
                row.body.text.set_read_only(closed)

    @override
    def begin(self, record: str = "", field: str = "") -> None:
        if field in self.rows:
            self.rows[field].open()
            self.show_meeting()
