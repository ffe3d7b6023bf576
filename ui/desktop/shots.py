"""What is drawn of each sample book: page after page, and what is done there first."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from app.counting.periods import quarter_of
from app.counting.shapes import shape_of
from app.records.meeting import Activity
from app.records.member import Member
from app.records.organisation import PartyGroup
from app.services.blanks import papers_of
from app.services.sample import Sample
from app.terms import ActivityType
from app.workspace import Workspace
from db.model.words import Translate
from ui.desktop.desk import Route
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.posed import election, received
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.window import Window

YEAR_VIEWS = ("year", "attendance", "hours", "trend", "numbers")
STUDY_VIEWS = ("hours", "book", "plan", "notes")
ENDING_STEPS = ("people", "matters", "folder", "dissolve", "whole", "move")
JOINT_VIEWS = (
    "overview",
    *(f"units:{view}" for view in ("list", "bodies", "coverage", "rules", "conferences")),
    *("agreements", "activities", "activities:lectures", "activities:results", "campaigns"),
    *(f"resources:{view}" for view in ("catalogue", "week", "loans", "points")),
)
SERVICE_VIEWS = (
    *(f"matters:{view}" for view in ("board", "list", "common", "lists")),
    *("visits", "ideas", "deeds:year", "deeds:teams"),
    *(f"vanguard:{view}" for view in ("posts", "teams", "commitments", "exemplars", "evidence")),
    *(f"openness:{v}" for v in ("notices", "box", "deliberations", "disclosures", "bulletin")),
)
EMPTY_PAGES = (
    *("home", "meetings", "members", "study", "ledger", "checks", "conflicts"),
    *("overview", "calendar", "documents", "materials", "plan", "flow", "branch", "ending"),
    *("talks", "appraisal", "access", "inspection", "folder", "joint", "service"),
)


class Shot(NamedTuple):
    """One picture: its file's name, where to go, and what to do there before it is drawn."""

    name: str
    route: Route
    act: Callable[[Window], object] | None = None


def planned_shots(book: Workspace) -> tuple[Shot, ...]:
    """Return the pictures of the evening before the meeting."""
    meeting, member = _meeting(book), book.records.all(Member)[0].id
    return (
        Shot("home", Route("home")),
        Shot("meetings", Route("meetings")),
        Shot("calendar", Route("meetings", "", "calendar")),
        Shot("meeting-prepare", Route("meeting", meeting, "prepare")),
        Shot("members", Route("members", member)),
        Shot("members-day", Route("members", member, "day:2026-03-01")),
        Shot("members-happened", Route("members", member, "happened")),
        Shot("flow", Route("flow", "", "flow")),
        Shot("flow-contact", Route("flow", "", "contact")),
        Shot("flow-dues", Route("flow", "", "dues")),
        Shot("branch", Route("branch")),
        *(Shot(f"ending-{step}", Route("ending", "", step)) for step in ENDING_STEPS),
        Shot("study", Route("study")),
        *(Shot(f"study-{view}", Route("study", "", view)) for view in STUDY_VIEWS),
        Shot("documents", Route("documents", received(book))),
        *(Shot(f"year-{view}", Route("overview", "", view)) for view in YEAR_VIEWS),
        Shot("coming", Route("calendar")),
        Shot("coming-list", Route("calendar", "", "list")),
        Shot("ledger", Route("ledger")),
        Shot("record", Route("record", _first(book, "contact_entry"))),
        Shot("checks", Route("checks")),
        Shot("folder", Route("folder")),
        Shot("history", Route("history", meeting)),
        Shot("settings", Route("settings")),
        Shot("help", Route("help")),
        Shot("search", Route("home"), lambda window: window.finder.open("crw")),
        Shot("sync-not-enrolled", Route("sync")),
    )


def held_shots(book: Workspace) -> tuple[Shot, ...]:
    """Return the pictures of the meeting that was held."""
    held = _meeting(book)
    steps = ("signin", "minutes", "vote", "evidence", "file")
    return (
        *(Shot(f"meeting-{step}", Route("meeting", held, step)) for step in steps),
        Shot("meeting-election", Route("meeting", election(book, held), "vote")),
        Shot("meeting-transcribe", Route("meeting", held, "evidence"), _come_back),
    )


def _come_back(window: Window) -> None:
    """Have the sign-in sheet printed and back, and show it beside the page's editors."""
    book, held, page = window.desk.book, window.route.record, window.page
    scan = book.exporting.sign_in_pdf(held, keep=True)
    found = book.meetings.get(held, book.now().date())
    if found is None or not isinstance(page, MeetingPage):
        return
    (paper,) = papers_of(found)
    book.blanks.came_back(paper.id, book.attachments.add_bytes(held, scan, f"{paper.serial}.pdf"))
    window.go(Route("meeting", held, "evidence"))
    page.go_step("evidence", paper.id, "transcribe")


def kind_shots(book: Workspace, t: Translate) -> tuple[Shot, ...]:
    """Return the pictures of each kind's own workspace, of a filed record and of the quarter's plan."""
    meetings, now, made = book.meetings, book.now(), []
    start = now.replace(minute=30, second=0, microsecond=0) + timedelta(days=7)
    groups = book.records.all(PartyGroup)
    for at, kind in enumerate(ActivityType):
        group = groups[0].id if kind == ActivityType.group_meeting and groups else ""
        day = start + timedelta(days=at)
        name = meetings.new(kind, day, t, group=group, today=now.date())
        made += [
            Shot(f"kind-{kind}-{step}", Route("meeting", name, step))
            for step in shape_of(kind).steps
            if step in {"prepare", "life", "appraisal"}
        ]
    filed = book.records.all(Activity, where={"state": "archived"})[0].id
    book.planning.draft(quarter_of(now.date()), t)
    return (
        *made,
        Shot("meeting-filed", Route("meeting", filed, "file")),
        Shot("plan", Route("plan")),
    )


def met_shots() -> tuple[Shot, ...]:
    """Return the pictures of a book that has met HQ and a colleague."""
    return (
        Shot("sync", Route("sync")),
        Shot("sync-receipt", Route("sync"), lambda window: _press(window, "receipt")),
        Shot("conflicts", Route("conflicts")),
    )


def _press(window: Window, name: str) -> None:
    """Press the first row of a page that has such a name, as the Enter key does."""
    rows = (row for row in window.page.findChildren(ListRow) if row.objectName() == name)
    row = next(rows, None)
    if row is not None:
        row.pressed.emit()


def empty_shots() -> tuple[Shot, ...]:
    """Return the pictures of a book with nothing in it yet."""
    views = (view for view in SERVICE_VIEWS if view != "matters:board")
    return (
        *(Shot(f"empty-{page}", Route(page)) for page in EMPTY_PAGES),
        *(Shot(f"empty-service-{v.replace(':', '-')}", Route("service", "", v)) for v in views),
    )


def sealed_shots(book: Workspace) -> tuple[Shot, ...]:
    """Return the pictures of what is sealed; the last ones are taken in an inspection."""
    talk, appraisal = _first(book, "heart_to_heart_talk"), _first(book, "appraisal")
    return (
        Shot("talks", Route("talks", talk)),
        Shot("talks-table", Route("talks", talk, "table")),
        Shot("talks-register", Route("talks", talk, "register")),
        Shot("appraisal", Route("appraisal", appraisal)),
        Shot("access", Route("access")),
        Shot("settings-confidential", Route("settings", "confidential")),
        Shot("history-sealed", Route("history", talk)),
        Shot("inspection", Route("inspection")),
        Shot("inspection-under-way", Route("members"), _inspect),
    )


def joint_shots(book: Workspace) -> tuple[Shot, ...]:
    """Return the pictures of the place 共建, in the book of the sample alliance."""
    meeting = next(a.id for a in book.records.all(Activity) if len(a.partners) > 1)
    named = ("partner_organization", "campaign", "brand", "mentorship")
    return (
        *(Shot(f"joint-{v.replace(':', '-')}", Route("joint", "", v)) for v in JOINT_VIEWS),
        Shot("joint-agreement", Route("agreement", _first(book, "cobuild_agreement"))),
        *(Shot(f"joint-record-{k}", Route("record", _first(book, k))) for k in named),
        Shot("joint-meeting", Route("meeting", meeting, "prepare")),
        Shot("settings-tags", Route("settings", "", "tags")),
    )


def service_shots(book: Workspace) -> tuple[Shot, ...]:
    """Return the pictures of the place 服务 and of what other pages show of it, in the same book."""
    return (
        *(Shot(f"service-{v.replace(':', '-')}", Route("service", "", v)) for v in SERVICE_VIEWS),
        Shot("service-matter", Route("matter", _first(book, "matter"))),
        Shot("service-visit", Route("visit", _first(book, "service_visit"))),
        Shot("service-home", Route("home")),
        Shot("service-checks", Route("checks")),
        Shot("service-folder", Route("folder")),
        Shot("service-coming", Route("calendar", "", "list")),
        Shot("service-numbers", Route("overview", "", "numbers")),
        Shot("service-search", Route("home"), lambda window: window.finder.open("shx")),
    )


def _inspect(window: Window) -> None:
    inspecting, until = window.desk.book.inspecting, window.desk.now() + timedelta(hours=4)
    inspecting.start(Sample().text["organization"]["name"], "", until)


def _meeting(book: Workspace) -> str:
    sample = Sample()
    title = sample.text["meeting"]["title"]
    return book.records.all(Activity, where={"title": title})[0].id


def _first(book: Workspace, kind: str) -> str:
    found = book.records.find(book.records.query(kind, limit=1))
    return found[0].id if found else ""
