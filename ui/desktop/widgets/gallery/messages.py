"""What floats and what stands at the edges: toast, job bar, empty page, drop zone, palette, sheet."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.drop import DropZone, EvidenceTile
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.gallery.frame import line, people
from ui.desktop.widgets.jobbar import JobBar
from ui.desktop.widgets.overlay import OverlayHost
from ui.desktop.widgets.palette import Hit, PaletteGroup, PaletteOverlay
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.toast import UndoToast


def messages(theme: Theme, t: Translate) -> QWidget:
    """Return the sheet, with the palette open above it."""
    whole = QWidget()
    give(whole, part="page")
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(_empty(theme, t), 1)
    zone = DropZone(theme, t("Drop files here, or press Ctrl+V"), t("Photos, scans, PDF"))
    tile = EvidenceTile(theme, t("Plan of areas of duty"), "PDF 184 KB", None, "pdf")
    row = line(tile, zone, gap=12, stretch=False)
    row.setContentsMargins(24, 0, 24, 0)
    column.addLayout(row)
    column.addWidget(NoteLine(theme, "info", t("3 of 30 will still be under the pace")))
    job = JobBar(theme, t)
    job.show_job(
        t("Making the inspection folder"),
        192,
        340,
        t("{done} of {total} pages", done=192, total=340),
        t("You can go on working"),
    )
    job.set_more(2)
    column.addWidget(job)
    toast = UndoToast(theme, t)
    host = OverlayHost(theme, whole)
    host.hold_toast(toast, 72)
    toast.show_done(t("Draft “{name}” deleted", name=t("June lecture")))
    palette = PaletteOverlay(theme, t, lambda _text: _hits(t))
    host.open_sheet(palette)
    palette.start("crw")
    return whole


def _empty(theme: Theme, t: Translate) -> EmptyState:
    return EmptyState(
        theme,
        t("The first meeting starts here"),
        t("Notice, sign-in, minutes, votes, filing: on one page"),
        (
            Way(
                "new",
                "calendar-plus",
                t("Plan a meeting"),
                t("Date and agenda; the notice drafts itself"),
                t("New meeting"),
            ),
            Way(
                "late",
                "clock-counter-clockwise",
                t("Enter a past meeting"),
                t("From the signed sheet, with photos"),
                t("Enter late"),
            ),
            Way(
                "excel",
                "file-arrow-down",
                t("Bring in from Excel"),
                t("One row a meeting; what is unclear is listed"),
                t("Choose a file"),
            ),
        ),
    )


def _hits(t: Translate) -> tuple[PaletteGroup, ...]:
    name = people(t)[10][0]
    return (
        PaletteGroup(t("Members"), (Hit("m1", "user", name, t("Party group 2")),)),
        PaletteGroup(
            t("Meetings and records"),
            (
                Hit(
                    "r1",
                    "chat-text",
                    t("Speech: {name}", name=name),
                    t("Group meeting"),
                    t("Only here"),
                    "wait",
                ),
                Hit(
                    "r2",
                    "check-square",
                    t("Decision: {name}", name=name),
                    t("Committee meeting"),
                    t("HQ has it"),
                    "ok",
                ),
            ),
        ),
        PaletteGroup(
            t("Actions"),
            (Hit("a1", "phone", t("Log a contact: {name}", name=name), t("Last on 19 May")),),
        ),
    )
