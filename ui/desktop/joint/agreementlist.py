"""Agreements by what they want: expired and ending ones first, each with its state and its days."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.agreements import Standing, Stood
from app.dates import say_year_date
from app.said import listed
from app.services.agreements import AgreementLine, is_urgent
from db.model.words import N_, Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine, EmptyState, Way
from ui.desktop.widgets.fields import SearchBox
from ui.desktop.widgets.filling import Filling
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.segmented import SegmentedControl

ALL, DUE, RUNNING, DRAFTS, OVER = "all", "due", "running", "drafts", "over"
_FILTERS = (
    (ALL, N_("All")),
    (DUE, N_("To be dealt with")),
    (RUNNING, N_("In force")),
    (DRAFTS, N_("Not signed yet")),
    (OVER, N_("No longer in force")),
)
_STANDINGS = {
    RUNNING: (Standing.in_force, Standing.soon, Standing.signed),
    DRAFTS: (Standing.draft,),
    OVER: (Standing.expired, Standing.renewed, Standing.ended),
}
CHIPS = {
    Standing.expired: ("wait", "clock-counter-clockwise"),
    Standing.soon: ("wait", "clock"),
    Standing.draft: ("mute", "pencil-simple"),
    Standing.signed: ("info", "calendar-check"),
    Standing.in_force: ("ok", "check-circle"),
    Standing.renewed: ("mute", "arrows-clockwise"),
    Standing.ended: ("mute", "prohibit"),
}
"""Tone and icon of where an agreement stands."""


def chip_of(found: Stood, t: Translate) -> tuple[str, str, str]:
    """Return the chip that says where an agreement stands."""
    return (*CHIPS[found.standing], t(found.standing.title_))


def days_said(found: Stood, t: Translate) -> str:
    """Return how many days are left, or since when it is over; nothing where it does not matter."""
    if found.left is None or found.standing in (Standing.draft, Standing.renewed, Standing.ended):
        return ""
    if found.left < 0:
        return t("{n} day ago|{n} days ago", n=-found.left)
    return t("{n} day left|{n} days left", n=found.left)


def term_said(line: AgreementLine, t: Translate) -> str:
    """Return from when until when an agreement runs."""
    first, last = line.agreement.valid_from, line.agreement.valid_to
    if first is None and last is None:
        return t("no term written")
    start = say_year_date(first, t) if first else "…"
    return f"{start} – {say_year_date(last, t) if last else '…'}"


class AgreementList(Tab):
    """`record` chooses an agreement."""

    kinds = frozenset({"cobuild_agreement", "partner_organization"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = self.desk.theme, self.t
        self._lines: Sequence[AgreementLine] = ()
        self.search = SearchBox(theme, t("Title or partner"), "Ctrl+F")
        self.search.setFixedWidth(theme.px(240))
        self.search.typed.connect(lambda _text: self._draw())
        self.filter = SegmentedControl(theme, [(k, t(word)) for k, word in _FILTERS], ALL)
        self.filter.chosen.connect(lambda _key: self._draw())
        self.list = RowList(
            theme,
            (
                Column("title", t("Agreement")),
                Column("term", t("Term of the agreement"), 236),
                Column("state", t("State"), 150),
                Column("left", t("Days"), 96, "right"),
            ),
            two_lines=True,
            many=False,
        )
        Filling(self.list, self)
        self.list.opened.connect(lambda one: self.desk.window.go(Route("agreement", one)))
        self.list.typed.connect(self.search.type_on)
        self.search.left_down.connect(self.list.setFocus)
        self._nothing = EmptyLine(
            theme, "magnifying-glass", t("Nothing found"), "", t("Clear the filter")
        )
        self._nothing.acted.connect(self._clear)
        self._new = Button(theme, t("New agreement"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._lay()

    def _lay(self) -> None:
        theme, t, margin = self.desk.theme, self.t, self.desk.theme.layout("page_margin")
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._nothing.setContentsMargins(16, 0, 16, 0)
        self._card.add(self.list)
        self._card.add(self._nothing)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search)
        tools.addWidget(self.filter)
        tools.addStretch(1)
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self._card)
        column.addStretch(1)
        self._empty = EmptyState(
            theme,
            t("No agreement on joint building yet"),
            t(
                "Parties, term and contents; it is seen 60 days before it ends, and prints for signature"
            ),
            (Way("new", "handshake", "", "", t("New agreement")),),
        )
        self._empty.chosen.connect(lambda _key: self.new())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, 0, margin, 16)
        outer.addWidget(self._filled, 1)
        outer.addWidget(self._empty, 1)

    @override
    def meta(self) -> str:
        t, n = self.t, len(self._lines)
        said = t("{n} agreement|{n} agreements", n=n)
        due = sum(is_urgent(line) for line in self._lines)
        return t("{one}, {next}", one=said, next=t("{n} to be dealt with", n=due)) if due else said

    @override
    def header_actions(self) -> list[QWidget]:
        # The empty view has its own red button, and a page has one.
        return [self._new] if self._lines else []

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        del detail
        self.refresh()
        if record:
            self.list.select(record)

    @override
    def refresh(self) -> None:
        self._lines = self.desk.book.agreements.listed(self.desk.today())
        self._filled.setVisible(bool(self._lines))
        self._empty.setVisible(not self._lines)
        self._draw()
        self.header_changed.emit()

    def _draw(self) -> None:
        rows = [self._row(line) for line in self._lines if self._fits(line)]
        self.list.set_rows(ListRows(rows))
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)

    def _fits(self, line: AgreementLine) -> bool:
        here = self.filter.current()
        if here == DUE and not is_urgent(line):
            return False
        if here in _STANDINGS and line.stood.standing not in _STANDINGS[here]:
            return False
        text = self.search.text().strip().lower()
        return text in "\n".join((line.agreement.title, *line.parties)).lower()

    def _row(self, line: AgreementLine) -> Row:
        t, agreement = self.t, line.agreement
        who = listed(list(line.parties), t) or (agreement.our_side or "")
        sub = "  ".join(part for part in (t(agreement.kind.title_), who) if part)
        quiet = line.stood.standing in (Standing.renewed, Standing.ended)
        tone = "wait" if is_urgent(line) else ""
        return Row(
            line.id,
            (
                Text(agreement.title or t("Without a title"), sub),
                Text(term_said(line, t), role="meta"),
                Chip(*chip_of(line.stood, t)),
                Text(days_said(line.stood, t), role="meta", tone=tone),
            ),
            quiet,
        )

    # Doing

    @override
    def new(self) -> None:
        self.desk.window.go(Route("agreement", detail="new"))

    @override
    def primary(self) -> None:
        self.new()

    @override
    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _clear(self) -> None:
        self.search.clear()
        self.filter.set_current(ALL)
        self._draw()
