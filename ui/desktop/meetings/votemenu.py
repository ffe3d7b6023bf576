"""The menu of one vote: what kind it is, its words, and the papers printed for it."""

from PySide6.QtWidgets import QWidget

from app.records.meeting import MotionKind
from ui.desktop.desk import Desk
from ui.desktop.meetings.menu import Entry, Menu


def open_vote_menu(
    desk: Desk, kind: MotionKind, under: QWidget, *extra: Entry, closed: bool = False
) -> Menu:
    """Show the menu below a button; its choice is a kind or one of the keys.

    Of a vote that is closed it offers what reads and prints.
    """
    t = desk.t
    reads = [
        ("details", "note", t("Tellers, dissent, outcome")),
        ("print-ballots", "printer", t("Print ballots")),
        ("print-tally", "printer", t("Print a tally sheet")),
    ]
    kinds = [(k.value, "scales", t(k.title_)) for k in MotionKind]
    words = [
        ("rename", "pencil-simple", t("Change the words")),
        ("remove", "trash", t("Take this vote out")),
    ]
    entries = reads if closed else [*kinds, *extra, *reads, *words]
    menu = Menu(desk.theme, entries, "" if closed else kind, width=300)
    menu.open_under(under)
    return menu
