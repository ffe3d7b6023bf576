"""The half-year's six of every paired enterprise as a card: chosen, opened, begun, printed, written out."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from app.counting.periods import Span
from app.counting.quota import Count, half_said
from app.dates import say_date
from app.services.listfiles import save_listing
from app.services.quotas import OF_MATTERS, Cell, QuotaView, listing
from ui.desktop.desk import Desk, Route
from ui.desktop.meetings.menu import Menu
from ui.desktop.papers import make_paper
from ui.desktop.service.quotagrid import QuotaGrid
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField

_BEGIN, _MENU = "begin", 340
_PAGES = {"service_visit": "visit", "activity": "meeting", "matter": "matter"}


class QuotaCard(Card):
    """Emits `turned` when another half-year was chosen."""

    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(theme, t("Six counters of paired enterprises"), head="sunken")
        self.desk, self.t = desk, t
        self.halves: dict[str, Span] = {}
        self.view: QuotaView | None = None
        self.half = ComboField(theme)
        self.half.setAccessibleName(t("Half-year"))
        self.half.setFixedHeight(theme.size("control_compact"))
        self.half.settled.connect(lambda _key: self._turn())
        self.grid = QuotaGrid(theme, t)
        self.grid.chosen.connect(self.open_cell)
        self._none = EmptyLine(
            theme,
            "handshake",
            t("No enterprise is counted in this half-year"),
            t("In an agreement, choose that it is counted each half-year"),
            t("Agreements"),
        )
        self._none.setContentsMargins(16, 4, 16, 4)
        self._none.acted.connect(lambda: desk.window.go(Route("joint", detail="agreements")))
        self.set_action(self.half)
        self.add(self.grid)
        self.add(self._none)

    @property
    def counts(self) -> bool:
        """Tell whether any enterprise is counted in the half-year that shows."""
        return self.view is not None and bool(self.view.lines)

    def choose(self, key: str) -> None:
        """Show a half-year by its key; one that is not offered changes nothing."""
        if key in self.halves:
            self.half.set_value(key)
            self.refresh()

    def refresh(self) -> None:
        """Read the half-year again."""
        book, today = self.desk.book, self.desk.today()
        offered = book.quotas.halves(today)
        self.halves = {half.key: half for half in offered}
        chosen = self.halves.get(self.half.value(), offered[0])
        self.half.set_options([(h.key, half_said(h)(self.t)) for h in offered])
        self.half.set_value(chosen.key)
        self.view = book.quotas.view(chosen, today)
        self.grid.show_view(self.view)
        self.grid.setVisible(self.counts)
        self._none.setVisible(not self.counts)
        self.set_meta(self.grid.summary() if self.counts else "")

    def _turn(self) -> None:
        self.refresh()
        self.turned.emit()

    def open_cell(self, partner: str, count: str) -> None:
        """Open the record behind a cell, or begin the one that fills it; of several a menu asks."""
        cell = self.grid.cell_at(partner, count)
        if cell is None:
            return
        records = cell.counter.records
        if not records:
            self.begin(partner, cell.counter.count)
        elif len(records) == 1:
            self._open(records[0].kind, records[0].record)
        else:
            self._ask(partner, cell)

    def _ask(self, partner: str, cell: Cell) -> None:
        t, book = self.t, self.desk.book
        kinds = {one.record: one.kind for one in cell.counter.records}
        entries = [
            (
                one.record,
                "file-text",
                t("{day}  {name}", day=say_date(one.day, t), name=book.records.name(one.record)),
            )
            for one in reversed(cell.counter.records)
        ]
        menu = Menu(self.desk.theme, [*entries, (_BEGIN, "plus", t("Begin another"))], width=_MENU)
        menu.chosen.connect(partial(self._asked, partner, cell.counter.count, kinds))
        menu.open_under(self.grid.spot)

    def _asked(self, partner: str, count: Count, kinds: dict[str, str], key: str) -> None:
        if key == _BEGIN:
            self.begin(partner, count)
        else:
            self._open(kinds[key], key)

    def _open(self, kind: str, record: str) -> None:
        self.desk.window.go(Route(_PAGES.get(kind, "record"), record))

    def begin(self, partner: str, count: Count) -> None:
        """Begin the record that fills a counter: a visit, a meeting with the enterprise, a matter."""
        if count == Count.visits:
            self.desk.window.go(Route("visit", detail=f"new:{partner}"))
        elif count in OF_MATTERS:
            preset = f"partner={partner}&kind={OF_MATTERS[count]}"
            self.desk.window.go(Route("record", detail=f"new:matter:{preset}"))
        else:
            book, t = self.desk.book, self.t
            self.desk.work.edit(
                lambda: book.quotas.arrange(count, partner, t),
                self._arranged,
                self.desk.window.problem,
            )

    def _arranged(self, made: object) -> None:
        name = self.desk.book.records.name(str(made))
        self.desk.window.undoable(self.t("Recorded {name}", name=name))
        self.desk.window.go(Route("meeting", str(made)))

    def export(self) -> None:
        """Write the half-year as a table."""
        t, view = self.t, self.view
        if view is None:
            return
        path = self.desk.window.choose_file(
            t("Half-year to Excel"), "(*.xlsx *.csv)", save_as=f"{half_said(view.half)(t)}.xlsx"
        )
        if path:
            save = partial(save_listing, listing(view, t), Path(path))
            self.desk.work.job(
                t("Half-year to Excel"),
                lambda _progress: save(),
                lambda _done: self.desk.window.note("ok", t("Written: {path}", path=path)),
                self.desk.window.problem,
            )

    def print_this(self) -> None:
        """Print the half-year."""
        if self.view is None or not self.counts:
            return
        press, half = self.desk.book.press.agreements, self.view.half
        make_paper(
            self.desk,
            half_said(half)(self.t),
            lambda _progress, draft: press.quota_pdf(half, draft=draft),
        )
