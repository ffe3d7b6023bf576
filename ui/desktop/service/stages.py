"""What can be done with a deliberation at the stage where it stands: one panel a stage, one of them shown."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_near_date, say_year_date
from app.records.meeting import Activity, Motion
from app.records.openness import DeliberationState
from app.services.deliberating import DECIDING, Deliberated
from ui.desktop.desk import Desk, Route
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import ComboField, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.longtext import LongTextField

_OVER = (DeliberationState.resolved, DeliberationState.dropped)


def short(text: str | None, most: int = 40) -> str:
    """Return the beginning of a text on one line."""
    words = " ".join((text or "").split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


class StageCard(Card):
    """Emits what is asked for: the day, the text, the meeting (`new:<kind>`), the record or the reason."""

    asked = Signal(object)
    summed_up = Signal(str)
    brought = Signal(str)
    linked = Signal(str)
    resolved = Signal(str)
    dropped = Signal(str)
    reopened = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, " ")
        self._desk, self.t = desk, desk.t
        theme, t = desk.theme, desk.t
        self._shown, self._typed = "", dict[str, tuple[str, str]]()
        self.until = DateField(theme, t, desk.today)
        self.until.setAccessibleName(t("Opinions until"))
        self.summary = LongTextField(theme, "", t("What was said, in a few sentences"), rows=2)
        self.meeting, self.motion = ComboField(theme, []), ComboField(theme, [])
        self.resolution = ComboField(theme, [])
        self.reason = LineField(theme, "", t("Why it is not pursued"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self._told = Label("", "body", "secondary", wrap=True)
        self.add(self._told)
        self._held = QVBoxLayout()
        self._held.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self._held)
        self._lay()

    def _lay(self) -> None:
        t = self.t
        self._asking = self._row(
            self.until, self._button(t("Ask members"), lambda: self.asked.emit(self.until.value()))
        )
        self._summing = self._row(
            self.summary,
            self._button(
                t("Sum up and go to the vote"),
                lambda: self.summed_up.emit(self.summary.value()),
            ),
        )
        self._bringing = self._row(
            self.meeting,
            self._button(
                t("Put it on the agenda"), lambda: self.brought.emit(self.meeting.value())
            ),
        )
        self._linking = self._row(
            self.motion,
            self._button(t("Link this vote"), lambda: self.linked.emit(self.motion.value())),
        )
        self._resolving = self._row(
            self.resolution,
            self._button(t("This came of it"), lambda: self.resolved.emit(self.resolution.value())),
        )
        self._dropping = self._row(
            self.reason,
            self._button(
                t("Do not pursue"), lambda: self.dropped.emit(self.reason.value()), "quiet"
            ),
        )
        self._again = self._row(Label(), self._button(t("Take it up again"), self._reopen, "quiet"))

    def _row(self, part: QWidget, button: Button) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(part, 1)
        row.addWidget(button)
        self.add(box)
        return box

    def _button(self, text: str, act: Callable[[], Any], kind: str = "secondary") -> Button:
        button = Button(self._desk.theme, text, kind)
        button.clicked.connect(act)
        return button

    def _reopen(self) -> None:
        self.reopened.emit()

    def show_stage(
        self, found: Deliberated, meetings: Sequence[Activity], motions: Sequence[Motion]
    ) -> None:
        """Show what can be done now; what is being typed for the same one stays."""
        state = found.deliberation.state
        if found.deliberation.id != self._shown:
            self._turn_to(found.deliberation.id)
        self.set_title(self.t(state.title_))
        voting = state == DeliberationState.vote
        self._asking.setVisible(state == DeliberationState.agenda)
        self._summing.setVisible(state == DeliberationState.opinions)
        self._bringing.setVisible(voting and found.activity is None)
        self._linking.setVisible(voting and found.activity is None and bool(motions))
        self._resolving.setVisible(voting and bool(found.resolutions))
        self._dropping.setVisible(state not in _OVER)
        self._again.setVisible(state in _OVER)
        words = self._words(found)
        self._told.setText(words)
        self._told.setVisible(bool(words))
        self._offer(found, meetings, motions)
        self._show_held(found)

    def _words(self, found: Deliberated) -> str:
        t, one = self.t, found.deliberation
        match one.state:
            case DeliberationState.agenda:
                return t("Members are asked from today on; the last day may stay open.")
            case DeliberationState.opinions:
                until = one.opinions_until
                return t("opinions until {day}", day=say_year_date(until, t)) if until else ""
            case DeliberationState.vote:
                return self._of_vote(found)
            case DeliberationState.resolved:
                return "" if found.resolution else t("No resolution is linked.")
        return one.state_reason or ""

    def _of_vote(self, found: Deliberated) -> str:
        t = self.t
        lines = [found.deliberation.summary or ""]
        if found.activity is None:
            lines.append(t("It is voted on in a meeting."))
        elif not found.resolutions:
            lines.append(t("Write the resolution in the meeting; then it is linked here."))
        return "\n".join(line for line in lines if line)

    def _offer(
        self, found: Deliberated, meetings: Sequence[Activity], motions: Sequence[Motion]
    ) -> None:
        t = self.t
        begun = [(f"new:{k.value}", t("New: {kind}", kind=t(k.title_))) for k in DECIDING]
        self.meeting.set_options([*[(a.id, self._named(a)) for a in meetings], *begun])
        self.motion.set_options(
            [("", t("A vote that was held already")), *[(m.id, short(m.title)) for m in motions]]
        )
        self.resolution.set_options([(r.id, short(r.text)) for r in found.resolutions])
        if found.deliberation.summary and not self.summary.value():
            self.summary.set_value(found.deliberation.summary)

    def _named(self, held: Activity) -> str:
        t = self.t
        name = held.title or t(held.type.title_)
        if held.held_start is None:
            return name
        return t(
            "{day} {title}",
            day=say_near_date(held.held_start.date(), self._desk.today(), t),
            title=name,
        )

    def _show_held(self, found: Deliberated) -> None:
        while (item := self._held.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        theme, t, go = self._desk.theme, self.t, self._desk.window.go
        held, decided = found.activity, found.resolution
        if held is not None:
            words = t("On the agenda of this meeting; the votes are typed there")
            action = t("Go to the meeting")
            row = ListRow(theme, "scales", self._named(held), words, action=action, flush=True)
            row.acted.connect(lambda: go(Route("meeting", held.id)))
            self._held.addWidget(row)
        if decided is not None:
            row = ListRow(
                theme, "check-square", decided.text or "", t(decided.state.title_),
                flush=True, wrap=True,
            )  # fmt: skip
            row.set_pressable()
            row.pressed.connect(lambda: go(Route("record", decided.id)))
            self._held.addWidget(row)

    def _turn_to(self, deliberation: str) -> None:
        """Show another one; what is half typed waits at the one it was typed for."""
        self._typed[self._shown] = (self.summary.value(), self.reason.value())
        self._shown = deliberation
        summary, reason = self._typed.pop(deliberation, ("", ""))
        self.until.set_value(None)
        self.summary.set_value(summary)
        self.reason.set_value(reason)
