"""What a vote has beside its numbers: who counted, who stands, who is left out, dissent, another outcome.

Folded away until wanted; what is filled in is said in one line. What a vote of its kind has to have
and has not stands below as a reminder.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.counting.judging import Judged
from app.records.meeting import Motion, MotionKind
from ui.desktop.meetings.keeper import Bound
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.votewords import joined, want_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import ComboField, Field, LineField, NumberField
from ui.desktop.widgets.labels import IconLine
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.person import PersonField

_OUTCOMES = {"": None, "yes": True, "no": False}


class VoteDetails(QWidget):
    """Each field is written when it is left; another outcome only together with its reason."""

    def __init__(self, opened: OpenMeeting, motion: Motion) -> None:
        super().__init__()
        self._opened, self._motion, self.t = opened, motion, opened.desk.t
        self._bounds: list[Bound] = []
        self._told: tuple[str, ...] = ()
        self._form = QWidget()
        theme, t = opened.desk.theme, self.t
        self.toggle = Button(theme, t("Tellers, dissent, outcome"), "quiet", "caret-down", compact=True)  # fmt: skip
        self.toggle.clicked.connect(lambda: self.unfold(shown=self._form.isHidden()))
        self._wants = QVBoxLayout()
        self._wants.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._wants)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._form)
        self._fill(motion.kind)
        self._form.hide()

    def _fill(self, kind: MotionKind) -> None:
        theme, t = self._opened.desk.theme, self.t
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.tellers, self.document = LineField(theme), LineField(theme)
        self.dissent = LongTextField(theme, rows=1)
        rows: list[tuple[QWidget, ...]] = [(self._kept("tellers", t("Tellers"), self.tellers),)]
        if kind == MotionKind.admission:
            self.candidate: QWidget = LineField(theme)
            rows[0] += (self._kept("candidate_name", t("Candidate"), self.candidate),)
        elif kind == MotionKind.conversion:
            self.candidate = PersonField(theme, t, self._opened.people())
            rows[0] += (self._kept("candidate", t("Candidate"), self.candidate),)
        elif kind == MotionKind.election:
            self.excluded = NumberField(theme)
            left_out = self._kept("excluded", t("Not counted as due"), self.excluded)
            paper = self._kept(
                "exclusion_document", t("Superior's consent, decision"), self.document
            )
            rows.append((left_out, paper))
        rows.append((self._kept("dissent", t("Dissent, as spoken"), self.dissent, typing=True),))
        self.other = ComboField(
            theme, [("", t("As computed")), ("yes", t("Carried")), ("no", t("Not carried"))]
        )
        self.reason = LineField(theme)
        self._reason = Field(theme, t("Reason for another outcome"), self.reason)
        self.other.settled.connect(lambda _value: self._rule())
        self.reason.settled.connect(lambda _value: self._rule())
        rows.append((Field(theme, t("Outcome"), self.other), self._reason))
        for at, row in enumerate(rows):
            for column, widget in enumerate(row):
                grid.addWidget(widget, at, column, 1, 2 if len(row) == 1 else 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)

    def _kept(self, name: str, label: str, editor: QWidget, *, typing: bool = False) -> Field:
        frame = Field(self._opened.desk.theme, label, editor)
        bind = self._opened.keeper.bind
        self._bounds.append(bind(editor, self._motion.id, name, typing=typing, frame=frame))
        return frame

    def unfold(self, *, shown: bool) -> None:
        """Show the fields, or fold them away."""
        self._form.setVisible(shown)
        self.toggle.set_icon("caret-up" if shown else "caret-down")
        self.toggle.show()
        self.show()
        if shown:
            self.tellers.setFocus()

    def show_vote(self, vote: Judged) -> None:
        """Show what is stored, and what is still wanted; what is being typed stays."""
        self._motion = vote.motion
        for bound in self._bounds:
            bound.show_record(vote.motion.record)
        now = {True: "yes", False: "no", None: ""}[vote.motion.passed_override]
        if not (self._reason_missing() or self.reason.hasFocus() or self.other.hasFocus()):
            self.other.set_value(now)
            self.reason.set_value(vote.motion.override_reason)
        said = self._said(vote.motion)
        self.toggle.set_label(said or self.t("Tellers, dissent, outcome"))
        # A show of hands needs none of it: there the menu opens it, and the page stays short.
        shown = bool(said) or vote.ballot.secret or not self._form.isHidden()
        self.toggle.setVisible(shown)
        self.setVisible(shown or bool(vote.wants))
        told = tuple(want_words(want, self.t) for want in vote.wants)
        if told == self._told:
            return
        self._told = told
        while (item := self._wants.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for words in told:
            line = IconLine(
                self._opened.desk.theme, "clock", words, "meta", color="state.wait_text"
            )
            self._wants.addWidget(line)

    def _said(self, motion: Motion) -> str:
        t, said = self.t, []
        if motion.tellers:
            said.append(t("Tellers: {names}", names=motion.tellers))
        if motion.dissent:
            said.append(t("dissent is noted"))
        if motion.excluded:
            said.append(t("{n} not counted as due", n=motion.excluded))
        return joined(said, t)

    def _reason_missing(self) -> bool:
        return self.other.value() != "" and not self.reason.value()

    def _rule(self) -> None:
        """Write another outcome once both halves of it are there."""
        passed, reason, motion = _OUTCOMES[self.other.value()], self.reason.value(), self._motion
        missing = self._reason_missing()
        self._reason.set_error(
            self.t("Write why; it is printed with the outcome") if missing else ""
        )
        if missing:
            self.reason.setFocus()
            return
        if (passed, reason or None) == (motion.passed_override, motion.override_reason):
            return
        voting = self._opened.desk.book.voting
        self._opened.write(lambda _records: voting.override(motion, passed, reason))

    def settle(self) -> None:
        """Write what is still being typed."""
        for bound in self._bounds:
            bound.settle()
        self.reason.settle()
