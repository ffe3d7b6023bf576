"""覆盖: how far organisation and work reach the units surveyed, and what should be set up or sent."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.covered import Coverage, Reach, Share, differing
from app.reports.covered import LACKS, can_words, lack_words, lacking, share_words
from app.said import listed
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.outgoing import export_table
from ui.desktop.papers import make_paper
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine, EmptyState, Way
from ui.desktop.widgets.filling import Filling
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.progress import ProgressLine
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.segmented import SegmentedControl

ALL = "all"


class ShareCard(Card):
    """One of the two percentages: its words, its figures, a line."""

    def __init__(self, desk: Desk, title: str, what: str) -> None:
        super().__init__(desk.theme, head="")
        self._t = desk.t
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(4)
        self._figures = Label("", "heading")
        self._line = ProgressLine(desk.theme, data=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        head = QHBoxLayout()
        head.addWidget(Label(title, "heading"), 1)
        head.addWidget(self._figures)
        self.body.addLayout(head)
        self.add(self._line)
        self.add(Label(what, "caption", "secondary", wrap=True))
        self.body.addStretch(1)

    def show_share(self, share: Share) -> None:
        """Show how many of how many."""
        self._figures.setText(share_words(share, self._t))
        self._line.set_part(share.done / share.all if share.all else 0)


class CoverageView(Tab):
    """Both percentages, then the units, all or those that lack something."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._found: Coverage | None = None
        self.organised = ShareCard(
            desk,
            t("Coverage by organisations"),
            t(
                "Set up, of those where one can be; three full members propose one, the secretary decides"
            ),
        )
        self.worked = ShareCard(
            desk,
            t("Coverage by Party work"),
            t("Set up, or an instructor or a liaison sent, of all"),
        )
        self.filter = SegmentedControl(theme, [(ALL, t("All"))], ALL)
        self.filter.chosen.connect(lambda _key: self._draw())
        columns = (
            Column("unit", t("Unit")),
            Column("members", t("Full members"), 100, "right"),
            Column("can", t("Can be set up"), 150),
            Column("set_up", t("Set up on"), 100),
            Column("sent", t("Instructor or liaison"), 150),
            Column("lacks", t("What it lacks"), 250),
        )
        self.list = RowList(theme, columns, two_lines=True, many=False)
        Filling(self.list, self)
        self.list.opened.connect(lambda unit: desk.window.go(Route("record", unit)))
        self._none = EmptyLine(theme, "check-circle", t("Nothing lacks here"))
        self._new = Button(theme, t("Add a surveyed unit"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._export = Button(theme, t("Export to Excel"), "secondary", "file-arrow-up")
        self._export.clicked.connect(self.export)
        self.empty = EmptyState(
            theme,
            t("No unit surveyed yet"),
            t("Units and projects with their full members, what is set up and who is sent"),
            (Way("new", "squares-four", "", "", t("Add a surveyed unit")),),
        )
        self.empty.chosen.connect(lambda _way: self.new())
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._none.setContentsMargins(16, 0, 16, 0)
        self._card.add(self.list)
        self._card.add(self._none)
        shares = QHBoxLayout()
        shares.setSpacing(theme.layout("gutter"))
        shares.addWidget(self.organised, 1)
        shares.addWidget(self.worked, 1)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(shares)
        column.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._card)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 16)
        row.addWidget(self._whole, 1)
        row.addWidget(self.empty, 1)

    @override
    def meta(self) -> str:
        n = len(self._found.units) if self._found else 0
        return self.t("{n} unit surveyed|{n} units surveyed", n=n)

    @override
    def header_actions(self) -> list[QWidget]:
        has = bool(self._found and self._found.units)
        return [self._export, self._print, self._new] if has else []

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        if detail in dict(LACKS):
            self.filter.set_current(detail)
        self.refresh()

    @override
    def refresh(self) -> None:
        found = self._found = self.desk.book.alliance.coverage()
        self._whole.setVisible(bool(found.units))
        self.empty.setVisible(not found.units)
        self.organised.show_share(found.organised)
        self.worked.show_share(found.worked)
        t, here = self.t, self.filter.current()
        options = [(ALL, t("{state} {n}", state=t("All"), n=len(found.units)))]
        options += [
            (name, t("{state} {n}", state=t(words), n=len(lacking(found, name))))
            for name, words in LACKS
        ]
        self.filter.set_options(options)
        self.filter.set_current(here)
        self._draw()
        self.header_changed.emit()

    def _draw(self) -> None:
        if self._found is None:
            return
        here = self.filter.current()
        shown = self._found.units if here == ALL else lacking(self._found, here)
        otherwise = differing(shown)
        self.list.set_rows(ListRows([unit_row(r, self.t, decided=r in otherwise) for r in shown]))
        self.list.setVisible(bool(shown))
        self._none.setVisible(not shown)

    # Doing

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", detail="new:covered_unit"))

    @override
    def primary(self) -> None:
        self.new()

    def export(self) -> None:
        """Write the table to a file."""
        papers, t = self.desk.book.press.alliance, self.t
        export_table(self.desk, t("The two coverages"), lambda _p: papers.coverage_table(t))

    @override
    def print_this(self) -> None:
        papers = self.desk.book.press.alliance
        title = self.t("The two coverages")
        make_paper(self.desk, title, lambda _p, draft: papers.coverage_pdf(draft=draft))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.filter.set_most(self.width() - 2 * self.desk.theme.layout("page_margin"))


def unit_row(reach: Reach, t: Translate, *, decided: bool) -> Row:
    """Return one unit as a row; `decided` where the secretary holds otherwise than the number."""
    unit = reach.unit
    lacks = lack_words(reach, t)
    chip = Chip("ok", "check-circle", t("nothing"))
    if lacks:
        tone = "mute" if reach.to_survey else "wait"
        chip = Chip(tone, "circle-dashed" if reach.to_survey else "clock", lacks)
    sent = listed([x for x in (unit.instructor or "", unit.liaison or "") if x.strip()], t)
    return Row(
        unit.id,
        (
            Text(unit.name, unit.above or "", tag=t("Key project") if unit.is_project else ""),
            Text("—" if unit.full_members is None else str(unit.full_members)),
            Text(can_words(reach, t) or "—", t("the number says otherwise") if decided else ""),
            Text(
                unit.set_up_on.isoformat() if reach.set_up and unit.set_up_on else "—", role="meta"
            ),
            Text(sent or "—"),
            chip,
        ),
    )
