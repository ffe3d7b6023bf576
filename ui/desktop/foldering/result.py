"""The folder made last: where it is, how much it is, whether it is still whole."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_moment
from app.services.folder_order import LastFolder
from app.services.verifying import Verified
from ui.desktop.checks.period import period_words
from ui.desktop.desk import Desk
from ui.desktop.exchange.words import size_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import ElidingLabel, IconLabel, Label

_ICONS = {
    "ok": ("check-circle", "state.ok_mark"),
    "bad": ("warning-octagon", "state.error_mark"),
    "note": ("info", "state.mute_mark"),
}


class ResultCard(QWidget):
    """Emits `verify_asked`."""

    verify_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._last: LastFolder | None = None
        self._card = Card(desk.theme, desk.t("Made last"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    @property
    def folder(self) -> LastFolder | None:
        """Return the folder that is shown."""
        return self._last

    def show_last(self, last: LastFolder | None, found: Verified | None = None) -> None:
        """Show the folder made last, and what its verification found; nothing hides the card."""
        t = self._desk.t
        self._last = last
        self.setVisible(last is not None)
        self._card.clear()
        if last is None:
            return
        self._card.set_meta(say_moment(last.at, t))
        period = period_words(last.first, last.last, self._desk.today(), t)
        amount = t(
            "{period}, {n} page, {size}|{period}, {n} pages, {size}",
            period=period,
            n=last.pages,
            size=size_words(last.size, t),
        )
        self._card.add(Label(amount, wrap=True))
        self._card.add(ElidingLabel(str(last.path), "caption", "secondary", middle=True))
        self._card.add(self._buttons())
        if found is not None:
            self._card.add_rule()
            for line in found.lines:
                self._card.add(self._line(*_ICONS[line.tone], line.said(t)))

    def _buttons(self) -> QWidget:
        t, theme = self._desk.t, self._desk.theme
        opened = Button(theme, t("Open the folder"), icon="folder-open", compact=True)
        opened.clicked.connect(self.open_folder)
        verify = Button(theme, t("Verify"), "quiet", "shield-check", compact=True)
        verify.clicked.connect(self.verify_asked)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(opened)
        row.addWidget(verify)
        row.addStretch(1)
        return box

    def _line(self, icon: str, color: str, text: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(self._desk.theme, icon, color, "icon_small"))
        row.addWidget(Label(text, "meta", wrap=True), 1)
        return box

    def open_folder(self) -> None:
        """Show the folder in the system's own window."""
        if self._last is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.path)))
