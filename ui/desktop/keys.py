"""Every key of the window, described once: what it does, and the line in the help that says so."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from db.model.words import N_


class Key(NamedTuple):
    """A key sequence, the name of what it does, and its line in the help (a msgid)."""

    keys: str
    act: str
    says: str


EVERYWHERE = (
    Key("Ctrl+K", "palette", N_("Find people, records and actions")),
    Key("Ctrl+F", "filter", N_("Filter this list")),
    *(
        Key(f"Ctrl+{n}", f"place{n}", N_("The places at the left") if n == 1 else "")
        for n in range(1, 10)
    ),
    Key("Ctrl+N", "new", N_("New, of the kind the page shows")),
    Key("Ctrl+Shift+N", "new_kind", N_("New, choosing the kind")),
    Key("Alt+Left", "back", N_("Back")),
    Key("Esc", "escape", N_("Close what floats; clear the filter; back")),
    Key("F6", "next_part", N_("Next part: sidebar, list, panel, job bar")),
    Key("Shift+F6", "part_before", N_("The part before")),
    Key("Ctrl+Return", "primary", N_("The page's main action; in a list: open beside")),
    Key("Ctrl+P", "print", N_("Print this")),
    Key("Ctrl+Shift+P", "sign_in_sheet", N_("Print the blank sign-in sheet")),
    Key("Ctrl+Shift+S", "sync", N_("Sync now")),
    Key("Ctrl+Z", "undo", N_("Undo the last change, whichever page made it")),
    Key("Ctrl+Y", "redo", N_("Redo")),
    Key("Ctrl+B", "fold", N_("Fold the sidebar")),
    Key("Ctrl+Shift+F", "fold_panel", N_("Fold the panel")),
    Key("Ctrl+[", "step_before", N_("Previous step or record")),
    Key("Ctrl+]", "next_step", N_("Next step or record")),
    Key("Ctrl+L", "lock", N_("Lock the record book")),
    Key("Ctrl+,", "settings", N_("Settings")),
    Key("F1", "help", N_("All keys")),
    Key("Ctrl+/", "help", ""),
    Key("Ctrl+Shift+Z", "redo", ""),
    Key("Ctrl+Enter", "primary", ""),
)

IN_LISTS = (
    Key("↑ ↓", "", N_("Move")),
    Key("Enter", "", N_("Open the row")),
    Key("Space", "", N_("Mark")),
    Key("Shift / Ctrl", "", N_("Choose several")),
    Key("Delete", "", N_("Delete; undo brings it back")),
    Key("Ctrl+C", "", N_("Copy the rows as a table")),
    Key("Ctrl+V", "", N_("Paste rows from Excel")),
)

SIGN_IN = (
    Key("Space / Enter", "", N_("Present, and on to the next")),
    Key("F3", "", N_("On leave, then the reason 1 to 5")),
    Key("F4", "", N_("Absent")),
    Key("Backspace", "", N_("Take back, when the field is empty")),
)

MINUTES = (
    Key("Enter", "", N_("Next speaker")),
    Key("Shift+Enter", "", N_("New line")),
    Key("Ctrl+D", "", N_("Make a resolution of the marked text")),
    Key("Ctrl+↑ / ↓", "", N_("Previous or next agenda item")),
    Key("Ctrl+T", "", N_("Time stamp")),
)


def bind(window: QWidget, acts: Mapping[str, Callable[[], object]]) -> list[QShortcut]:
    """Give the window its keys; an act that nobody offers stays without a key.

    Inside a text, Ctrl+Z and its like stay the text's own: editors take them before shortcuts do.
    """
    made = []
    for key in EVERYWHERE:
        act = acts.get(key.act)
        if act is None:
            continue
        shortcut = QShortcut(QKeySequence(key.keys), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(key.act in ("undo", "redo"))
        shortcut.activated.connect(act)
        made.append(shortcut)
    return made
