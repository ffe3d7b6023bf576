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
from db.model.progress import Progress
from db.model.record import Applied
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.people.studybook import StudyBook
from ui.desktop.people.studyform import StudyForm
from ui.desktop.people.studywho import StudyWho
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.scroll import ScrollPage

BOOK = "book"
_FORM = 372


class StudyPage(Page):
    """The place 学习. Details: `book` shows the list; a member's id as record ticks them alone."""

    place = "study"
    kinds = frozenset({"study_record", "member", "party_group", "office_holding", "attendance"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._names: dict[str, str] = {}
        self._hours: dict[str, Studied] = {}
        self._begun = False
        self.form, self.who, self.book = StudyForm(desk), StudyWho(desk), StudyBook(desk)
        self._list = Button(theme, t("Study book"), "secondary", "book-open")
        self._list.clicked.connect(lambda: desk.window.go(Route("study", detail=BOOK)))
        self._write = Button(theme, t("Log hours"), "primary", "check")
        self._write.clicked.connect(self.primary)
        self._begin = Button(theme, t("Log hours"), "primary", "plus")
        self._begin.clicked.connect(self.new)
        self._print = Button(theme, t("Print the ledger"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._lay()
        self.form.changed.connect(self._recount)
        self.who.changed.connect(self._recount)
        self.who.last_asked.connect(lambda: self.who.choose(self.desk.book.studying.last_present()))
        self.who.paste_asked.connect(self._paste)
        self.who.nobody.acted.connect(lambda: desk.window.go(Route("members")))
        self.book.opened.connect(lambda record: desk.window.go(Route("record", record)))
        self.book.removed.connect(self._remove)
        self.book.begun.connect(self.new)

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
        self._views.addWidget(entry)
        self._views.addWidget(self.book)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.addWidget(self._views)

    def _listing(self) -> bool:
        return self._views.currentWidget() is self.book

    @override
    def title(self) -> str:
        return self.t("Study book") if self._listing() else self.t("Log hours")

    @override
    def meta(self) -> str:
        if self._listing():
            return self.t("{n} records in {year}", n=self.book.count(), year=self.book.year())
        return self.t(
            "One entry for many; filed meetings bring theirs by themselves, this is for study outside them"
        )

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._begin] if self._listing() else [self._list, self._write]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self._views.setCurrentIndex(1 if detail == BOOK else 0)
        self.refresh()
        if detail != BOOK:
            if record:
                self.who.choose([record])
            elif not self._begun:
                self.who.choose(self.desk.book.studying.last_present())
            self._begun = True
            self.who.search.setFocus()
        self.header_changed.emit()

    @override
    def refresh(self) -> None:
        book, today = self.desk.book, self.desk.today()
        if self._listing():
            self.book.refresh()
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
        steps = self.desk.book.studying.steps(self._hours, chosen, hours, self.desk.today())
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
        if self._listing() or self.form.lacks() or not chosen:
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
            self._attach(record, files)
        self.desk.window.undoable(text)

    def _attach(self, record: str, files: list[Path]) -> None:
        def add(progress: Progress) -> None:
            for at, file in enumerate(files):
                progress.step(at, len(files), file.name)
                self.desk.book.attachments.add(record, file)

        self.desk.work.job(self.t("Attaching files"), add, failed=self.desk.window.problem)

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

    @override
    def new(self) -> None:
        self.desk.window.go(Route("study"))

    @override
    def focus_filter(self) -> None:
        search = self.book.search if self._listing() else self.who.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        press, year, name = self.desk.book.exporting, self.book.year(), self.t("Study book")
        make_paper(self.desk, name, lambda _progress, draft: press.study_pdf(year, draft=draft))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._listing() and event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif not self._listing() and event.matches(QKeySequence.StandardKey.SelectAll):
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
