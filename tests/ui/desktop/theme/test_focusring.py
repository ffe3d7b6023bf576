"""The ring is where the focus is, moves with it, and outlives nothing."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button

RING = "_Frame"


def rings(window: QWidget) -> list[QWidget]:
    return [child for child in window.findChildren(QWidget) if type(child).__name__ == RING]


def two_buttons(theme: Theme, qtbot: QtBot) -> tuple[QWidget, Button, Button]:
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget()
    row = QVBoxLayout(inner)
    one, other = Button(theme, "One"), Button(theme, "Other")
    row.addWidget(one)
    row.addWidget(other)
    QVBoxLayout(window).addWidget(inner)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window, one, other


def shown(window: QWidget) -> list[QWidget]:
    return [ring for ring in rings(window) if ring.isVisible()]


def test_the_focused_button_has_the_only_ring(theme: Theme, qtbot: QtBot) -> None:
    window, one, other = two_buttons(theme, qtbot)
    one.setFocus()
    other.setFocus()
    (ring,) = shown(window)
    corner = other.mapTo(window, other.rect().topLeft())
    assert ring.geometry().top() == corner.y() - 4
    assert ring.geometry().height() == other.height() + 8


def test_the_ring_moves_with_its_button(theme: Theme, qtbot: QtBot) -> None:
    window, one, _ = two_buttons(theme, qtbot)
    one.setFocus()
    before = shown(window)[0].geometry()
    one.move(one.x() + 10, one.y() + 5)
    assert shown(window)[0].geometry() == before.translated(10, 5)


def test_a_button_destroyed_in_focus_takes_its_ring_along(theme: Theme, qtbot: QtBot) -> None:
    window, one, _ = two_buttons(theme, qtbot)
    one.setFocus()
    inner = one.parentWidget()
    assert inner is not None
    inner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert shown(window) == []


def test_a_button_that_goes_before_its_window_was_active_takes_its_ring_along(
    theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column, old = QVBoxLayout(window), Button(theme, "Old")
    column.addWidget(old)
    window.show()
    QCoreApplication.processEvents()
    with qtbot.captureExceptions() as raised:
        old.hide()
        old.deleteLater()
        column.addWidget(Button(theme, "New"))
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
    assert raised == []
