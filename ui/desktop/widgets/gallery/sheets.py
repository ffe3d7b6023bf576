"""The sheets of the gallery by name."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.gallery.components import components
from ui.desktop.widgets.gallery.lists import lists
from ui.desktop.widgets.gallery.meeting import meeting, voting
from ui.desktop.widgets.gallery.messages import messages
from ui.desktop.widgets.gallery.pictures import pictures

_MAKERS: dict[str, Callable[[Theme, Translate], QWidget]] = {
    "components": components,
    "meeting": meeting,
    "voting": voting,
    "lists": lists,
    "pictures": pictures,
    "messages": messages,
}
SHEETS = tuple(_MAKERS)


def make_sheet(name: str, theme: Theme, t: Translate) -> QWidget:
    """Return the sheet of that name."""
    return _MAKERS[name](theme, t)
