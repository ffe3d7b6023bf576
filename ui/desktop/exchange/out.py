"""Where the changes are, and the three ways out, each with what it would carry."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date
from app.services.delivery import Reach, SyncStatus
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.exchange.underway import UnderWay
from ui.desktop.exchange.words import link_words, size_words
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import IconLabel, Label

NETWORK, WRITE, READ = "network", "write", "read"


class OutCard(QWidget):
    """The headline number and three buttons. Emits `asked(way)` and `choose_asked`."""

    asked = Signal(str)
    choose_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(20, 16, 20, 14)
        self._icon = IconLabel(theme, "laptop", "state.wait_text", "icon_large")
        self._headline = Label("", "number", "wait", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._icon)
        head.addWidget(self._headline, 1)
        self._differ = self._build_differ()
        head.addWidget(self._differ)
        self._sentence = Label("", wrap=True)
        self._reach = NoteLine(theme, "wait", "")
        self._reach.hide()
        self.underway = UnderWay(desk)
        self._card.body.addLayout(head)
        self._card.add(self._sentence)
        self._card.add(self._reach)
        self._card.add(self.underway)
        self._card.body.addSpacing(6)
        self.address = LineField(theme, "", "https://")
        self._address = Field(
            theme, t("HQ's address"), self.address, t("As HQ wrote it to you; asked for once")
        )
        self._card.add(self._address)
        self._buttons: dict[str, Button] = {}
        self._captions: dict[str, Label] = {}
        self._card.body.addLayout(self._lay_ways())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def _lay_ways(self) -> QGridLayout:
        theme, t = self._desk.theme, self._desk.t
        ways = (
            (NETWORK, "primary", "arrows-clockwise", t("Sync now")),
            (WRITE, "secondary", "usb-stick", t("Write to stick")),
            (READ, "secondary", "export", t("Read from stick")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for at, (key, kind, icon, words) in enumerate(ways):
            button = Button(theme, words, kind, icon)
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            caption = Label("", "caption", "secondary", wrap=True)
            grid.addWidget(button, 0, at, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(caption, 1, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, 1)
            self._buttons[key], self._captions[key] = button, caption
        return grid

    def _build_differ(self) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel(theme, "git-fork", "state.error_text"))
        self._differ_words = Label("", "body", "error")
        row.addWidget(self._differ_words)
        link = Button(theme, t("Choose"), "link", compact=True)
        link.clicked.connect(self.choose_asked)
        row.addWidget(link)
        return box

    def button(self, way: str) -> Button:
        """Return the button of a way."""
        return self._buttons[way]

    def show_status(self, status: SyncStatus) -> None:
        """Show where the changes are and what each way would carry."""
        t = self._desk.t
        tone, icon, words = headline(status, t)
        self._icon.set_icon(icon, f"state.{tone}_text")
        self._headline.setText(words)
        self._headline.set_tone(tone)
        self._sentence.setText(sentence(status, self._desk))
        self._address.setVisible(status.enrolled and not status.hq_url)
        self._show_ways(status)
        self._differ.setVisible(bool(status.conflicts))
        self._differ_words.setText(
            t(
                "{n} place where two laptops differ|{n} places where two laptops differ",
                n=status.conflicts,
            )
        )

    def _show_ways(self, status: SyncStatus) -> None:
        t = self._desk.t
        reason = "" if status.enrolled else t("Enrol at HQ first; the request is below")
        for button in self._buttons.values():
            button.explain(reason)
        self._buttons[NETWORK].set_kind("primary" if status.enrolled else "secondary")
        text, all_of_it = status.bytes_waiting, status.bytes_waiting + status.file_bytes
        if not status.enrolled:
            for caption in self._captions.values():
                caption.setText("")
            self._captions[NETWORK].setText(reason)
            return
        if status.only_here:
            self._captions[NETWORK].setText(
                t(
                    "Text first, about {size}, {time}",
                    size=size_words(text, t),
                    time=link_words(text, status.speed, t),
                )
            )
        else:
            self._captions[NETWORK].setText(t("Nothing waits; fetches what HQ has"))
        if status.files_waiting:
            carried = t(
                "Takes {n} change and {files} files, {size}|Takes {n} changes and {files} files, {size}",
                n=status.only_here,
                files=status.files_waiting,
                size=size_words(all_of_it, t),
            )
        else:
            carried = t(
                "Takes {n} change, {size}|Takes {n} changes, {size}",
                n=status.only_here,
                size=size_words(text, t),
            )
        self._captions[WRITE].setText(carried)
        self._captions[READ].setText(t("A file that HQ or a colleague brought"))

    def show_reach(self, reach: Reach) -> None:
        """Say what the network is good for; nothing while HQ answers."""
        t = self._desk.t
        words = {
            "offline": t("No network. Keep working; it waits for the next time"),
            "captive": t(
                "This network shows only its own login page: log in to it in a browser first"
            ),
        }
        self._reach.setVisible(reach in words)
        if reach in words:
            self._reach.say("wait", words[reach], "wifi-slash")


def headline(status: SyncStatus, t: Translate) -> tuple[str, str, str]:
    """Return tone, icon and words of the headline."""
    if not status.enrolled:
        return "wait", "laptop", t("Not enrolled at HQ yet")
    if not status.only_here:
        if status.receipt is None:
            return "mute", "laptop", t("Nothing recorded yet")
        return "ok", "shield-check", t("HQ has signed for everything")
    return (
        "wait",
        "laptop",
        t("1 change only on this laptop|{n} changes only on this laptop", n=status.only_here),
    )


def sentence(status: SyncStatus, desk: Desk) -> str:
    """Return the sentence under the headline: receipt, stick, what only this computer has."""
    t = desk.t
    if not status.enrolled:
        return t("It works without; once enrolled, HQ can sign for what it receives")
    parts = [_receipt(status, desk)]
    if status.on_stick and status.stick_at is not None:
        parts.append(
            t(
                "{n} of them on a stick since {day}, awaiting HQ's receipt.",
                n=status.on_stick,
                day=say_date(status.stick_at.date(), t),
            )
        )
    if status.only_here > status.on_stick:
        parts.append(t("Only this computer has the changes made since."))
    text = parts[0]
    for part in parts[1:]:
        text = t("{first} {then}", first=text, then=part)
    return text


def _receipt(status: SyncStatus, desk: Desk) -> str:
    t = desk.t
    if status.receipt is None:
        return t("No receipt from HQ yet.")
    at = status.receipt.at
    days = (desk.today() - at.date()).days
    when = f"{say_date(at.date(), t)} {at:%H:%M}"
    if days <= 0:
        return t(
            "Last receipt from HQ: no. {number}, {when}.", number=status.receipt.number, when=when
        )
    return t(
        "Last receipt from HQ: no. {number}, {when}, {n} day ago.|"
        "Last receipt from HQ: no. {number}, {when}, {n} days ago.",
        number=status.receipt.number,
        when=when,
        n=days,
    )
