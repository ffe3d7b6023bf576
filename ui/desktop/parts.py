"""The parts of the window that F6 walks through, the panel that folds, the steps that Ctrl+] turns."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.widgets.panel import SidePanel
from ui.desktop.widgets.stepper import Stepper


class Parts:
    """Finds the parts of what is seen; a page need not name them."""

    def __init__(self, sidebar: QWidget, page: Callable[[], QWidget], bar: QWidget) -> None:
        self._sidebar, self._page, self._bar = sidebar, page, bar

    def panels(self) -> list[SidePanel]:
        """Return the side panels of the page that is seen."""
        return [panel for panel in self._page().findChildren(SidePanel) if panel.isVisible()]

    def fold_panels(self, *, narrow: bool) -> None:
        """Fold the page's side panels where there is no room for them, open them where there is."""
        for panel in self._page().findChildren(SidePanel):
            panel.set_folded(folded=narrow)

    def toggle_panel(self) -> None:
        """Fold the page's last panel, or open it."""
        for panel in self.panels()[-1:]:
            panel.set_folded(folded=not panel.is_folded())

    def turn(self, step: int) -> None:
        """Go a step on or back where the page has steps, through the keys that the stepper has."""
        for stepper in self._page().findChildren(Stepper)[:1]:
            side = Qt.Key.Key_Right if step > 0 else Qt.Key.Key_Left
            for key in (side, Qt.Key.Key_Return):
                press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
                QCoreApplication.sendEvent(stepper, press)

    def step(self, step: int) -> None:
        """Put the focus into the next part that can take it."""
        parts = self._parts()
        if not parts:
            return
        here = next((at for at, part in enumerate(parts) if _holds(part, self.panels())), -1)
        at = (here + step) % len(parts) if here >= 0 else 0
        first = _first(parts[at], self.panels())
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _parts(self) -> list[QWidget]:
        every = [self._sidebar, self._page(), *self.panels(), self._bar]
        return [part for part in every if part.isVisible() and _first(part, self.panels())]


def _holds(part: QWidget, panels: Sequence[SidePanel]) -> bool:
    focus = QApplication.focusWidget()
    if focus is None or not (part is focus or part.isAncestorOf(focus)):
        return False
    return part in panels or not any(panel.isAncestorOf(focus) for panel in panels)


def _first(part: QWidget, panels: Sequence[SidePanel]) -> QWidget | None:
    """Return what takes the focus first in a part, leaving out the panels that are parts themselves."""
    inner = [panel for panel in panels if panel is not part]
    for widget in part.findChildren(QWidget):
        takes = widget.isVisible() and widget.isEnabled()
        if not takes or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if not any(panel.isAncestorOf(widget) for panel in inner):
            return widget
    return None
