"""Buttons, fields, chips, banners in every state, as the design's sheet of components shows them."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import Banner
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.checks import CheckRow, RadioRow
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField, Field, LineField
from ui.desktop.widgets.gallery.frame import line, page, stack
from ui.desktop.widgets.gallery.swatches import Swatches
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.progress import ProgressLine, Spinner
from ui.desktop.widgets.scroll import FlowRow
from ui.desktop.widgets.segmented import SegmentedControl

_LOOKS = ("", "hover", "pressed", "focus", "disabled")


def components(theme: Theme, t: Translate) -> QWidget:
    """Return the sheet."""
    whole, column = page(
        t("Parts and states"), t("Suixing, dark") if theme.dark else t("Suixing, light")
    )
    left, right = QVBoxLayout(), QVBoxLayout()
    for side, cards in (
        (left, (_buttons(theme, t), _chips(theme, t), _colors(theme, t))),
        (right, (_fields(theme, t), _banners(theme, t), _empty(theme, t))),
    ):
        side.setSpacing(10)
        for card in cards:
            side.addWidget(card)
        side.addStretch(1)
    both = QHBoxLayout()
    both.setSpacing(12)
    both.addLayout(left, 1)
    both.addLayout(right, 1)
    column.addLayout(both)
    column.addStretch(1)
    return whole


def _buttons(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("Buttons"))
    states = (t("Rest"), t("Hover"), t("Pressed"), t("Keyboard focus"), t("Disabled"))
    for kind, icon, text in (
        ("primary", "", t("First action")),
        ("secondary", "printer", t("Second action")),
        ("quiet", "plus", t("Quiet action")),
    ):
        row = line()
        for look, said in zip(_LOOKS, states, strict=True):
            button = Button(theme, text, kind, icon)
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, look == "hover")
            button.setDown(look == "pressed")
            button.setEnabled(look != "disabled")
            row.insertLayout(row.count() - 1, stack(button, Label(said, "caption", "secondary")))
        card.body.addLayout(row)
    row = line(
        stack(
            Button(theme, t("Delete meeting"), "danger", "trash"),
            Label(t("Danger: done first, undo follows"), "caption", "secondary"),
        ),
        stack(
            Button(theme, t("See the list"), "link"),
            Label(t("Link in a row"), "caption", "secondary"),
        ),
        stack(
            IconButton(theme, "printer", t("Print"), edged=True),
            Label(t("Icon 36"), "caption", "secondary"),
        ),
        stack(
            Button(theme, t("Record"), compact=True), Label(t("Compact 32"), "caption", "secondary")
        ),
    )
    card.body.addLayout(row)
    return card


def _chips(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("States: icon, word, colour"))
    for chips in (
        (
            ("wait", "laptop", t("Only here")),
            ("info", "usb-stick", t("On the stick")),
            ("ok", "shield-check", t("HQ has it · receipt {n}", n=118)),
            ("error", "git-fork", t("Two values")),
        ),
        (
            ("mute", "pencil-simple", t("Draft")),
            ("mute", "circle-dashed", t("Not planned")),
            ("info", "calendar-check", t("Scheduled")),
            ("info", "circle-half-tilt", t("Running")),
            ("ok", "check-circle", t("Archived")),
        ),
        (
            ("wait", "clock", t("1 missing|{n} missing", n=1)),
            ("wait", "clock", t("Entered {n} days late", n=6)),
            ("ok", "chat-text", t("Explained")),
            ("error", "warning-octagon", t("Numbers disagree")),
        ),
    ):
        flow = FlowRow()
        for tone, icon, text in chips:
            flow.add(StatusChip(theme, tone, icon, text))
        card.add(flow)
    return card


def _colors(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("Colours"))
    names = t(
        "canvas; sidebar; surface; selected; divider; control edge; text; second text; "
        "deep red; hover; done; to do; on its way; contradiction; focus; heat"
    ).split("; ")
    card.add(Swatches(theme, names))
    return card


def _fields(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("Fields"))
    focus, fixed = LineField(theme, t("Site 1 meeting room")), LineField(theme, "2026-05-22")
    fixed.set_read_only(True)
    rest = LineField(theme, "", t("Name or initials"))
    wrong = Field(theme, t("Wrong"), LineField(theme, "25"))
    wrong.set_error(t("1 more than are due"))
    card.body.addLayout(
        line(
            Field(theme, t("Rest"), rest),
            Field(theme, t("Keyboard focus"), focus),
            gap=12,
            stretch=False,
        )
    )
    read_only = Field(theme, t("Read only"), fixed, t("After filing, first write the reason"))
    card.body.addLayout(line(wrong, read_only, gap=12, stretch=False))
    some, off = CheckRow(theme, t("Some")), CheckRow(theme, t("Disabled"), checked=True)
    some.set_state(None)
    off.setEnabled(False)
    one, other = RadioRow(theme, t("Chosen")), RadioRow(theme, t("Not chosen"))
    one.setChecked(True)
    ticks = line(
        CheckRow(theme, t("Ticked"), checked=True), CheckRow(theme, t("Not ticked")), some, off
    )
    ticks.addWidget(one)
    ticks.addWidget(other)
    card.body.addLayout(ticks)
    day = DateField(theme, t, lambda: date(2026, 5, 21))
    day.set_value(date(2026, 5, 22))
    day.setFixedWidth(200)
    group = ComboField(theme, (("2", t("Party group 2")),))
    group.setFixedWidth(140)
    views = SegmentedControl(theme, (("list", t("List")), ("month", t("Calendar"))))
    card.body.addLayout(line(views, group, day))
    return card


def _banners(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("Banners and progress"))
    for tone, icon, title, sentence, action in (
        (
            "info",
            "info",
            t("HQ has a new rule pack, v4"),
            t("In force from 23 May; 2 changes, none for filed meetings"),
            t("See what changed"),
        ),
        (
            "wait",
            "laptop",
            t("{n} days without a receipt", n=34),
            t("Write a stick, or sync when there is network"),
            t("Write to stick"),
        ),
        (
            "error",
            "",
            t("{n} MB of disk left", n=80),
            t("Text is fine; leave photos for now"),
            t("Tidy up"),
        ),
    ):
        banner = Banner(theme, t)
        banner.show_message(tone, icon, title, sentence, (("go", action),), closable=False)
        card.add(banner)
    bar = ProgressLine(theme)
    bar.set_part(11 / 18)
    bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    words = line(Label(t("Sending")), gap=8)
    words.addWidget(Label(t("11 of 18 KB; goes on after a break"), "meta"))
    row = line(
        Spinner(theme), stack(words, bar), Button(theme, t("Cancel"), compact=True), stretch=False
    )
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    card.body.addLayout(row)
    return card


def _empty(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("Nothing here, where one line is enough"))
    card.add(
        EmptyLine(
            theme,
            "magnifying-glass",
            t("Nothing found for “{text}”", text=t("patrol June")),
            t("Try one word alone, or initials"),
            t("Clear the filter"),
        )
    )
    return card
