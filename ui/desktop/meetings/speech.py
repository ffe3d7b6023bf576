"""One speech on the page: name and time at the left, the words at the right, no form in between."""

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.meeting import Speech
from app.services.meeting import Meeting
from db.model.words import Translate
from ui.desktop.forms.glyphs import GlyphLine
from ui.desktop.meetings.keeper import holds_focus
from ui.desktop.meetings.menu import InPlace
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.labels import IconLabel, KeyCap, Label, NameLabel
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.person import PersonField

NAME_WIDTH = 98
_LONGEST_NAME = 12


class SpeechRow(QFrame):
    """Emits `asked(key)`: next, resolution, item_before, next_item, stamp, remove; `entered` on focus."""

    asked = Signal(str)
    entered = Signal()

    def __init__(self, opened: OpenMeeting, speech: Speech) -> None:
        super().__init__()
        theme, t = opened.desk.theme, opened.desk.t
        self._opened, self.t, self.speech = opened, t, speech.id
        self._name, self._time = NameLabel(), Label("", "caption", "secondary")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self._time)
        column.addStretch(1)
        self.who = PersonField(theme, t)
        self.place = InPlace(words, self.who)
        self.place.setFixedWidth(theme.px(NAME_WIDTH))
        self.place.opened.connect(lambda: self.who.set_people(opened.people()))
        self.who.settled.connect(lambda _who: self.place.show_words())
        self.text = LongTextField(theme, rows=1, bare=True)
        self.text.setAccessibleName(t("What was said"))
        self.text.installEventFilter(self)
        keep = opened.keeper.bind
        self._bound = (
            keep(self.who, speech.id, "speaker"),
            keep(self.text, speech.id, "summary", typing=True),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        spoken = QWidget()
        said = QVBoxLayout(spoken)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(0)
        said.addWidget(self.text)
        self.glyphs = GlyphLine(theme)
        self._bound[1].glyphs.found.connect(self.glyphs.say)
        said.addWidget(self.glyphs)
        said.addStretch(1)
        row.addWidget(spoken, 1)
        measure = theme.layout("measure_read") * theme.font("read").pixelSize()
        spoken.setMaximumWidth(max(560, measure + 40))
        row.addStretch(0)

    def show_speech(self, meeting: Meeting, speech: Speech) -> None:
        """Show it as it is stored; what is being typed stays."""
        name = meeting.name(speech.speaker) or speech.speaker_name or ""
        self._name.setText(name or self.t("Who?"))
        self._time.setText(f"{speech.at:%H:%M}" if speech.at else "")
        self._time.setVisible(speech.at is not None)
        for bound in self._bound:
            bound.show_record(speech.record)
        self._bound[1].glyphs.ask_rare(speech.summary or "")
        self.setAccessibleName(name)

    def ask_glyphs(self) -> None:
        """Have the words looked at that this row was made of."""
        self._bound[1].glyphs.ask(self.text.value())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.update()
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut:
            self.update()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # These keys mean something here whatever they mean elsewhere.
            event.setAccepted(bool(self._meaning(event)))
            return event.isAccepted()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.text.insertPlainText("\n")
                self.text.settle()
            else:
                self.text.settle()
                self.asked.emit("next")
            return True
        if key == Qt.Key.Key_Backspace and not self.text.toPlainText():
            self.asked.emit("remove")
            return True
        meaning = self._meaning(event)
        if meaning:
            self.text.settle()
            self.asked.emit(meaning)
        return bool(meaning)

    @staticmethod
    def _meaning(event: QKeyEvent) -> str:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return ""
        return {
            Qt.Key.Key_D: "resolution",
            Qt.Key.Key_Up: "item_before",
            Qt.Key.Key_Down: "next_item",
            Qt.Key.Key_T: "stamp",
        }.get(Qt.Key(event.key()), "")

    def marked_text(self) -> str:
        """Return the words that are marked, with lines joined."""
        return (
            self.text.textCursor()
            .selectedText()
            .replace("\u2029", "\n")
            .replace("\u2028", "\n")
            .strip()
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if holds_focus(self.text):
            painter = QPainter(self)
            painter.fillRect(0, 0, 3, self.height(), self._opened.desk.theme.color("accent.mark"))
            painter.end()


class SpeakerField(PersonField):
    """Where the next speech begins: initials, a name and its words, or words alone.

    Emits `settled(id)` for a member, `guest_asked(name)`, and `written(text)` for words as typed.
    """

    written = Signal(str)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = self.text().strip()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and text and (any(map(is_mark, text)) or len(text) > _LONGEST_NAME):
            self._list.hide()
            self.clear()
            self.written.emit(text)
        else:
            super().keyPressEvent(event)

    @override
    def settle(self) -> None:
        """Keep what is typed: only Enter makes a speech of it."""


def is_mark(sign: str) -> bool:
    """Tell whether a character is punctuation that no name has; the dot of a long name is one it has."""
    return unicodedata.category(sign) in {"Po", "Ps", "Pe", "Pi", "Pf"} and "DOT" not in _name(sign)


def is_colon(sign: str) -> bool:
    """Tell whether a character is a colon, narrow or wide."""
    return _name(sign).endswith("COLON") and "SEMI" not in _name(sign)


def _name(sign: str) -> str:
    return unicodedata.name(sign, "")


def parted(text: str) -> tuple[str, str]:
    """Return the name before a colon and the words after it; no name where none stands there."""
    at = next((at for at, sign in enumerate(text) if is_colon(sign)), -1)
    name = text[: max(at, 0)].strip()
    if 0 < len(name) <= _LONGEST_NAME and not any(map(is_mark, name)):
        return name, text[at + 1 :].strip()
    return "", text


class AddRow(QWidget):
    """The line under the last speech."""

    def __init__(self, opened: OpenMeeting, t: Translate) -> None:
        super().__init__()
        theme = opened.desk.theme
        self.field = SpeakerField(theme, t, (), offers=True)
        self.field.setPlaceholderText(t("Enter begins the next speaker: type initials to choose, or just write"))  # fmt: skip
        self.field.setAccessibleName(t("Next speaker"))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 20, 10)
        row.setSpacing(8)
        icon = IconLabel(theme, "user-plus")
        row.addWidget(icon)
        row.addSpacing(theme.px(NAME_WIDTH) - icon.sizeHint().width() - 8)
        words = Label(self.field.placeholderText(), "read", "secondary")
        self.place = InPlace(words, self.field)
        self.setFocusProxy(self.place)
        row.addWidget(self.place, 1)
        row.addWidget(KeyCap(t("Enter")))

    def start(self) -> None:
        """Put the cursor into the field."""
        self.place.edit()
