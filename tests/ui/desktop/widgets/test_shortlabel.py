"""Words of a few lines: never more of them, never wider than their place, the whole never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.shortlabel import ShortLabel, broken

LONG = {
    "zh": "党支部与共建单位联合开展主题党日" * 13,
    "en": "Discussion meeting " * 12,
    "word": "x" * 200,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_two_hundred_characters_take_two_lines_and_end_in_an_ellipsis(
    qtbot: QtBot, theme: Theme, text: str
) -> None:
    place = QWidget()
    column = QVBoxLayout(place)
    label = ShortLabel(text)
    column.addWidget(label)
    column.addStretch(1)
    qtbot.addWidget(place)
    place.resize(260, 400)
    place.show()
    whole = text.strip()
    assert len(label.text().split("\n")) == 2
    assert label.text().endswith("…")
    assert label.height() <= 2 * label.fontMetrics().lineSpacing() + 4
    assert label.whole() == label.accessibleName() == whole
    assert whole in label.toolTip()
    place.resize(6000, 400)
    assert label.text() == whole
    assert label.toolTip() == ""


def test_a_short_text_takes_one_line_and_no_tooltip(qtbot: QtBot, theme: Theme) -> None:
    label = ShortLabel("支委会…")
    qtbot.addWidget(label)
    label.resize(200, 60)
    label.show()
    assert (label.text(), label.toolTip()) == ("支委会…", "")
    assert label.heightForWidth(200) < 2 * label.fontMetrics().lineSpacing()


def test_a_row_with_a_long_title_is_no_taller_than_its_two_lines(
    qtbot: QtBot, theme: Theme
) -> None:
    place = QWidget()
    column = QVBoxLayout(place)
    row = ListRow(theme, "clock", LONG["zh"], LONG["zh"], action="核对", wrap=True, lines=2)
    column.addWidget(row)
    column.addStretch(1)
    qtbot.addWidget(place)
    place.resize(340, 700)
    place.show()
    assert row.height() <= 5 * row.fontMetrics().lineSpacing() + 16
    assert row.accessibleName() == LONG["zh"]
    assert not any(
        label.wordWrap() and len(label.text()) > 60 for label in row.findChildren(QLabel)
    )


@pytest.mark.usefixtures("theme")
@given(st.text("党支部课日 abcWx，。（）19", max_size=120), st.integers(60, 400), st.integers(1, 4))
def test_no_text_takes_more_lines_or_more_width_than_it_is_given(
    text: str, width: int, most: int
) -> None:
    font = QLabel().font()
    lines = broken(" ".join(text.split()), font, width, most)
    assert len(lines) <= most
    assert all(QFontMetrics(font).horizontalAdvance(line) <= width + 2 for line in lines)
