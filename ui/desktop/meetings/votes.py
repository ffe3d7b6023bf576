"""The step 表决与决议: each motion with its numbers, then what was decided."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.judging import listed
from app.records.evidence import FormKind
from app.records.meeting import MotionKind
from app.services.blanks import Wanted
from ui.desktop.meetings.election import ElectionBlock
from ui.desktop.meetings.locking import lock
from ui.desktop.meetings.menu import Menu
from ui.desktop.meetings.motion import MotionBlock
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.printing import print_form
from ui.desktop.meetings.resolutions import ResolutionsCard
from ui.desktop.meetings.step import Step
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import ComboField, LineField
from ui.desktop.widgets.scroll import ScrollPage

_FORMS = {"print-ballots": FormKind.ballots, "print-tally": FormKind.tally}


class VoteStep(Step):
    """Numbers are empty until typed; nothing is decided until they add up."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        self._blocks: dict[str, MotionBlock | ElectionBlock] = {}
        self._order: list[tuple[str, object]] = []
        self._wanted = self._renaming = ""
        self.page = ScrollPage(margins=(24, 14, 20, 20))
        self._motions = QVBoxLayout()
        self._motions.setSpacing(12)
        self.resolutions = ResolutionsCard(opened)
        self.page.body.addLayout(self._motions)
        self.page.body.addWidget(self.resolutions)
        self._line = self._adder()
        self.page.body.addWidget(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _adder(self) -> QWidget:
        t, theme = self.t, self.theme
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.title = LineField(theme, "", t("What is put to the vote"))
        self.title.setAccessibleName(t("What is put to the vote"))
        self.title.returnPressed.connect(self.add_typed)
        self.kind = ComboField(theme, [(k.value, t(k.title_)) for k in MotionKind])
        self.kind.setAccessibleName(t("Kind"))
        self._keep = Button(theme, t("Add a vote"), "secondary", "plus")
        self._keep.clicked.connect(self._press_add)
        row.addWidget(self.title, 1)
        row.addWidget(self.kind)
        row.addWidget(self._keep)
        return line

    @override
    def show_meeting(self) -> None:
        meeting = self.opened.meeting
        if self._shape() != self._order:
            self._rebuild()
        for at, motion in enumerate(meeting.motions, 1):
            self._blocks[motion.id].show_motion(meeting, motion, motion.number or at)
        self.resolutions.show_resolutions()
        if self._wanted in self._blocks:
            block, self._wanted = self._blocks[self._wanted], ""
            block.focus_first()

    def _shape(self) -> list[tuple[str, object]]:
        """Return what the blocks depend on: which votes, of which kind, by a list or not."""
        meeting = self.opened.meeting
        return [(m.id, (m.kind, listed(m, meeting.candidates_of(m.id)))) for m in meeting.motions]

    def _rebuild(self) -> None:
        """Make the blocks anew where votes came, went, or became another kind."""
        meeting = self.opened.meeting
        for block in self._blocks.values():
            self._motions.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._blocks = {}
        for at, motion in enumerate(meeting.motions, 1):
            by_list = listed(motion, meeting.candidates_of(motion.id))
            make = ElectionBlock if by_list else MotionBlock
            block = make(self.opened, motion, motion.number or at)
            block.asked.connect(lambda key, m=motion.id: self._do(m, key))
            self._blocks[motion.id] = block
            self._motions.addWidget(block)
            block.show()
        self._order = self._shape()

    @override
    def begin(self, record: str = "", field: str = "") -> None:
        meeting = self.opened.meeting
        if field == "new-resolution":
            self.resolutions.add_for(record)
        elif record in self._blocks:
            self._blocks[record].focus_first()
            self.page.ensureWidgetVisible(self._blocks[record])
        elif any(r.id == record for r in meeting.resolutions):
            self.resolutions.edit(record, field)
        elif record and record != meeting.id:
            self._wanted = record
        elif self._blocks:
            open_ones = [m.id for m in meeting.motions if not meeting.outcome(m).decided]
            self._blocks[open_ones[0] if open_ones else meeting.motions[0].id].focus_first()
        else:
            self.title.setFocus()

    @override
    def show_closed(self, *, closed: bool) -> None:
        lock(self, closed=closed)
        self._line.setVisible(not closed)

    @override
    def settle(self) -> None:
        self.resolutions.settle()
        for block in self._blocks.values():
            block.settle()

    def _press_add(self) -> None:
        if self.title.value():
            self.add_typed()
            return
        items = [i for i in self.opened.meeting.items if i.title]
        if not items:
            self.title.setFocus()
            return
        menu = Menu(self.theme, [(i.id, "list-numbers", i.title or "") for i in items], width=360)
        menu.chosen.connect(self._add_item)
        self._menu = menu.open_under(self._keep)

    def add_typed(self) -> None:
        """Add the motion that stands in the line, or change the words of one."""
        title = self.title.value()
        if not title:
            return
        self.title.set_value("")
        if self._renaming:
            motion, self._renaming = self._renaming, ""
            self.opened.write(lambda records: records.change(motion, {"title": title}))
        else:
            self._add(title, "")

    def _add_item(self, item: str) -> None:
        found = next(i for i in self.opened.meeting.items if i.id == item)
        self._add(found.title or "", item)

    def _add(self, title: str, item: str) -> None:
        kind = next(k for k in MotionKind if k == self.kind.value())
        meeting, write = self.opened.meeting, self.desk.book.meetings.write
        self.opened.write(
            lambda _records: write.add_motion(meeting, title, item=item, kind=kind), done=self._want
        )

    def _want(self, motion: str) -> None:
        self._wanted = motion

    def _do(self, motion: str, key: str) -> None:
        found = next(m for m in self.opened.meeting.motions if m.id == motion)
        if key == "remove":
            toast = self.t("Took out the vote “{title}”", title=found.title or "")
            self.opened.write(lambda records: records.delete(motion), toast=toast)
        elif key == "rename":
            self._renaming = motion
            self.title.set_value(found.title or "")
            self.title.setFocus()
        elif key in _FORMS:
            print_form(self.desk, self.opened.meeting.id, Wanted(_FORMS[key], motion))
        else:
            self.opened.write(lambda records: records.change(motion, {"kind": key}))
