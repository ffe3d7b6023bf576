"""The first run: the steps at the left, one step at the right, one primary button in the foot."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.choices import ChoiceFile
from db.model.words import N_, Translate
from ui.desktop.brand import BrandMark
from ui.desktop.start.branch import BranchStep
from ui.desktop.start.key import KeyStep
from ui.desktop.start.passphrase import PassphraseStep
from ui.desktop.start.step import Answers, StepPage
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.stepper import Step, UprightStepper
from ui.desktop.work import Work

_RAIL = 320
_STEPS = (
    (BranchStep, N_("Branch"), N_("Begin, join or restore")),
    (PassphraseStep, N_("Passphrase"), N_("Locks the records on this computer")),
    (KeyStep, N_("Key and enrolment"), N_("One sheet to print; works without a network")),
)
_OTHER = {"zh_CN": ("en", "English"), "en": ("zh_CN", "\u4e2d\u6587")}


class FirstRun(QWidget):
    """Emits `opened(Workspace)` at its end, `language_asked(code)`, `sample_asked`."""

    opened = Signal(object)
    language_asked = Signal(str)
    sample_asked = Signal()
    left = Signal()
    """The person does not want to restore after all."""

    def __init__(
        self, home: Path, theme: Theme, t: Translate, work: Work, choices: ChoiceFile
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        give(self, part="page")
        self._theme, self.t, self._work = theme, t, work
        self.answers = Answers(home)
        self._may_leave = False
        self._at = 0
        self.step = self._make(0)
        self._other, word = _OTHER[choices.now.language]
        self._stepper = UprightStepper(theme)
        self._scroll = ScrollPage((12, 0, 12, 0))
        self._scroll.setFixedWidth(theme.px(theme.layout("wizard_width")) + 24)
        self.back = Button(theme, t("Back one step"), "quiet", "arrow-left")
        self.back.clicked.connect(lambda: self.show_step(self._at - 1))
        self.language = Button(theme, word, "quiet", "globe-simple")
        self.language.clicked.connect(lambda: self.language_asked.emit(self._other))
        self.aside = Button(theme, "", "quiet")
        self.aside.clicked.connect(self._go_aside)
        self.primary = Button(theme, "", "primary", "arrow-right")
        self.primary.clicked.connect(self._press)
        self._lay()
        self.show_step(0)

    def _lay(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(self._theme.space("x4"))
        foot.addWidget(self.language)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.aside)
        foot.addWidget(self.primary)
        foot.setContentsMargins(12, 12, 12, 24)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._scroll, 1)
        middle.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail())
        row.addStretch(1)
        row.addLayout(middle)
        row.addStretch(1)

    def _rail(self) -> QFrame:
        theme, t = self._theme, self.t
        rail = QFrame()
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        give(rail, part="sidebar")
        rail.setFixedWidth(_RAIL)
        column = QVBoxLayout(rail)
        column.setContentsMargins(32, 36, 24, 32)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(BrandMark(theme, 36))
        head.addWidget(Label(t("Suixing"), "title"), 1)
        column.addLayout(head)
        column.addWidget(
            Label(t("The branch record book that travels with the site"), "meta", wrap=True)
        )
        column.addSpacing(36)
        column.addWidget(self._stepper)
        column.addStretch(1)
        column.addWidget(
            Label(t("The records lie encrypted on this computer."), "caption", wrap=True)
        )
        column.addWidget(
            Label(t("No network and no enrolment are needed to begin."), "caption", wrap=True)
        )
        return rail

    def begin_restoring(self, backup: Path | None, *, may_leave: bool) -> None:
        """Show the way back from a backup, of which the file may be known already."""
        self.answers.way, self.answers.backup = "restore", backup
        self._may_leave = may_leave
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Show a step; what was said in the others is kept."""
        self._at = at
        made = self.step = self._make(at)
        made.changed.connect(self._draw)
        made.finished.connect(self._go_on)
        holder = self._scroll.body
        while (item := holder.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        holder.addWidget(made)
        made.arrive()
        made.take_focus()
        self._draw()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.step.take_focus()

    def _make(self, at: int) -> StepPage:
        return _STEPS[at][0](self._theme, self.t, self._work, self.answers)

    def _draw(self) -> None:
        t, last = self.t, len(_STEPS) - 1
        states = [
            "done" if n < self._at else "current" if n == self._at else "open" for n in range(3)
        ]
        self._stepper.set_steps(
            [Step(str(n), t(_STEPS[n][1]), states[n], t(_STEPS[n][2])) for n in range(3)]
        )
        self.back.setVisible(0 < self._at < last)
        self.language.setVisible(self._at == 0)
        aside = t("Not now") if self._may_leave else self.step.aside()
        self.aside.set_label(aside)
        self.aside.setVisible(bool(aside))
        self.primary.set_label(self.step.onward())
        self.primary.set_busy(False)
        lacks = self.step.lacks()
        self.primary.explain(lacks)
        self.aside.explain(lacks if self._at else "")

    def _press(self) -> None:
        self.primary.set_busy(True)
        self.step.go_on()

    def _go_aside(self) -> None:
        if self._may_leave:
            self.left.emit()
        elif self._at == 0:
            self.sample_asked.emit()
        else:
            self._go_on()

    def _go_on(self) -> None:
        done = self._at == len(_STEPS) - 1 or self.answers.way == "restore"
        if done and self.answers.book is not None:
            self.opened.emit(self.answers.book)
        else:
            self.show_step(self._at + 1)
