"""Words that wrap are never cut, and cards are never stretched."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import Label

LONG = "a sentence that needs more than one line where there is little room for it " * 3


def shown(part: QWidget, qtbot: QtBot, qapp: QApplication, width: int) -> QWidget:
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    column.addWidget(part)
    column.addStretch(1)
    whole.resize(width, 900)
    whole.show()
    for _ in range(3):
        qapp.processEvents()
    return whole


def needed(label: Label) -> int:
    return label.heightForWidth(label.width())


@pytest.mark.parametrize("width", [260, 400, 900])
def test_a_card_is_as_tall_as_its_words_at_its_width(
    theme: Theme, qtbot: QtBot, qapp: QApplication, width: int
) -> None:
    card, label = Card(theme, "Heading"), Label(LONG, wrap=True)
    card.add(label)
    whole = shown(card, qtbot, qapp, width)
    assert label.height() >= needed(label)
    assert card.height() <= needed(label) + 80
    assert whole.isVisible()


@pytest.mark.parametrize("width", [260, 900])
def test_a_note_and_an_error_are_read_whole(
    theme: Theme, qtbot: QtBot, qapp: QApplication, width: int
) -> None:
    field = Field(theme, "Place", LineField(theme))
    field.set_error(LONG)
    for part in (NoteLine(theme, "error", LONG), field):
        whole = shown(part, qtbot, qapp, width)
        for label in part.findChildren(Label):
            assert label.height() >= needed(label)
        assert whole.isVisible()
