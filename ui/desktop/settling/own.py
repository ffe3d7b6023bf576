"""The third choice: the merged text, to read and to change; or one's own, with both sides in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.dispute import Dispute
from app.services.merging import both_in_one
from ui.desktop.desk import Desk
from ui.desktop.settling.words import words_of
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.checks import RadioRow
from ui.desktop.widgets.difftext import DiffText
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.longtext import LongTextField


class OwnCard(QWidget):
    """A merged text or an editor. Emits `adopt_asked` and `edited`."""

    adopt_asked = Signal()
    edited = Signal()

    def __init__(self, desk: Desk, dispute: Dispute, key: str) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self._desk, self._dispute = desk, dispute
        self._merged = dispute.merged
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(19, 12, 16, 10)
        self._card.add(self._head())
        self._shown = DiffText(theme)
        self.editor = LongTextField(theme, self._first_text(), rows=3)
        self.editor.setAccessibleName(t("Own text"))
        self.editor.textChanged.connect(self._typed)
        if self._merged is not None:
            self._shown.show_diff(self._merged.pieces)
        self._card.add(self._shown)
        self._card.add(self.editor)
        words = t("The merged text") if self._merged else t("My own text")
        self.adopt_words = t("Use the merged text") if self._merged else t("Use my own text")
        self.mark = RadioRow(theme, words, key)
        self.mark.setAutoExclusive(False)
        self.adopt = Button(theme, self.adopt_words, "primary", "check")
        self.adopt.clicked.connect(self.adopt_asked)
        self._card.add(self._foot())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._show_editor(editing=self._merged is None)
        self.mark.toggled.connect(lambda on: self._card.set_chosen(chosen=on))

    def _first_text(self) -> str:
        if self._merged is not None:
            return self._merged.text
        texts = [str(s.value or "") for s in self._dispute.sides]
        if len(texts) == 2:
            return both_in_one(self._dispute.base or "", *texts)
        return "\n".join(texts)

    def _head(self) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(theme, "git-merge", "accent.text", "icon_nav"))
        title = t("Merged text") if self._merged else t("Own text")
        row.addWidget(Label(title, "heading"))
        row.addWidget(Label(self._why(), "meta", wrap=True), 1)
        self._change = Button(theme, t("Change it myself"), "quiet", "pencil-simple", compact=True)
        self._change.clicked.connect(self._edit)
        row.addWidget(self._change)
        return box

    def _why(self) -> str:
        t = self._desk.t
        if self._merged is not None:
            return t(
                "{n} change, none over another: both can stay; read it once before using it|"
                "{n} changes, none over another: all can stay; read it once before using it",
                n=self._merged.changes,
            )
        return t("Both changed the same place, so there is no merged text; make one of the two")

    def _foot(self) -> QWidget:
        t = self._desk.t
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.mark)
        hint = t("It goes into the history: who chose, when, and both texts")
        row.addWidget(Label(hint, "caption", "secondary", wrap=True), 1)
        row.addWidget(self.adopt)
        return box

    def _edit(self) -> None:
        self._show_editor(editing=True)
        self.editor.setFocus()

    def _show_editor(self, *, editing: bool) -> None:
        self._shown.setVisible(not editing)
        self.editor.setVisible(editing)
        self._change.setVisible(not editing)

    def _typed(self) -> None:
        if self.editor.isVisible() and self.editor.hasFocus():
            self.mark.setChecked(True)
            self.edited.emit()

    def text(self) -> str:
        """Return the text that would be used."""
        return self.editor.value()

    def is_changed(self) -> bool:
        """Tell whether somebody wrote in it."""
        return self.text() != self._first_text()


def name_of(dispute: Dispute, desk: Desk) -> str:
    """Return what the record is called."""
    return words_of(dispute.name, desk.t)
