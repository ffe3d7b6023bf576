"""Editors of one shape and the frame around each: label above, hint below, the error in its place.

Every editor has `value()`, `set_value(v)` (silent), the signal `settled(value)` (focus left or Enter,
only when the value changed), `set_wrong(bool)` and `set_read_only(bool)`.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.roles import give, look_again, plain_tip
from ui.desktop.widgets.snug import Snug

_LEAST = 104


class Editor(Protocol):
    """What a form asks of every editor."""

    def value(self) -> object:
        """Return what is entered."""

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""


class TextEntry(QLineEdit):
    """A line of text that says `settled` when its reader may take it: the base of the line editors."""

    settled = Signal(object)

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        placeholder: str = "",
        icon: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self._icon, self._tail, self._last = theme, icon, "", text
        self.setText(text)
        self.setPlaceholderText(placeholder)
        give(self, icon=bool(icon), wrong=False)
        self.editingFinished.connect(self.settle)
        theme.changed.connect(self.update)

    def set_tail(self, icon: str) -> None:
        """Show an icon at the right end."""
        self._tail = icon
        give(self, tail=bool(icon))

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        give(self, wrong=wrong)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        if read_only != self.isReadOnly():
            self.setReadOnly(read_only)
            look_again(self)

    def settle(self) -> None:
        """Emit `settled` if the text is not what it last was."""
        if self.text() != self._last:
            self._last = self.text()
            self.settled.emit(self._read())

    def _read(self) -> object:
        return self.text()

    def _put(self, text: str) -> None:
        self._last = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon or self._tail:
            painter, side = QPainter(self), self.theme.size("icon_small")
            top = (self.height() - side) / 2
            if self._icon:
                self.theme.draw_icon(
                    painter, QRectF(11, top, side, side), self._icon, "text.secondary"
                )
            if self._tail:
                box = QRectF(self.width() - side - 10, top, side, side)
                self.theme.draw_icon(painter, box, self._tail, "text.secondary")
            painter.end()


class LineField(TextEntry):
    """One line of text; the value is what stands there without the spaces around it."""

    def value(self) -> str:
        """Return the text."""
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text, silently."""
        self._put(value or "")

    @override
    def _read(self) -> object:
        return self.value()


class NumberField(TextEntry):
    """A whole number from 0 to `most`, empty until typed. Emits `typed(int | None)` at every key."""

    typed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        most: int = 9999,
        placeholder: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", placeholder, parent=parent)
        self._most = most
        self.setMaxLength(len(str(most)) + 2)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.textEdited.connect(self._edited)

    def value(self) -> int | None:
        """Return the number, None while the field is empty or holds none."""
        return _whole(self.text(), self._most)

    def set_value(self, value: int | None) -> None:
        """Show a number, or nothing, silently."""
        self._put("" if value is None else str(value))

    @override
    def _read(self) -> object:
        return self.value()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        now = self.value()
        if step is None or now is None or self.isReadOnly():
            super().keyPressEvent(event)
            return
        self.setText(str(max(0, min(self._most, now + step))))
        self.typed.emit(self.value())

    def _edited(self, text: str) -> None:
        digits = "".join(str(int(sign)) for sign in text if sign.isdecimal())
        if digits != text:
            self.setText(digits)
        self.typed.emit(self.value())


def _whole(text: str, most: int) -> int | None:
    digits = text.strip()
    return min(int(digits), most) if digits.isdecimal() else None


class ComboField(QComboBox):
    """One of a few values; options are (value, text) pairs. A value too long for its place ends with …."""

    settled = Signal(object)

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]] = (),
        icon: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._locked = theme, icon, False
        # The usual delegate of a combo box ignores the style sheet's rows.
        self.setView(QListView(self))
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        give(self, wrong=False)
        self.set_options(options)
        self.activated.connect(lambda _at: self.settled.emit(self.value()))
        theme.changed.connect(self.update)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other options; the present value stays if it is among them."""
        now = self.value()
        self.blockSignals(True)
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        self.blockSignals(False)
        self.set_value(
            now if now in [value for value, _ in options] else (options[0][0] if options else "")
        )

    def value(self) -> str:
        """Return the chosen value, "" where none is."""
        return str(self.currentData() or "")

    def set_value(self, value: str | None) -> None:
        """Choose a value, silently."""
        self.setCurrentIndex(self.findData(value or ""))

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        give(self, wrong=wrong)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self.setEnabled(not read_only)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a page must not change what the pointer happens to pass over.
        event.ignore()

    @override
    def minimumSizeHint(self) -> QSize:
        # The longest of its values must not make a form wider than its page.
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._theme.px(_LEAST)), hint.height())

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.shown() != (whole := self.currentText()):
            QToolTip.showText(event.globalPos(), plain_tip(whole), self)
            return True
        return super().event(event)

    def shown(self) -> str:
        """Return as much of the chosen value's words as its place has room for."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown()
        painter, side = QStylePainter(self), 16
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        top = (self.height() - side) / 2
        color = "text.secondary" if self.isEnabled() else "text.disabled"
        self._theme.draw_icon(
            painter, QRectF(self.width() - side - 10, top, side, side), "caret-down", color
        )
        painter.end()


class Field(Snug):
    """An editor with its label above and one line below: a hint, or the sentence that says what's wrong."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        editor: QWidget,
        hint: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor, self._hint, self._error, self._notice = editor, hint, "", ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._label = Label(label, "meta")
        self._label.setBuddy(editor)
        column.addWidget(self._label)
        self._label.setVisible(bool(label))
        column.addWidget(editor)
        self._icon = IconLabel(theme, "warning-octagon", "state.error_text", "icon_small")
        self._words = Label("", "caption", wrap=True)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._words, 1)
        column.addLayout(below)
        editor.setAccessibleName(label)
        self.set_error("")

    def set_error(self, text: str) -> None:
        """Say what doesn't fit; an empty text takes it away and the hint comes back."""
        self._error = text
        wrong = getattr(self.editor, "set_wrong", None)
        if callable(wrong):
            wrong(bool(text))
        self._show_below()

    def set_notice(self, text: str) -> None:
        """Say what is worth knowing of a value that fits; an empty text takes it away."""
        self._notice = text
        self._show_below()

    def notice(self) -> str:
        """Return what was last said of a value that fits."""
        return self._notice

    def _show_below(self) -> None:
        said, tone = self._error or self._notice or self._hint, ""
        if self._error or self._notice:
            tone = "error" if self._error else "wait"
            icon = "warning-octagon" if self._error else "text-aa"
            self._icon.set_icon(icon, f"state.{tone}_text")
        self._icon.setVisible(bool(tone))
        self._words.setText(said)
        self._words.set_tone(tone)
        self._words.setVisible(bool(said))
        self.editor.setAccessibleDescription(said)

    def set_hint(self, text: str) -> None:
        """Change the line below."""
        self._hint = text
        self.set_error("")

    def set_label(self, text: str) -> None:
        """Change the words above."""
        self._label.setText(text)
        self.editor.setAccessibleName(text)


class SearchBox(TextEntry):
    """A field that filters as one types. Esc clears; Down and Enter go on to the list."""

    typed = Signal(str)
    left_down = Signal()
    entered = Signal()

    def __init__(
        self, theme: Theme, placeholder: str, key: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", placeholder, "magnifying-glass", parent=parent)
        self.setAccessibleName(placeholder)
        self.setToolTip(plain_tip(f"{placeholder} ({key})" if key else placeholder))
        self.textChanged.connect(self.typed)

    def type_on(self, letter: str) -> None:
        """Take the focus and go on with a letter that was typed into the list."""
        self.setFocus()
        self.setText(self.text() + letter)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Down:
                self.left_down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case _:
                super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # A filter takes the letters that are shortcuts elsewhere while it has the focus.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain and event.text() and event.text().isprintable():
                event.accept()
                return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.selectAll()
