"""What the folder will hold for the chosen period, and when it was last made."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_moment
from app.services.boxing import Outline
from app.services.folder_order import LastFolder
from ui.desktop.desk import Desk
from ui.desktop.exchange.words import size_words
from ui.desktop.foldering.choice import amount
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import ElidingLabel, IconLabel, Label
from ui.desktop.widgets.roles import plain_tip
from ui.desktop.widgets.scroll import FlowRow


class FolderCard(QWidget):
    """What the folder of a period will hold, box by box; sensitive boxes are left out, and it says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._days: tuple[date, date] | None = None
        self._card = Card(desk.theme, desk.t("The folder"))
        self._card.body.setSpacing(9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_period(self, first: date, last: date) -> None:
        """Count the boxes of a period beside the screen, then show them."""
        self._days = days = (first, last)
        book = self._desk.book
        self._desk.work.job(
            self._desk.t("Counting the boxes"),
            lambda _progress: (days, book.foldering.outlines(*days)),
            self._counted,
            self._desk.window.problem,
            quiet=True,
        )

    def _counted(self, found: tuple[tuple[date, date], list[Outline]]) -> None:
        days, outlines = found
        if days == self._days:
            self.show_outlines(outlines)

    def show_outlines(self, outlines: Sequence[Outline]) -> None:
        """Show the boxes that something is on record for, and how many have nothing."""
        t = self._desk.t
        self._card.clear()
        inside = [o for o in outlines if o.concerned and not o.box.sensitive]
        self._card.set_meta(t("about {n} pages", n=sum(o.pages for o in inside)))
        for outline in (o for o in inside if not o.empty):
            title = f"{outline.box.number:02d} {t(outline.box.title)}"
            self._card.add(self._row(title, amount(outline, t)))
        bare = sum(o.empty for o in inside)
        if bare:
            said = t("{n} box has nothing on record|{n} boxes have nothing on record", n=bare)
            self._card.add(Label(said, "meta"))
        self._card.add_rule()
        self._card.add(self._row(t("Texts of talks and appraisals"), t("left out"), out=True))
        warning = t("Left out; to include it, state the purpose, and the reading is logged")
        self._card.add(Label(warning, "caption", "secondary", wrap=True))
        self._card.add_rule()
        self._card.add(
            Label(t("PDF/A, signed, every page numbered, late entry marked"), "meta", wrap=True)
        )

    def _row(self, title: str, said: str, *, out: bool = False) -> QWidget:
        icon, color = ("square", "text.tertiary") if out else ("check-square", "text.primary")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel(self._desk.theme, icon, color, "icon_nav", fill=not out))
        line.addWidget(ElidingLabel(title, "body", "secondary" if out else ""), 1)
        line.addWidget(Label(said, "meta"))
        return row


class VisitRow(FlowRow):
    """Where a team's visit begins, and what was seen. Emits `asked(page)`."""

    asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        for page, icon, words, tip in (
            (
                "inspection",
                "magnifying-glass-plus",
                t("Inspection mode"),
                t("Read only; what is seen is written down"),
            ),
            ("access", "eye", t("Access log"), t("Who saw or took out what, and what for")),
        ):
            button = Button(theme, words, "secondary", icon, compact=True)
            button.setObjectName(page)
            button.setToolTip(plain_tip(tip))
            button.clicked.connect(lambda _on=False, page=page: self.asked.emit(page))
            self.add(button)


class LastCard(QWidget):
    """The folder made last. Emits `again_asked`."""

    again_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = Card(desk.theme, head="")
        self._card.body.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_made(self, made: LastFolder | None, words: str) -> None:
        """Show when it was made, for which period; nothing was made hides the card."""
        t, theme = self._desk.t, self._desk.theme
        self.setVisible(made is not None)
        self._card.clear()
        if made is None:
            return
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(t("Made last"), "meta"), 1)
        row.addWidget(Label(say_moment(made.at, t), "meta"))
        self._card.add(head)
        self._card.add(
            Label(t("{period}, {size}", period=words, size=size_words(made.size, t)), wrap=True)
        )
        again = Button(theme, t("Make again"), icon="arrows-clockwise")
        again.clicked.connect(self.again_asked)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 4, 0, 0)
        line.addWidget(again)
        line.addStretch(1)
        self._card.add(foot)
