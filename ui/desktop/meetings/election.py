"""An election on the page: the list as a table, each name with its three numbers; who is elected below.

Tab goes along a row, Enter and the arrows down a column: the tellers read out name by name or number by
number.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from app.counting.judging import Judged, names
from app.records.meeting import ElectedTo, Motion, VoteMethod
from app.records.voting import ElectionCandidate
from app.services.meeting import Meeting
from app.services.people import initials
from db.model.words import N_
from ui.desktop.meetings.lined import AddLine
from ui.desktop.meetings.numbers import NumberRow
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.votedetails import VoteDetails
from ui.desktop.meetings.votemenu import open_vote_menu
from ui.desktop.meetings.votewords import elected, must, name_chip, problem, ruled
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.fields import ComboField, NumberField
from ui.desktop.widgets.labels import ElidingLabel, Label, NameLabel
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.vote import Verdict

_NUMBERS = ("yes", "no", "abstain")
_WORDS = {"yes": N_("For"), "no": N_("Against"), "abstain": N_("Abstained")}
_WIDTHS = (28, 0, 64, 64, 64, 132, 36)


class CandidateRow:
    """The widgets of one name, in a row of the table."""

    def __init__(self, opened: OpenMeeting, candidate: ElectionCandidate, number: int) -> None:
        theme, t = opened.desk.theme, opened.desk.t
        self.candidate = candidate
        self.number = Label(str(number), "strong", "secondary")
        tag = t("written in") if candidate.written_in else ""
        words = t("{name} ({note})", name=candidate.name, note=tag) if tag else candidate.name
        self.name = NameLabel(words, "strong")
        self.chip = StatusChip(theme, "ok", "check-circle", "")
        self.out = IconButton(
            theme, "trash", t("Take out {name}", name=candidate.name), compact=True
        )
        self.fields: dict[str, NumberField] = {}
        self.bounds = []
        for name in ("yes",) if candidate.written_in else _NUMBERS:
            field = NumberField(theme)
            give(field, kind="tally")
            field.setFixedWidth(64)
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.setAccessibleName(f"{candidate.name}, {t(_WORDS[name])}")
            self.bounds.append(opened.keeper.bind(field, candidate.id, name))
            self.fields[name] = field

    def widgets(self) -> list[QWidget | None]:
        """Return the cells in the order of the columns."""
        numbers = [self.fields.get(name) for name in _NUMBERS]
        return [self.number, self.name, *numbers, self.chip, self.out]

    def show_candidate(self, candidate: ElectionCandidate) -> None:
        """Show the numbers as stored; one that is being typed stays."""
        self.candidate = candidate
        for bound in self.bounds:
            bound.show_record(candidate.record)

    def typed(self) -> ElectionCandidate:
        """Return the candidate with the numbers that stand on the screen."""
        numbers = {name: field.value() for name, field in self.fields.items()}
        return self.candidate.model_copy(update=numbers)


class ElectionBlock(Card):
    """Emits `asked(key)`: remove, rename, or another kind."""

    asked = Signal(str)

    def __init__(self, opened: OpenMeeting, motion: Motion, number: int) -> None:
        super().__init__(opened.desk.theme)
        self._opened, self.motion, self.t = opened, motion, opened.desk.t
        self._rows: dict[str, CandidateRow] = {}
        self._order: list[tuple[str, str, bool]] = []
        self._typed: dict[str, object] = {}
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.addLayout(self._make_head(number))
        self.numbers = self._lay_numbers()
        self.body.addWidget(self.numbers)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self.body.addWidget(self._table)
        self.body.addLayout(self._adders())
        self._problem = NoteLine(opened.desk.theme, "error", "")
        self._outcome = Verdict(opened.desk.theme)
        self.details = VoteDetails(opened, motion)
        for part in (self._problem, self._outcome, self.details):
            self.body.addWidget(part)
        self.show_motion(opened.meeting, motion, number)

    def _make_head(self, number: int) -> QHBoxLayout:
        theme, t = self._opened.desk.theme, self.t
        self._title = Label("", "heading", wrap=True)
        self.posts = ComboField(theme, [("", t("Elected to?"))] + [(e.value, t(e.title_)) for e in ElectedTo])  # fmt: skip
        self.posts.setAccessibleName(t("Elected to"))
        methods = [("", t("How?"))] + [(m.value, t(m.title_)) for m in VoteMethod]
        self.method = ComboField(theme, methods)
        self.method.setAccessibleName(t("How the vote is taken"))
        keep = self._opened.keeper.bind
        self._bounds = [
            keep(self.posts, self.motion.id, "elected_to"),
            keep(self.method, self.motion.id, "method"),
        ]
        self._more = IconButton(theme, "dots-three", t("More for this vote"), compact=True)
        self._more.clicked.connect(self._open_menu)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(t("Vote {n}", n=number), "caption", "secondary"))
        head.addWidget(self._title, 1)
        for part in (self.posts, self.method, self._more):
            head.addWidget(part)
        return head

    def _lay_numbers(self) -> NumberRow:
        t = self.t
        words = {
            "seats": t("Seats"), "issued": t("Given out"), "returned": t("Returned"),
            "invalid": t("Invalid"),
        }  # fmt: skip
        row = NumberRow(self._opened, self.motion.id, words)
        row.typed.connect(self._type)
        self._must = ElidingLabel("", "meta")
        row.line.addWidget(self._must, 100)
        return row

    def _adders(self) -> QHBoxLayout:
        theme, t = self._opened.desk.theme, self.t
        self.adder = AddLine(theme, t("Put a name on the list"))
        self.writer = AddLine(theme, t("A name that voters wrote in"))
        self.adder.field.returnPressed.connect(lambda: self._add(self.adder, written_in=False))
        self.writer.field.returnPressed.connect(lambda: self._add(self.writer, written_in=True))
        row = QHBoxLayout()
        row.addWidget(self.adder, 1)
        row.addWidget(self.writer, 1)
        return row

    # Showing

    def show_motion(self, meeting: Meeting, motion: Motion, number: int) -> None:
        """Show the election as stored; a number that is being typed stays."""
        del number
        self.motion, self._typed = motion, {}
        self._title.setText(motion.title or self.t("Without a title"))
        for bound in self._bounds:
            bound.show_record(motion.record)
        self.numbers.show_record(motion.record)
        found = meeting.candidates_of(motion.id)
        order = [(c.id, c.name, bool(c.written_in)) for c in found]
        if order != self._order:
            self._rebuild(found)
            self._order = order
        for candidate in found:
            self._rows[candidate.id].show_candidate(candidate)
            self._rows[candidate.id].out.setVisible(not meeting.archived)
        self.refresh()
        self.details.show_vote(self._judged())

    def _rebuild(self, found: Sequence[ElectionCandidate]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        t = self.t
        heads = (t("No."), t("Name"), t("For"), t("Against"), t("Abstained"), "", "")
        for column, (text, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
            self._grid.setColumnStretch(column, 0 if width else 1)
            self._grid.setColumnMinimumWidth(column, width)
            self._grid.addWidget(Label(text, "caption", "secondary"), 0, column)
        self._rows = {
            c.id: CandidateRow(self._opened, c, c.number or at) for at, c in enumerate(found, 1)
        }
        for at, row in enumerate(self._rows.values(), 1):
            row.out.clicked.connect(lambda _on=False, r=row: self._remove(r))
            for name, field in row.fields.items():
                field.typed.connect(lambda _value: self.refresh())
                field.installEventFilter(self)
                field.setProperty("column", name)
            for column, widget in enumerate(row.widgets()):
                if widget is not None:
                    self._grid.addWidget(widget, at, column)
        self._table.setVisible(bool(found))

    def refresh(self) -> None:
        """Count again with what stands on the screen."""
        t, vote = self.t, self._judged()
        poll = vote.poll
        self._must.setText(must(vote.ballot, t))
        said = problem(vote.ballot, vote.outcome, t)
        self._problem.setVisible(bool(said))
        self._problem.say("error", said)
        self._outcome.say(ruled(vote, t) or (elected(poll, t) if poll else None))
        counted = {n.id: n for n in names([row.typed() for row in self._rows.values()])}
        for key, row in self._rows.items():
            chip = name_chip(counted[key], vote, t)
            row.chip.setVisible(chip is not None)
            if chip is not None:
                row.chip.set_status(*chip)

    def _judged(self) -> Judged:
        motion = self.motion.model_copy(update=self._typed)
        return self._opened.meeting.judged(motion, [row.typed() for row in self._rows.values()])

    # Doing

    def focus_first(self) -> None:
        """Put the cursor where the next thing is to be typed."""
        if not self._rows:
            self.adder.place.edit()
        elif self.motion.seats is None:
            self.numbers.fields["seats"].setFocus()
        elif self.motion.returned is None:
            self.numbers.fields["issued"].setFocus()
        else:
            next(iter(self._rows.values())).fields["yes"].setFocus()

    def settle(self) -> None:
        """Write what is being typed."""
        self.numbers.settle()
        self.details.settle()
        for row in self._rows.values():
            for field in row.fields.values():
                field.settle()

    def _type(self, name: str, value: object) -> None:
        self._typed[name] = value
        self.refresh()

    def _add(self, line: AddLine, *, written_in: bool) -> None:
        typed = line.take()
        if not typed:
            return
        # Somebody of the roster by name or initials; else the name as it is typed.
        people = self._opened.meeting.branch.members
        same = [m for m in people if typed in (m.name, initials(m.name))]
        who = same[0] if len(same) == 1 else None
        name, member = (who.name, who.id) if who else (typed, "")
        meeting, motion, voting = (
            self._opened.meeting,
            self.motion.id,
            self._opened.desk.book.voting,
        )
        self._opened.write(
            lambda _records: voting.add_candidate(
                meeting, motion, name, member=member, written_in=written_in
            )
        )

    def _remove(self, row: CandidateRow) -> None:
        voting, meeting, candidate = (
            self._opened.desk.book.voting,
            self._opened.meeting,
            row.candidate,
        )
        toast = self.t("Took out “{name}”", name=candidate.name)
        self._opened.write(
            lambda _records: voting.remove_candidate(meeting, candidate), toast=toast
        )

    def _open_menu(self) -> None:
        menu = open_vote_menu(
            self._opened.desk,
            self.motion.kind,
            self._more,
            closed=self._opened.meeting.archived,
        )
        menu.chosen.connect(self._chosen)
        self._menu = menu

    def _chosen(self, key: str) -> None:
        if key == "details":
            self.details.unfold(shown=True)
        else:
            self.asked.emit(key)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        by = step.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        column = watched.property("column")
        cells = [row.fields[column] for row in self._rows.values() if column in row.fields]
        at = cells.index(watched) + by if isinstance(watched, NumberField) else -1
        if 0 <= at < len(cells):
            cells[at].setFocus()
            cells[at].selectAll()
        elif by > 0:
            # At the foot of a column: on to the head of the next.
            names_ = list(_NUMBERS)
            following = names_[min(names_.index(column) + 1, len(names_) - 1)]
            first = next((r.fields[following] for r in self._rows.values() if following in r.fields), None)  # fmt: skip
            if first is not None and following != column:
                first.setFocus()
        return True
