"""Who is writing, and what the branch is."""

from PySide6.QtWidgets import QCompleter
from typing_extensions import override

from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.settings.rows import Group, in_margins
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import LineField


class WritingGroup(Group):
    """The name that stands beside every change made on this computer."""

    key = "writer"

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(desk, t("Who is writing"))
        self.name = LineField(desk.theme)
        self.name.setMinimumWidth(desk.theme.px(220))
        self.name.settled.connect(self._write)
        self.row = self.add_row(
            t("Name"), t("Stands beside every change that is made on this computer."), self.name
        )

    def _write(self, name: object) -> None:
        if not name:
            self.refresh()
            return
        book = self.desk.book
        self.desk.work.edit(lambda: book.sign_as(str(name)), failed=self.desk.window.problem)

    @override
    def refresh(self) -> None:
        self.name.set_value(self.desk.book.pen().by)
        people = [member.name for member in self.desk.book.members.roster()]
        self.name.setCompleter(QCompleter(people, self.name))

    @override
    def settle(self) -> None:
        self.name.settle()


_BRANCH = (
    "name", "branch_type", "rules_as", "organization", "established_on", "approval_document",
    "covers_units", "project", "altitude_note", "expected_end_on", "has_committee", "themed_day",
    "compare_units",
)  # fmt: skip
"""What is set here; terms are records of their own, a dissolution is a step of the hand-over."""


class BranchGroup(Group):
    """The branch's own record, as a form from its declaration."""

    key = "branch"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.t("Branch"), desk.t("Saved as you type"))
        t = desk.t
        self.form = RecordForm(desk, desk.book.kinds["branch"], _BRANCH)
        self.add_part(in_margins(self.form))
        card = Button(desk.theme, t("Branch card"), "secondary", "flag")
        card.clicked.connect(lambda: desk.window.go(Route("branch")))
        self.add_row(
            t("Committee, terms, groups"), t("With their dates, and the card to print."), card
        )

    @override
    def refresh(self) -> None:
        found = self.desk.book.records.raw("branch")
        if found is not None:
            self.form.show_record(found)

    @override
    def settle(self) -> None:
        self.form.settle()
