"""What can be done from anywhere by name; each is a place to go with a detail that its page knows."""

from typing import NamedTuple

from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.widgets.palette import Hit


class Action(NamedTuple):
    """Its key, icon, words (a msgid) and where it leads."""

    key: str
    icon: str
    title: str
    route: Route


ACTIONS = (
    Action("new-meeting", "calendar-plus", N_("New meeting"), Route("meetings", "", "new")),
    Action("plan", "compass", N_("The quarter's plan"), Route("plan")),
    Action("log-study", "book-open", N_("Log study"), Route("study")),
    Action("materials", "books", N_("Study materials"), Route("materials")),
    Action("documents", "tray", N_("Documents received"), Route("documents")),
    Action("calendar", "calendar-blank", N_("Calendar"), Route("calendar")),
    Action("log-contact", "phone", N_("Log a contact"), Route("record", "", "new:contact_entry")),
    Action("add-member", "user-plus", N_("Add a member"), Route("members", "", "new")),
    Action("flow", "arrows-left-right", N_("Floating and contact"), Route("flow")),
    Action("branch", "flag", N_("Branch card"), Route("branch")),
    Action("ending", "handshake", N_("End or move on"), Route("ending")),
    Action("import-roster", "file-arrow-down", N_("Import a roster"), Route("roster")),
    Action("sync", "arrows-clockwise", N_("Sync now"), Route("sync", "", "now")),
    Action("stick-out", "usb-stick", N_("Write to stick"), Route("sync", "", "write")),
    Action("stick-in", "export", N_("Read from stick"), Route("sync", "", "read")),
    Action("conflicts", "git-fork", N_("Choose between two values"), Route("conflicts")),
    Action("folder", "folder-plus", N_("Make the folder"), Route("folder")),
    Action(
        "sign-in-sheet",
        "printer",
        N_("Print the blank sign-in sheet"),
        Route("meetings", "", "sheet"),
    ),
    Action("matters", "clipboard-text", N_("Matters"), Route("service", "", "matters")),
    Action("visits", "briefcase", N_("Visits"), Route("service", "", "visits")),
    Action(
        "six", "briefcase", N_("Six counters of paired enterprises"), Route("service", "", "visits")
    ),
    Action("ideas", "lightbulb", N_("Suggestions"), Route("service", "", "ideas")),
    Action("deeds", "heart", N_("Deeds and volunteers"), Route("service", "", "deeds:year")),
    Action("posts", "star", N_("Posts and areas"), Route("service", "", "vanguard:posts")),
    Action("commitments", "hand", N_("Commitments"), Route("service", "", "vanguard:commitments")),
    Action(
        "exemplars", "medal", N_("Models and rounds"), Route("service", "", "vanguard:exemplars")
    ),
    Action(
        "evidence", "folder-open", N_("Evidence file"), Route("service", "", "vanguard:evidence")
    ),
    Action("notices", "bell", N_("Notices"), Route("service", "", "openness:notices")),
    Action("box", "envelope-simple", N_("Opinion box"), Route("service", "", "openness:box")),
    Action(
        "deliberations",
        "chats-circle",
        N_("Deliberations"),
        Route("service", "", "openness:deliberations"),
    ),
    Action(
        "disclosures", "megaphone", N_("Disclosures"), Route("service", "", "openness:disclosures")
    ),
    Action("bulletin", "newspaper", N_("Bulletin"), Route("service", "", "openness:bulletin")),
    Action("units", "handshake", N_("Register of units"), Route("joint", "", "units:list")),
    Action("coverages", "handshake", N_("Two coverages"), Route("joint", "", "units:coverage")),
    Action("agreements", "handshake", N_("Agreements"), Route("joint", "", "agreements")),
    Action(
        "joint-activities",
        "handshake",
        N_("Activities and results"),
        Route("joint", "", "activities"),
    ),
    Action("campaigns", "flag", N_("Campaigns"), Route("joint", "", "campaigns")),
    Action("bookings", "calendar-check", N_("Bookings"), Route("joint", "", "resources:week")),
    Action("loans", "calendar-check", N_("Loans"), Route("joint", "", "resources:loans")),
    Action("year", "chart-bar", N_("The whole year"), Route("overview", "", "year")),
    Action("statistics", "chart-bar", N_("Statistics"), Route("overview", "", "numbers")),
    Action("new-talk", "chats", N_("Write down a talk"), Route("talks", "", "new")),
    Action("talks", "chats", N_("Heart-to-heart talks"), Route("talks")),
    Action("appraisal", "clipboard-text", N_("Democratic appraisal"), Route("appraisal")),
    Action("access", "eye", N_("Access log"), Route("access")),
    Action("inspection", "magnifying-glass-plus", N_("Inspection mode"), Route("inspection")),
    Action("backup", "archive", N_("Back up now"), Route("settings", "", "backup")),
    Action("settings", "gear-six", N_("Settings"), Route("settings")),
    Action("keys", "keyboard", N_("All keys"), Route("help")),
)


def for_person(desk: Desk, member: str, name: str) -> list[Hit]:
    """Return what can be done for one person."""
    t = desk.t
    return [
        Hit(f"go/members/{member}/contact", "phone", t("Log a contact: {name}", name=name)),
        Hit(
            f"go/members/{member}/happened",
            "user-gear",
            t("Record what happened: {name}", name=name),
        ),
        Hit(f"go/study/{member}", "book-open", t("Log study for {name}", name=name)),
    ]
