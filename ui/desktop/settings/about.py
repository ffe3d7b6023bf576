"""What the program is, its licence and those of its parts, and where the records lie."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from typing_extensions import override

from app.paths import resources
from ui.desktop.desk import Desk
from ui.desktop.settings.rows import Group, in_margins
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.longtext import LongTextField

_PAPER = "THIRD_PARTY.md"


class AboutGroup(Group):
    """Version, folder, licences."""

    key = "about"

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(desk, t("About"))
        said = t("The branch record book that travels with the site. Apache License 2.0.")
        self.add_row(t("Suixing {version}", version=released()), said, Label(""))
        folder = Button(desk.theme, t("Show the folder"), icon="folder-open")
        folder.clicked.connect(self._show_folder)
        self.add_row(t("Where the records lie"), str(desk.book.home), folder)
        self.licences = Button(desk.theme, t("Licences of the parts"), "quiet")
        self.licences.clicked.connect(self._toggle)
        self.add_row(
            t("Parts by others"),
            t("Qt, Python, SQLCipher, Typst, Noto fonts and more."),
            self.licences,
        )
        self.text = LongTextField(desk.theme, rows=8, most=16)
        self.text.set_read_only(True)
        self._shown = in_margins(self.text)
        self._shown.hide()
        self.add(self._shown)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.book.home)))

    def _toggle(self) -> None:
        if not self.text.value():
            self.text.set_value(licences())
        self._shown.setVisible(self._shown.isHidden())

    @override
    def refresh(self) -> None:
        """Nothing of this changes while the program runs."""


def released() -> str:
    """Return the version; the frozen program and the installed one know it, a bare source tree not."""
    try:
        return version("suixing")
    except PackageNotFoundError:
        return ""


def licences() -> str:
    """Return the page of third-party parts that ships beside the resources."""
    file = resources().parent / _PAPER
    return file.read_text("utf-8") if file.is_file() else ""
