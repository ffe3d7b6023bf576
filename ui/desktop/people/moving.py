"""A branch that goes on at the next project: same book, a new project, a new name by its document."""

from typing_extensions import override

from app.services.ending import EndingState
from db.model.change import Json
from ui.desktop.desk import Desk
from ui.desktop.people.step import EndingStep, day_of
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import LineField


class MoveStep(EndingStep):
    """Nothing is entered again; the history stays."""

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(
            desk,
            t("Move on to the next project"),
            t(
                "The same book goes on: members, records and history stay, the old project gets its end"
            ),
            t("Move on"),
        )
        theme = desk.theme
        self.project, self.section = LineField(theme), LineField(theme)
        self.day = DateField(theme, t, desk.today)
        self.name, self.document = LineField(theme), LineField(theme)
        self.add_fields(
            ("project", t("Project name"), self.project),
            ("section", t("Section"), self.section),
            ("start", t("From"), self.day),
        )
        self.add_fields(
            ("name", t("Branch name"), self.name),
            ("document", t("Document of the change"), self.document),
        )
        self.add_action()

    @override
    def show_state(self, state: EndingState) -> None:
        if not self.name.text():
            self.name.set_value(state.branch.name)
        self.action.explain(self.t("The branch is dissolved") if state.dissolved else "")

    @override
    def do(self) -> None:
        self.clear_errors()
        day, name = day_of(self.day), self.project.text().strip()
        if not name or day is None:
            lacking = "start" if name else "project"
            self.fields[lacking].set_error(self.t("Still empty"))
            return
        fields: dict[str, Json] = {"name": name, "section": self.section.text().strip() or None}
        ending, branch, document = self.desk.book.ending, self.name.text(), self.document.text()
        text = self.t("Moved on to {project}", project=name)
        self.desk.work.edit(
            lambda: ending.move_on(fields, branch, document, day),
            lambda _applied: self.desk.window.undoable(text),
            self.failed,
        )
