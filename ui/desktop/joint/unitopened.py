"""One unit opened: where it stands, the steps it may take, its form, and everything that names it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.counting.alliance import STAGES, next_stages, state_on, stretches
from app.dates import say_year_date
from app.records.alliance import PartnerOrganization, PartnerState
from db.model.words import N_
from ui.desktop.desk import Desk
from ui.desktop.forms.form import RecordForm
from ui.desktop.ledger.hanging import Hangings
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage

LOOKS = {
    PartnerState.intent: ("wait", "clock", N_("Wishes to join")),
    PartnerState.applied: ("info", "circle-half", N_("Applied")),
    PartnerState.member: ("ok", "check-circle", N_("Member unit")),
    PartnerState.left: ("mute", "circle-dashed", N_("Left the alliance")),
    None: ("mute", "circle-dashed", N_("Only noted")),
}
"""How each standing looks: tone, icon, word."""
_STEPS = {
    PartnerState.intent: N_("Note the wish to join"),
    PartnerState.applied: N_("It applies"),
    PartnerState.member: N_("It joins"),
    PartnerState.left: N_("It leaves"),
}
_DONE = {
    PartnerState.intent: N_("{name}: wishes to join since {day}"),
    PartnerState.applied: N_("{name}: applied on {day}"),
    PartnerState.member: N_("{name}: member since {day}"),
    PartnerState.left: N_("{name}: left on {day}"),
}


class OpenedUnit(QWidget):
    """Shows one unit. Emits `closed`; a step it takes is written with today's day, and can be undone."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.t = desk, desk.t
        self.unit = ""
        self._head = Card(desk.theme, " ")
        self.form = RecordForm(desk, desk.book.kinds[PartnerOrganization.shape.name])
        form = Card(desk.theme, head="")
        form.body.setContentsMargins(20, 16, 20, 16)
        form.add(self.form)
        self.about = Hangings(desk)
        page = ScrollPage(gap=12)
        for part in (self._head, self.about, form):
            page.body.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page)

    def show_unit(self, unit: PartnerOrganization) -> None:
        """Show a unit as it stands today."""
        self.unit = unit.id
        self._show_head(unit)
        # Only one that came again has been a member before.
        self.form.fields["earlier"].setVisible(bool(unit.earlier))
        self.form.show_record(unit.record)
        self.about.show_record(unit.record)

    def _show_head(self, unit: PartnerOrganization) -> None:
        theme, t, today = self._desk.theme, self.t, self._desk.today()
        state = state_on(unit, today)
        tone, icon, word = LOOKS[state]
        self._head.set_title(unit.name)
        self._head.clear()
        close = IconButton(theme, "x", t("Close"), compact=True)
        close.clicked.connect(self.closed)
        self._head.set_action(close)
        chips = QWidget()
        line = QHBoxLayout(chips)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(StatusChip(theme, tone, icon, t(word)))
        line.setSpacing(8)
        line.addWidget(Label(since_words(self._desk, unit), "meta", "secondary"), 1)
        for n, stage in enumerate(next_stages(unit, today)):
            button = Button(theme, t(_STEPS[stage]), "quiet" if n else "secondary", compact=True)
            button.clicked.connect(lambda _on=False, s=stage: self.step(s))
            line.addWidget(button)
        self._head.add(chips)

    def step(self, stage: PartnerState) -> None:
        """Write that the unit comes to a stage today."""
        self.form.settle()
        alliance, unit, today = self._desk.book.alliance, self.unit, self._desk.today()
        day, name = say_year_date(today, self.t), self._desk.book.records.name(unit)
        text = self.t(_DONE[stage], name=name, day=day)
        self._desk.work.edit(
            lambda: alliance.reach(unit, stage, today),
            lambda _done: self._desk.window.undoable(text),
            self._desk.window.problem,
        )

    def settle(self) -> None:
        """Write what is still being typed."""
        self.form.settle()
        self.about.settle()


def since_words(desk: Desk, unit: PartnerOrganization) -> str:
    """Return since when a unit stands where it stands; empty where no day is known."""
    today, t = desk.today(), desk.t
    state = state_on(unit, today)
    if state == PartnerState.member:
        day = next((s.first for s in reversed(stretches(unit)) if s.holds(today)), None)
    else:
        day = getattr(unit, dict(STAGES)[state]) if state else None
    return t("since {day}", day=say_year_date(day, t)) if day else ""
