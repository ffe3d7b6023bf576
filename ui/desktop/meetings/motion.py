"""One vote on the page: its numbers, those of the ballots where it is secret, and what they decide."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.counting.judging import Judged
from app.counting.voting import DEVELOPMENT
from app.records.meeting import Motion, VoteMethod
from app.services.meeting import Meeting
from ui.desktop.meetings.keeper import holds_focus
from ui.desktop.meetings.numbers import NumberRow
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.votedetails import VoteDetails
from ui.desktop.meetings.votemenu import open_vote_menu
from ui.desktop.meetings.votewords import tally_of
from ui.desktop.meetings.writtenopinions import OpinionsList
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.vote import Counts, Tally, VoteBlock

_PAPERS = ("issued", "returned", "invalid")
_PAPER_FAULTS = frozenset({"too-many-issued", "too-many-ballots", "negative"})


class MotionBlock(VoteBlock):
    """Writes each number when its field is left. Emits `asked(key)`: remove, rename, print-… or a kind."""

    asked = Signal(str)

    def __init__(self, opened: OpenMeeting, motion: Motion, number: int) -> None:
        self._opened, self.motion = opened, motion
        t, theme = opened.desk.t, opened.desk.theme
        methods = [("", t("How?"))] + [(m.value, t(m.title_)) for m in VoteMethod]
        super().__init__(theme, t, t("Vote {n}", n=number), motion.title or "", methods, self._mean)
        words = {
            "issued": t("Given out"), "returned": t("Returned"), "invalid": t("Invalid"),
            "written_yes": t("Written in favour"), "present": t("Present with a vote"),
            "eligible": t("Entitled"),
        }  # fmt: skip
        self._papers = NumberRow(opened, motion.id, words)
        self._papers.typed.connect(self._type)
        self._bounds = []
        self._more = IconButton(theme, "dots-three", t("More for this vote"), compact=True)
        self._more.clicked.connect(self._open_menu)
        self.add_tool(self._more)
        self.body.insertWidget(2, self._papers)
        # The three numbers settle one by one, each into its own field.
        for editor, name in zip(self._fields, ("yes", "no", "abstain"), strict=True):
            self._bounds.append(opened.keeper.bind(editor, motion.id, name))
        # The numbers first, as the tellers say them; how it was voted is one more Tab away.
        for before, after in pairwise((*self._fields, self._method)):
            QWidget.setTabOrder(before, after)
        self.method_chosen.connect(self._choose_method)
        self.opinions = OpinionsList(opened, motion.id) if motion.kind in DEVELOPMENT else None
        if self.opinions is not None:
            self.body.addWidget(self.opinions)
        self.details = VoteDetails(opened, motion)
        self.body.addWidget(self.details)
        self.show_motion(opened.meeting, motion, number)

    def show_motion(self, meeting: Meeting, motion: Motion, number: int) -> None:
        """Show the vote as stored; a number that is being typed stays."""
        del number
        self.motion = motion
        for bound in self._bounds:
            bound.show_record(motion.record)
        self.set_title(motion.title or self.t("Without a title"))
        self.set_method(motion.method or "")
        self._papers.show_record(motion.record)
        secret = motion.method == VoteMethod.secret_ballot
        listed = bool(meeting.opinions_of(motion.id))
        wanted = {name for name in _PAPERS if secret}
        kept = {name for name in self._papers.fields if getattr(motion, name) is not None}
        self._papers.show_names((wanted | kept) - ({"written_yes"} if listed else set()))
        self.refresh()
        self._show_papers()
        vote = self.judged(self.counts())
        self.details.show_vote(vote)
        if self.opinions is not None:
            self.opinions.show_opinions(meeting, vote)

    def add_tool(self, widget: QWidget) -> None:
        """Put a button at the right of the head."""
        item = self.body.itemAt(0)
        head = item.layout() if item is not None else None
        if head is not None:
            head.addWidget(widget)

    def settle(self) -> None:
        """Write the number that is being typed."""
        for editor in self._fields:
            editor.settle()
        self._papers.settle()
        self.details.settle()
        if self.opinions is not None:
            self.opinions.settle()

    def _type(self, name: str, value: object) -> None:
        # Shown at once, written when the field is left.
        self.motion = self.motion.model_copy(update={name: value})
        self.refresh()

    def _show_papers(self) -> None:
        """Show the numbers of the ballots while they are wanted: typed and agreeing, a line says them."""
        found = self.judged(self.counts()).outcome
        told = self.motion.returned is not None and self.motion.issued is not None
        quiet = found.decided or (told and not {f.name for f in found.faults} & _PAPER_FAULTS)
        shown = self._papers.shown() and (not quiet or holds_focus(self._papers))
        self._papers.setVisible(shown)

    def judged(self, counts: Counts) -> Judged:
        """Return the vote as it stands on the screen, judged."""
        typed = {"yes": counts.yes, "no": counts.no, "abstain": counts.abstain}
        return self._opened.meeting.judged(self.motion.model_copy(update=typed))

    def _mean(self, counts: Counts) -> Tally:
        return tally_of(self.judged(counts), self._opened.desk.t)

    def _choose_method(self, method: str) -> None:
        motion = self.motion.id
        self._opened.write(lambda records: records.change(motion, {"method": method or None}))

    def _open_menu(self) -> None:
        t = self.t
        menu = open_vote_menu(
            self._opened.desk,
            self.motion.kind,
            self._more,
            ("papers", "note", t("Ballots")),
            ("present", "users", t("Other number present at this vote")),
            closed=self._opened.meeting.archived,
        )
        menu.chosen.connect(self._chosen)
        self._menu = menu

    def _chosen(self, key: str) -> None:
        if key == "papers":
            self._papers.show_names(set(_PAPERS))
            self._papers.show()
            self._papers.fields["issued"].setFocus()
        elif key == "details":
            self.details.unfold(shown=True)
        elif key == "present":
            self._papers.show_names({"present", "eligible"})
            self._papers.show()
            self._papers.fields["present"].setFocus()
        else:
            self.asked.emit(key)
