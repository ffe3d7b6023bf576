"""PDFs from the command line: a meeting, a ledger, the folder of a period."""

from datetime import date
from pathlib import Path

import typer

from app.commands import agreements, matters, openness, reporting, vanguard
from app.commands.care import day, period, whole_year
from app.commands.session import session_of
from app.commands.written import write
from app.records.evidence import FormKind
from app.services.activity_papers import activities_pdf
from app.services.blanks import Wanted, forms_for
from app.services.folder_order import FolderOrder
from app.services.meeting import Meeting
from db.model.errors import InvalidRecord, NotFound
from db.model.words import N_

OUTPUT = typer.Option(..., "-o", "--output", help="File to write.")
FROM = typer.Option(..., "--from", help="First day, 2026-05-01.")
TO = typer.Option(..., "--to", help="Last day.")


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    pages = typer.Typer(help="Make PDF/A files.")
    for name, command in (
        ("meeting", meeting),
        ("sign-in", sign_in),
        ("notice", notice),
        ("record", record),
        ("plan", plan),
        ("ledger", ledger),
        ("activities", activities),
        ("folder", folder),
        ("roster", roster),
        ("branch", branch),
        ("handover", handover),
        ("blank", blank),
        ("alliance", alliance),
        ("coverage", coverage),
        ("tags", tags),
        ("matrix", matrix),
        ("campaign", campaign),
    ):
        pages.command(name)(command)
    matters.add_papers(pages)
    agreements.add_papers(pages)
    openness.add_papers(pages)
    reporting.add_papers(pages)
    vanguard.add_papers(pages)
    top.add_typer(pages, name="pdf")


def meeting(context: typer.Context, activity: str, output: Path = OUTPUT) -> None:
    """The record of one meeting."""
    s = session_of(context)
    write(s, s.book.exporting.meeting_pdf(activity), output)


def sign_in(context: typer.Context, activity: str, output: Path = OUTPUT) -> None:
    """The blank sign-in sheet of one meeting."""
    s = session_of(context)
    write(s, s.book.exporting.sign_in_pdf(activity), output)


def notice(context: typer.Context, activity: str, output: Path = OUTPUT) -> None:
    """The notice of one meeting."""
    s = session_of(context)
    write(s, s.book.exporting.notice_pdf(activity), output)


def record(context: typer.Context, record_id: str, output: Path = OUTPUT) -> None:
    """A plain sheet of any record."""
    s = session_of(context)
    write(s, s.book.exporting.record_pdf(record_id), output)


def plan(context: typer.Context, plan_id: str, output: Path = OUTPUT) -> None:
    """The filing form of one plan."""
    s = session_of(context)
    write(s, s.book.exporting.plan_pdf(plan_id), output)


def ledger(context: typer.Context, start: str = FROM, end: str = TO, output: Path = OUTPUT) -> None:
    """The ledger of a period: contents, records, attendance, study."""
    s = session_of(context)
    with s.progress(s.t("Making the ledger")) as bar:
        pdf = s.book.exporting.ledger_pdf(*period(start, end), bar)
    write(s, pdf, output)


def activities(
    context: typer.Context, start: str = FROM, end: str = TO, output: Path = OUTPUT
) -> None:
    """What was done with other units in a period, with what came of it."""
    s = session_of(context)
    book = s.book
    pdf = activities_pdf(book.records, book.exporting, *period(start, end), today=book.now().date())
    write(s, pdf, output)


ON = typer.Option("", "--on", help="The day, 2026-05-01; today without it.")


def roster(context: typer.Context, on: str = ON, output: Path = OUTPUT) -> None:
    """The roster of a day, full and probationary members separately."""
    s = session_of(context)
    write(s, s.book.press.rosters.roster_pdf(day(on, s.book.now().date())), output)


def branch(context: typer.Context, output: Path = OUTPUT) -> None:
    """The branch card."""
    s = session_of(context)
    write(s, s.book.press.rosters.branch_pdf(), output)


def handover(context: typer.Context, output: Path = OUTPUT) -> None:
    """The hand-over list of a site that ends."""
    s = session_of(context)
    write(s, s.book.press.rosters.handover_pdf(), output)


def alliance(context: typer.Context, output: Path = OUTPUT) -> None:
    """The alliance: units, growth, bodies, turns, rules, matters, budget."""
    s = session_of(context)
    write(s, s.book.press.alliance.alliance_pdf(), output)


def coverage(context: typer.Context, output: Path = OUTPUT) -> None:
    """The two coverages: by Party organisations and by Party work."""
    s = session_of(context)
    write(s, s.book.press.alliance.coverage_pdf(), output)


PACK = typer.Argument(help="A tag pack, as `suixing tags list` names it.")


def tags(
    context: typer.Context,
    pack: str = PACK,
    start: str = FROM,
    end: str = TO,
    output: Path = OUTPUT,
) -> None:
    """What was done in a period, by the tags of a pack."""
    s = session_of(context)
    write(s, s.book.press.tags.tags_pdf(pack, *period(start, end)), output)


def matrix(
    context: typer.Context,
    pack: str = PACK,
    year: int = typer.Option(0, "--year", min=0, help="The year; this one without it."),
    output: Path = OUTPUT,
) -> None:
    """Which partners were met under which tags of a pack in which quarter of a year."""
    s = session_of(context)
    of_year = whole_year(year, s.book.now().year)
    write(s, s.book.press.tags.coverage_pdf(pack, of_year), output)


def campaign(context: typer.Context, campaign_id: str, output: Path = OUTPUT) -> None:
    """One campaign: its items by front line, the records that carry it, its result."""
    s = session_of(context)
    write(s, s.book.press.tags.campaign_pdf(campaign_id), output)


FORM = typer.Option(..., "--form", help="agenda, minutes, ballot, tally or appraisal.")
MOTION = typer.Option("", "--motion", help="The vote, where the meeting has several.")
_FORMS = {
    "agenda": FormKind.agenda,
    "minutes": FormKind.minutes,
    "ballot": FormKind.ballots,
    "tally": FormKind.tally,
    "appraisal": FormKind.measurement,
}


def blank(
    context: typer.Context,
    activity: str,
    form: str = FORM,
    motion: str = MOTION,
    output: Path = OUTPUT,
) -> None:
    """A blank form of one meeting, to be filled in by hand; noted under its serial."""
    s = session_of(context)
    meeting = s.book.meetings.get(activity, s.book.now().date())
    if meeting is None:
        raise NotFound(N_("There is no record {id}."), id=activity)
    wanted = _wanted(meeting, form, motion)
    write(s, s.book.exporting.form_pdf(activity, wanted, keep=True), output)


def _wanted(meeting: Meeting, form: str, motion: str) -> Wanted:
    """Return the form that a word means. Raises InvalidRecord, NotFound."""
    kind = _FORMS.get(form)
    if kind is None:
        raise InvalidRecord(
            N_("{word} is no blank form. Write one of: {forms}."),
            word=form,
            forms=", ".join(_FORMS),
        )
    found = [w for w in forms_for(meeting) if w.form == kind and motion in {"", w.motion}]
    if not found:
        raise NotFound(N_("This meeting has no use for that form."))
    if len(found) > 1:
        raise InvalidRecord(
            N_("There are several votes. Write --motion with one of: {votes}."),
            votes=", ".join(w.motion for w in found),
        )
    return found[0]


BOXES = typer.Option("", "--boxes", help="Numbers of the boxes, 1,4,8; all without it.")
SENSITIVE = typer.Option("", "--sensitive", help="Purpose for which sensitive boxes go in; logged.")
PURPOSE = typer.Option("", "--purpose", help="What the folder is for; printed on its cover.")
RECIPIENT = typer.Option("", "--recipient", help="For whom; printed lightly on every page.")
UNTIL = typer.Option("", "--until", help="Day after which it is to be destroyed; in 30 days.")
DRAFT = typer.Option(False, "--draft", help="Print 〓 for a character that no font has.")


def folder(
    context: typer.Context,
    start: str = FROM,
    end: str = TO,
    output: Path = OUTPUT,
    boxes: str = BOXES,
    sensitive: str = SENSITIVE,
    purpose: str = PURPOSE,
    recipient: str = RECIPIENT,
    until: str = UNTIL,
    draft: bool = DRAFT,
) -> None:
    """The inspection folder: a signed PDF a box, originals, cover, check page, manifest."""
    s = session_of(context)
    order = FolderOrder(
        *period(start, end),
        _numbers(boxes),
        bool(sensitive),
        sensitive or purpose,
        recipient,
        day(until, date.max) if until else None,
        draft,
    )
    with s.progress(s.t("Making the folder")) as bar:
        made = s.book.foldering.make(order, output, bar)
    text = s.t(
        "{n} files, {pages} pages in {folder}. Check them with: suixing verify {folder}",
        n=len(made.files),
        pages=made.pages,
        folder=output,
    )
    answer = {"folder": str(output), "files": list(made.files), "pages": made.pages}
    s.answer({**answer, "bytes": made.size}, text)


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers that `1,4,8` names. Raises InvalidRecord."""
    words = [word.strip() for word in text.replace("，", ",").split(",")]
    wrong = next((word for word in words if word and not word.isdecimal()), None)
    if wrong is not None:
        raise InvalidRecord(N_("{word} is no number of a box. Write 1,4,8."), word=wrong)
    return tuple(int(word) for word in words if word)
