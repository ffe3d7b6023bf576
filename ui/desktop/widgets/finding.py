"""What the rules found: facts that contradict each other, and reminders with a line to explain in."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.labels import ElidingLabel, IconLabel, Label
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.scroll import FlowRow


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: `word` is 矛盾 or 提醒, `why` the rule and its article, `actions` (key, text) pairs."""

    tone: str
    icon: str
    word: str
    what: str
    why: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    explanation: str = ""


class ExplanationLine(QWidget):
    """Opens in place under a finding and is saved as typed. Emits `explained(str)`."""

    explained = Signal(str)

    def __init__(
        self, theme: Theme, t: Translate, text: str, basis: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        label = Label(t("Explain in a sentence; it is printed with the folder"), "meta")
        self.field = LineField(theme, text)
        self.field.setAccessibleName(label.text())
        self.field.settled.connect(lambda said: self.explained.emit(str(said)))
        self._saved = Label("", "caption", "secondary")
        foot = QHBoxLayout()
        foot.addWidget(ElidingLabel(basis, "caption", "secondary"), 1)
        foot.addWidget(self._saved)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addLayout(foot)

    def show_saved(self, text: str) -> None:
        """Say when it was saved."""
        self._saved.setText(text)


class FindingCard(QFrame):
    """In a side panel: icon and word, what, why, and the ways out. Emits `acted(key)`.

    An explained one stays, with a speech mark and its explanation.
    """

    acted = Signal(str)

    def __init__(
        self, theme: Theme, t: Translate, finding: Finding, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self.t = theme, t
        give(self, part="row")
        self.setAccessibleName(f"{finding.word}: {finding.what}")
        shown = "chat-text" if finding.explanation else finding.icon
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(IconLabel(theme, shown, f"state.{finding.tone}_text"))
        title = Label(finding.word, "body", finding.tone)
        give(title, weight="strong")
        head.addWidget(title, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self._column.addWidget(Label(finding.what, wrap=True))
        for text in (finding.why, finding.explanation):
            if text:
                self._column.addWidget(Label(text, "caption", "secondary", wrap=True))
        if finding.actions:
            # In lines that wrap: long words must not make the panel wider than it is.
            row = FlowRow(4)
            for button in _buttons(self._theme, finding, self.acted.emit):
                row.add(button)
            self._column.addSpacing(4)
            self._column.addWidget(row)

    def open_explanation(self, text: str, basis: str) -> ExplanationLine:
        """Open the line to explain in and put the cursor there."""
        line = ExplanationLine(self._theme, self.t, text, basis)
        self._column.addWidget(line)
        line.field.setFocus()
        return line


class FindingRow(QFrame):
    """In a list card: icon, what, why, and the ways out at the right. Emits `acted(key)`."""

    acted = Signal(str)

    def __init__(
        self, theme: Theme, t: Translate, finding: Finding, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self.t = theme, t
        give(self, part="row", chosen=False)
        self.setAccessibleName(f"{finding.word}: {finding.what}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(finding.what, "strong", wrap=True))
        words.addWidget(
            Label(finding.explanation or finding.why, "caption", "secondary", wrap=True)
        )
        shown = "chat-text" if finding.explanation else finding.icon
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(IconLabel(theme, shown, f"state.{finding.tone}_text", "icon_nav"))
        self._row.addLayout(words, 1)
        for button in _buttons(theme, finding, self.acted.emit):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 7, 12, 7)
        self._column.setSpacing(0)
        self._column.addLayout(self._row)
        self._line: ExplanationLine | None = None

    def add_mark(self, widget: QWidget) -> None:
        """Put a chip at the right, after the actions."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def open_explanation(self, text: str, basis: str) -> ExplanationLine:
        """Open the line to explain in, in place, and put the cursor there."""
        if self._line is None:
            self._line = ExplanationLine(self._theme, self.t, text, basis)
            self._line.setContentsMargins(32, 0, 0, 4)
            self._column.addWidget(self._line)
            give(self, chosen=True)
        self._line.field.setFocus()
        return self._line


def _buttons(theme: Theme, finding: Finding, act: Callable[[str], object]) -> list[Button]:
    made = []
    for at, (key, text) in enumerate(finding.actions):
        button = Button(theme, text, "quiet" if at else "secondary", compact=True)
        button.clicked.connect(lambda _on=False, key=key: act(key))
        made.append(button)
    return made
