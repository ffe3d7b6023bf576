"""The panel 核对: contradictions, reminders with a line to explain in, and what is in order."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.meeting_checks import shown_at
from app.services.meeting_noted import EXPLAIN, Noted
from app.services.meeting_passed import passed
from db.model.words import Translate
from ui.desktop.meetings.keeper import holds_focus
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.finding import Finding, FindingCard
from ui.desktop.widgets.labels import IconLabel, Label, Rule
from ui.desktop.widgets.panel import SidePanel

_TONES = {
    "error": ("error", "warning-octagon"),
    "warning": ("wait", "clock"),
    "info": ("wait", "info"),
}


class FindingsPanel(SidePanel):
    """Emits `acted(noted, key)` for the ways out that lie on the page; explains in place itself."""

    acted = Signal(object, str)

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t, opened.desk.t("Looking over"))
        self._opened, self.t, self._theme_ = opened, opened.desk.t, opened.desk.theme
        self._shown: tuple[object, ...] = ()

    def show_step(self, step: str, extra: Sequence[QWidget] = ()) -> None:
        """Show what concerns a step; nothing is rebuilt while somebody explains in it."""
        opened = self._opened
        noted = shown_at(opened.noted, step)
        lines = passed(opened.meeting, opened.noted, step, opened.notice_day())
        self.set_meta(counted(noted, self.t))
        now = (step, tuple(noted), tuple(lines), opened.meeting.activity)
        if (now == self._shown and not extra) or holds_focus(self):
            return
        self._shown = now
        self.clear()
        for one in noted:
            self.body.addWidget(self._card(one))
            self.body.addWidget(Rule())
        if lines:
            self.body.addWidget(self._lines([line(self.t) for line in lines]))
            if extra:
                self.body.addWidget(Rule())
        for widget in extra:
            self.body.addWidget(widget)

    def _card(self, noted: Noted) -> FindingCard:
        finding, t = noted.finding, self.t
        tone, icon = _TONES[finding.severity]
        word = t("Contradiction") if finding.is_error else t("Reminder")
        # What is filed is explained, and put right by a correction alone.
        open_ways = [w for w in noted.ways if w == EXPLAIN or not self._opened.meeting.archived]
        ways = [(key, t(text)) for key, text in open_ways]
        said = ""
        if finding.explanation:
            word = word if finding.is_error else t("Reminder (explained)")
            said = t("Explained: {text}", text=finding.explanation)
            ways = [(k, w) for k, w in ways if k != EXPLAIN[0]] if finding.is_error else []
            ways.append((EXPLAIN[0], t("Change the explanation")))
        card = FindingCard(
            self._theme_, t,
            Finding(tone, icon, word, finding.what(t), finding.why(t), tuple(ways), said),
        )  # fmt: skip
        card.acted.connect(lambda key, n=noted, c=card: self._act(n, key, c))
        return card

    def _act(self, noted: Noted, key: str, card: FindingCard) -> None:
        if key != EXPLAIN[0]:
            self.acted.emit(noted, key)
            return
        finding, t = noted.finding, self.t
        line = card.open_explanation(finding.explanation, finding.why(t))
        meetings = self._opened.desk.book.meetings
        line.explained.connect(
            lambda text: self._opened.write(
                lambda _records: meetings.explain(finding, text),
                done=lambda _done: line.show_saved(
                    t("Saved {time}", time=f"{self._opened.desk.now():%H:%M}")
                ),
            )
        )

    def _lines(self, texts: Sequence[str]) -> QWidget:
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        for text in texts:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel(self._theme_, "check-circle", "state.ok_mark"))
            row.addWidget(Label(text, "meta", "secondary", wrap=True), 1)
            column.addLayout(row)
        return frame


def counted(noted: Sequence[Noted], t: Translate) -> str:
    """Return the panel's count: 1 处矛盾，1 条提醒; nothing wrong is said too."""
    wrong = sum(n.finding.is_error for n in noted)
    rest = sum(not n.finding.is_error and not n.finding.explanation for n in noted)
    if wrong and rest:
        return t("{one}, {next}", one=_wrong(wrong, t), next=_rest(rest, t))
    if wrong:
        return _wrong(wrong, t)
    return _rest(rest, t) if rest else t("No contradiction")


def _wrong(n: int, t: Translate) -> str:
    return t("1 contradiction|{n} contradictions", n=n)


def _rest(n: int, t: Translate) -> str:
    return t("1 reminder|{n} reminders", n=n)
