"""The small parts: what they say, what they take, and what they never do."""

from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.words import Catalogue
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import Banner
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import CardGrid
from ui.desktop.widgets.checks import CheckRow
from ui.desktop.widgets.chips import Badge
from ui.desktop.widgets.counters import Count, CounterStrip
from ui.desktop.widgets.difftext import DiffText
from ui.desktop.widgets.drop import DropZone
from ui.desktop.widgets.finding import Finding, FindingRow
from ui.desktop.widgets.jobbar import JobBar
from ui.desktop.widgets.labels import ElidingLabel, Label
from ui.desktop.widgets.month import CalendarMonth, MonthChip
from ui.desktop.widgets.overlay import OverlayHost, Sheet
from ui.desktop.widgets.palette import Hit, PaletteGroup, PaletteOverlay
from ui.desktop.widgets.panel import SidePanel
from ui.desktop.widgets.segmented import SegmentedControl
from ui.desktop.widgets.stepper import Step, Stepper
from ui.desktop.widgets.tickgrid import TickCell, TickGrid, TickGroup
from ui.desktop.widgets.toast import UndoToast
from ui.desktop.widgets.yearchart import YearCell, YearChart, YearRow, YearView

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 21)


def test_a_busy_button_keeps_its_width_and_takes_no_click(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Sync now", "primary", "arrows-clockwise")
    qtbot.addWidget(button)
    button.show()
    width = button.width()
    button.set_busy(True)
    assert button.width() == width
    with qtbot.assertNotEmitted(button.clicked):
        button.click()
    button.set_busy(False)
    with qtbot.waitSignal(button.clicked):
        button.click()


def test_a_disabled_button_says_why(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "File")
    qtbot.addWidget(button)
    button.explain("The sums <differ>")
    assert not button.isEnabled()
    assert "&lt;differ&gt;" in button.toolTip()
    button.explain("")
    assert button.isEnabled()


def test_an_icon_button_is_named_with_its_key(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "printer", "Print", "Ctrl+P")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Print"
    assert "Ctrl+P" in button.toolTip()


def test_marks_in_a_label_are_text(qtbot: QtBot) -> None:
    label = Label("<b>bold</b> & plain")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_line_gives_way_and_keeps_its_whole_for_those_who_ask(qtbot: QtBot) -> None:
    label = ElidingLabel("a rather long title of a meeting that was held on a mountain pass")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.accessibleName() == label.whole()
    assert label.whole() in label.toolTip()


def test_a_badge_hides_at_none(theme: Theme, qtbot: QtBot) -> None:
    badge = Badge(theme, 0)
    qtbot.addWidget(badge)
    assert badge.isHidden()


def test_a_tick_that_means_some_becomes_all(theme: Theme, qtbot: QtBot) -> None:
    row = CheckRow(theme, "Group 1")
    qtbot.addWidget(row)
    row.set_state(None)
    with qtbot.waitSignal(row.toggled, check_params_cb=bool):
        QTest.mouseClick(row, LEFT, pos=QPoint(row.sizeHint().width() - 4, 10))


def test_arrows_choose_a_segment(theme: Theme, qtbot: QtBot) -> None:
    views = SegmentedControl(theme, (("list", "List"), ("month", "Month")))
    qtbot.addWidget(views)
    with qtbot.waitSignal(views.chosen, check_params_cb=lambda v: v == "month"):
        QTest.keyClick(views, Key.Key_Right)
    with qtbot.assertNotEmitted(views.chosen):
        QTest.keyClick(views, Key.Key_Right)


def test_any_step_can_be_opened(theme: Theme, qtbot: QtBot) -> None:
    steps = Stepper(theme, (Step("a", "A", "done"), Step("b", "B", "current"), Step("c", "C")))
    qtbot.addWidget(steps)
    QTest.keyClick(steps, Key.Key_Right)
    with qtbot.waitSignal(steps.chosen, check_params_cb=lambda key: key == "c"):
        QTest.keyClick(steps, Key.Key_Return)


def test_a_failure_on_show_is_not_pushed_away(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    banner = Banner(theme, t)
    qtbot.addWidget(banner)
    banner.show_message("error", "", "The disk is full", "Text is safe", (("go", "Tidy up"),))
    banner.show_message("info", "", "A new rule pack", "")
    assert banner.accessibleName() == "The disk is full"
    button = next(b for b in banner.findChildren(QPushButton) if b.text() == "Tidy up")
    with qtbot.waitSignal(banner.acted, check_params_cb=lambda key: key == "go"):
        button.click()


def test_the_toast_takes_back_and_leaves(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    toast = UndoToast(theme, t)
    qtbot.addWidget(toast)
    toast.show_done("Draft deleted")
    undo = toast.findChild(QPushButton)
    assert isinstance(undo, QPushButton)
    with qtbot.waitSignal(toast.undone):
        undo.click()
    assert toast.isHidden()


def test_a_job_can_be_stopped_and_names_the_others(
    theme: Theme, t: Catalogue, qtbot: QtBot
) -> None:
    bar = JobBar(theme, t)
    qtbot.addWidget(bar)
    bar.show_job("Making the folder", 192, 340, "192 of 340 pages")
    bar.set_more(2)
    assert "2 more" in [label.text() for label in bar.findChildren(Label)]
    stop = bar.findChild(QPushButton)
    assert isinstance(stop, QPushButton)
    with qtbot.waitSignal(bar.cancelled):
        stop.click()


def test_an_explanation_opens_in_place_and_is_heard(
    theme: Theme, t: Catalogue, qtbot: QtBot
) -> None:
    row = FindingRow(
        theme, t, Finding("wait", "clock", "Reminder", "Not on the 10th", "Article 16")
    )
    qtbot.addWidget(row)
    line = row.open_explanation("", "Article 16")
    assert row.open_explanation("", "Article 16") is line
    QTest.keyClicks(line.field, "road closed")
    with qtbot.waitSignal(line.explained, check_params_cb=lambda said: said == "road closed"):
        QTest.keyClick(line.field, Key.Key_Return)


def test_a_panel_folds_to_its_count(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    panel = SidePanel(theme, t, "Check", "2 reminders")
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.folded, check_params_cb=bool):
        panel.set_folded(folded=True)
    assert panel.width() == 40
    panel.set_folded(folded=False)
    assert panel.width() == theme.layout("panel_findings")


def test_files_and_only_files_are_taken(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    zone = DropZone(theme, "Drop here", "Photos")
    qtbot.addWidget(zone)
    mime = QMimeData()
    assert not zone.take(mime)
    photo = tmp_path / "photo.jpg"
    mime.setUrls([QUrl.fromLocalFile(str(photo)), QUrl("https://example.org/x")])
    with qtbot.waitSignal(zone.dropped, check_params_cb=lambda files: files == [photo]):
        assert zone.take(mime)


@pytest.fixture
def palette(theme: Theme, t: Catalogue, qtbot: QtBot) -> PaletteOverlay:
    """Two groups of hits, whatever is typed."""
    groups = (
        PaletteGroup("People", (Hit("p1", "user", "Zhou"), Hit("p2", "user", "Zhao"))),
        PaletteGroup("Actions", (Hit("a1", "plus", "New meeting"),)),
    )
    palette = PaletteOverlay(theme, t, lambda text: groups if text != "x" else ())
    qtbot.addWidget(palette)
    palette.start("z")
    return palette


def test_the_palette_opens_its_first_hit(palette: PaletteOverlay, qtbot: QtBot) -> None:
    with qtbot.waitSignal(palette.opened, check_params_cb=lambda key: key == "p1"):
        QTest.keyClick(palette.field, Key.Key_Return)


def test_the_palette_walks_over_groups_and_opens_beside(
    palette: PaletteOverlay, qtbot: QtBot
) -> None:
    QTest.keyClick(palette.field, Key.Key_Down)
    QTest.keyClick(palette.field, Key.Key_Down)
    with qtbot.waitSignal(palette.opened_beside, check_params_cb=lambda key: key == "a1"):
        QTest.keyClick(palette.field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_palette_with_nothing_found_opens_nothing(
    palette: PaletteOverlay, qtbot: QtBot
) -> None:
    palette.start("x")
    with qtbot.assertNotEmitted(palette.opened):
        QTest.keyClick(palette.field, Key.Key_Return)
    with qtbot.waitSignal(palette.closed):
        QTest.keyClick(palette.field, Key.Key_Escape)


def test_a_closed_sheet_gives_the_focus_back(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = Button(theme, "Show the key")
    QVBoxLayout(window).addWidget(button)
    window.resize(800, 600)
    window.show()
    window.activateWindow()
    button.setFocus()
    host = OverlayHost(theme, window)
    host.open_sheet(Sheet())
    assert host.is_open()
    host.close_sheet()
    assert window.focusWidget() is button


def test_a_day_of_the_month_opens_and_alt_arrow_moves(
    theme: Theme, t: Catalogue, qtbot: QtBot
) -> None:
    month = CalendarMonth(theme, t, lambda: TODAY)
    qtbot.addWidget(month)
    month.show_month(2026, 5, (MonthChip("m1", TODAY, "info", "flag", "Meeting", movable=True),))
    with qtbot.waitSignal(month.opened, check_params_cb=lambda key: key == "m1"):
        QTest.keyClick(month, Key.Key_Return)
    with qtbot.waitSignal(month.moved, check_params_cb=lambda _id, day: day == date(2026, 5, 22)):
        QTest.keyClick(month, Key.Key_Right, Qt.KeyboardModifier.AltModifier)


def test_a_meeting_is_dragged_to_another_day(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    month = CalendarMonth(theme, t, lambda: TODAY)
    qtbot.addWidget(month)
    month.resize(702, 640)
    month.show_month(2026, 5, (MonthChip("m1", TODAY, "info", "flag", "Meeting", movable=True),))
    month.show()
    tall = (640 - 33) / 5
    chip = QPoint(350, int(32 + 3 * tall + 52))
    target = QPoint(450, int(32 + 3 * tall + 52))
    with qtbot.waitSignal(month.moved, check_params_cb=lambda _id, day: day == date(2026, 5, 22)):
        QTest.mousePress(month, LEFT, pos=chip)
        QTest.mouseMove(month, pos=QPoint(400, chip.y()))
        QTest.mouseMove(month, pos=target)
        QTest.mouseRelease(month, LEFT, pos=target)


def test_a_cell_of_the_year_is_a_way_in(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    chart = YearChart(theme, t)
    qtbot.addWidget(chart)
    row = YearRow("general", "General meeting", True, (YearCell(2, "done"), YearCell(5, "planned")))
    chart.set_year(YearView(2026, 5, (row,)))
    assert chart.accessibleName() == "General meeting May planned"
    QTest.keyClick(chart, Key.Key_Left)
    with qtbot.waitSignal(chart.chosen, check_params_cb=lambda key, m: (key, m) == ("general", 4)):
        QTest.keyClick(chart, Key.Key_Return)


def test_ticks_of_a_group_go_together(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    grid = TickGrid(theme, t)
    qtbot.addWidget(grid)
    cells = tuple(TickCell(name, name, name[0]) for name in ("zhou", "hu"))
    grid.set_groups((TickGroup("1", "One", cells),))
    grid.resize(300, 200)
    grid.show()
    QTest.mouseClick(grid, LEFT, pos=QPoint(22, 20))
    assert grid.checked() == ["zhou", "hu"]
    assert grid.seek("h")
    QTest.keyClick(grid, Key.Key_Space)
    assert grid.checked() == ["zhou"]


def test_a_diff_shows_both_what_went_and_what_came(theme: Theme, qtbot: QtBot) -> None:
    diff = DiffText(theme)
    qtbot.addWidget(diff)
    diff.show_diff((("same", "cleared "), ("del", "3"), ("add", "5"), ("same", " places")))
    assert diff.toPlainText() == "cleared 35 places"


def test_a_fact_that_wraps_gets_the_height_it_needs(theme: Theme, qtbot: QtBot) -> None:
    grid, frame = CardGrid(2), QWidget()
    qtbot.addWidget(frame)
    column = QVBoxLayout(frame)
    column.addWidget(grid)
    column.addStretch(1)
    words = "Placed here for the second section of the tunnel, with vote"
    grid.add("Relation", words)
    grid.add("Post", "Driver")
    frame.resize(260, 400)
    frame.show()
    said = next(label for label in grid.findChildren(Label) if label.text() == words)
    assert said.height() >= said.heightForWidth(said.width()) > 30


def test_a_sheet_closes_although_what_had_the_focus_is_gone(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, host = Button(theme, "Open"), OverlayHost(theme, window)
    button.setParent(window)
    window.show()
    button.setFocus()
    host.open_sheet(Sheet(300))
    shiboken6.delete(button)
    host.close_sheet()
    assert not host.is_open()


def test_a_verdict_without_room_beside_the_numbers_stands_below_them(
    theme: Theme, qtbot: QtBot
) -> None:
    strip = CounterStrip(theme)
    qtbot.addWidget(strip)
    strip.show_counts([Count(30, "due"), Count(26, "present"), Count(1, "not here yet")])
    strip.show_verdict("ok", "check-circle", "Quorum met", "With a vote 24 due, 20 here")
    strip.resize(900, strip.sizeHint().height())
    strip.show()
    line = strip.sizeHint().height()
    strip.resize(360, line)
    assert strip.sizeHint().height() == 2 * line
    strip.show_verdict("mute", "", "", "")
    assert strip.sizeHint().height() == line
