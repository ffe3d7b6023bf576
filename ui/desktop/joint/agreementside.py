"""Beside an agreement: how far its term has come, this year's plan, reviews, what was done under it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.counting.agreements import Standing
from app.dates import say_date, say_year_date
from app.records.alliance import AgreementReview
from app.services.agreements import AgreementView
from app.services.planning import PlanLine, PlanView
from app.services.values import brief
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.joint.agreementlist import days_said, term_said
from ui.desktop.meetings.lined import AddLine
from ui.desktop.settings.rows import in_margins
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import Label

_LATEST = 5
_LINE = {
    "done": ("ok", "check-circle"),
    "arranged": ("info", "calendar-check"),
    "explained": ("wait", "chat-teardrop-text"),
    "open": ("", "circle-dashed"),
    "overdue": ("wait", "clock-counter-clockwise"),
}


class TermCard(Card):
    """The term, its days, what it renews or is renewed by, and how it ends early."""

    ended = Signal(object, str)
    """The day and the reason with which it is to end early."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Term of the agreement"))
        self._desk, self._agreement = desk, ""
        theme, t = desk.theme, desk.t
        self._said, self._days = Label("", "body", wrap=True), Label("", "meta", wrap=True)
        self.links = QVBoxLayout()
        self.links.setSpacing(0)
        self.begin = Button(theme, t("End it early"), "quiet", "prohibit", compact=True)
        self.begin.clicked.connect(lambda: self.ask(asked=True))
        self.day, self.reason = DateField(theme, t, desk.today), LineField(theme)
        self.why = Field(theme, t("Why it ends early"), self.reason)
        self.act = Button(theme, t("End the agreement"), "danger", "prohibit", compact=True)
        self.act.clicked.connect(self._end)
        leave = Button(theme, t("Leave it as it is"), "quiet", compact=True)
        leave.clicked.connect(lambda: self.ask(asked=False))
        self._asked = QWidget()
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(Field(theme, t("Ended on"), self.day))
        column.addWidget(self.why)
        row = QHBoxLayout()
        row.addWidget(self.act)
        row.addWidget(leave)
        row.addStretch(1)
        column.addLayout(row)
        self.add(self._said)
        self.add(self._days)
        self.body.addLayout(self.links)
        self.body.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._asked)
        self._asked.hide()

    def show_view(self, view: AgreementView) -> None:
        """Show where the term of an agreement stands."""
        t, line = self._desk.t, view.line
        if line.id != self._agreement:
            # What was begun for another one must not end this one.
            self._agreement = line.id
            self._asked.hide()
        self._said.setText(term_said(line, t))
        self._days.setText(self._sentence(view))
        while (item := self.links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if view.renews is not None:
            self._link(t("Renews: {title}", title=view.renews.title), view.renews.id)
        if line.renewed_by is not None:
            text = t("Renewed by: {title}", title=line.renewed_by.title)
            self._link(text, line.renewed_by.id)
        running = line.stood.standing in (Standing.signed, Standing.in_force, Standing.soon)
        self.begin.setVisible(running and not self._asked.isVisibleTo(self))
        if not running:
            self._asked.hide()

    def _sentence(self, view: AgreementView) -> str:
        t, line = self._desk.t, view.line
        agreement = line.agreement
        match line.stood.standing:
            case Standing.ended:
                day = say_year_date(agreement.ended_on, t) if agreement.ended_on else "—"
                return t("Ended early on {day}: {why}", day=day, why=agreement.state_reason or "—")
            case Standing.draft:
                return t("Print it, have it signed by all parties, then mark it as signed")
            case Standing.renewed:
                return t("It binds until its own term is over")
            case Standing.expired if line.stood.left is not None:
                return t("Expired {n} day ago|Expired {n} days ago", n=-line.stood.left)
            case _:
                return days_said(line.stood, t)

    def _link(self, text: str, record: str) -> None:
        row = ListRow(self._desk.theme, "arrows-clockwise", text, flush=True)
        row.set_pressable()
        row.pressed.connect(lambda: self._desk.window.go(Route("agreement", record)))
        self.links.addWidget(row)

    def ask(self, *, asked: bool) -> None:
        """Open the lines for day and reason, or close them."""
        self._asked.setVisible(asked)
        self.begin.setVisible(not asked)
        self.why.set_error("")
        if asked:
            self.day.set_value(self._desk.today())
            self.reason.set_value("")
            self.reason.setFocus()

    def _end(self) -> None:
        self.ended.emit(self.day.value() or self._desk.today(), self.reason.value())


class PlanCard(Card):
    """This year's plan under an agreement. Emits `made()`, `added(title)`, `ticked(item, bool)`."""

    made = Signal()
    added = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk.theme, desk.t("Plan of {year}", year=f"{desk.today().year}"), head="sunken"
        )
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.begin = Button(theme, t("Plan this year"), "quiet", "compass", compact=True)
        self.begin.clicked.connect(self.made)
        self.set_action(self.begin)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.adder = AddLine(theme, t("Add a line, Enter confirms"))
        self.adder.field.returnPressed.connect(self._add)
        self.body.addLayout(self._rows)
        self.add(self.adder)

    def show_plan(self, view: PlanView | None) -> None:
        """Show a plan, or that there is none yet."""
        t = self._desk.t
        _empty(self._rows)
        self.begin.setVisible(view is None)
        self.adder.setVisible(view is not None)
        self.adder.turn_to(view.plan.id if view is not None else "")
        self.set_meta(t("{done} of {n} done", done=view.done, n=len(view.lines)) if view else "")
        if view is None:
            self._rows.addWidget(in_margins(Label(t("None yet"), "meta", "secondary")))
        for line in view.lines if view else ():
            self._rows.addWidget(self._row(line))

    def _row(self, line: PlanLine) -> ListRow:
        t, item = self._desk.t, line.item
        tone, icon = _LINE[line.state]
        done = line.state == "done"
        sub = item.result or item.explanation or ""
        when = item.done_on or item.due_on
        right = say_date(when, t) if when else ""
        action = "" if line.activity else t("Not done yet") if done else t("Done")
        row = ListRow(
            self._desk.theme, icon, item.title, brief(sub), right, tone=tone, action=action
        )
        row.acted.connect(lambda: self.ticked.emit(item.id, not done))
        row.set_pressable()
        row.pressed.connect(partial(self._open, line))
        return row

    def _open(self, line: PlanLine) -> None:
        if line.activity is not None:
            self._desk.window.go(Route("meeting", line.activity.id))
        else:
            self._desk.window.go(Route("record", line.item.id))

    def _add(self) -> None:
        title = self.adder.take()
        if title:
            self.added.emit(title)


class ReviewsCard(Card):
    """The reviews of an agreement; one more is written in place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Reviews"), head="sunken")
        self._desk, self._agreement = desk, ""
        theme, t = desk.theme, desk.t
        more = Button(theme, t("Write a review"), "quiet", "plus", compact=True)
        more.clicked.connect(self.begin)
        self.set_action(more)
        self.form = RecordForm(
            desk, desk.book.kinds["agreement_review"], ("on", "outcome", "text"), columns=2
        )
        self.form.made.connect(lambda _record: None)
        self._frame = QWidget()
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.form)
        done = Button(theme, t("Finished"), "secondary", "check", compact=True)
        done.clicked.connect(self.end)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(done)
        column.addLayout(row)
        self._frame.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add(self._frame)
        self.body.addLayout(self._rows)

    def begin(self) -> None:
        """Open the form of a new review, dated today; it exists once something is written."""
        self.form.show_new({"agreement": self._agreement, "on": self._desk.today().isoformat()})
        self._frame.show()
        self.form.fields["text"].editor.setFocus()

    def end(self) -> None:
        """Write what is being typed and close the form."""
        self.form.settle()
        self._frame.hide()

    def show_reviews(self, view: AgreementView) -> None:
        """Show the reviews, the latest first."""
        if view.line.id != self._agreement:
            self._agreement = view.line.id
            self._frame.hide()
        _empty(self._rows)
        for review in view.reviews:
            self._rows.addWidget(self._row(review))
        if not view.reviews:
            self._rows.addWidget(in_margins(Label(self._desk.t("None yet"), "meta", "secondary")))

    def _row(self, review: AgreementReview) -> ListRow:
        t = self._desk.t
        outcome = t(review.outcome.title_) if review.outcome else ""
        title = brief(review.text or "") or t("Nothing written")
        right = say_year_date(review.on, t) if review.on else ""
        row = ListRow(self._desk.theme, "magnifying-glass", title, outcome, right)
        row.set_pressable()
        row.pressed.connect(lambda: self._desk.window.go(Route("record", review.id)))
        return row


class DoneCard(Card):
    """What was held or arranged with the parties in the term, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Done together"), head="sunken")
        self._desk = desk

    def show_view(self, view: AgreementView) -> None:
        """Show the latest few."""
        t, held = self._desk.t, view.activities
        self.clear()
        self.set_meta(t("{n} in the term", n=len(held)) if held else "")
        for activity in held[:_LATEST]:
            title = activity.title or t(activity.type.title_)
            kind = activity.joint_kind.title_ if activity.joint_kind else activity.type.title_
            day = say_year_date(activity.held_start.date(), t) if activity.held_start else ""
            row = ListRow(self._desk.theme, "handshake", title, t(kind), day)
            row.set_pressable()
            row.pressed.connect(
                lambda record=activity.id: self._desk.window.go(Route("meeting", record))
            )
            self.add(row)
        if not held:
            self.add(in_margins(Label(t("None yet"), "meta", "secondary")))


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
