"""One study for many members at once, with everyone's hours before and after; and the year's list."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.studying import Studied, say_hours
from app.services.values import complaint
from db.model.errors import InvalidRecord, SuixingError
from db.model.record import Applied
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.people.studybook import StudyBook
from ui.desktop.people.studyform import StudyForm, attach_proof
from ui.desktop.people.studyhours import StudyHours
from ui.desktop.people.studynotes import StudyNotes
from ui.desktop.people.studyplans import StudyPlansView
from ui.desktop.people.studywho import StudyWho
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl

ENTRY, HOURS, BOOK, PLAN, NOTES = "entry", "hours", "book", "plan", "notes"
_VIEWS = (
    (ENTRY, N_("Log hours")),
    (HOURS, N_("Hours of each member")),
    (BOOK, N_("Study book")),
    (PLAN, N_("Study plan")),
    (NOTES, N_("Reflections")),
)
_FORM = 372


class StudyPage(Page):
    """The place 学习. Details: a view (`hours`, `book`, `plan`, `notes`), `line:ID` enters a plan's line.

    A member's id as record ticks them alone.
    """

    place = "study"
    kinds = frozenset(
        {"study_record", "member", "party_group", "office_holding", "attendance", "plan",
         "plan_item", "reflection", "document_receipt", "activity", "member_status_event"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._names: dict[str, str] = {}
        self._hours: dict[str, Studied] = {}
        self._begun = False
        self.form, self.who, self.book = StudyForm(desk), StudyWho(desk), StudyBook(desk)
        self.hours, self.plans, self.notes = (
            StudyHours(desk),
            StudyPlansView(desk),
            StudyNotes(desk),
        )
        self.views = SegmentedControl(theme, [(key, t(text)) for key, text in _VIEWS], ENTRY)
        self.views.chosen.connect(lambda key: desk.window.go(Route("study", detail=key)))
        self._materials = _way(desk, t("Study materials"), "books", "materials")
        self._papers = _way(desk, t("Documents received"), "tray", "documents")
        self._write = Button(theme, t("Log hours"), "primary", "check")
        self._write.clicked.connect(self.primary)
        self._begin = Button(theme, t("Log hours"), "primary", "plus")
        self._begin.clicked.connect(self.new)
        self._print = Button(theme, t("Print the ledger"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._reflect = Button(theme, t("Write one down"), "primary", "plus")
        self._reflect.clicked.connect(self._write_note)
        self._lists: dict[str, StudyHours | StudyBook | StudyPlansView | StudyNotes] = {
            HOURS: self.hours, BOOK: self.book, PLAN: self.plans, NOTES: self.notes,
        }  # fmt: skip
        self._lay()
        self._join()

    def _join(self) -> None:
        go = self.desk.window.go
        self.form.changed.connect(self._recount)
        self.who.changed.connect(self._recount)
        self.who.last_asked.connect(lambda: self.who.choose(self.desk.book.studying.last_present()))
        self.who.paste_asked.connect(self._paste)
        self.who.nobody.acted.connect(lambda: go(Route("members")))
        self.book.opened.connect(lambda record: go(Route("record", record)))
        self.book.removed.connect(self._remove)
        self.book.begun.connect(self.new)
        self.hours.opened.connect(lambda member: go(Route("members", member)))
        self.notes.opened.connect(lambda record: go(Route("record", record)))
        self.notes.begun.connect(self._write_note)

    def _lay(self) -> None:
        margin = self.desk.theme.layout("page_margin")
        left = ScrollPage()
        left.body.addWidget(self.form)
        self._left = left
        self._fit()
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(left)
        row.addWidget(self.who, 1)
        self._views = QStackedWidget()
        for view in (entry, self.hours, self.book, self.plans, self.notes):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.setSpacing(12)
        column.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._views, 1)

    def _here(self) -> str:
        return self.views.current()

    @override
    def title(self) -> str:
        return self.t(dict(_VIEWS)[self._here()])

    @override
    def meta(self) -> str:
        t = self.t
        match self._here():
            case "book":
                return t("{n} records in {year}", n=self.book.count(), year=self.book.year())
            case "hours":
                return t("In the roster's order; hours of filed meetings are in it")
            case "plan":
                return t("What was planned, what was held, what is open")
            case "notes":
                return t("{n} written in {year}", n=self.notes.count(), year=self.notes.year())
        return t(
            "One entry for many; filed meetings bring theirs by themselves, this is for study outside them"
        )

    @override
    def writing_actions(self) -> list[Button]:
        return [self._write, self._begin, self._reflect]

    @override
    def header_actions(self) -> list[QWidget]:
        shown: dict[str, list[QWidget]] = {
            BOOK: [self._print, self._begin],
            HOURS: [self._print, self._begin],
            PLAN: [self._begin],
            NOTES: [self._reflect],
        }
        return shown.get(self._here(), [self._materials, self._papers, self._write])

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, rest = detail.partition(":")
        self.views.set_current(word if word in dict(_VIEWS) else ENTRY)
        self._views.setCurrentIndex([key for key, _ in _VIEWS].index(self._here()))
        self.refresh()
        if self._here() == ENTRY:
            if record:
                self.who.choose([record])
            elif not self._begun:
                self.who.choose(self.desk.book.studying.last_present())
            self._begun = True
            if word == "line":
                self.form.begin()
                self.form.choose_line(rest)
            self.who.search.setFocus()
        self.header_changed.emit()

    @override
    def refresh(self) -> None:
        book, today = self.desk.book, self.desk.today()
        if self._here() != ENTRY:
            self._lists[self._here()].refresh()
            self.header_changed.emit()
            return
        members = book.members.roster()
        chosen = self.who.chosen()
        self._names = {m.id: m.name for m in members}
        self._hours = book.studying.year((self.form.day.value() or today).year, self._names, today)
        self.who.show_members(members, {g.id: g.name for g in book.members.groups()}, chosen)
        if not self._begun:
            self.form.begin()
        self._recount()

    @override
    def touched(self, applied: Applied) -> None:
        self.refresh()

    def _recount(self) -> None:
        chosen, hours, t = self.who.chosen(), self.form.amount(), self.t
        counts = self.form.kind() in self.desk.book.studying.counted(self.desk.today())
        self.form.say_counts(counts=counts)
        given = hours if counts else None
        steps = self.desk.book.studying.steps(self._hours, chosen, given, self.desk.today())
        self.who.show_steps(steps, self._names)
        if hours is None:
            self._write.set_label(t("Log for {n}", n=len(chosen)))
        else:
            self._write.set_label(
                t("Log for {n}, {hours} hours each", n=len(chosen), hours=say_hours(hours))
            )
        self._write.explain(self.form.lacks() or ("" if chosen else t("Nobody is ticked yet")))

    @override
    def primary(self) -> None:
        chosen = self.who.chosen()
        if self._here() != ENTRY or self.form.lacks() or not chosen:
            return
        entry, files = self.form.entry(chosen), list(self.form.files)
        text = self.t(
            "Logged {hours} hours for {n}: {topic}",
            hours=say_hours(entry.hours or 0),
            n=len(chosen),
            topic=entry.topic,
        )
        self.desk.work.edit(
            lambda: self.desk.book.studying.record(entry),
            partial(self._written, text, files),
            self._failed,
        )

    def _written(self, text: str, files: list[Path], record: str) -> None:
        self.form.begin()
        self._recount()
        if files:
            attach_proof(self.desk, record, files)
        self.desk.window.undoable(text)

    def _failed(self, error: SuixingError) -> None:
        field = self.form.fields.get(error.field) if isinstance(error, InvalidRecord) else None
        if field is None:
            self.desk.window.problem(error)
        else:
            field.set_error(complaint(error, self.t))

    def _remove(self, ids: list[str]) -> None:
        records, text = self.desk.book.records, self.t("Deleted {n} study records", n=len(ids))
        self.desk.work.edit(
            lambda: records.delete(*ids),
            lambda _applied: self.desk.window.undoable(text),
            self.desk.window.problem,
        )

    def _paste(self) -> None:
        self.who.paste(QGuiApplication.clipboard().text())

    def _write_note(self) -> None:
        self.desk.window.go(Route("record", "", "new:reflection"))

    @override
    def new(self) -> None:
        self.desk.window.go(Route("study"))

    @override
    def focus_filter(self) -> None:
        search = {BOOK: self.book.search, NOTES: self.notes.search}.get(
            self._here(), self.who.search
        )
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        year = (self.hours if self._here() == HOURS else self.book).year()
        press, name = self.desk.book.exporting, self.t("Study book")
        make_paper(self.desk, name, lambda _progress, draft: press.study_pdf(year, draft=draft))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._here() == ENTRY and event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif self._here() == ENTRY and event.matches(QKeySequence.StandardKey.SelectAll):
            self.who.tick_all()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        # Where words are longer, in English or in large type, the form takes more.
        needed = max(self.form.minimumSizeHint().width(), self.form.sizeHint().width())
        self._left.setFixedWidth(max(_FORM, needed + 12))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.book.fit()


def _way(desk: Desk, words: str, icon: str, page: str) -> Button:
    button = Button(desk.theme, words, "secondary", icon)
    button.clicked.connect(lambda: desk.window.go(Route(page)))
    return button
