"""Home's side column: the next meeting, what is only here, what wants a look."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date, say_moment
from app.said import Said
from app.services.delivery import SyncStatus
from app.services.home import Attention, NextMeeting
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.exchange.words import size_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import IconLabel, IconLine, Label
from ui.desktop.widgets.scroll import FlowRow

_FEW = 3
_ICONS = {
    "error": ("warning-octagon", "error"),
    "warning": ("clock", "wait"),
    "info": ("clock", "wait"),
}
_WAY_ICONS = {"choose": "git-fork", "people": "book-open"}


class NextCard(QWidget):
    """The meeting that comes next. Emits `asked(Route)` and `sheet_asked(meeting)`."""

    asked = Signal(object)
    sheet_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = Card(desk.theme, head="")
        self._card.body.setSpacing(4)
        _fill(self, self._card)

    def show_meeting(self, meeting: NextMeeting | None) -> None:
        """Show it, or that none is planned."""
        theme, t, card = self._desk.theme, self._desk.t, self._card
        card.clear()
        card.add(Label(t("Next meeting"), "meta", "secondary"))
        if meeting is None:
            line = EmptyLine(
                theme, "calendar-plus", t("No meeting is planned"), action=t("New meeting")
            )
            line.acted.connect(lambda: self.asked.emit(Route("meetings", "", "new")))
            card.add(line)
            return
        title = meeting.title(t) if isinstance(meeting.title, Said) else meeting.title
        card.add(Label(title, "heading", wrap=True))
        when = t("{moment} ({near})", moment=say_moment(meeting.start, t), near=meeting.near(t))
        card.add(IconLine(theme, "calendar-blank", when))
        if meeting.place:
            card.add(IconLine(theme, "map-pin", meeting.place))
        people = t(
            "{due} due, {leave} on leave, {n} item|{due} due, {leave} on leave, {n} items",
            due=meeting.due,
            leave=meeting.leave,
            n=meeting.items,
        )
        card.add(IconLine(theme, "users", people))
        card.body.addSpacing(4)
        card.add(self._actions(meeting.record))

    def _actions(self, record: str) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        open_it = Button(theme, t("Open the meeting"))
        open_it.clicked.connect(lambda: self.asked.emit(Route("meeting", record)))
        sheet = Button(theme, t("Print the sheet"), "quiet", "printer")
        sheet.clicked.connect(lambda: self.sheet_asked.emit(record))
        return _row(open_it, sheet)


class SyncCard(QWidget):
    """What is only on this computer, and the two ways out. Emits `asked(Route)`."""

    asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = Card(desk.theme, head="")
        self._card.body.setSpacing(4)
        _fill(self, self._card)

    def show_status(self, status: SyncStatus) -> None:
        """Show where this branch's changes are."""
        theme, t, card = self._desk.theme, self._desk.t, self._card
        card.clear()
        tone, icon, headline = headline_of(status, t)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(theme, icon, f"state.{tone}_text", "icon_nav"))
        row.addWidget(Label(headline, "heading", tone, wrap=True), 1)
        card.add(head)
        for sentence in sentences_of(status, self._desk):
            card.add(Label(sentence, "body", "secondary", wrap=True))
        card.body.addSpacing(6)
        card.add(self._actions(status))

    def _actions(self, status: SyncStatus) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        if not status.enrolled:
            request = Button(theme, t("See the request"), icon="identification-card")
            request.clicked.connect(lambda: self.asked.emit(Route("sync", "", "enrol")))
            return _row(request)
        network = Button(theme, t("Sync now"), icon="arrows-clockwise")
        network.clicked.connect(lambda: self.asked.emit(Route("sync", "", "now")))
        stick = Button(theme, t("Write to stick"), "quiet", "usb-stick")
        stick.clicked.connect(lambda: self.asked.emit(Route("sync", "", "write")))
        return _row(network, stick)


def headline_of(status: SyncStatus, t: Translate) -> tuple[str, str, str]:
    """Return tone, icon and words of where the changes are."""
    if not status.only_here:
        if status.receipt is None:
            return "mute", "laptop", t("Nothing recorded yet")
        return "ok", "shield-check", t("HQ has signed for everything")
    if status.on_stick >= status.only_here:
        return "info", "usb-stick", t("Written to the stick, awaiting HQ's receipt")
    return (
        "wait",
        "laptop",
        t("1 change only on this laptop|{n} changes only on this laptop", n=status.only_here),
    )


def sentences_of(status: SyncStatus, desk: Desk) -> list[str]:
    """Return the lines under the headline: the last receipt, what waits."""
    t = desk.t
    if not status.enrolled:
        return [t("Not enrolled at HQ yet; everything works without it")]
    lines = []
    if status.receipt is not None:
        days = (desk.today() - status.receipt.at.date()).days
        number, day = status.receipt.number, say_date(status.receipt.at.date(), t)
        if days <= 0:
            text = t("Last receipt from HQ: no. {number}, {when}.", number=number, when=day)
        else:
            text = t(
                "Last receipt from HQ: no. {number}, {day}, {n} day ago|"
                "Last receipt from HQ: no. {number}, {day}, {n} days ago",
                number=number,
                day=day,
                n=days,
            )
        lines.append(text)
    else:
        lines.append(t("No receipt from HQ yet"))
    if status.file_bytes:
        lines.append(
            t(
                "To send: {text} of text, {files} of photos",
                text=size_words(status.bytes_waiting, t),
                files=size_words(status.file_bytes, t),
            )
        )
    elif status.only_here:
        lines.append(t("To send: {text} of text", text=size_words(status.bytes_waiting, t)))
    return lines


class AttentionCard(QWidget):
    """What wants a look: three lines, all of them where there is room. Emits `asked(Attention)`."""

    asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = Card(desk.theme, desk.t("Worth a look"), head="sunken")
        self._lines: tuple[Attention, ...] = ()
        self._whole, self._room = False, _FEW
        _fill(self, self._card)

    def show_lines(self, lines: Sequence[Attention]) -> None:
        """Show these lines."""
        self._lines = tuple(lines)
        self._draw()

    def set_room(self, lines: int) -> None:
        """Show so many lines before the rest is folded away."""
        if lines != self._room:
            self._room = lines
            self._draw()

    def _draw(self) -> None:
        theme, t, card = self._desk.theme, self._desk.t, self._card
        card.clear()
        card.set_meta(t("{n} item|{n} items", n=len(self._lines)) if self._lines else "")
        shown = self._lines if self._whole else self._lines[: self._room]
        hidden = len(self._lines) - len(shown)
        more = Button(theme, t("See {n} more", n=hidden), "link", compact=True)
        more.clicked.connect(self._show_all)
        card.set_action(more)
        more.setHidden(hidden <= 0)
        if not self._lines:
            line = EmptyLine(theme, "check-circle", t("No contradiction and no reminder"))
            line.setContentsMargins(16, 0, 16, 0)
            card.add(line)
        for at, attention in enumerate(shown):
            if at:
                card.add_rule()
            card.add(self._row(attention))

    def _row(self, attention: Attention) -> ListRow:
        t = self._desk.t
        icon, tone = _ICONS[attention.severity]
        icon = _WAY_ICONS.get(attention.way, icon)
        if attention.finding is not None and attention.finding.rule == "R40":
            icon = "user-circle-plus"
        row = ListRow(
            self._desk.theme,
            icon,
            attention.what(t),
            attention.sub(t),
            tone=tone,
            action=t(attention.action),
            wrap=True,
            lines=2,
        )
        row.acted.connect(lambda: self.asked.emit(attention))
        return row

    def _show_all(self) -> None:
        self._whole = True
        self._draw()


def _fill(widget: QWidget, card: Card) -> None:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)


def _row(*buttons: QWidget) -> QWidget:
    row = FlowRow(4)
    for button in buttons:
        row.add(button)
    return row
