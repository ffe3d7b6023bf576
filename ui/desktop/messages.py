"""What the window says outside a page: the banner, what was done with its undo, errors with details."""

import traceback
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.records import Undone
from db.model.errors import StoreDamaged, StoreFull, StoreMissing, StoreReadOnly, SuixingError
from db.model.words import N_
from ui.desktop.desk import Desk, Remedy
from ui.desktop.widgets.banner import Banner
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.overlay import OverlayHost, Sheet
from ui.desktop.widgets.toast import UndoToast

_DETAILS = "details"
_OF_THE_BOOK = (StoreFull, StoreReadOnly, StoreDamaged, StoreMissing)
"""Errors that hold on every page, not only where they came up."""


class Messages(QObject):
    """Owns banner and toast; `acted(key)` names a way forward that somebody else knows."""

    acted = Signal(str)

    def __init__(self, desk: Desk, overlay: OverlayHost, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._overlay, self._window = desk, overlay, window
        self._details = ""
        self._ways: dict[str, Callable[[], object]] = {}
        self._forward = self._whole = False
        self.banner = Banner(desk.theme, desk.t)
        self.banner.acted.connect(self._act)
        self.toast = UndoToast(desk.theme, desk.t)
        self.toast.undone.connect(self._take_back)
        overlay.hold_toast(self.toast)

    # The banner

    def problem(self, error: SuixingError, *ways: Remedy, whole: bool = False) -> None:
        """Say what happened, what is safe, what can be done; the cause behind Details.

        `whole` is about the whole book and stays when another page comes; the rest goes with its page.
        """
        t = self._desk.t
        words = error.worded(t)
        said = [t(part, **words) for part in (error.safe, error.hint) if part]
        self._details = details(error)
        more = ((_DETAILS, t("Details")),) if error.__cause__ is not None else ()
        title = t(error.text, **words)
        offered, self._ways = _offered(ways)
        sentence = said[0] if said else ""
        for part in said[1:]:
            sentence = t("{first} {then}", first=sentence, then=part)
        self._whole = whole or isinstance(error, _OF_THE_BOOK)
        self.banner.show_message("error", "", title, sentence, (*offered, *more)[:2])

    def note(
        self,
        tone: str,
        title: str,
        sentence: str = "",
        *ways: Remedy | tuple[str, str],
        whole: bool = False,
    ) -> None:
        """Say something that is no error; a way on does something, or names who knows it."""
        offered, acts = _offered(ways)
        if self.banner.show_message(tone, "", title, sentence, offered):
            self._ways, self._whole = acts, whole

    def stopped(self, title: str) -> None:
        """Say that long work was stopped."""
        t = self._desk.t
        self.note("mute", t("Stopped: {title}", title=title), t("What was finished is kept."))

    def leave(self) -> None:
        """Take away what was said of the page that is left; what is about the whole book stays."""
        if not self._whole:
            self.banner.hide()

    def _act(self, key: str) -> None:
        if key == _DETAILS:
            self.show_details(self._details)
        elif key in self._ways:
            self.banner.hide()
            self._ways[key]()
        else:
            self.banner.hide()
            self.acted.emit(key)

    def show_details(self, text: str) -> None:
        """Show what a supporter asks for, to read and to copy."""
        t, theme = self._desk.t, self._desk.theme
        sheet = Sheet(640)
        sheet.body.addWidget(Label(t("Details"), "heading"))
        field = LongTextField(theme, text, rows=6, most=14)
        field.set_read_only(True)
        sheet.body.addWidget(field)
        copy, close = Button(theme, t("Copy"), icon="copy"), Button(theme, t("Close"), "quiet")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        close.clicked.connect(self._overlay.close_sheet)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(copy)
        sheet.body.addLayout(row)
        self._overlay.open_sheet(sheet)

    # What was done, and undo

    def undoable(self, text: str) -> None:
        """Say what was done; the word beside it takes it back."""
        self._show(text, forward=False)

    def undo(self) -> None:
        """Take back the last change of this session, whichever page made it."""
        self._desk.work.edit(self._desk.book.records.undo, self._say_undone, self.problem)

    def redo(self) -> None:
        """Take back the last undo."""
        self._desk.work.edit(self._desk.book.records.redo, self._say_redone, self.problem)

    def _say_undone(self, undone: Undone | None) -> None:
        self._say(undone, N_("Undone: {what}"), N_("There is nothing to undo."), forward=True)

    def _say_redone(self, undone: Undone | None) -> None:
        self._say(
            undone, N_("Done again: {what}"), N_("There is nothing to do again."), forward=False
        )

    def _say(self, undone: Undone | None, done: str, nothing: str, *, forward: bool) -> None:
        t = self._desk.t
        if undone is None:
            self.note("mute", t(nothing))
            return
        self._show(t(done, what=self._named(undone)), forward=forward)
        if undone.skipped:
            said = N_(
                "1 field stays: it was changed since.|{n} fields stay: they were changed since."
            )
            self.note("wait", t("Not everything could be undone."), t(said, n=undone.skipped))

    def _named(self, undone: Undone) -> str:
        records, t = self._desk.book.records, self._desk.t
        touched = list(dict.fromkeys(op.record for op in undone.change.ops))
        first = records.raw(touched[0]) if touched else None
        if first is None:
            return ""
        kind = records.kinds.get(first.kind)
        name = records.name_of(first) or (t(kind.shape.title) if kind else "")
        if len(touched) == 1:
            return name
        return t("{name} and {n} more", name=name, n=len(touched) - 1)

    def _show(self, text: str, *, forward: bool) -> None:
        self._forward = forward
        word = self.toast.findChild(Button)
        if word is not None:
            word.set_label(self._desk.t("Redo") if forward else self._desk.t("Undo"))
        for label in self.toast.findChildren(Label)[1:]:
            label.setText("Ctrl Y" if forward else "Ctrl Z")
        self.toast.show_done(text)

    def _take_back(self) -> None:
        if self._forward:
            self.redo()
        else:
            self.undo()


def _offered(
    ways: Sequence[Remedy | tuple[str, str]],
) -> tuple[list[tuple[str, str]], dict[str, Callable[[], object]]]:
    """Return keys and words of ways on, and what those do that do something themselves."""
    offered, acts = [], dict[str, Callable[[], object]]()
    for n, way in enumerate(ways):
        if isinstance(way, Remedy):
            acts[f"way-{n}"] = way.act
            offered.append((f"way-{n}", way.text))
        else:
            offered.append(way)
    return offered, acts


def details(error: BaseException) -> str:
    """Return an error with everything that led to it, as programmers read it."""
    return "".join(traceback.format_exception(error)).strip()
