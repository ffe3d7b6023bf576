"""Every part can be drawn in both themes, at each text scale, in both languages, without a warning."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.words import LANGUAGES, Catalogue
from ui.desktop.theme.theme import Choice, Theme
from ui.desktop.widgets.gallery.sheets import SHEETS, make_sheet


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("choice", ["light", "dark"])
def test_every_sheet_draws(turned: Theme, qtbot: QtBot, name: str, choice: Choice) -> None:
    turned.set_choice(choice)
    sheet = make_sheet(name, turned, Catalogue("en"))
    qtbot.addWidget(sheet)
    sheet.resize(1366, 768)
    sheet.show()
    assert not sheet.grab().isNull()


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_follows_a_change_of_theme_and_scale(
    turned: Theme, qtbot: QtBot, qapp: QApplication, name: str
) -> None:
    sheet = make_sheet(name, turned, Catalogue("en"))
    qtbot.addWidget(sheet)
    sheet.show()
    turned.choose("dark", 125)
    qapp.processEvents()
    assert not sheet.grab().isNull()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_components_fit_a_small_screen_in_each_language(
    theme: Theme, qtbot: QtBot, language: str
) -> None:
    sheet = make_sheet("components", theme, Catalogue(language))
    qtbot.addWidget(sheet)
    assert sheet.minimumSizeHint().width() <= 1480
