"""Paper for a meeting: notice, sign-in sheet and record, made off the screen's thread, then shown."""

from collections.abc import Callable

from db.model.words import N_
from ui.desktop.desk import Desk

NOTICE, SHEET, RECORD = "notice", "sheet", "record"

_NAMES = {
    NOTICE: N_("Notice"),
    SHEET: N_("Sign-in sheet"),
    RECORD: N_("Meeting record"),
}


def made(desk: Desk, what: str, activity: str, *, keep: bool = False) -> Callable[[], bytes]:
    """Return the work that makes a paper; `keep` notes that a sign-in sheet was printed."""
    press = desk.book.exporting
    if what == NOTICE:
        return lambda: press.notice_pdf(activity)
    if what == SHEET:
        return lambda: press.sign_in_pdf(activity, keep=keep)
    return lambda: press.meeting_pdf(activity)


def show(desk: Desk, what: str, activity: str, *, keep: bool = False) -> None:
    """Make a paper and show it in the preview."""
    name = desk.t(_NAMES[what])
    work = made(desk, what, activity, keep=keep)
    desk.work.job(
        name,
        lambda _progress: work(),
        lambda pdf: desk.window.show_pdf(pdf, name),
        desk.window.problem,
    )


def print_sign_in(desk: Desk, activity: str) -> None:
    """Make the blank sign-in sheet of a meeting and show it."""
    show(desk, SHEET, activity, keep=True)
