"""One vote on the page: its numbers, those of the ballots where it is secret, and what they decide."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.counting.voting import Ballot, Fault, Outcome, ballot_of, law, outcome
from app.records.meeting import Motion, MotionKind, VoteMethod
from app.services.meeting import Meeting
from db.model.words import Translate
from ui.desktop.meetings.keeper import holds_focus
from ui.desktop.meetings.menu import Menu
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.fields import NumberField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.vote import Counts, Tally, VoteBlock

_PAPERS = ("issued", "returned", "invalid")
_PAPER_FAULTS = frozenset({"too-many-issued", "too-many-ballots", "negative"})


class MotionBlock(VoteBlock):
    """Writes each number when its field is left. Emits `asked(key)`: remove, rename, ballots or a kind."""

    asked = Signal(str)

    def __init__(self, opened: OpenMeeting, motion: Motion, number: int) -> None:
        self._opened, self.motion = opened, motion
        t, theme = opened.desk.t, opened.desk.theme
        methods = [("", t("How?"))] + [(m.value, t(m.title_)) for m in VoteMethod]
        super().__init__(theme, t, t("Vote {n}", n=number), motion.title or "", methods, self._mean)
        self._papers = QWidget()
        self._numbers: dict[str, NumberField] = {}
        self._bounds = []
        row = QHBoxLayout(self._papers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = {
            "issued": t("Given out"), "returned": t("Returned"), "invalid": t("Invalid"),
            "written_yes": t("Written in favour"), "present": t("Present with a vote"),
            "eligible": t("Entitled"),
        }  # fmt: skip
        self._labels: dict[str, Label] = {}
        for name, text in words.items():
            field = NumberField(theme)
            field.setFixedWidth(52)
            give(field, kind="aside")
            field.setAccessibleName(text)
            field.typed.connect(lambda value, n=name: self._type(n, value))
            self._bounds.append(opened.keeper.bind(field, motion.id, name))
            self._numbers[name] = field
            self._labels[name] = Label(text, "meta")
            row.addWidget(self._labels[name])
            row.addWidget(field)
        row.addStretch(1)
        self._more = IconButton(theme, "dots-three", t("More for this vote"), compact=True)
        self._more.clicked.connect(self._open_menu)
        self.add_tool(self._more)
        self.body.insertWidget(2, self._papers)
        # The three numbers settle one by one, each into its own field.
        for editor, name in zip(self._fields, ("yes", "no", "abstain"), strict=True):
            self._bounds.append(opened.keeper.bind(editor, motion.id, name))
        self.method_chosen.connect(self._choose_method)
        self.show_motion(opened.meeting, motion, number)

    def show_motion(self, meeting: Meeting, motion: Motion, number: int) -> None:
        """Show the vote as stored; a number that is being typed stays."""
        del meeting, number
        self.motion = motion
        for bound in self._bounds:
            bound.show_record(motion.record)
        self.set_title(motion.title or self.t("Without a title"))
        self.set_method(motion.method or "")
        secret = motion.method == VoteMethod.secret_ballot
        development = motion.kind in {MotionKind.admission, MotionKind.conversion}
        for name in self._numbers:
            shown = secret if name in _PAPERS else development if name == "written_yes" else False
            shown = shown or getattr(motion, name) is not None
            self._numbers[name].setVisible(shown)
            self._labels[name].setVisible(shown)
        self.refresh()
        self._show_papers()

    def add_tool(self, widget: QWidget) -> None:
        """Put a button at the right of the head."""
        item = self.body.itemAt(0)
        head = item.layout() if item is not None else None
        if head is not None:
            head.addWidget(widget)

    def settle(self) -> None:
        """Write the number that is being typed."""
        for editor in (*self._fields, *self._numbers.values()):
            editor.settle()

    def _type(self, name: str, value: object) -> None:
        # Shown at once, written when the field is left.
        self.motion = self.motion.model_copy(update={name: value})
        self.refresh()

    def _show_papers(self) -> None:
        """Show the numbers of the ballots while they are wanted: typed and agreeing, a line says them."""
        shown = any(not n.isHidden() for n in self._numbers.values())
        found = outcome(self.ballot(self.counts()))
        told = self.motion.returned is not None and self.motion.issued is not None
        quiet = found.decided or (told and not {f.name for f in found.faults} & _PAPER_FAULTS)
        self._papers.setVisible(shown and (not quiet or holds_focus(self._papers)))

    def ballot(self, counts: Counts) -> Ballot:
        """Return the numbers as they stand on the screen."""
        typed = {"yes": counts.yes, "no": counts.no, "abstain": counts.abstain}
        count = self._opened.meeting.tally
        motion = self.motion.model_copy(update=typed)
        return ballot_of(motion, eligible=count.voters_due, present=count.voters_present)

    def _mean(self, counts: Counts) -> Tally:
        ballot = self.ballot(counts)
        return tally_of(ballot, outcome(ballot), self._opened.desk.t)

    def _choose_method(self, method: str) -> None:
        motion = self.motion.id
        self._opened.write(lambda records: records.change(motion, {"method": method or None}))

    def _open_menu(self) -> None:
        t = self.t
        entries = [(k.value, "scales", t(k.title_)) for k in MotionKind]
        entries += [
            ("papers", "note", t("Ballots")),
            ("present", "users", t("Other number present at this vote")),
            ("rename", "pencil-simple", t("Change the words")),
            ("remove", "trash", t("Take this vote out")),
        ]
        menu = Menu(self._opened.desk.theme, entries, self.motion.kind, width=300)
        menu.chosen.connect(self._chosen)
        self._menu = menu.open_under(self._more)

    def _chosen(self, key: str) -> None:
        if key == "papers":
            self._papers.show()
        elif key == "present":
            for name in ("present", "eligible"):
                self._numbers[name].show()
                self._labels[name].show()
            self._papers.show()
            self._numbers["present"].setFocus()
        else:
            self.asked.emit(key)


def tally_of(ballot: Ballot, found: Outcome, t: Translate) -> Tally:
    """Return what a vote's numbers say, in words."""
    base = t("With a vote, due: {n}", n=found.base)
    if law(ballot.kind).of_present:
        base = t("With a vote, present: {n}", n=found.base)
    over = t("more than {n} needed", n=found.over)
    return Tally(
        must_text=_must(ballot, t),
        chip=_chip(ballot, found, t),
        entitled=found.base,
        entitled_text=base,
        threshold=found.over,
        threshold_text=over if found.base else "",
        problem=_problem(ballot, found, t),
        outcome=_decision(ballot, found, t),
    )


def _must(ballot: Ballot, t: Translate) -> str:
    if not ballot.secret:
        return t("present with a vote {n}", n=ballot.present)
    if ballot.returned is None:
        return t("write how many ballots were returned")
    numbers = {"returned": ballot.returned, "valid": ballot.valid}
    if ballot.issued is None:
        return t("returned {returned}, valid {valid}", **numbers)
    return t(
        "given out {issued}, returned {returned}, valid {valid}", issued=ballot.issued, **numbers
    )


def _chip(ballot: Ballot, found: Outcome, t: Translate) -> tuple[str, str, str] | None:
    if found.state == "empty" or found.expected is None:
        return None
    if found.missing > 0:
        tone = "error" if found.state == "mismatch" else "wait"
        icon = "warning-octagon" if tone == "error" else "clock"
        return tone, icon, t("1 vote missing|{n} votes missing", n=found.missing)
    if found.missing < 0:
        return "error", "warning-octagon", t("1 vote too many|{n} votes too many", n=-found.missing)
    if found.faults:
        return "error", "warning-octagon", t("Numbers disagree")
    del ballot
    return "ok", "check-circle", t("Votes add up")


def _problem(ballot: Ballot, found: Outcome, t: Translate) -> str:
    if found.state == "no_quorum":
        return t("{present} with a vote are here, at least {quorum} are needed: nothing can be decided", present=found.present, quorum=found.quorum)  # fmt: skip
    return _fault(found.faults[0], ballot, t) if found.state == "mismatch" else ""


def _fault(fault: Fault, ballot: Ballot, t: Translate) -> str:
    have, want = fault.have, fault.want
    match fault.name:
        case "sum" if ballot.secret:
            return t("For, against and abstained make {have}, valid ballots {want}. Compare with the ballots and put one number right; until then no outcome is written.", have=have, want=want)  # fmt: skip
        case "sum":
            return t("For, against and abstained make {have}, present with a vote {want}. Put one number right; until then no outcome is written.", have=have, want=want)  # fmt: skip
        case "too-many-voters":
            return t("{have} votes, but only {want} are entitled", have=have, want=want)
        case "too-many-issued":
            return t("{have} ballots given out, but only {want} with a vote are present", have=have, want=want)  # fmt: skip
        case "too-many-ballots":
            return t("{have} ballots returned, but only {want} given out: such a vote is void", have=have, want=want)  # fmt: skip
        case "not-secret":
            return t("Admission and conversion are voted by secret ballot")
        case _:
            return t("{have} invalid ballots, but only {want} returned", have=have, want=want)


def _decision(ballot: Ballot, found: Outcome, t: Translate) -> tuple[str, str, str] | None:
    if not found.decided:
        return None
    numbers = {"yes": found.in_favour, "base": found.base}
    of_present = law(ballot.kind).of_present
    if found.state == "carried":
        why = (
            t("{yes} in favour, more than half of {base} present", **numbers)
            if of_present
            else t("{yes} in favour, more than half of {base} entitled", **numbers)
        )
        return "ok", t("Carried"), why
    why = (
        t("{yes} in favour, not more than half of {base} present", **numbers)
        if of_present
        else t("{yes} in favour, not more than half of {base} entitled", **numbers)
    )
    return "mute", t("Not carried"), why
