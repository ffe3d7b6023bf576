"""Beside a matter: how it stands, its next steps, progress, feedback, satisfaction, what it came through."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.counting.matters import is_back, lacking
from app.dates import say_near_date
from app.records.service import MatterState
from app.services.matters import Opened
from db.model.change import Json
from db.model.errors import SuixingError
from ui.desktop.desk import Desk
from ui.desktop.service.asked import AskedForm, Place
from ui.desktop.service.entries import FEEDBACK, PROGRESS, Entries
from ui.desktop.service.standing import TONES, due_words, step_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import IconLine, Label
from ui.desktop.widgets.scroll import FlowRow
from ui.desktop.widgets.segmented import SegmentedControl

_S = MatterState
_MATTER = "matter"
_ASKED: Mapping[MatterState, tuple[str, ...]] = {
    _S.assigned: ("owner", "owner_unit", "due_on"),
    _S.in_progress: ("owner", "owner_unit", "due_on"),
    _S.done: ("done_on", "result"),
    _S.verified: ("verified_by", "verified_on"),
    _S.rejected: ("state_reason",),
    _S.suspended: ("state_reason",),
    _S.transferred: ("transferred_to", "state_reason"),
}


class Handling(QWidget):
    """Emits `stepped(words)` after a step, with what was done."""

    stepped = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self._desk = desk
        self._opened: Opened | None = None
        self.asked = AskedForm(desk)
        self.state = Card(theme, t("How the matter stands"))
        self.progress = Entries(
            desk, t("Progress"), t("Nothing written down yet"), t("Write down progress"), PROGRESS
        )
        self.progress.given.connect(self._add_progress)
        self.feedback = Entries(
            desk, t("What was told"), t("Nobody was told yet"), t("Write down feedback"), FEEDBACK
        )
        self.feedback.given.connect(self._add_feedback)
        self.satisfied = SegmentedControl(theme, [("", t("not said yet")), *((str(n), str(n)) for n in range(1, 6))])  # fmt: skip
        self.satisfied.chosen.connect(self._satisfied)
        said = Card(theme, t("Satisfaction with the matter"))
        said.add(
            Label(
                t("As whoever raised it said, of the matter. It may stay empty."),
                "caption",
                "secondary",
                wrap=True,
            )
        )
        said.add(self.satisfied)
        self.passed = Card(theme, t("What it came through"), head="sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.layout("stack"))
        for part in (self.asked, self.state, self.progress, self.feedback, said, self.passed):
            column.addWidget(part)

    def show_matter(self, opened: Opened) -> None:
        """Show a matter; what is being asked for stays."""
        if self._opened is None or opened.line.id != self._opened.line.id:
            self.asked.close_form()
            self.progress.form.close_form()
            self.feedback.form.close_form()
        self._opened = opened
        self._show_state(opened)
        self.progress.show_entries(opened.progress)
        self.feedback.show_entries(opened.feedback)
        self.satisfied.set_current(str(opened.line.matter.satisfaction or ""))
        self._show_passed(opened)

    def _show_state(self, opened: Opened) -> None:
        theme, t, card = self._desk.theme, self._desk.t, self.state
        today = self._desk.today()
        card.clear()
        matter = opened.line.matter
        chips = FlowRow(8)
        chips.add(StatusChip(theme, *TONES[matter.state], t(matter.state.title_)))
        tone, icon, words = due_words(opened.line, today, t)
        if opened.line.left is not None:
            chips.add(StatusChip(theme, tone or "mute", icon or "calendar-blank", words))
        card.add(chips)
        if opened.line.responsible:
            card.add(IconLine(theme, "user", opened.line.responsible))
        if matter.due_on:
            card.add(
                IconLine(
                    theme,
                    "calendar-blank",
                    t("to be done by {day}", day=say_near_date(matter.due_on, today, t)),
                )
            )
        for text in (matter.state_reason, matter.transferred_to):
            if text:
                card.add(Label(text, "meta", "secondary", wrap=True))
        others = FlowRow(4)
        for to in opened.ways[1:]:
            said, icon = step_words(matter.state, to, t)
            button = Button(theme, said, "secondary", icon, compact=True)
            button.setObjectName(f"step-{to.value}")
            button.clicked.connect(partial(self.begin, to))
            others.add(button)
        card.add(others)

    def _show_passed(self, opened: Opened) -> None:
        t, today = self._desk.t, self._desk.today()
        self.passed.clear()
        for at, one in enumerate(opened.states):
            if at:
                self.passed.add_rule()
            tone, icon = TONES[one.state]
            when = f"{say_near_date(one.at.date(), today, t)} {one.at:%H:%M}"
            sub = "  ".join(part for part in (when, one.by, one.reason) if part)
            self.passed.add(
                ListRow(self._desk.theme, icon, t(one.state.title_), sub, tone=tone, wrap=True)
            )

    # Steps

    def begin(self, to: MatterState) -> None:
        """Take a step at once, or ask first for what it lacks."""
        opened = self._opened
        if opened is None or to not in opened.ways:
            return
        # The reason on record is of the step before: each step that wants one asks anew.
        if not lacking(opened.standing._replace(reason=""), to):
            self._take(to, {})
            return
        t, matter = self._desk.t, opened.line.matter
        words, _ = step_words(matter.state, to, t)
        if is_back(matter.state, to):
            places: tuple[Place, ...] = ((_MATTER, "state_reason"),)
        elif to == MatterState.closed:
            places = tuple(FEEDBACK)
        else:
            places = tuple((_MATTER, name) for name in _ASKED.get(to, ()))
        self.asked.begin(words, words, places, self._known(to, opened), partial(self._give, to))

    def _known(self, to: MatterState, opened: Opened) -> dict[Place, Json]:
        today = self._desk.today().isoformat()
        known = {
            (_MATTER, name): opened.line.matter.record.get(name) for name in _ASKED.get(to, ())
        }
        known[_MATTER, "state_reason"] = None
        for place in ((_MATTER, "done_on"), (_MATTER, "verified_on"), ("feedback", "on")):
            known[place] = known.get(place) or today
        raised = opened.line.partner or opened.line.matter.raised_by
        return known | {("feedback", "to_whom"): raised}

    def _give(self, to: MatterState, values: Mapping[Place, Json]) -> None:
        fields = {name: value for (kind, name), value in values.items() if kind == _MATTER}
        told = {name: value for (kind, name), value in values.items() if kind == "feedback"}
        self._take(to, {**fields, **({"feedback": told} if told else {})})

    def _take(self, to: MatterState, fields: Mapping[str, Json]) -> None:
        opened = self._opened
        if opened is None:
            return
        matters, line, t = self._desk.book.matters, opened.line, self._desk.t
        said = t("{matter}: {state}", matter=line.matter.title, state=t(to.title_))
        self._desk.work.edit(
            lambda: matters.step(line.id, to, fields),
            lambda _applied: self._done(said),
            self._refused,
        )

    def _done(self, said: str) -> None:
        self.asked.close_form()
        self.stepped.emit(said)

    def _refused(self, error: SuixingError) -> None:
        if self.asked.isHidden():
            self._desk.window.problem(error)
        else:
            self.asked.refuse(error)

    # Entries

    def _add_progress(self, fields: Mapping[str, Json]) -> None:
        self._add("progress_entry", fields, self.progress)

    def _add_feedback(self, fields: Mapping[str, Json]) -> None:
        self._add("feedback", fields, self.feedback)

    def _add(self, kind: str, fields: Mapping[str, Json], entries: Entries) -> None:
        opened = self._opened
        if opened is None:
            return
        matters, matter = self._desk.book.matters, opened.line.id
        self._desk.work.edit(
            lambda: matters.add_entry(kind, matter, fields),
            lambda _id: self._added(entries),
            entries.form.refuse,
        )

    def _added(self, entries: Entries) -> None:
        entries.form.close_form()
        self.stepped.emit(self._desk.t("Entry written down"))

    def _satisfied(self, value: str) -> None:
        opened = self._opened
        if opened is None:
            return
        records, matter = self._desk.book.records, opened.line.id
        self._desk.work.edit(
            lambda: records.change(matter, {"satisfaction": int(value) if value else None}),
            lambda _applied: self.stepped.emit(self._desk.t("Satisfaction written down")),
            self._desk.window.problem,
        )
