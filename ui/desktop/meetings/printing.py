"""Paper for a meeting: notice, sign-in sheet, record and blank forms, made off the screen's thread."""

from collections.abc import Callable

from app.services.blanks import Wanted, forms_for
from app.services.meeting import Meeting
from db.model.words import N_, Translate
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


def blank_entries(meeting: Meeting, t: Translate) -> list[tuple[str, str, str]]:
    """Return the blank forms of a meeting for a menu; the sign-in sheet stands first."""
    found = [(SHEET, "clipboard-text", t("Sign-in sheet"))]
    titles = {m.id: m.title or t("Without a title") for m in meeting.motions}
    for wanted in forms_for(meeting):
        words = t(wanted.form.title_)
        if wanted.motion:
            words = t("{paper}: {title}", paper=words, title=titles[wanted.motion])
        found.append((f"{wanted.form}:{wanted.motion}", "printer", words))
    return found


def print_blank(desk: Desk, meeting: Meeting, key: str) -> None:
    """Make the blank form that a menu's entry means, note it under its serial, and show it."""
    if key == SHEET:
        print_sign_in(desk, meeting.id)
        return
    wanted = next(w for w in forms_for(meeting) if f"{w.form}:{w.motion}" == key)
    print_form(desk, meeting.id, wanted)


def print_form(desk: Desk, activity: str, wanted: Wanted) -> None:
    """Make a blank form, note it under its serial, and show it."""
    press = desk.book.exporting
    make_paper(
        desk,
        desk.t(wanted.form.title_),
        lambda _progress, draft: press.form_pdf(activity, wanted, keep=True, draft=draft),
    )
