"""Paper for a meeting: notice, sign-in sheet and record, made off the screen's thread, then shown."""

from collections.abc import Callable

from db.model.words import N_
from ui.desktop.desk import Desk
from ui.desktop.papers import make_paper

NOTICE, SHEET, RECORD = "notice", "sheet", "record"

_NAMES = {
    NOTICE: N_("Notice"),
    SHEET: N_("Sign-in sheet"),
    RECORD: N_("Meeting record"),
}


def made(desk: Desk, what: str, activity: str, *, keep: bool = False) -> Callable[[bool], bytes]:
    """Return the work that makes a paper, or its draft; `keep` notes that a sign-in sheet was printed."""
    press = desk.book.exporting
    if what == NOTICE:
        return lambda draft: press.notice_pdf(activity, draft=draft)
    if what == SHEET:
        return lambda draft: press.sign_in_pdf(activity, keep=keep, draft=draft)
    return lambda draft: press.meeting_pdf(activity, draft=draft)


def show(desk: Desk, what: str, activity: str, *, keep: bool = False) -> None:
    """Make a paper and show it in the preview."""
    work = made(desk, what, activity, keep=keep)
    make_paper(desk, desk.t(_NAMES[what]), lambda _progress, draft: work(draft))


def print_sign_in(desk: Desk, activity: str) -> None:
    """Make the blank sign-in sheet of a meeting and show it."""
    show(desk, SHEET, activity, keep=True)
