"""One style sheet from tokens; another theme or another scale is one repaint."""

import re

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import resources
from ui.desktop.theme.sheet import make_sheet
from ui.desktop.theme.theme import SCALES, Theme
from ui.desktop.widgets.buttons import Button


def test_another_theme_is_announced_once_and_painters_read_new_colours(
    turned: Theme, qtbot: QtBot
) -> None:
    before = turned.color("ground.canvas")
    with qtbot.waitSignal(turned.changed):
        turned.set_choice("dark")
    assert turned.dark
    assert turned.color("ground.canvas") != before


def test_what_looks_the_same_is_not_drawn_anew(turned: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(turned.changed):
        turned.choose("light", 100)
    with qtbot.waitSignal(turned.changed):
        turned.choose("light", 112)


@pytest.mark.parametrize("scale", SCALES)
def test_text_and_controls_grow_and_gaps_stay(turned: Theme, scale: int) -> None:
    gap = turned.space("x4")
    turned.set_scale(scale)
    assert turned.size("control") == round(36 * scale / 100)
    assert turned.font("body").pixelSize() == round(14 * scale / 100)
    assert turned.space("x4") == gap


def test_a_button_is_thirty_six_pixels_high_and_its_compact_form_thirty_two(
    theme: Theme, qtbot: QtBot
) -> None:
    usual, compact = Button(theme, "File"), Button(theme, "File", compact=True)
    for button, height in ((usual, 36), (compact, 32)):
        qtbot.addWidget(button)
        button.show()
        assert button.height() == height


def test_the_style_sheet_leaves_no_name_unfilled(qapp: QApplication, theme: Theme) -> None:
    assert not re.search(r"@[a-z]", qapp.styleSheet())


def test_an_unknown_name_in_the_style_sheet_is_an_error() -> None:
    def nothing(name: str) -> str:
        raise KeyError(name)

    with pytest.raises(KeyError):
        make_sheet(resources("themes", "sheet.qss"), nothing)


@pytest.mark.parametrize("name", ["house", "usb-stick", "git-fork"])
def test_an_icon_is_drawn_in_the_token_s_colour(theme: Theme, name: str) -> None:
    pixmap = QPixmap(32, 32)
    pixmap.fill(theme.color("ground.surface"))
    painter = QPainter(pixmap)
    theme.draw_icon(painter, QRectF(0, 0, 32, 32), name, "state.error_mark")
    painter.end()
    image = pixmap.toImage()
    seen = {image.pixelColor(x, y).name() for x in range(32) for y in range(32)}
    assert theme.color("state.error_mark").name() in seen


def test_an_icon_that_does_not_exist_is_drawn_as_nothing(theme: Theme) -> None:
    image = theme.icon("no-such-icon").pixmap(18, 18).toImage()
    seen = {image.pixelColor(x, y).alpha() for x in range(18) for y in range(18)}
    assert seen == {0}


def test_a_calm_theme_moves_nothing_and_keeps_its_waits(theme: Theme) -> None:
    assert theme.motion("panel") == 0
    assert theme.motion("toast_stays") == 8000


def test_a_painter_that_alters_its_font_alters_no_other(theme: Theme) -> None:
    font = theme.font("body", strong=True)
    font.setPixelSize(40)
    assert theme.font("body", strong=True).pixelSize() == 14
