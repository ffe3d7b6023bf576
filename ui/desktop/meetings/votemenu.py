"""The menu of one vote: what kind it is, its words, and the papers printed for it."""

from PySide6.QtWidgets import QWidget

from app.records.meeting import MotionKind
from ui.desktop.desk import Desk
from ui.desktop.meetings.menu import Menu


def open_vote_menu(
    desk: Desk, kind: MotionKind, under: QWidget, *extra: tuple[str, str, str]
) -> Menu:
    """Show the menu below a button; its choice is a kind or one of the keys."""
    t = desk.t
    entries = [(k.value, "scales", t(k.title_)) for k in MotionKind]
    entries += [
        *extra,
        ("details", "note", t("Tellers, dissent, outcome")),
        ("print-ballots", "printer", t("Print ballots")),
        ("print-tally", "printer", t("Print a tally sheet")),
        ("rename", "pencil-simple", t("Change the words")),
        ("remove", "trash", t("Take this vote out")),
    ]
    menu = Menu(desk.theme, entries, kind, width=300)
    menu.open_under(under)
    return menu
