"""The open half of an appraisal: beginning one, its days and ballots, the two counts with their arithmetic."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.counting.appraising import Level
from app.dates import say_date
from app.records.meeting import Activity
from app.services.appraising import KIND, Standing
from db.model.errors import SuixingError
from db.model.words import N_
from ui.desktop.confidential.unlock import Unlock
from ui.desktop.desk import Desk
from ui.desktop.forms.form import RecordForm
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import ComboField, Field, NumberField
from ui.desktop.widgets.labels import Label

_FOUR_FIT = 100
_FIELDS = (
    *("self_on", "mutual_on", "measured_on", "concluded_on"),
    *("ballots_issued", "ballots_returned", "concluded_by", "reported_on"),
)
STEP_WORDS: Mapping[str, str] = {
    "self_on": N_("Self-appraisal"),
    "mutual_on": N_("Mutual"),
    "measured_on": N_("Measurement"),
    "concluded_on": N_("Conclusion"),
    "feedback": N_("Feedback"),
}


class BeginAppraisal(Card):
    """The year and the meeting. Emits `begun(id)`."""

    begun = Signal(str)

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(theme, t("Begin a year's appraisal"))
        self._desk = desk
        self.year = NumberField(theme, 2200)
        self.meeting = ComboField(theme)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Field(theme, t("For the year"), self.year))
        column.addWidget(
            Field(
                theme,
                t("Meeting"),
                self.meeting,
                t("It may be held together with the organisational-life meeting."),
            )
        )
        self.add(box)

    def refresh(self) -> None:
        """Read the meetings again."""
        t, desk = self._desk.t, self._desk
        options = [("", t("A new meeting"))]
        for meeting in desk.book.appraising.meetings():
            day = say_date(meeting.held_start.date(), t) if meeting.held_start else ""
            name = meeting.title or t(meeting.type.title_)
            options.append((meeting.id, t("{name}, {day}", name=name, day=day) if day else name))
        self.meeting.set_options(options)
        if self.year.value() is None:
            self.year.set_value(desk.today().year)

    def choose(self, meeting: Activity) -> None:
        """Name the meeting beforehand, and the year it is for."""
        self.meeting.set_value(meeting.id)
        if meeting.for_year is not None:
            self.year.set_value(meeting.for_year)

    def begin(self) -> None:
        """Begin."""
        year, meeting, book = self.year.value(), self.meeting.value(), self._desk.book
        if year is not None:
            self._desk.work.edit(
                lambda: book.appraising.begin(year, meeting),
                self.begun.emit,
                self._desk.window.problem,
            )


def _fitting(theme: Theme) -> int:
    """Return how many fields stand side by side: one less in large type."""
    return 3 if theme.scale > _FOUR_FIT else 4


class AppraisalFacts(Card):
    """Days, ballots, counts; what does not fit stands below. Emits `counted`."""

    counted = Signal()

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(theme, t("Steps and counts"), t("Branch-work regulation, article 18"))
        self._desk = desk
        self._standing: Standing | None = None
        self.form = RecordForm(desk, desk.book.kinds[KIND], _FIELDS, columns=_fitting(theme))
        self.order, self.ballots = NoteLine(theme, "error", ""), NoteLine(theme, "error", "")
        self.third = NoteLine(theme, "mute", "")
        self.by_level = Label("", "meta", wrap=True)
        self.count = Button(theme, t("Count the levels"), "secondary", "list-numbers", compact=True)
        self.count.clicked.connect(self.begin_count)
        self.unlock = Unlock(desk)
        self.unlock.unlocked.connect(self._count)
        self.unlock.declined.connect(self.unlock.hide)
        self.unlock.hide()
        self.by_level.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.third, 1)
        row.addWidget(self.count)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.form, self.order, self.ballots):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.unlock)
        column.addWidget(self.by_level)
        self.add(box)

    def show_standing(self, standing: Standing) -> None:
        """Show an appraisal."""
        if self._standing is None or self._standing.appraisal.id != standing.appraisal.id:
            self.by_level.hide()
            self.unlock.hide()
        self._standing = standing
        self.form.show_record(standing.appraisal.record)
        self._show_order(standing)
        self._show_ballots(standing)
        self._show_third(standing)

    def _show_order(self, standing: Standing) -> None:
        t, turned = self._desk.t, standing.out_of_order()
        self.order.setVisible(turned is not None)
        if turned is not None:
            first, then = (t(STEP_WORDS[step]) for step in turned)
            self.order.say("error", t("{then} is dated before {first}.", first=first, then=then))

    def _show_ballots(self, standing: Standing) -> None:
        t, found = self._desk.t, standing.appraisal
        issued, returned = found.ballots_issued, found.ballots_returned
        over = issued is not None and returned is not None and returned > issued
        self.ballots.setVisible(over)
        if over:
            said = t("{returned} ballots came back and {issued} were given out.",
                     returned=returned, issued=issued)  # fmt: skip
            self.ballots.say("error", said)

    def _show_third(self, standing: Standing) -> None:
        """Say the arithmetic: at most a third of full members with formal relation."""
        t, excellent = self._desk.t, standing.appraisal.excellent
        most = t(
            "At most {most} excellent: a third of {full} full members with formal relation",
            most=standing.most,
            full=standing.full,
        )
        if excellent is None:
            self.third.say("mute", most)
        elif excellent > standing.most:
            said = t("{n} excellent. {most}", n=excellent, most=most)
            self.third.say("wait", said)
        else:
            self.third.say("ok", t("{n} excellent. {most}", n=excellent, most=most))

    def begin_count(self) -> None:
        """Open every result once, asking for the passphrase where it is locked."""
        if self._desk.book.confidential.left():
            self._count()
        else:
            self.unlock.show()
            self.unlock.begin()

    def _count(self) -> None:
        self.unlock.hide()
        standing, book = self._standing, self._desk.book
        if standing is not None:
            self.count.set_busy(True)
            self._desk.work.edit(
                lambda: book.appraising.count(standing.appraisal.id),
                self._show_counts,
                self._failed,
            )

    def _show_counts(self, counts: dict[Level, int]) -> None:
        t = self._desk.t
        self.count.set_busy(False)
        said = t(
            "Excellent {excellent}, qualified {qualified}, basically qualified {basic}, unqualified {unqualified}. For the report alone; only the first and the sum are kept.",
            **{level.value: n for level, n in counts.items()},
        )
        self.by_level.setText(said)
        self.by_level.show()
        self.counted.emit()

    def _failed(self, error: SuixingError) -> None:
        self.count.set_busy(False)
        self._desk.window.problem(error)

    def settle(self) -> None:
        """Write what is being typed."""
        self.form.settle()
