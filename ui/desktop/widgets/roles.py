"""Dynamic properties: how a widget tells the style sheet what it is."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def give(widget: QWidget, **roles: str | bool) -> None:
    """Set properties the style sheet selects on, and let it look again where something changed.

    A truth is written as "true" or "false", so that a selector can name it. A widget that was never
    seen is looked at when it is: before that there is nothing to look at again.
    """
    changed = False
    for name, role in roles.items():
        value = str(role).lower() if isinstance(role, bool) else role
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        look_again(widget)
        widget.update()


def look_again(widget: QWidget) -> None:
    """Have the style sheet applied anew, after something it selects on changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` as it stands: Qt would read marks in it as formatting."""
    return f"<qt>{escape(text)}</qt>" if text else ""


def name_inside(editor: QWidget) -> None:
    """Give an editor's name to those of its parts that take the keyboard and have none of their own."""
    for part in editor.findChildren(QWidget):
        takes = part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and not part.accessibleName() and not isinstance(part, QAbstractButton):
            part.setAccessibleName(editor.accessibleName())
