"""One visit to an enterprise: prepared, answered, and written into handbook and task list at once."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.counting.periods import half_of
from app.records.service import ServiceVisit
from app.said import listed
from app.services.visiting import PREPARED, Task, VisitView
from db.model.change import Json
from db.model.errors import SuixingError
from ui.desktop.desk import Desk
from ui.desktop.ledger.formpage import FormPage
from ui.desktop.service.visitside import FinishCard, SeriesCard, TasksCard, WrittenCard
from ui.desktop.widgets.buttons import Button


class VisitPage(FormPage):
    """Details: `new`, `new:<enterprise>` begin a visit of today."""

    place = "service"
    kinds = frozenset(
        {
            "service_visit",
            "handbook_entry",
            "matter",
            "feedback",
            "partner_organization",
            "attachment",
        }
    )
    route: ClassVar[str] = "visit"
    kind_name: ClassVar[str] = "service_visit"
    sides: ClassVar[tuple[int, int]] = (400, 520)
    apart: ClassVar[Sequence[str]] = ("handbook_entry", "matter")
    fields: ClassVar[Sequence[str]] = (
        "partner", "on", "leader", "visitors", "met", "agreement", *PREPARED, "theme",
        "standing", "difficulties", "needs",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.view: VisitView | None = None
        self._writing: tuple[str, str, list[Task]] | None = None
        super().__init__(desk)
        self._finish = Button(desk.theme, self.t("Finish the visit"), "primary", "check")
        self._finish.clicked.connect(self.finish)
        self.finishing, self.entry = FinishCard(desk), WrittenCard(desk)
        self.tasks, self.series = TasksCard(desk), SeriesCard(desk)
        self.beside(self.finishing, self.entry, self.tasks, self.series)
        self.tasks.added.connect(self.add_tasks)

    @override
    def preset(self, record: str) -> dict[str, Json]:
        today = self.desk.today()
        fields: dict[str, Json] = {"on": today.isoformat()}
        if record:
            fields["partner"] = record
            counted = self.desk.book.quotas.view(half_of(today), today).lines
            if mine := [line.agreement.id for line in counted if line.partner == record]:
                fields["agreement"] = mine[0]
        return fields

    @override
    def title(self) -> str:
        if self.view is None or self.view.partner is None:
            return super().title()
        return self.t("Visit of {partner}", partner=self.view.partner.name)

    @override
    def meta(self) -> str:
        if self.view is None:
            return self.t("It exists once something of it is written")
        t, visit = self.t, self.view.visit
        ready = [t(ServiceVisit.model_fields[n].title or n) for n in PREPARED if getattr(visit, n)]
        count = t("visit no. {n} of this enterprise", n=self.view.number)
        said = listed(ready, t) or t("nothing ticked as prepared")
        return t("{one}, {next}", one=count, next=said)

    @override
    def status(self) -> tuple[str, str, str] | None:
        if self.view is None:
            return None
        t = self.t
        if self.view.entry is not None:
            return "ok", "check-circle", t("both written")
        if self.view.lacking:
            n = len(self.view.lacking)
            return "wait", "clock", t("{n} answer lacking|{n} answers lacking", n=n)
        return "wait", "clock", t("not written yet")

    @override
    def header_actions(self) -> list[QWidget]:
        actions = super().header_actions()
        if self.view is None or self.view.entry is not None:
            return actions
        return [*actions, self._finish]

    @override
    def writing_actions(self) -> list[Button]:
        return [*super().writing_actions(), self._finish]

    @override
    def fill(self) -> None:
        visiting, today = self.desk.book.visiting, self.desk.today()
        self.view = visiting.view(self.record, today) if self.record else None
        if self.view is None:
            return
        self.finishing.setVisible(self.view.entry is None)
        self.finishing.show_view(self.view)
        for card in (self.entry, self.tasks, self.series):
            card.show_view(self.view)

    # Doing

    def finish(self) -> None:
        """Write the handbook entry and the task list as one change; what lacks is said at its field."""
        super().leave()
        text, tasks = self.finishing.asked()
        self._write(text, tasks, self.finishing.written)

    def add_tasks(self, tasks: list[Task]) -> None:
        """Add tasks to a visit that is written already."""
        entry = self.view.entry if self.view else None
        self._write((entry.text or "") if entry else "", tasks, self.tasks.lines.clear)

    def _write(self, text: str, tasks: list[Task], then: Callable[[], None]) -> None:
        visiting, record, t = self.desk.book.visiting, self.record, self.t
        # Pressed twice, the tasks would be there twice.
        if self._writing == (record, text, tasks):
            return
        self._writing = record, text, tasks

        def done(_applied: object) -> None:
            self._writing = None
            then()
            said = t("Written into the handbook, {n} tasks", n=len(tasks))
            self.desk.window.undoable(said)
            self.refresh()

        # One lane writes in order: an answer that is just being typed is there before.
        self.desk.work.edit(
            lambda: visiting.finish(record, tasks, t, text=text), done, self._failed
        )

    def _failed(self, error: SuixingError) -> None:
        self._writing = None
        self.complain(error)

    @override
    def leave(self) -> None:
        super().leave()
        self.entry.form.settle()

    @override
    def primary(self) -> None:
        if self._finish in self.header_actions():
            self.finish()

    @override
    def paper(self, record: str, *, draft: bool) -> bytes:
        return self.desk.book.press.agreements.visit_pdf(record, draft=draft)
