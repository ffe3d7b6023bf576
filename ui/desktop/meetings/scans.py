"""Printed papers of a meeting: which are out, which came back, which scan is whose, what is typed off."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date, say_moment
from app.records.evidence import Attachment
from app.services.blanks import Paper, papers_of
from app.services.meeting import Meeting
from db.model.words import Translate
from ui.desktop.meetings.lined import LinedRow
from ui.desktop.meetings.menu import Menu
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.labels import ElidingLabel, IconLabel

_NAMED = 3
"""So many serials are offered as buttons; the rest stands in their rows."""


def paper_name(paper: Paper, t: Translate) -> str:
    """Return what a printed paper is called."""
    return t(paper.form.title_) if paper.form else t("Sign-in sheet")


def standing(paper: Paper, t: Translate) -> tuple[str, str, str]:
    """Return where a paper stands, as a chip."""
    if paper.transcribed_on is not None:
        day = say_date(paper.transcribed_on, t)
        return "ok", "check-circle", t("Transcribed {date}", date=day)
    if paper.scan:
        return "info", "image", t("Came back")
    return "wait", "clock", t("Not back yet")


class PaperRow(LinedRow):
    """One printed paper. Emits `asked(paper id, key)`: attach, transcribe."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme, t: Translate, paper: Paper, title: str) -> None:
        super().__init__(theme)
        words = QVBoxLayout()
        words.setSpacing(0)
        named = paper_name(paper, t)
        if title:
            named = t("{paper}: {title}", paper=named, title=title)
        words.addWidget(ElidingLabel(named, "strong"))
        words.addWidget(ElidingLabel(_printed(paper.serial, paper.printed_at, t), "meta"))
        attach = Button(theme, t("Which file?"), "quiet", compact=True)
        attach.clicked.connect(lambda: self.asked.emit(paper.id, "attach"))
        self.attach = attach
        write = Button(theme, t("Transcribe"), "secondary", compact=True)
        write.clicked.connect(lambda: self.asked.emit(paper.id, "transcribe"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, "clipboard-text", size="icon_nav"))
        row.addLayout(words, 1)
        row.addWidget(StatusChip(theme, *standing(paper, t)))
        row.addWidget(attach)
        row.addWidget(write)
        write.setVisible(bool(paper.scan))
        self.setMinimumHeight(theme.px(52))


def _printed(serial: str, at: datetime | None, t: Translate) -> str:
    said = t("Serial {serial}", serial=serial)
    return t("{one}; {next}", one=said, next=t("printed {time}", time=say_moment(at, t))) if at else said  # fmt: skip


class PapersCard(Card):
    """Hidden while nothing is printed. Emits `transcribe(paper id)` when one is to be typed off."""

    transcribe = Signal(str)

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Printed papers"), head="sunken")
        self._opened, self.t = opened, opened.desk.t
        self._asked = ""
        self._question = NoteLine(opened.desk.theme, "info", "", "question")
        self._choices = QWidget()
        self._buttons = QHBoxLayout(self._choices)
        self._buttons.setContentsMargins(12, 6, 12, 6)
        self._buttons.setSpacing(8)
        self.body.addWidget(self._question)
        self.body.addWidget(self._choices)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self._shown: object = None
        self._ask("")

    def show_papers(self) -> None:
        """Show the papers that come back, as they stand."""
        meeting = self._opened.meeting
        papers = papers_of(meeting)
        titles = {m.id: m.title or "" for m in meeting.motions}
        shown = (papers, titles, [a.id for a in meeting.attachments], self._asked)
        if shown == self._shown:
            return
        self._shown = shown
        self.setVisible(bool(papers))
        self._clear(self._column)
        for paper in papers:
            row = PaperRow(self._opened.desk.theme, self.t, paper, titles.get(paper.motion, ""))
            row.asked.connect(self._do)
            self._column.addWidget(row)
        out = sum(p.out for p in papers)
        said = self.t("1 not back yet|{n} not back yet", n=out) if out else self.t("all came back")
        self.set_meta(said if papers else "")
        self._offer(meeting, [p for p in papers if p.out])

    @staticmethod
    def _clear(layout: QVBoxLayout | QHBoxLayout) -> None:
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    # Which scan is whose

    def ask(self, attachment: str) -> None:
        """Ask which paper a file that was just dropped shows, where any is still out."""
        if any(paper.out for paper in papers_of(self._opened.meeting)):
            self._ask(attachment)
            self.show_papers()

    def _ask(self, attachment: str) -> None:
        self._asked = attachment
        self._question.setVisible(bool(attachment))
        self._choices.setVisible(bool(attachment))

    def _offer(self, meeting: Meeting, papers: Sequence[Paper]) -> None:
        file = next((a for a in meeting.attachments if a.id == self._asked), None)
        if not self._asked or (file is not None and not papers):
            self._ask("")
            return
        name = file.name if file is not None else ""
        self._question.say("info", self.t("Which paper does “{name}” show?", name=name), "question")
        self._clear(self._buttons)
        theme = self._opened.desk.theme
        for paper in papers[:_NAMED]:
            words = f"{paper_name(paper, self.t)} {paper.serial}"
            button = Button(theme, words, compact=True)
            button.clicked.connect(lambda _on=False, p=paper.id: self._match(p, self._asked))
            self._buttons.addWidget(button)
        other = Button(theme, self.t("None of them"), "quiet", compact=True)
        other.clicked.connect(self._forget)
        self._buttons.addWidget(other)
        self._buttons.addStretch(1)

    def _forget(self) -> None:
        self._ask("")
        self.show_papers()

    def _match(self, paper: str, attachment: str) -> None:
        blanks = self._opened.desk.book.blanks
        self._ask("")
        toast = self.t("The scan stands under its serial")
        self._opened.write(lambda _records: blanks.came_back(paper, attachment), toast=toast)

    def _do(self, paper: str, key: str) -> None:
        if key == "transcribe":
            self.transcribe.emit(paper)
            return
        files = self.free_files()
        if not files:
            self._opened.desk.window.note(
                "info", self.t("No file that is not another paper's"),
                self.t("Drop a scan or a photo on this page first."),
            )  # fmt: skip
            return
        entries = [(a.id, "paperclip", a.name) for a in files]
        menu = Menu(self._opened.desk.theme, entries, width=360)
        menu.chosen.connect(lambda attachment: self._match(paper, attachment))
        self._menu = menu.open_under(self._row_of(paper))

    def _row_of(self, paper: str) -> QWidget:
        papers = [p.id for p in papers_of(self._opened.meeting)]
        item = self._column.itemAt(papers.index(paper))
        widget = item.widget() if item is not None else None
        return widget or self

    def free_files(self) -> list[Attachment]:
        """Return the files that are no other paper's scan yet."""
        meeting = self._opened.meeting
        taken = {paper.scan for paper in papers_of(meeting)}
        return [a for a in meeting.attachments if a.id not in taken]
