"""One member's level, tally and opinion: sealed as one text, checked as typed, opened for a while."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.appraising import LEVELS, Result, Tally, verdict
from app.services.appraising import Seat, Standing
from app.services.values import UNOPENED
from db.model.errors import SuixingError
from db.model.words import N_
from ui.desktop.confidential.unlock import Unlock
from ui.desktop.desk import Desk
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.fields import ComboField, Field, NumberField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.longtext import LongTextField

_UNMARKED = N_("No mark")


class ResultEditor(QWidget):
    """Emits `written` after each writing. What is written is sealed before it leaves."""

    written = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self._desk = desk
        self._standing: Standing | None = None
        self._seat: Seat | None = None
        self._open = False
        self.title = Label(t("Level, tally and committee's opinion"), "meta")
        self.chip = StatusChip(theme, "mute", "lock-key", t(UNOPENED))
        self.open_button = Button(theme, t("Open it"), "secondary", "lock-key-open", compact=True)
        self.open_button.clicked.connect(self.open)
        self.unlock = Unlock(desk)
        self.unlock.unlocked.connect(self._read)
        self.unlock.declined.connect(self._show_state)
        self.level = ComboField(theme, [("", "—"), *((v.value, t(v.title_)) for v in LEVELS)])
        self.level.settled.connect(self._write)
        self.level_field = Field(theme, t("Level"), self.level)
        labels = (*((v.value, t(v.title_)) for v in LEVELS), ("unmarked", t(_UNMARKED)))
        self.numbers = {name: NumberField(theme) for name, _ in labels}
        self.tally = QWidget()
        grid = QGridLayout(self.tally)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        for at, (name, word) in enumerate(labels):
            number = self.numbers[name]
            number.typed.connect(lambda _n: self._check())
            number.settled.connect(self._write)
            grid.addWidget(Field(theme, word, number), at // 3, at % 3)
        self.sum = NoteLine(theme, "mute", "")
        self.opinion = LongTextField(theme, rows=3, most=10)
        self.opinion.settled.connect(self._write)
        self.opinion_field = Field(theme, t("Opinion of the branch"), self.opinion)
        self.trouble = NoteLine(theme, "error", "")
        self.hint = Label("", "caption", wrap=True)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.shut)
        self._lay()

    def _lay(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.chip)
        row.addWidget(self.open_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(row)
        for part in (
            *(self.unlock, self.level_field, self.tally, self.sum),
            *(self.opinion_field, self.trouble, self.hint),
        ):
            column.addWidget(part)

    def show_seat(self, standing: Standing, seat: Seat) -> None:
        """Show a member; what is open stays open while it is the same one."""
        same = self._seat is not None and self._seat.member.id == seat.member.id
        if not same:
            self.settle()
        self._standing, self._seat = standing, seat
        if not same or not self._open:
            self._open = False
            self._put(Result())
            self._show_state()
        else:
            self._check()

    def settle(self) -> None:
        """Write what is being typed."""
        if self._open or not self._stored():
            self.opinion.settle()

    def _stored(self) -> bool:
        result = self._seat.result if self._seat is not None else None
        return result is not None and bool(result.result)

    def _show_state(self) -> None:
        t, key = self._desk.t, self._desk.book.confidential.chosen()
        stored, due = self._stored(), self._seat is not None and self._seat.has_level_due
        writing = (self._open or not stored) and key is not None
        self.chip.setVisible(stored and not self._open)
        self.open_button.setVisible(stored and not self._open)
        self.unlock.hide()
        self.trouble.hide()
        self.level_field.setVisible(writing and due)
        self.tally.setVisible(writing and due)
        self.opinion_field.setVisible(writing)
        hint = ""
        if key is None:
            hint = t("There is no confidential key yet, so nothing can be sealed.")
        elif not due:
            hint = t("Takes part in every step without a level.")
        elif writing:
            hint = t("Sealed as it is written")
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._check()

    def open(self) -> None:
        """Open it, asking for the passphrase where it is locked."""
        if self._desk.book.confidential.left():
            self._read()
        else:
            self.unlock.show()
            self.unlock.begin()

    def _read(self) -> None:
        standing, seat, book = self._standing, self._seat, self._desk.book
        if standing is None or seat is None:
            return
        appraisal, member = standing.appraisal.id, seat.member.id
        self._desk.work.edit(
            lambda: (member, book.appraising.open_result(appraisal, member)),
            self._opened,
            self._failed,
        )

    def _opened(self, found: tuple[str, Result]) -> None:
        member, result = found
        if self._seat is None or self._seat.member.id != member:
            return
        self._open = True
        self._put(result)
        self._timer.start(self._desk.book.confidential.left() * 1000)
        self._show_state()

    def shut(self) -> None:
        """Write what is being typed and show it no longer."""
        self.settle()
        self._timer.stop()
        self._open = False
        self._put(Result())
        self._show_state()

    def _put(self, result: Result) -> None:
        self.level.set_value(result.level.value if result.level else "")
        for name, number in self.numbers.items():
            number.set_value(getattr(result.tally, name))
        self.opinion.set_value(result.opinion)

    def result(self) -> Result:
        """Return what stands in the fields."""
        level = next((v for v in LEVELS if v.value == self.level.value()), None)
        tally = Tally(**{name: number.value() for name, number in self.numbers.items()})
        return Result(level, tally, self.opinion.value())

    def _check(self) -> None:
        """Say whether the tally is as many ballots as came back."""
        t, standing = self._desk.t, self._standing
        returned = standing.appraisal.ballots_returned if standing else None
        tally = self.result().tally
        found = verdict(tally, returned)
        self.sum.setVisible(found != "empty" and self.tally.isVisibleTo(self))
        if found == "agrees":
            self.sum.say(
                "ok", t("Ballots agree: {sum} of {returned}", sum=tally.sum, returned=returned)
            )
        elif found == "short":
            missing = (returned or 0) - tally.sum
            self.sum.say("wait", t("{n} ballots missing: sum {sum}, returned {returned}",
                                   n=missing, sum=tally.sum, returned=returned))  # fmt: skip
        elif found == "over":
            said = t(
                "Sum {sum}, but only {returned} ballots came back", sum=tally.sum, returned=returned
            )
            self.sum.say("error", said)

    def _write(self, _value: object) -> None:
        standing, seat, result = self._standing, self._seat, self.result()
        if standing is None or seat is None or (self._stored() and not self._open):
            return
        appraisal, member, book = standing.appraisal.id, seat.member.id, self._desk.book
        # One's own writing stays on the screen until the page or the time is over.
        self._open = True
        self._desk.work.edit(
            lambda: book.appraising.write_result(appraisal, member, result),
            lambda _none: self.written.emit(),
            self._failed,
        )

    def _failed(self, error: SuixingError) -> None:
        self.trouble.say("error", error.said(self._desk.t))
        self.trouble.show()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.shut()
        super().hideEvent(event)
