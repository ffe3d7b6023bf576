"""One agreement on joint building: its form, its term, this year's plan, reviews, what was done under it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.counting.agreements import Standing
from app.services.agreements import AgreementView
from app.services.values import complaint
from db.model.change import Json
from db.model.errors import InvalidRecord, SuixingError
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.agreementlist import chip_of
from ui.desktop.joint.agreementside import DoneCard, PlanCard, ReviewsCard, TermCard
from ui.desktop.ledger.formpage import FormPage
from ui.desktop.widgets.buttons import Button
from ui.desktop.work import Task

_RENEWED = (Standing.expired, Standing.soon)


class AgreementPage(FormPage):
    """Details: `new`, `new:<partner>` begin a draft."""

    place = "joint"
    kinds = frozenset(
        {"cobuild_agreement", "agreement_review", "plan", "plan_item", "activity",
         "partner_organization", "service_visit", "attachment"}
    )  # fmt: skip
    route: ClassVar[str] = "agreement"
    kind_name: ClassVar[str] = "cobuild_agreement"
    apart: ClassVar[Sequence[str]] = ("plan", "agreement_review", "cobuild_agreement")
    fields: ClassVar[Sequence[str]] = (
        "title", "kind", "parties", "our_side", "other_side", "valid_from", "valid_to", "signed_on", "signed_at",
        "signatories", "contents", "tags", "contacts", "quota",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.view: AgreementView | None = None
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._sign = Button(theme, t("Mark as signed"), "primary", "check")
        self._sign.clicked.connect(self.sign)
        self._renew = Button(theme, t("Renew it"), "primary", "arrows-clockwise")
        self._renew.clicked.connect(self.renew)
        self.term, self.plan = TermCard(desk), PlanCard(desk)
        self.reviews, self.done = ReviewsCard(desk), DoneCard(desk)
        self.beside(self.term, self.plan, self.reviews, self.done)
        self.term.ended.connect(self.end)
        self.plan.made.connect(self.plan_year)
        self.plan.added.connect(self.add_item)
        self.plan.ticked.connect(self.tick)

    @override
    def preset(self, record: str) -> dict[str, Json]:
        name = self.desk.book.records.name(record) if record else ""
        if not name:
            return {"title": self.t("Joint-building agreement")}
        return {"title": self.t("Agreement with {partner}", partner=name), "parties": [record]}

    @override
    def meta(self) -> str:
        if self.view is None:
            return self.t("It exists once something of it is written")
        t, line = self.t, self.view.line
        sides = t("{n} parties, this branch among them", n=line.sides)
        return t("{one}, {next}", one=t(line.agreement.kind.title_), next=sides)

    @override
    def status(self) -> tuple[str, str, str] | None:
        return chip_of(self.view.line.stood, self.t) if self.view else None

    @override
    def header_actions(self) -> list[QWidget]:
        actions = super().header_actions()
        if self.view is None:
            return actions
        match self.view.line.stood.standing:
            case Standing.draft:
                return [*actions, self._sign]
            case standing if standing in _RENEWED:
                return [*actions, self._renew]
        return actions

    @override
    def writing_actions(self) -> list[Button]:
        return [*super().writing_actions(), self._sign, self._renew]

    @override
    def fill(self) -> None:
        today = self.desk.today()
        self.view = self.desk.book.agreements.view(self.record, today) if self.record else None
        if self.view is not None:
            drafted = self.view.line.renewed_by is not None
            self._renew.set_label(self.t("Open the renewal") if drafted else self.t("Renew it"))
            self.term.show_view(self.view)
            self.plan.show_plan(self.view.plan_of(today.year))
            self.reviews.show_reviews(self.view)
            self.done.show_view(self.view)

    # Doing

    def sign(self) -> None:
        """Mark the draft as signed; what it lacks is said at the field."""
        self.leave()
        agreements, record, today = self.desk.book.agreements, self.record, self.desk.today()
        text = self.t("Marked as signed")
        self.desk.work.edit(
            lambda: agreements.sign(record, today),
            lambda _done: self.desk.window.undoable(text),
            self._failed,
        )

    def renew(self) -> None:
        """Write the draft that renews it, and open that."""
        self.leave()
        agreements, record = self.desk.book.agreements, self.record
        self.desk.work.edit(
            lambda: agreements.renew(record), self._renewed, self.desk.window.problem
        )

    def _renewed(self, made: object) -> None:
        if self.view is not None and self.view.line.renewed_by is None:
            self.desk.window.undoable(self.t("Drafted the renewal"))
        self.desk.window.go(Route("agreement", str(made)))

    def end(self, day: date, reason: str) -> None:
        """End it early; without a reason that is said at the field."""
        agreements, record = self.desk.book.agreements, self.record
        self.desk.work.edit(lambda: agreements.end(record, day, reason), self._ended, self._failed)

    def _ended(self, _done: object) -> None:
        self.term.ask(asked=False)
        self.desk.window.undoable(self.t("Ended the agreement early"))
        self.refresh()

    def _failed(self, error: SuixingError) -> None:
        field = error.field if isinstance(error, InvalidRecord) else ""
        if field == "state_reason":
            self.term.why.set_error(complaint(error, self.t))
        else:
            self.complain(error)

    def plan_year(self) -> None:
        """Make this year's plan under the agreement."""
        agreements, record, t = self.desk.book.agreements, self.record, self.t
        year, text = self.desk.today().year, self.t("Made this year's plan")
        self.desk.work.edit(
            lambda: agreements.plan_year(record, year, t),
            lambda _plan: self.desk.window.undoable(text),
            self.desk.window.problem,
        )

    def add_item(self, title: str) -> None:
        """Add a line to this year's plan; one that is refused stands in its field again."""
        plan = self.view.plan_of(self.desk.today().year) if self.view else None
        if plan is None:
            return
        agreements, record, field = self.desk.book.agreements, plan.plan.id, self.plan.adder.field

        def refused(error: SuixingError) -> None:
            field.setText(field.text() or title)
            self.desk.window.problem(error)

        self.desk.work.edit(lambda: agreements.add_item(record, title), None, refused)

    def tick(self, item: str, done: bool) -> None:
        """Note that a line of the plan was done today, or was not."""
        agreements, day = self.desk.book.agreements, self.desk.today() if done else None
        self._edit(lambda: agreements.item_done(item, day))

    def _edit(self, task: Task) -> None:
        self.desk.work.edit(task, None, self.desk.window.problem)

    @override
    def leave(self) -> None:
        super().leave()
        self.reviews.form.settle()

    @override
    def primary(self) -> None:
        actions = self.header_actions()
        if self._sign in actions:
            self.sign()
        elif self._renew in actions:
            self.renew()

    @override
    def paper(self, record: str, *, draft: bool) -> bytes:
        return self.desk.book.press.agreements.agreement_pdf(record, draft=draft)
