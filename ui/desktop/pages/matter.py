"""One matter: what it is about at the left, how it is dealt with beside it, its next step in the header."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.matters import Column, column_of, is_back, is_common
from app.records.service import MatterState
from app.said import along
from app.services.matters import Opened
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.kept import Kept
from ui.desktop.meetings.standing import WHERE
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.service.handling import Handling
from ui.desktop.service.standing import step_words
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import WhereMark
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage

_FIELDS = (
    "title", "source", "kind", "scope", "content", "partner", "raised_by", "raised_on", "visit",
    "suggestion", "activity", "owner", "owner_unit", "promised_on", "due_on", "tags",
)  # fmt: skip
_OUTCOME = ("result", "shared_solution", "published_on")
_SIDE, _SIDE_WIDE = 372, 480


class MatterPage(Page):
    """Details: `new`; `step:<state>` asks for what that step lacks."""

    place = "service"
    returns = True
    kinds = frozenset({"matter", "progress_entry", "feedback", "member", "partner_organization"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._record, self._kept = "", Kept(desk.feed)
        self._opened: Opened | None = None
        self.form: RecordForm | None = None
        self.outcome: RecordForm | None = None
        self.handling = Handling(desk)
        self.handling.stepped.connect(self._stepped)
        self.handling.asked.closed.connect(self._show_step)
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._history = Button(theme, t("History"), "secondary", "clock-counter-clockwise")
        self._history.clicked.connect(lambda: desk.window.go(Route("history", self._record)))
        self._remove = IconButton(theme, "trash", t("Delete"), edged=True)
        self._remove.clicked.connect(self.remove)
        self.step = Button(theme, t("Assign it"), "primary")
        self.step.clicked.connect(self.primary)
        self.gone = EmptyState(
            theme, t("This record is not here"), t("It was deleted, or belongs to a newer release")
        )
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        left = ScrollPage(gap=theme.layout("stack"))
        self._about = Card(theme, head="")
        self._about.body.setContentsMargins(20, 18, 20, 18)
        self._end = Card(theme, self.t("What came of it"))
        left.body.addWidget(self._about)
        left.body.addWidget(self._end)
        self._side = ScrollPage()
        self._side.body.addWidget(self.handling)
        self._main = QWidget()
        row = QHBoxLayout(self._main)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(left, 1)
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.addWidget(self._main, 1)
        column.addWidget(self.gone, 1)
        self._side.setFixedWidth(theme.px(_SIDE))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(self.desk.theme.px(_SIDE_WIDE if self.is_wide() else _SIDE))

    # The header

    @override
    def title(self) -> str:
        if self._opened is not None:
            return self._opened.line.matter.title
        return self.t("New matter")

    @override
    def meta(self) -> str:
        if self._opened is None:
            return self.t("Matter")
        matter = self._opened.line.matter
        words = [self.t(each.title_) for each in (matter.source, matter.kind) if each]
        if is_common(matter):
            words.append(self.t("Common problem"))
        return along(words, self.t) or self.t("Matter")

    @override
    def chips(self) -> list[QWidget]:
        if self._opened is None:
            return []
        record = self._opened.line.matter.record
        where = "open" if record.conflicts else self.desk.book.syncing.where(record)
        return [WhereMark(self.desk.theme, where, self.t(WHERE[where]))]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._remove, self.step]

    @override
    def header_actions(self) -> list[QWidget]:
        actions: list[QWidget] = [self._remove, self._history, self._print]
        return actions if self._opened is None else [*actions, self.step]

    # Showing

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, state = detail.partition(":")
        self.leave()
        if word == "new":
            self._begin()
        else:
            self._record = record
            if not self._kept.holds(record):
                self._make_forms()
                self._kept.note(record)
            self.refresh()
        to = next((s for s in MatterState if s == state), None)
        if word == "step" and to is not None and self._opened is not None:
            self.begin_step(to)
        self.header_changed.emit()

    def _begin(self) -> None:
        self._record, self._opened = "", None
        self._kept.forget()
        form = self._make_forms()
        form.show_new({"raised_on": self.desk.today().isoformat()})
        self._show_parts(there=True)
        form.focus_first()

    def _make_forms(self) -> RecordForm:
        # Made anew for each matter and after each write: its choosers hold the names of this moment.
        desk, kind = self.desk, self.desk.book.kinds["matter"]
        self._about.clear()
        self._end.clear()
        form = RecordForm(desk, kind, _FIELDS)
        form.made.connect(self._made)
        form.saved.connect(self.refresh)
        self._about.add(form)
        outcome = RecordForm(desk, kind, _OUTCOME)
        outcome.saved.connect(self.refresh)
        hint = self.t("A solution of a common problem stands where other units look for one.")
        self._end.add(Label(hint, "caption", "secondary", wrap=True))
        self._end.add(outcome)
        self.form, self.outcome = form, outcome
        return form

    def _made(self, record: str) -> None:
        self._record = record
        self.desk.window.undoable(
            self.t("Recorded {name}", name=self.desk.book.records.name(record))
        )
        self.refresh()

    @override
    def refresh(self) -> None:
        self._opened = self.desk.book.matters.opened(self._record) if self._record else None
        self._show_parts(there=self._opened is not None or not self._record)
        if self._opened is not None:
            record = self._opened.line.matter.record
            for form in (self.form, self.outcome):
                if form is not None:
                    form.show_record(record)
            self.handling.show_matter(self._opened)
        self._show_step()
        self.header_changed.emit()

    def _show_parts(self, *, there: bool) -> None:
        self._main.setVisible(there)
        self.gone.setVisible(not there)
        for part in (self._side, self._end):
            part.setVisible(self._opened is not None)
        for button in (self._print, self._history, self._remove):
            button.explain("" if self._record else self.t("Nothing is recorded yet"))

    def _show_step(self) -> None:
        if self._opened is None:
            return
        state, to = self._opened.line.matter.state, self._opened.ways[0]
        words, icon = step_words(state, to, self.t)
        self.step.set_label(words)
        self.step.set_icon(icon)
        # A page has one red button: while something is asked for, it is the one below it. What is
        # over needs no next step: opening it again is there, and not urged.
        asking = not self.handling.asked.isHidden()
        over = column_of(state) == Column.over and is_back(state, to)
        self.step.set_kind("secondary" if asking or over else "primary")

    # Doing

    @override
    def primary(self) -> None:
        if not self.handling.asked.isHidden():
            self.handling.asked.give()
        elif self._opened is not None:
            self.begin_step(self._opened.ways[0])

    def begin_step(self, to: MatterState) -> None:
        """Take a step, or ask for what it lacks."""
        self.leave()
        self.handling.begin(to)
        self._side.verticalScrollBar().setValue(0)
        self._show_step()

    def _stepped(self, words: str) -> None:
        self.desk.window.undoable(words)
        self.refresh()

    @override
    def leave(self) -> None:
        for form in (self.form, self.outcome):
            if form is not None:
                form.settle()

    @override
    def new(self) -> None:
        self.desk.window.go(Route("matter", detail="new"))

    def remove(self) -> None:
        """Delete the matter, with undo, and go back."""
        records, record = self.desk.book.records, self._record
        text = self.t("Deleted “{name}”", name=self.title())
        self.desk.work.edit(
            lambda: records.delete(record), lambda _a: self._removed(text), self.desk.window.problem
        )

    def _removed(self, text: str) -> None:
        self.desk.window.back()
        self.desk.window.undoable(text)

    @override
    def print_this(self) -> None:
        press, record = self.desk.book.exporting, self._record
        if record:
            make_paper(
                self.desk,
                self.title(),
                lambda _progress, draft: press.record_pdf(record, draft=draft),
            )
