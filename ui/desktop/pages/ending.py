"""结束与移交: a site that ends step by step, or a branch that moves on with its book."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.ending import EndingState
from ui.desktop.desk import Desk
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.people.closing import DissolveStep, FolderStep, WholeStep
from ui.desktop.people.handing import MatterStep, PeopleStep
from ui.desktop.people.moving import MoveStep
from ui.desktop.people.step import EndingStep
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.segmented import SegmentedControl


class EndingPage(Page):
    """Opened from the branch card. Details: `people`, `matters`, `folder`, `dissolve`, `whole`, `move`.

    Nothing is lost when it is left: each step is records of its own, and the page reads them.
    """

    place = "members"
    returns = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._state: EndingState | None = None
        self.steps: dict[str, EndingStep] = {
            "people": PeopleStep(desk),
            "matters": MatterStep(desk),
            "folder": FolderStep(desk),
            "dissolve": DissolveStep(desk),
            "whole": WholeStep(desk),
            "move": MoveStep(desk),
        }
        self.views = SegmentedControl(desk.theme, [(key, key) for key in self.steps])
        self.views.chosen.connect(lambda _step: self.refresh())
        self._print = Button(desk.theme, self.t("Print the list"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._stack = QStackedWidget()
        for step in self.steps.values():
            self._stack.addWidget(step)
        tools = QHBoxLayout()
        tools.addWidget(self.views)
        tools.addStretch(1)
        margin = desk.theme.layout("page_margin")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    @override
    def title(self) -> str:
        return self.t("End or move on")

    @override
    def meta(self) -> str:
        state, t = self._state, self.t
        if state is None:
            return ""
        if state.dissolved:
            return t("The branch is dissolved")
        return t(
            "{members} members and {matters} matters to hand over",
            members=state.members_left, matters=state.matters_left,
        )  # fmt: skip

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print]

    @override
    def arrive(self, record: str, detail: str) -> None:
        if detail in self.steps:
            self.views.set_current(detail)
        self.refresh()

    @override
    def refresh(self) -> None:
        state = self._state = self.desk.book.ending.state()
        self.views.set_options([(key, self._word(key, state)) for key in self.steps])
        step = self.steps[self.views.current()]
        step.show_state(state)
        self._stack.setCurrentWidget(step)
        self.header_changed.emit()

    def _word(self, key: str, state: EndingState) -> str:
        t = self.t
        left = {"people": state.members_left, "matters": state.matters_left}.get(key, 0)
        done = {
            "folder": state.folder is not None,
            "dissolve": state.dissolved,
            "whole": state.dissolved and state.whole_at_hq,
        }.get(key, key != "move" and not left)
        word = {
            "people": t("Members"),
            "matters": t("Open matters"),
            "folder": t("The year's folder"),
            "dissolve": t("Dissolution"),
            "whole": t("Everything at HQ"),
            "move": t("Move on"),
        }[key]
        if left:
            return t("{word}, {n} left", word=word, n=left)
        return f"✓ {word}" if done else word

    @override
    def print_this(self) -> None:
        papers = self.desk.book.press.rosters
        name = self.t("Hand-over list")
        make_paper(self.desk, name, lambda _p, draft: papers.handover_pdf(draft=draft))
