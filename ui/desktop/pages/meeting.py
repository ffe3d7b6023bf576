"""One meeting from notice to filing: six steps on one page, with what they say about each other beside."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_moment_past
from app.records.meeting import Presence
from app.services.meeting import last_kept
from app.services.meeting_noted import Noted
from app.services.progress import first_open, progress
from db.model.record import Applied
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.meetings.appraisal import AppraisalStep
from ui.desktop.meetings.evidence import EvidenceStep
from ui.desktop.meetings.filing import FileStep
from ui.desktop.meetings.findings import FindingsPanel
from ui.desktop.meetings.life import LifeListStep
from ui.desktop.meetings.locking import ClosedLine
from ui.desktop.meetings.minutes import MinutesStep
from ui.desktop.meetings.more import MoreMenu
from ui.desktop.meetings.opened import KINDS, OpenMeeting
from ui.desktop.meetings.prepare import PrepareStep
from ui.desktop.meetings.printing import RECORD, show
from ui.desktop.meetings.signin import SignInStep
from ui.desktop.meetings.standing import WHERE, Status, status, where_asked
from ui.desktop.meetings.step import Step
from ui.desktop.meetings.votes import VoteStep
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.chips import SavedMark, StatusChip
from ui.desktop.widgets.labels import Rule
from ui.desktop.widgets.stepper import Step as Mark
from ui.desktop.widgets.stepper import Stepper

WORDS = {
    "prepare": N_("Prepare"),
    "life": N_("Life meeting's list"),
    "appraisal": N_("Appraisal"),
    "signin": N_("Sign-in"),
    "minutes": N_("Minutes"),
    "vote": N_("Votes and resolutions"),
    "evidence": N_("Evidence files"),
    "file": N_("Check and file"),
}
_MAKERS: tuple[tuple[str, Callable[[OpenMeeting], Step]], ...] = (
    ("prepare", PrepareStep),
    ("life", LifeListStep),
    ("appraisal", AppraisalStep),
    ("signin", SignInStep),
    ("minutes", MinutesStep),
    ("vote", VoteStep),
    ("evidence", EvidenceStep),
    ("file", FileStep),
)
_WHERE_CHIP = {"local": ("wait", "laptop"), "stick": ("info", "usb-stick"), "hq": ("ok", "shield-check"), "open": ("error", "git-fork")}  # fmt: skip


class MeetingPage(Page):
    """A meeting; the detail names its step."""

    place = "meetings"
    returns = True
    kinds = KINDS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self.opened = OpenMeeting(desk, self)
        self.step = ""
        self._steps: dict[str, Step] = {}
        self._said: tuple[Status, str] | None = None
        self._chips: list[QWidget] = []
        self.stepper = Stepper(theme)
        self.stepper.chosen.connect(self.go_step)
        self.stack = QStackedWidget()
        self.closed = ClosedLine(theme, t)
        self.closed.correct.connect(self._correct)
        self.closed.reopen.connect(lambda: self._menu_at(self.closed.again).ask("reopen"))
        self.panel = FindingsPanel(self.opened)
        self.panel.acted.connect(self._act)
        self.saved = SavedMark(theme)
        self._undo = IconButton(
            theme, "arrow-counter-clockwise", t("Undo the last change"), "Ctrl+Z"
        )
        self._undo.clicked.connect(self._take_back)
        self._more = IconButton(theme, "dots-three", t("More for this meeting"))
        self._more.clicked.connect(self._show_more)
        self._next = Button(theme, "", "primary", "arrow-right")
        self._next.clicked.connect(self.primary)
        self._lay()
        self.opened.reread.connect(self._show)
        self.opened.asked.connect(self.go_step)
        self.opened.keeper.kept.connect(self._say_saved)

    def _lay(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 24, 0)
        head.addWidget(self.stepper)
        outer.addLayout(head)
        outer.addWidget(Rule())
        outer.addWidget(self.closed)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.stack, 1)
        body.addWidget(self.panel)
        outer.addLayout(body, 1)

    # What the window asks

    @override
    def title(self) -> str:
        if not self.opened.is_open:
            return ""
        a = self.opened.meeting.activity
        return a.title or self.t(a.type.title_)

    @override
    def meta(self) -> str:
        if not self.opened.is_open:
            return ""
        t, meeting = self.t, self.opened.meeting
        a = meeting.activity
        parts = [
            say_moment_past(a.held_start, self.desk.today(), t)
            if a.held_start
            else t("No date yet")
        ]
        parts += [a.place_text] if a.place_text else []
        parts += [t("Chair {name}", name=meeting.name(a.chair))] if a.chair else []
        parts += [t("Recorder {name}", name=meeting.name(a.recorder))] if a.recorder else []
        return " · ".join(parts)

    @override
    def chips(self) -> list[QWidget]:
        if not self.opened.is_open:
            self._said = None  # The header throws the chips away.
            return []
        theme, meeting = self.desk.theme, self.opened.meeting
        found = status(meeting, self.opened.noted, self.desk.now(), self.t)
        where = where_asked(self.desk)(meeting.activity.record)
        if (found, where) != self._said:
            self._said = (found, where)
            tone, icon = _WHERE_CHIP[where]
            self._chips = [
                StatusChip(theme, found.tone, found.icon, found.text),
                StatusChip(theme, tone, icon, self.t(WHERE[where])),
            ]
        return self._chips

    @override
    def header_actions(self) -> list[QWidget]:
        return [self.saved, self._undo, self._more, self._next]

    @override
    def arrive(self, record: str, detail: str) -> None:
        same = self.opened.is_open and self.opened.meeting.id == record
        if not self.opened.open(record):
            self.desk.window.go(Route("meetings"))
            return
        self._say_saved(last_kept(self.opened.meeting))
        states = progress(self.opened.meeting, self.opened.noted)
        step = detail if detail in states else self.step if same else first_open(states)
        self.go_step(step)

    @override
    def leave(self) -> None:
        for step in self._steps.values():
            step.settle()
        self.opened.keeper.settle()

    @override
    def refresh(self) -> None:
        self.opened.forget()
        self._reread()

    def _reread(self) -> None:
        if self.opened.is_open and not self.opened.read():
            self.desk.window.go(Route("meetings"))

    @override
    def touched(self, applied: Applied) -> None:
        if self.opened.touched(applied):
            self._reread()

    @override
    def primary(self) -> None:
        here = self._steps[self.step]
        if here.primary_way():
            return
        steps = self.opened.meeting.steps
        at = steps.index(self.step)
        if at + 1 < len(steps):
            self.go_step(steps[at + 1])

    @override
    def print_this(self) -> None:
        show(self.desk, RECORD, self.opened.meeting.id)

    # Steps

    def go_step(self, step: str, record: str = "", field: str = "") -> None:
        """Open a step, at any time; a record and a field put the cursor there."""
        if step not in self.opened.meeting.steps:
            step = "prepare"
        if self.step in self._steps and step != self.step:
            self._steps[self.step].settle()
        self.step = step
        if step not in self._steps:
            self._steps[step] = dict(_MAKERS)[step](self.opened)
            self.stack.addWidget(self._steps[step])
        self.stack.setCurrentWidget(self._steps[step])
        self._show()
        self._steps[step].begin(record, field)

    def _show(self) -> None:
        if not self.opened.is_open or not self.step:
            return
        meeting = self.opened.meeting
        if self.step not in meeting.steps:
            self.go_step("prepare")
            return
        states = progress(meeting, self.opened.noted)
        self.stepper.set_steps(
            [
                Mark(key, self.t(WORDS[key]), "current" if key == self.step else states[key])
                for key in meeting.steps
            ]
        )
        self.closed.show_meeting(meeting)
        here = self._steps[self.step]
        here.show_meeting()
        here.show_closed(closed=meeting.archived)
        self.panel.show_step(self.step, here.panel_parts())
        self.panel.setVisible(not here.wants_room())
        self._show_next(here)
        self.header_changed.emit()

    def _show_next(self, here: Step) -> None:
        label, icon, reason = here.primary_words()
        if not label:
            steps = self.opened.meeting.steps
            following = steps[min(steps.index(self.step) + 1, len(steps) - 1)]
            label = self.t("Next: {step}", step=self.t(WORDS[following]))
            icon = "arrow-right"
        self._next.set_label(label)
        self._next.set_icon(icon)
        self._next.explain(reason)

    def _say_saved(self, moment: datetime) -> None:
        self.saved.show_saved(self.t("Saved {time}", time=f"{moment:%H:%M}"))

    def _take_back(self) -> None:
        self.leave()
        # In the lane of the edits it comes after what was just settled.
        self.desk.window.undo()

    def _show_more(self) -> None:
        self._menu = MoreMenu(self.opened).open_under(self._more)
        self._menu.correct.connect(self._correct)

    def _menu_at(self, widget: QWidget) -> MoreMenu:
        self._menu = MoreMenu(self.opened, widget)
        return self._menu

    def _correct(self) -> None:
        self.go_step("file", self.opened.meeting.id, "correction")

    def _act(self, noted: Noted, key: str) -> None:
        finding, sign = noted.finding, self.desk.book.meetings.sign
        match key:
            case "leave" | "absent" if finding.people:
                meeting, member = self.opened.meeting, finding.people[0]
                state = Presence.leave if key == "leave" else Presence.absent
                self.opened.write(lambda _records: sign.mark(meeting, member, state))
                self.go_step("signin", member, "reason")
            case "reason":
                self.go_step("signin", finding.people[0], "reason")
            case "conflicts":
                self.desk.window.go(Route("conflicts", finding.record, finding.field))
            case "no_decision":
                write = self.desk.book.meetings.write
                self.opened.write(lambda _records: write.no_decision(finding.record))
            case "resolution":
                self.go_step("minutes", finding.record, "resolution")
            case "link":
                self.go_step("prepare", finding.record, "link")
            case _:
                self.go_step(noted.step, finding.record, finding.field)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= self.desk.theme.layout("wide_from")
        self.panel.set_width(380 if wide else self.desk.theme.layout("panel_findings"))
