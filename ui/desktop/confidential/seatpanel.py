"""One member of the appraisal beside the roster: own words, result, feedback, the slip to print."""

from app.services.appraising import RESULT, Seat, Standing
from ui.desktop.confidential.purpose import Purpose
from ui.desktop.confidential.resulteditor import ResultEditor
from ui.desktop.desk import Desk
from ui.desktop.forms.form import RecordForm
from ui.desktop.papers import make_paper
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label, NameLabel
from ui.desktop.widgets.panel import SidePanel, panel_width

_FIELDS = ("self_text", "feedback_on", "confirmed_on")


class SeatPanel(SidePanel):
    """Shows one member; every field is written by itself."""

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(theme, t, t("One member"), width=panel_width(theme))
        self._desk = desk
        self._standing: Standing | None = None
        self._seat: Seat | None = None
        self.name = NameLabel("")
        self.about = Label("", "meta", "secondary", wrap=True)
        self.form = RecordForm(desk, desk.book.kinds[RESULT], _FIELDS, columns=1)
        self.result = ResultEditor(desk)
        self.purpose = Purpose(desk, t("Print the slip"))
        self.purpose.given.connect(self._print)
        self._press = Button(theme, t("Print the slip"), "quiet", "printer")
        self._press.clicked.connect(self.purpose.begin)
        self.set_foot(self._press)
        self.body.setContentsMargins(20, 16, 20, 12)
        self.body.setSpacing(12)
        for part in (self.name, self.about, self.purpose, self.form, self.result):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def member(self) -> str:
        """Return whose appraisal shows."""
        return self._seat.member.id if self._seat else ""

    def show_seat(self, standing: Standing, seat: Seat) -> None:
        """Show a member."""
        t, fresh = self._desk.t, seat.member.id != self.member()
        if fresh:
            self.settle()
            self.purpose.hide()
        self._standing, self._seat = standing, seat
        self.name.setText(seat.member.name)
        words = ""
        if seat.probationary:
            words = t("Probationary: takes part, no level")
        elif seat.placed:
            words = t("Placed here: the level is given where the relation is")
        self.about.setText(words)
        self.about.setVisible(bool(words))
        if seat.result is not None:
            self.form.show_record(seat.result.record)
        elif fresh or self.form.record:
            self.form.show_new({"appraisal": standing.appraisal.id, "member": seat.member.id})
        self.result.show_seat(standing, seat)
        written = seat.result is not None and bool(seat.result.result)
        self._press.explain("" if written else t("Nothing is written about this member yet."))

    def settle(self) -> None:
        """Write what is being typed."""
        self.form.settle()
        self.result.settle()

    def _print(self, purpose: str, recipient: str) -> None:
        standing, seat, press = self._standing, self._seat, self._desk.book.slips
        if standing is None or seat is None:
            return
        make_paper(
            self._desk,
            self._desk.t("What the appraisal came to"),
            lambda _progress, draft: press.slip_pdf(
                standing.appraisal.id,
                seat.member.id,
                purpose=purpose,
                recipient=recipient,
                draft=draft,
            ),
        )
