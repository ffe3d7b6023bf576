"""The step 核对归档: what agrees and what does not, what one filing feeds, and the filing itself."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_date
from app.records.meeting import State
from app.said import Said
from app.services.filing import proposed_hours
from app.services.meeting import Meeting, entered_late
from app.services.meeting_noted import Noted
from db.model.change import Json
from db.model.words import Translate
from ui.desktop.meetings.corrections import CorrectionsCard
from ui.desktop.meetings.evidence import EvidenceCard
from ui.desktop.meetings.keeper import as_moment
from ui.desktop.meetings.locking import lock
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.results import ResultsPanel
from ui.desktop.meetings.step import Step
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateTimeField
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import IconLine, Label, Rule
from ui.desktop.widgets.scroll import ScrollPage

_Line = tuple[str, str, str, str]
"""Icon, tone, what, what shows it."""


class FileStep(Step):
    """Filing is an action: the one thing here that is pressed and not just typed."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        t, theme = self.t, self.theme
        self.evidence = EvidenceCard(opened, self)
        self.results = ResultsPanel(opened)
        self.checks = Card(theme, t("Checks before filing"), head="sunken")
        self.last = self._last_fields()
        self.feeds = Card(theme, t("What this one entry updates when filed"))
        self._figures = QHBoxLayout()
        self._figures.setSpacing(24)
        self.feeds.body.addLayout(self._figures)
        page = ScrollPage(margins=(24, 14, 20, 20))
        self.corrections = CorrectionsCard(opened)
        self._page = page
        shown = (self.corrections, self.evidence, self.results, self.checks, self.last, self.feeds)
        for part in shown:
            page.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _last_fields(self) -> QWidget:
        t, theme, keep = self.t, self.theme, self.opened.keeper.bind
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.end = DateTimeField(theme, t, self.desk.today)
        end = Field(theme, t("End"), self.end)
        self.hours = LineField(theme)
        hours = Field(theme, t("Study hours for everyone present"), self.hours)
        self._bound = (
            keep(self.end, "", "held_end", read=as_moment, frame=end),
            keep(self.hours, "", "hours", read=_figure, write=_number, frame=hours),
        )
        row.addWidget(end, 1)
        row.addWidget(hours, 1)
        return frame

    @override
    def show_meeting(self) -> None:
        meeting, t = self.opened.meeting, self.t
        self.evidence.show_files()
        self.results.show_results()
        for bound in self._bound:
            bound.show_record(meeting.activity.record)
        self.end.expect(meeting.day, None)
        proposed = proposed_hours(meeting)
        self.hours.setPlaceholderText(
            t("{hours} by its length", hours=f"{proposed:g}") if proposed else t("none")
        )
        self._show_checks(meeting)
        self._show_feeds(meeting)
        self.feeds.setVisible(not meeting.archived)
        self.corrections.show_corrections()

    @override
    def show_closed(self, *, closed: bool) -> None:
        lock(self.last, closed=closed)
        self.results.show_closed(closed=closed)

    @override
    def begin(self, record: str = "", field: str = "") -> None:
        if field == "correction":
            self._page.ensureWidgetVisible(self.corrections)
            self.corrections.begin()
        elif self.results.focus_on(field):
            self._page.ensureWidgetVisible(self.results)
        elif field in {"held_end", "hours"}:
            (self.end.day if field == "held_end" else self.hours).setFocus()

    def _show_checks(self, meeting: Meeting) -> None:
        self.checks.clear()
        lines = [*check_lines(meeting, self.t), *found_lines(self.opened.noted, self.t)]
        for at, (icon, tone, what, proof) in enumerate(lines):
            if at:
                self.checks.add_rule()
            row = ListRow(self.theme, icon, what, right=proof, tone=tone)
            self.checks.add(row)
        good = sum(tone == "ok" for _, tone, _, _ in lines)
        told = sum(bool(n.finding.explanation) for n in self.opened.noted)
        said = self.t("{n} passed", n=good)
        if told:
            said = self.t("{one}, {next}", one=said, next=self.t("1 reminder explained|{n} reminders explained", n=told))  # fmt: skip
        self.checks.set_meta(said)

    def _show_feeds(self, meeting: Meeting) -> None:
        t, found = self.t, self.desk.book.meetings.feeds(meeting)
        while (item := self._figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        hours = f"{found.hours:g}"
        study = t("{hours} hours each, into the study ledger", hours=hours) if found.people else t("no study hours")  # fmt: skip
        meets = [text(t) if isinstance(text, Said) else text for text in found.meets]
        figures = (
            (t("{n} people", n=found.people), study),
            (t("{n} people", n=found.marks), t("attendance picture and roster")),
            (t("{n} items", n=len(meets)), _row(meets, t)),
            (t("{n} to do", n=found.resolutions), t("Resolutions to carry out")),
        )
        for number, words in figures:
            pair = QWidget()
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(Label(number, "number"))
            column.addWidget(Label(words, "meta", "secondary", wrap=True))
            column.addStretch(1)
            self._figures.addWidget(pair, 1)

    @override
    def panel_parts(self) -> list[QWidget]:
        meeting, t = self.opened.meeting, self.t
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(Label(t("Signatures and review"), "strong"))
        for icon, color, text in signatures(meeting, t):
            column.addWidget(IconLine(self.theme, icon, text, "meta", color=color))
        if not meeting.activity.reviewed_by and meeting.marked:
            column.addWidget(self._reviewer())
        if meeting.marked and meeting.activity.filed_on is None:
            report = Button(self.theme, t("Filed with the superior today"), compact=True)
            report.clicked.connect(self.report)
            report.explain("" if meeting.archived else self._hindrance(meeting))
            column.addWidget(report, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Rule())
        head = t("After filing the record stays as it is")
        column.addWidget(Label(head, "strong", wrap=True))
        words = t("A correction is appended below it; opened again, it becomes the next version.")
        column.addWidget(Label(words, "meta", "secondary", wrap=True))
        return [frame]

    def report(self) -> None:
        """Write that the record was filed with the superior today."""
        meetings, t, today = self.desk.book.meetings, self.t, self.desk.today()
        activity = self.opened.meeting.id

        def keep(_records: object) -> object:
            meeting = meetings.get(activity, today)
            return meetings.state.report(meeting, today, t) if meeting is not None else None

        self.opened.write(keep, toast=t("Filed with the superior"))

    def _reviewer(self) -> QWidget:
        t = self.t
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        field = LineField(self.theme, "", t("Name of who reviews"))
        field.setAccessibleName(t("Reviewed by"))
        keep = Button(self.theme, t("Reviewed"), compact=True)
        keep.clicked.connect(lambda: self.review(field.value()))
        field.returnPressed.connect(lambda: self.review(field.value()))
        row.addWidget(field, 1)
        row.addWidget(keep, 0, Qt.AlignmentFlag.AlignVCenter)
        return frame

    def review(self, name: str) -> None:
        """Write who reviewed the record."""
        if name:
            meeting, meetings = self.opened.meeting, self.desk.book.meetings
            today = self.desk.today()
            self.opened.write(lambda _records: meetings.state.review(meeting, name, today))

    @override
    def primary_words(self) -> tuple[str, str, str]:
        t, meeting = self.t, self.opened.meeting
        if meeting.activity.state == State.archived:
            return t("Print the record"), "printer", ""
        return t("File it"), "archive", self._hindrance(meeting)

    def _hindrance(self, meeting: Meeting) -> str:
        t = self.t
        if meeting.activity.state == State.cancelled:
            return t("A cancelled meeting is not filed")
        if not meeting.marked:
            return t("Nobody has signed in yet")
        wrong = [n for n in self.opened.noted if n.finding.is_error and not n.finding.explanation]
        if wrong:
            return t("Put right or explain first: {what}", what=wrong[0].finding.what(t))
        return ""

    @override
    def primary_way(self) -> bool:
        meeting = self.opened.meeting
        if meeting.activity.state == State.archived:
            return False
        if not self._hindrance(meeting):
            self.file()
        return True

    def file(self) -> None:
        """File the meeting: everything it feeds is written as one change."""
        self.end.day.settle()
        self.end.time.settle()
        self.hours.settle()
        meetings, t, today = self.desk.book.meetings, self.t, self.desk.today()
        activity = self.opened.meeting.id

        def keep(_records: object) -> object:
            # Read in the lane, after what was settled just now.
            meeting = meetings.get(activity, today)
            return meetings.file(meeting, today, t) if meeting is not None else None

        title = self.opened.meeting.activity.title or ""
        self.opened.write(keep, toast=t("Filed “{title}”", title=title))


def check_lines(meeting: Meeting, t: Translate) -> list[_Line]:
    """Return people, votes, agenda and lateness as they stand, each with what shows it."""
    count, lines = meeting.tally, []
    whole = not count.open
    parts = t("People: {due} due = {present} present + {leave} on leave", due=count.due, present=count.present, leave=count.leave)  # fmt: skip
    if count.absent or count.open:
        parts = t("People: {due} due = {present} present + {leave} on leave + {absent} absent + {open} not marked", due=count.due, present=count.present, leave=count.leave, absent=count.absent, open=count.open)  # fmt: skip
    full = t("full {full}, probationary {probationary}", full=count.full_present, probationary=count.probationary_present)  # fmt: skip
    lines.append((*_mark(whole and bool(count.present)), parts, full))
    if meeting.motions:
        done = [m for m in meeting.motions if meeting.outcome(m).decided]
        text = t("Votes: {n}, all add up", n=len(meeting.motions))
        if len(done) < len(meeting.motions):
            text = t("Votes: {n}, {open} without an outcome", n=len(meeting.motions), open=len(meeting.motions) - len(done))  # fmt: skip
        sums = [
            "/".join(str(v) for v in (m.yes, m.no, m.abstain)) for m in done if m.yes is not None
        ]
        lines.append((*_mark(len(done) == len(meeting.motions)), text, _row(sums, t)))
    if meeting.items:
        done_items = sum(meeting.concluded(i) or _spoken(meeting, i.id) for i in meeting.items)
        none = sum(bool(i.no_decision) for i in meeting.items)
        text = t("Agenda: {done} of {n} items dealt with", done=done_items, n=len(meeting.items))
        proof = t("{n} resolutions, {none} without a decision", n=len(meeting.resolutions), none=none)  # fmt: skip
        lines.append((*_mark(done_items == len(meeting.items)), text, proof))
    days = entered_late(meeting)
    if days:
        lines.append(("clock", "wait", t("Entered {n} days after", n=days), t("stated on the record")))  # fmt: skip
    return lines


def _spoken(meeting: Meeting, item: str) -> bool:
    return bool(meeting.speeches_on(item))


def _mark(good: bool) -> tuple[str, str]:
    return ("check-circle", "ok") if good else ("circle-dashed", "")


def found_lines(noted: list[Noted], t: Translate) -> list[_Line]:
    """Return contradictions and reminders, the explained ones with their explanation."""
    lines: list[_Line] = []
    for one in noted:
        finding = one.finding
        if finding.rule == "R15" or (
            finding.severity == "info" and not finding.explanation and one.step != "file"
        ):
            continue
        what = finding.what(t)
        if finding.explanation:
            said = t("Explained: {text}", text=finding.explanation)
            lines.append(("chat-text", "wait", t("Reminder: {what}", what=what), said))
        elif finding.is_error:
            lines.append(("warning-octagon", "error", t("Contradiction: {what}", what=what), ""))
        else:
            lines.append(("clock", "wait", t("Reminder: {what}", what=what), ""))
    return lines


def signatures(meeting: Meeting, t: Translate) -> list[tuple[str, str, str]]:
    """Return recorder, chair and reviewer, each with what is still to be done by hand."""
    a = meeting.activity
    recorder, chair = meeting.name(a.recorder), meeting.name(a.chair)
    found = []
    if recorder:
        found.append(("check-circle", "state.ok_mark", t("Recorded by {name}", name=recorder)))
    else:
        found.append(("circle-dashed", "text.secondary", t("The recorder is not written")))
    if chair:
        found.append(("circle-dashed", "text.secondary", t("Chair {name}, to sign by hand", name=chair)))  # fmt: skip
    if a.reviewed_by:
        said = t("Reviewed by {name}", name=a.reviewed_by)
        if a.reviewed_on:
            said = t("{what}, {day}", what=said, day=say_date(a.reviewed_on, t))
        found.append(("check-circle", "state.ok_mark", said))
    else:
        found.append(("circle-dashed", "text.secondary", t("Review, by another person")))
    if a.filed_on:
        said = t("Filed with the superior, {day}", day=say_date(a.filed_on, t))
        found.append(("check-circle", "state.ok_mark", said))
    return found


def _figure(value: Json) -> str:
    return f"{value:g}" if isinstance(value, int | float) else ""


def _number(value: object) -> Json:
    text = unicodedata.normalize("NFKC", str(value)).strip()
    try:
        return float(text) if text else None
    except ValueError:
        # Kept as typed: the record's own check says what is wrong with it.
        return text


def _row(parts: list[str], t: Translate) -> str:
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = t("{one}, {next}", one=text, next=part)
    return text
