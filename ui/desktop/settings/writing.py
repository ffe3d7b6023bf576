"""Who is writing, and what the branch is."""

from PySide6.QtWidgets import QCompleter
from typing_extensions import override

from app.records.member import Member
from ui.desktop.desk import Desk
from ui.desktop.forms.form import RecordForm
from ui.desktop.settings.rows import Group, in_margins
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
        people = [member.name for member in self.desk.book.records.all(Member) if member.is_here]
        self.name.setCompleter(QCompleter(people, self.name))

    @override
    def settle(self) -> None:
        self.name.settle()


class BranchGroup(Group):
    """The branch's own record, as a form from its declaration."""

    key = "branch"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.t("Branch"), desk.t("Saved as you type"))
        self.form = RecordForm(desk, desk.book.kinds["branch"])
        self.add_part(in_margins(self.form))

    @override
    def refresh(self) -> None:
        found = self.desk.book.records.raw("branch")
        if found is not None:
            self.form.show_record(found)

    @override
    def settle(self) -> None:
        self.form.settle()
