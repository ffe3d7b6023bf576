"""Which page class a route's name means, and the nine places in the order of a month.

Pages are named and not imported: each is loaded at its first visit, so that the program starts with
Home alone.
"""

import importlib
from typing import NamedTuple, cast

from db.model.words import N_
from ui.desktop.page import Page

PAGES = {
    "home": "home:HomePage",
    "meetings": "meetings:MeetingsPage",
    "meeting": "meeting:MeetingPage",
    "plan": "plan:PlanPage",
    "members": "members:MembersPage",
    "study": "study:StudyPage",
    "ledger": "ledger:LedgerPage",
    "record": "record:RecordPage",
    "checks": "checks:ChecksPage",
    "folder": "folder:FolderPage",
    "sync": "sync:SyncPage",
    "conflicts": "conflicts:ConflictsPage",
    "history": "history:HistoryPage",
    "settings": "settings:SettingsPage",
    "roster": "roster:RosterPage",
    "help": "help:HelpPage",
    "overview": "overview:OverviewPage",
    "calendar": "calendar:CalendarPage",
    "documents": "documents:DocumentsPage",
    "materials": "materials:MaterialsPage",
    "talks": "talks:TalksPage",
    "appraisal": "appraisal:AppraisalPage",
    "access": "access:AccessPage",
    "inspection": "inspection:InspectionPage",
    "flow": "flow:FlowPage",
    "branch": "branch:BranchPage",
    "ending": "ending:EndingPage",
    "joint": "joint:JointPage",
    "service": "service:ServicePage",
    "agreement": "agreement:AgreementPage",
    "visit": "visit:VisitPage",
    "matter": "matter:MatterPage",
}


class Place(NamedTuple):
    """One of the nine: its page, its word (a msgid), its icon."""

    page: str
    title: str
    icon: str


PLACES = (
    Place("home", N_("Home"), "house"),
    Place("meetings", N_("Meetings"), "calendar-check"),
    Place("members", N_("Members"), "users"),
    Place("study", N_("Study"), "book-open"),
    Place("joint", N_("Joint building"), "handshake"),
    Place("service", N_("Service"), "heart"),
    Place("ledger", N_("Ledger"), "notebook"),
    Place("checks", N_("Checks"), "shield-check"),
    Place("sync", N_("Sync"), "arrows-clockwise"),
)


def page_class(name: str) -> type[Page]:
    """Return the class of a page; KeyError for a name that no page has."""
    module, _, found = PAGES[name].partition(":")
    return cast("type[Page]", getattr(importlib.import_module(f"ui.desktop.pages.{module}"), found))
