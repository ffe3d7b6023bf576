"""The sync centre's side: what waits by kind, and how attached files go."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.services.delivery import SyncStatus, Waiting
from db.model.words import N_, Translate
from ui.desktop.desk import Desk
from ui.desktop.exchange.words import link_words, size_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.segmented import SegmentedControl

_BUDGETS = (("text", N_("Text only")), ("5mb", N_("Up to 5 MB")), ("all", N_("All")))


@dataclass(frozen=True, slots=True)
class Sort:
    """Kinds that people see as one: their words and icon."""

    title: str
    icon: str
    kinds: frozenset[str]


_MEETINGS = frozenset(
    {"activity", "agenda_item", "speech", "motion", "resolution", "sign_in_sheet", "notice"}
)
_ROSTER = frozenset({"member", "member_status_event", "party_group", "office_holding", "branch"})
SORTS = (
    Sort(N_("Meetings"), "calendar-check", _MEETINGS),
    Sort(N_("Sign-in and leave"), "check-square", frozenset({"attendance", "leave_or_absence"})),
    Sort(N_("Study"), "book-open", frozenset({"study_record", "reflection"})),
    Sort(N_("Roster changes"), "pencil-simple", _ROSTER),
)
_REST = Sort(N_("Other records"), "note", frozenset())


def sorted_waiting(waiting: Sequence[Waiting]) -> list[tuple[Sort, int, int]]:
    """Return (sort, records, bytes) of what waits, in the order of the page; none is left out."""
    sums: dict[str, tuple[Sort, int, int]] = {}
    for one in waiting:
        sort = next((s for s in SORTS if one.kind in s.kinds), _REST)
        _, count, size = sums.get(sort.title, (sort, 0, 0))
        sums[sort.title] = (sort, count + one.count, size + one.bytes_estimate)
    return [sums[s.title] for s in (*SORTS, _REST) if s.title in sums]


class WaitingCard(QWidget):
    """What waits to be sent, by kind. Emits `list_asked`."""

    list_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: SyncStatus | None = None
        self._card = Card(desk.theme, desk.t("Waiting to be sent"), head="sunken")
        _fill(self, self._card)

    def show_status(self, status: SyncStatus) -> None:
        """Show the kinds."""
        theme, t = self._desk.theme, self._desk.t
        if self._shown == status:
            return
        self._shown = status
        self._card.clear()
        lines = sorted_waiting(status.kinds)
        link = Button(theme, t("See each"), "link", compact=True)
        link.clicked.connect(self.list_asked)
        self._card.set_action(link)
        link.setHidden(not lines)
        if not lines and not status.files_waiting:
            line = EmptyLine(theme, "shield-check", t("Nothing waits"))
            line.setContentsMargins(16, 0, 16, 0)
            self._card.add(line)
        rows = [(s.icon, t(s.title), t("{n} item|{n} items", n=n), size) for s, n, size in lines]
        if status.files_waiting:
            files = t("{n} file|{n} files", n=status.files_waiting)
            rows.append(("image", t("Photos and files"), files, status.file_bytes))
        for at, (icon, title, count, size) in enumerate(rows):
            if at:
                self._card.add_rule()
            self._card.add(self._row(icon, title, count, size))
        if rows and status.enrolled:
            self._card.add_rule()
            self._card.add(self._foot(status))

    def _foot(self, status: SyncStatus) -> QWidget:
        # A margin of the label itself would be lost when the style sheet is read again.
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 8, 16, 9)
        said = Label(time_needed(status, self._desk.t), "caption", "secondary", wrap=True)
        column.addWidget(said)
        return box

    def _row(self, icon: str, title: str, count: str, size: int) -> QWidget:
        theme = self._desk.theme
        row = QFrame()
        give(row, part="row")
        row.setFixedHeight(theme.size("row_one_line"))
        lay = QHBoxLayout(row)
        lay.setContentsMargins(16, 0, 16, 0)
        lay.setSpacing(10)
        lay.addWidget(IconLabel(theme, icon))
        lay.addWidget(Label(title), 1)
        number = Label(count)
        give(number, weight="medium")
        lay.addWidget(number)
        bytes_ = Label(size_words(size, self._desk.t), "meta")
        bytes_.setFixedWidth(theme.px(64))
        bytes_.setAlignment(_right())
        lay.addWidget(bytes_)
        return row


def time_needed(status: SyncStatus, t: Translate) -> str:
    """Return how long it would all take by network, text and files apart."""
    text = ""
    if status.only_here:
        waits = status.bytes_waiting
        text = t(
            "Text {size}, {time}.",
            size=size_words(waits, t),
            time=link_words(waits, status.speed, t),
        )
    if not status.files_waiting:
        return text
    if not status.network_files:
        files = t("The files go by stick alone.")
    else:
        size = status.network_bytes
        files = t(
            "Then {n} file, {size}, {time}.|Then {n} files, {size}, {time}.",
            n=status.network_files,
            size=size_words(size, t),
            time=link_words(size, status.speed, t),
        )
        if status.network_files < status.files_waiting:
            rest = status.files_waiting - status.network_files
            files = t(
                "{files} {n} larger one by stick.|{files} {n} more by stick.", files=files, n=rest
            )
    return t("{first} {then}", first=text, then=files) if text else files


class BudgetCard(QWidget):
    """How much of the attached files goes along by network. Emits `chosen(budget)`."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        t = desk.t
        card = Card(desk.theme, t("How attachments go"))
        self._budget = SegmentedControl(
            desk.theme, [(key, t(text)) for key, text in _BUDGETS], "5mb"
        )
        self._budget.chosen.connect(self.chosen)
        row = QHBoxLayout()
        row.addWidget(self._budget)
        row.addStretch(1)
        card.body.addLayout(row)
        card.add(
            Label(
                t(
                    "Text first, then photos, the smallest first; after a cut it goes on from there."
                ),
                "caption",
                "secondary",
                wrap=True,
            )
        )
        _fill(self, card)

    def show_budget(self, budget: str) -> None:
        """Show what is chosen."""
        self._budget.set_current(budget)


def _fill(widget: QWidget, card: Card) -> None:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)


def _right() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
