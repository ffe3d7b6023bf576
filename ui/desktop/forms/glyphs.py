"""A character that no font has is named while it is typed, so that no page is printed with a blank."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desktop.desk import Desk
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.labels import IconLabel, Label

ICON = "text-aa"


class Glyphs(QObject):
    """Asks of one text; emits `found(sentence)`, empty where everything can be printed."""

    found = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._asked, self._said = desk, "", ""

    def ask(self, text: object) -> None:
        """Ask of a text that settled; the newest question counts."""
        asked = text if isinstance(text, str) else ""
        if asked == self._asked:
            return
        self._asked = asked
        press = self._desk.book.exporting.press
        # Fonts are read at the first question, which takes a moment; in the lane of the edits the
        # answers keep their order, and no job bar comes up for it. The listener is this object's
        # own, so that an answer to a field that is gone goes nowhere.
        self._desk.work.edit(lambda: (asked, press.unprintable(asked)), self._answer)

    def ask_rare(self, text: str) -> None:
        """Ask of a stored text where it may need asking: what is beyond the usual plane of Unicode."""
        if any(ord(sign) > 0xFFFF for sign in text):
            self.ask(text)

    def clear(self) -> None:
        """Forget what was asked: another record is shown."""
        self._asked = ""
        self._say("")

    def _answer(self, answer: tuple[str, str]) -> None:
        asked, signs = answer
        if asked == self._asked:
            self._say(self._worded(signs))

    def _worded(self, signs: str) -> str:
        if not signs:
            return ""
        said = "No glyph for “{char}” in the export: choose another font, or make a draft"
        return self._desk.t(said, char=" ".join(signs[:8]))

    def _say(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            self.found.emit(sentence)


class GlyphLine(QWidget):
    """The sentence under a text that stands in no field's frame; there only while it says something."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = Label("", "caption", "wait", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(4)
        row.addWidget(
            IconLabel(theme, ICON, "state.wait_text", "icon_small"), 0, Qt.AlignmentFlag.AlignTop
        )
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        """Return what is said."""
        return self._words.text()
