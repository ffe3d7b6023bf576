"""简报: what the month's page to members will say, month by month, and its print."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.periods import month_of
from app.dates import say_month
from app.reports.bulletin import Bulletin
from ui.desktop.desk import Desk
from ui.desktop.papers import make_paper
from ui.desktop.service.view import View
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.monthpicker import beside_month
from ui.desktop.widgets.scroll import ScrollPage

_PAGE = 720


class BulletinView(View):
    """The page as text; what is printed is made of the same value."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self.month = desk.today().replace(day=1)
        self._before = IconButton(theme, "caret-left", t("The month before"), edged=True)
        self._after = IconButton(theme, "caret-right", t("The month after"), edged=True)
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))
        self._named = Label("", "heading")
        self._print = Button(theme, t("Print the bulletin"), "primary", "printer")
        self._print.clicked.connect(self.print_this)
        self.card = Card(theme, t("Bulletin to members"), head="sunken")
        self._lay()

    def _lay(self) -> None:
        theme = self.desk.theme
        turn = QHBoxLayout()
        turn.setSpacing(8)
        for part in (self._before, self._named, self._after):
            turn.addWidget(part)
        turn.addStretch(1)
        page, margin = ScrollPage(gap=12), theme.layout("page_margin")
        page.body.setContentsMargins(margin, 0, margin, 16)
        page.body.addLayout(turn)
        self.card.setMaximumWidth(theme.px(_PAGE))
        # Only a layout from left to right asks for the height at the width that the card may have.
        line = QHBoxLayout()
        line.addWidget(self.card, 100)
        line.addStretch(1)
        page.body.addLayout(line)
        page.body.addWidget(
            Label(
                self.t(
                    "One A4 page: lists that are too long are cut and say so. No numbers of single members, nothing sensitive, no writer of an opinion."
                ),
                "caption",
                "secondary",
                wrap=True,
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    @override
    def meta(self) -> str:
        return say_month(self.month.year, self.month.month, self.t)

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print]

    @override
    def refresh(self) -> None:
        self._named.setText(say_month(self.month.year, self.month.month, self.t))
        self._after.setEnabled(self.month < self.desk.today().replace(day=1))
        part = self.desk.book.openness.bulletins.part(self.month)
        self.card.clear()
        self.card.set_meta(part.under[1])
        self._show(part)

    def _show(self, part: Bulletin) -> None:
        for at, (title, lines) in enumerate(part.sections):
            if at:
                self.card.add_rule()
            box = QWidget()
            row = QHBoxLayout(box)
            row.setContentsMargins(16, 10, 16, 10)
            row.setSpacing(12)
            head = Label(title, "strong", wrap=True)
            head.setFixedWidth(self.desk.theme.px(112))
            row.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(2)
            for line in lines:
                words.addWidget(Label(line, "body", wrap=True))
            row.addLayout(words, 1)
            self.card.add(box)

    def _turn(self, step: int) -> None:
        self.month = date(*beside_month(self.month.year, self.month.month, step), 1)
        self.refresh()
        self.header_changed.emit()

    @override
    def print_this(self) -> None:
        bulletins, month = self.desk.book.openness.bulletins, month_of(self.month).first
        make_paper(
            self.desk,
            self.t("Bulletin to members"),
            lambda _progress, draft: bulletins.pdf(month, draft=draft),
            name=f"{self.t('Bulletin to members')} {self.month:%Y-%m}",
        )
