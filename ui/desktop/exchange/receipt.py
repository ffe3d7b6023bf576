"""A receipt opened in the list of exchanges: what HQ signed for with it, and the paper as a file."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.dates import say_year_date
from app.services.printing import save
from app.services.signed import Opened
from ui.desktop.desk import Desk
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import CardGrid
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import give

_FILE = "suixing-receipt-{number}.json"


class ReceiptPart(QFrame):
    """One receipt. Emits `closed`, and `asked(number)` for its neighbour."""

    closed = Signal()
    asked = Signal(int)

    def __init__(self, desk: Desk, opened: Opened) -> None:
        super().__init__()
        self._desk, self.opened = desk, opened
        theme, t = desk.theme, desk.t
        give(self, part="group")
        title = t("Receipt {number} of {hq}", number=opened.number, hq=opened.hq)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 14)
        column.setSpacing(theme.space("x2"))
        column.addWidget(Label(title, "heading"))
        column.addWidget(self._facts())
        if not opened.genuine:
            column.addWidget(
                NoteLine(
                    theme, "error", t("HQ's key does not fit the signature: do not rely on it.")
                )
            )
        column.addLayout(self._buttons())

    def _facts(self) -> CardGrid:
        t, opened = self._desk.t, self.opened
        grid = CardGrid(2)
        when = f"{say_year_date(opened.at.date(), t)} {opened.at:%H:%M}"
        grid.add(t("Signed, by HQ's clock"), when)
        covers = [
            t("{name}: change {first}", name=c.name, first=c.first)
            if c.first == c.last
            else t("{name}: changes {first} to {last}", name=c.name, first=c.first, last=c.last)
            for c in opened.covers
        ]
        grid.add(t("HQ holds since then"), "\n".join(covers) or t("Nothing new"))
        return grid

    def _buttons(self) -> QHBoxLayout:
        theme, t, opened = self._desk.theme, self._desk.t, self.opened
        self.export = Button(theme, t("Save the signed receipt"), icon="file-arrow-down")
        self.export.clicked.connect(self.save)
        fold = Button(theme, t("Fold"), "link", compact=True)
        fold.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(theme.space("x2"))
        row.addWidget(self.export)
        row.addStretch(1)
        for number, words in (
            (opened.before, t("The receipt before")),
            (opened.after, t("The receipt after")),
        ):
            if number is not None:
                link = Button(theme, words, "link", compact=True)
                link.clicked.connect(lambda _on=False, number=number: self.asked.emit(number))
                row.addWidget(link)
        row.addWidget(fold)
        return row

    def save(self) -> None:
        """Ask where the paper goes and write it."""
        desk, number = self._desk, self.opened.number
        name = _FILE.format(number=number)
        file = desk.window.choose_file(desk.t("Save the signed receipt"), "*.json", save_as=name)
        if file:
            syncing, path = desk.book.syncing, Path(file)
            desk.work.edit(
                lambda: save(syncing.receipt_paper(number), path),
                lambda _done: self._saved(path),
                desk.window.problem,
            )

    def _saved(self, path: Path) -> None:
        t = self._desk.t
        said = t("Whoever has HQ's key can check it without this program's records.")
        self._desk.window.note("ok", t("The receipt is saved as {name}", name=path.name), said)
