"""The catalogue of what is shared, the loans that are out, homes and points with their year."""

from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.bookings import loan_state
from app.dates import say_year_date
from app.records.resources import Loan
from app.said import listed
from app.services.sharing import Offer, Point
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_MOST = 100


class CatalogueView(Tab):
    """Everything that is shared: whose it is, when it can be had, who has it now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        columns = (
            Column("name", t("Full name"), sort="name"),
            Column("owner", t("Whose it is"), 190),
            Column("open", t("When it can be had"), 220),
            Column("now", t("Now"), 220),
            Column("left", t("There"), 90, "right"),
        )
        self.list = RowList(theme, columns, two_lines=True)
        self.list.opened.connect(lambda record: desk.window.go(Route("record", record)))
        self._new = Button(theme, t("Share something"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self.none = EmptyLine(
            theme,
            "package",
            t("Nothing is shared yet"),
            t("Rooms, books, tables, experts: what others may use"),
            t("Share something"),
        )
        self.none.acted.connect(self.new)
        self.none.setContentsMargins(16, 4, 16, 4)
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        card.add(self.none)
        scroll = ScrollPage()
        scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        margin = theme.layout("page_margin")
        column.setContentsMargins(margin, 0, margin, 16)
        column.addWidget(scroll)

    @override
    def meta(self) -> str:
        return self.t("The catalogue travels with the book, also without a network")

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def refresh(self) -> None:
        rows = [_offer_row(o, self.t) for o in self.desk.book.sharing.catalogue()]
        self.list.set_rows(ListRows(rows))
        self.list.setVisible(bool(rows))
        self.list.fit_height(max(3, len(rows)))
        self.none.setVisible(not rows)

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", detail="new:shared_resource"))


def _offer_row(offer: Offer, t: Translate) -> Row:
    resource = offer.resource
    kind = t(resource.kind.title_) if resource.kind else ""
    where = listed([part for part in (kind, resource.place_text) if part], t)
    if offer.now is not None and offer.now.to_at is not None:
        until = t("until {time}", time=f"{offer.now.to_at:%H:%M}")
        now: Chip | Text = Text(offer.now.for_whom or t("Taken"), until, tone="info")
    elif offer.coming is not None and offer.coming.from_at is not None:
        day = offer.coming.from_at
        now = Text(
            t("Next: {day} {time}", day=f"{day.month}-{day.day}", time=f"{day:%H:%M}"),
            offer.coming.for_whom or "",
        )
    else:
        now = Text(t("free"), role="meta")
    left = "" if offer.left is None else str(offer.left)
    keeper = resource.keeper or ""
    return Row(
        resource.id,
        (
            Text(resource.name, where),
            Text(offer.owner or t("Our own"), keeper),
            Text(resource.open_text or "", role="meta"),
            now,
            Text(left),
        ),
    )


class RowsView(Tab):
    """Rows that carry their own way on, the first hundred of them; the list behind has all."""

    kind: ClassVar[str] = ""

    def __init__(self, desk: Desk, new: str, none: tuple[str, str, str]) -> None:
        super().__init__(desk)
        theme = desk.theme
        self._new = Button(theme, new, "primary", "plus")
        self._new.clicked.connect(self.new)
        self.none = EmptyLine(theme, *none, new)
        self.none.acted.connect(self.new)
        self.none.setContentsMargins(16, 4, 16, 4)
        self.card = Card(theme, head="")
        self.card.body.setContentsMargins(0, 0, 0, 0)
        self.card.body.setSpacing(0)
        scroll = ScrollPage()
        scroll.body.addWidget(self.card)
        self._none = Card(theme, head="")
        self._none.body.setContentsMargins(0, 0, 0, 0)
        self._none.add(self.none)
        scroll.body.addWidget(self._none)
        scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        margin = theme.layout("page_margin")
        column.setContentsMargins(margin, 0, margin, 16)
        column.addWidget(scroll)

    def show_rows(self, rows: list[tuple[str, ListRow]]) -> None:
        """Show these rows, each opening its record, or that there are none."""
        self.card.clear()
        for n, (record, row) in enumerate(rows):
            if n:
                self.card.add_rule()
            row.set_pressable()
            row.pressed.connect(partial(self._open, record))
            self.card.add(row)
        self.card.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.header_changed.emit()

    def _open(self, record: str) -> None:
        self.desk.window.go(Route("record", record))

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", detail=f"new:{self.kind}"))


class LoansView(RowsView):
    """What is lent, those not back first; coming back is one press, with undo."""

    kind = "loan"

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        none = (
            "arrow-u-up-left",
            t("Nothing is lent"),
            t("What goes out is written down, and comes back in a press"),
        )
        super().__init__(desk, t("Lend something"), none)
        self._out = 0

    @override
    def meta(self) -> str:
        return self.t("1 loan is out|{n} loans are out", n=self._out)

    @override
    def refresh(self) -> None:
        loans, today = self.desk.book.sharing.loans(), self.desk.today()
        self._out = sum(loan_state(loan, today) != "returned" for loan in loans)
        self.show_rows([(loan.id, self._row(loan)) for loan in loans[:_MOST]])

    def _row(self, loan: Loan) -> ListRow:
        t, desk, today = self.t, self.desk, self.desk.today()
        state = loan_state(loan, today)
        what = desk.book.records.name(loan.resource)
        if loan.quantity is not None:
            what = t("{what}, {n}", what=what, n=loan.quantity)
        lent = say_year_date(loan.lent_on, t) if loan.lent_on else ""
        sub = t("Lent to {whom}, {day}", whom=loan.borrower or "?", day=lent)
        tone, icon, words = _standing(loan, state, today, t)
        row = ListRow(desk.theme, "package", what, sub, "")
        row.add(StatusChip(desk.theme, tone, icon, words))
        if state != "returned":
            back = Button(desk.theme, t("It came back"), "secondary", "check", compact=True)
            back.clicked.connect(partial(self.give_back, loan))
            row.add(back)
        return row

    def give_back(self, loan: Loan) -> None:
        """Write down that a loan came back today, with undo."""
        sharing, t = self.desk.book.sharing, self.t
        text = t("Back: {what}", what=self.desk.book.records.name(loan.resource))
        self.desk.work.edit(
            lambda: sharing.give_back(loan.id),
            lambda _none: self.desk.window.undoable(text),
            self.desk.window.problem,
        )


def _standing(loan: Loan, state: str, today: date, t: Translate) -> tuple[str, str, str]:
    if state == "returned":
        return "ok", "check-circle", t("Is back")
    if loan.due_on is None:
        return "info", "arrow-up-right", t("Out")
    days = (loan.due_on - today).days
    if days < 0:
        return "wait", "clock", t("1 day over|{n} days over", n=-days)
    return "info", "arrow-up-right", t("1 day left|{n} days left", n=days)


class PointsView(RowsView):
    """Homes and points with what their log of this year amounts to."""

    kind = "service_point"

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        none = (
            "house-line",
            t("No home or point yet"),
            t("Homes of members, workers, youth and women; rooms and points of service"),
        )
        super().__init__(desk, t("New home or point"), none)

    @override
    def meta(self) -> str:
        return self.t("Of psychological support only the number of people is kept")

    @override
    def refresh(self) -> None:
        points = self.desk.book.sharing.points(self.desk.today().year)
        self.show_rows([(p.point.id, self._row(p)) for p in points[:_MOST]])

    def _row(self, point: Point) -> ListRow:
        t, held = self.t, point.point
        kind = t(held.kind.title_) if held.kind else ""
        said = (kind, held.place_text, held.keeper, held.open_text)
        row = ListRow(
            self.desk.theme,
            held.shape.icon,
            held.name,
            listed([part for part in said if part], t),
            t(
                "This year {entries} entries, {people} people",
                entries=point.entries,
                people=point.people,
            ),
        )
        log = Button(self.desk.theme, t("Write in the log"), "secondary", "notebook", compact=True)
        log.clicked.connect(
            lambda: self.desk.window.go(Route("record", detail=f"new:point_entry:point={held.id}"))
        )
        row.add(log)
        return row
