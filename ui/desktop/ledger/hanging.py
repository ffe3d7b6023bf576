"""What hangs on a record: kind by kind with how many, each line opens; a new one is begun from here."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.counting.consent import may_be_published
from app.services.hanging import TYPED_IN, Hung, Tie
from app.services.hanging_lines import Lining, lines_of
from app.services.listing import Names
from app.services.outcomes import KIND as OUTCOME
from app.terms import ActivityType
from db.model.record import Record
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.outcomerows import OutcomeCard
from ui.desktop.meetings.keeper import Keeper
from ui.desktop.meetings.menu import Menu
from ui.desktop.palette import route_of
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import give

ACTIVITY = "activity"
_SHOWN, _MOST = 6, 200


class Hangings(QWidget):
    """Outcome rows where the kind has them, and below all else that hangs on the record shown.

    ``without`` names kinds that the page around it shows itself.
    """

    def __init__(
        self, desk: Desk, keeper: Keeper | None = None, without: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._desk, self._without = desk, frozenset(without)
        self.outcomes = OutcomeCard(desk, keeper)
        self.card = HangingCard(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.layout("stack"))
        column.addWidget(self.outcomes)
        column.addWidget(self.card)

    def show_record(self, record: Record | None) -> None:
        """Show what hangs on a record; nothing while there is none."""
        hanging = self._desk.book.hanging
        ties = () if record is None else hanging.offered(record)
        counted = record is not None and record.kind in TYPED_IN and OUTCOME not in self._without
        self.outcomes.setVisible(counted)
        self.outcomes.show_about(record.id if record is not None and counted else "")
        left_out = self._without | ({OUTCOME} if counted else frozenset())
        here = [t for t in ties if t.kind not in left_out]
        hung = [] if record is None else [hanging.by(tie, record.id, _MOST) for tie in here]
        told = "" if record is None else self._told(record)
        # Where nothing hangs and nothing can be begun here, an empty card says nothing.
        self.card.setVisible(any(h.many or h.tie.begun for h in hung) or bool(hung and told))
        if record is not None:
            self.card.show_hung(record.id, hung, told)

    def _told(self, record: Record) -> str:
        if may_be_published(record):
            return ""
        return self._desk.t(
            "Publicity can be noted once those who are told of, seen or heard agreed"
        )

    def settle(self) -> None:
        """Write what is still being typed."""
        self.outcomes.settle()


class BeginButton(Button):
    """Offers the kinds that may hang on a record; the new one hangs there from its beginning."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Add"), "quiet", "plus", compact=True)
        self._desk, self.t = desk, desk.t
        self._record = ""
        self.ties: tuple[Tie, ...] = ()
        self.clicked.connect(self._choose)

    def offer(self, record: str, ties: Sequence[Tie]) -> None:
        """Offer these ways of hanging on a record; without any it hides."""
        self._record, self.ties = record, tuple(ties)
        self.setVisible(bool(ties))

    def _choose(self) -> None:
        kinds, t = self._desk.book.kinds, self.t
        entries = [
            (f"{tie.kind}.{tie.field}", kinds[tie.kind].shape.icon, t(kinds[tie.kind].shape.title))
            for tie in self.ties
        ]
        menu = Menu(self._desk.theme, entries)
        by_key = {f"{tie.kind}.{tie.field}": tie for tie in self.ties}
        menu.chosen.connect(lambda key: self.begin(by_key[key]))
        self._menu = menu.open_under(self)

    def begin(self, tie: Tie) -> None:
        """Begin a new record that hangs here; what is held begins as a meeting does, drafted."""
        if tie.kind == ACTIVITY:
            self._begin_activity(tie)
            return
        self._desk.window.go(Route("record", "", f"new:{tie.kind}:{tie.field}={self._record}"))

    def _begin_activity(self, tie: Tie) -> None:
        desk, preset, today = self._desk, tie.preset(self._record), self._desk.today()

        def make() -> str:
            kind, new = ActivityType.joint_activity, desk.book.meetings.new
            return new(kind, None, desk.t, today=today, preset=preset)

        desk.work.edit(
            make, lambda made: desk.window.go(Route("meeting", made)), desk.window.problem
        )


class HangingCard(Card):
    """A group for each kind that hangs here; the button at its head begins a new one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Belongs to it"), head="sunken")
        self._desk, self.t = desk, desk.t
        self._record, self._open = "", set[Tie]()
        self.more = BeginButton(desk)
        self.set_action(self.more)

    def show_hung(self, record: str, hung: Sequence[Hung], told: str = "") -> None:
        """Show what hangs on a record, kinds in their order; kinds of which nothing hangs are only offered.

        `told` says below why something is not.
        """
        if record != self._record:
            self._record, self._open = record, set()
        self._hung, self._told = tuple(hung), told
        begun = [h.tie for h in hung if h.tie.begun and not (h.tie.single and h.many)]
        self.more.offer(record, begun)
        self._show()

    def _show(self) -> None:
        self.clear()
        there = [h for h in self._hung if h.many]
        names = Names(self._desk.book.records)
        for one in there:
            self._group(one, names)
        said = [] if there else [(self.t("None yet"), "meta")]
        for words, role in (*said, *([(self._told, "caption")] if self._told else [])):
            label = Label(words, role, "secondary", wrap=True)
            label.setContentsMargins(16, 10, 16, 10)
            self.add(label)

    def _group(self, hung: Hung, names: Names) -> None:
        t, desk = self.t, self._desk
        kind = desk.book.kinds[hung.tie.kind]
        self.add(self._group_head(hung, t(kind.shape.title)))
        lines = lines_of(hung, kind, Lining(t, names, desk.today()))
        shown = lines if hung.tie in self._open else lines[:_SHOWN]
        records = {r.id: r for r in hung.records}
        for at, line in enumerate(shown):
            if at:
                self.add_rule()
            row = ListRow(desk.theme, line.icon, line.title, line.sub, line.right, tone=line.tone)
            row.set_pressable()
            found = records[line.record]
            row.pressed.connect(lambda found=found: self._go(found))
            self.add(row)
        if len(lines) > len(shown):
            words = t("Show all {n}", n=hung.many)
            link = Button(desk.theme, words, "link", compact=True)
            link.clicked.connect(lambda: self._unfold(hung.tie))
            self.add(link)

    def _group_head(self, hung: Hung, words: str) -> QWidget:
        theme, frame = self._desk.theme, QFrame()
        give(frame, part="group")
        frame.setMinimumHeight(theme.size("card_head"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.layout("card_padding"), 0, 8, 0)
        row.setSpacing(theme.space("x2"))
        row.addWidget(Label(words, "strong"))
        row.addWidget(Label(str(hung.many), "meta", "secondary"), 1)
        if hung.tie in self.more.ties:
            add = Button(theme, self.t("Add"), "quiet", "plus", compact=True)
            add.setAccessibleName(self.t("New: {kind}", kind=words))
            add.clicked.connect(lambda: self.begin(hung.tie))
            row.addWidget(add)
        return frame

    def begin(self, tie: Tie) -> None:
        """Begin a new record that hangs here."""
        self.more.begin(tie)

    def _go(self, record: Record) -> None:
        self._desk.window.go(route_of(record, self._desk.book.kinds.get(record.kind)))

    def _unfold(self, tie: Tie) -> None:
        self._open.add(tie)
        self._show()
