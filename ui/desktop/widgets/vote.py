"""One motion's numbers: three fields, their sum beside what it must be, and no outcome until it is.

The rule is given from outside: `tally(counts)` says what the numbers mean, this part shows it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.fields import ComboField, NumberField
from ui.desktop.widgets.labels import ElidingLabel, IconLabel, Label
from ui.desktop.widgets.painted import (
    CENTER,
    RIGHT,
    Painted,
    draw_box,
    draw_line,
    draw_words,
    words_width,
)
from ui.desktop.widgets.roles import give


@dataclass(frozen=True, slots=True)
class Counts:
    """Votes for, against and abstained; None is a field not typed yet, which is not zero."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None

    def total(self) -> int:
        """Return the sum of what is typed."""
        return (self.yes or 0) + (self.no or 0) + (self.abstain or 0)

    def complete(self) -> bool:
        """Whether all three are typed."""
        return None not in (self.yes, self.no, self.abstain)


@dataclass(frozen=True, slots=True)
class Tally:
    """What the numbers mean. `entitled` is the bar's length, `threshold` where its line stands.

    `written` are votes in favour that are not among the numbers typed. `chip` is (tone, icon, word) or
    None; `problem` the sentence that says what does not fit; `outcome`
    (tone, word, reason), only where the numbers agree.
    """

    must_text: str = ""
    chip: tuple[str, str, str] | None = None
    entitled: int = 0
    entitled_text: str = ""
    threshold: int = 0
    threshold_text: str = ""
    problem: str = ""
    outcome: tuple[str, str, str] | None = None
    written: int = 0


class VoteBlock(Card):
    """Emits `counted(Counts)` as the numbers change and `method_chosen(str)`."""

    counted = Signal(object)
    method_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        label: str,
        title: str,
        methods: Sequence[tuple[str, str]],
        tally: Callable[[Counts], Tally],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._theme, self.t, self._tally = theme, t, tally
        self.body.setContentsMargins(16, 12, 16, 12)
        self._method = ComboField(theme, methods)
        self._method.setAccessibleName(t("How the vote is taken"))
        self._method.settled.connect(lambda value: self.method_chosen.emit(str(value)))
        self._title = Label(title, "heading", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(label, "caption", "secondary"))
        head.addWidget(self._title, 1)
        head.addWidget(self._method)
        self.body.addLayout(head)
        self.body.addLayout(self._lay_numbers())
        self._chart = VoteBar(theme, t)
        self._problem = NoteLine(theme, "error", "")
        self.body.addWidget(self._chart)
        self.body.addWidget(self._problem)
        self._outcome = Verdict(theme)
        self.body.addWidget(self._outcome)
        self._refresh()

    def _lay_numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._fields: list[NumberField] = []
        for text in (self.t("For"), self.t("Against"), self.t("Abstained")):
            field = NumberField(self._theme)
            give(field, kind="tally")
            field.setFixedWidth(64)
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.setAccessibleName(text)
            field.typed.connect(self._typed)
            self._fields.append(field)
            row.addWidget(Label(text, "meta"))
            row.addWidget(field)
            row.addSpacing(4)
        self._sum, self._must = Label("", "strong"), ElidingLabel("", "meta")
        give(self._sum, weight="strong")
        self._chip = StatusChip(self._theme, "ok", "check-circle", "")
        self._must.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addSpacing(6)
        for part in (self._sum, self._must, self._chip):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def counts(self) -> Counts:
        """Return the numbers as they stand."""
        yes, no, abstain = (field.value() for field in self._fields)
        return Counts(yes, no, abstain)

    def set_counts(self, counts: Counts) -> None:
        """Show these numbers, silently."""
        for field, number in zip(
            self._fields, (counts.yes, counts.no, counts.abstain), strict=True
        ):
            field.set_value(number)
        self._refresh()

    def set_method(self, value: str) -> None:
        """Show how the vote is taken, silently."""
        self._method.set_value(value)

    def set_title(self, text: str) -> None:
        """Change the motion's words."""
        self._title.setText(text)

    def refresh(self) -> None:
        """Ask the rule again: who is present or entitled may have changed."""
        self._refresh()

    def focus_first(self) -> None:
        """Put the cursor into the first number."""
        self._fields[0].setFocus()

    def _typed(self, _number: object) -> None:
        self._refresh()
        self.counted.emit(self.counts())

    def _refresh(self) -> None:
        counts = self.counts()
        tally = self._tally(counts)
        wrong = bool(tally.problem)
        typed = any(field.value() is not None for field in self._fields)
        self._sum.setText(f"= {counts.total()}" if typed else "")
        self._sum.set_tone("error" if wrong else "")
        self._must.setText(tally.must_text)
        self._chip.setVisible(tally.chip is not None)
        if tally.chip is not None:
            self._chip.set_status(*tally.chip)
        self._problem.setVisible(wrong)
        self._problem.say("error", tally.problem)
        self._chart.setVisible(not wrong and tally.entitled > 0)
        self._chart.show_votes(counts, tally)
        self._outcome.say(tally.outcome)


class Verdict(QWidget):
    """The outcome: its mark, its word, and why; hidden while there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._mark = IconLabel(theme, "check-circle", "state.ok_mark", "icon_nav", fill=True)
        self._word, self._why = Label("", "heading"), ElidingLabel("", "meta")
        row.addWidget(self._mark)
        row.addWidget(self._word)
        row.addWidget(self._why, 1)

    def say(self, outcome: tuple[str, str, str] | None) -> None:
        """Show an outcome as (tone, word, why), or none."""
        self.setVisible(outcome is not None)
        if outcome is not None:
            tone, word, why = outcome
            icon = "check-circle" if tone == "ok" else "x-circle"
            self._mark.set_icon(icon, f"state.{tone}_mark")
            self._word.setText(word)
            self._word.set_tone(tone)
            self._why.setText(why)


class VoteBar(Painted):
    """The votes on a line from 0 to those entitled, with the threshold and its words."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t, self._counts, self._tally = t, Counts(), Tally()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_votes(self, counts: Counts, tally: Tally) -> None:
        """Show these votes."""
        self._counts, self._tally = counts, tally
        self.setAccessibleName(f"{tally.entitled_text}, {tally.threshold_text}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self.theme.line("caption") * 2 + 30)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, tally = self.open_painter(), self.theme, self._tally
        line, width = theme.line("caption"), float(self.width())
        bar = QRectF(0, line + 6, width, 18)
        draw_box(painter, bar, 3, theme.color("data.track"))
        self._paint_parts(painter, bar)
        at = round(width * min(1.0, tally.threshold / max(1, tally.entitled)))
        if tally.threshold_text:
            goal = theme.color("data.goal")
            draw_line(painter, QPointF(at, line), QPointF(at, bar.bottom() + 7), goal, 2)
            bold = theme.font("caption", strong=True)
            words = words_width(tally.threshold_text, bold)
            left = max(0.0, min(width - words, at - words / 2))
            box = QRectF(left, 0, words + 2, line)
            ink = theme.color("text.primary")
            draw_words(painter, box, tally.threshold_text, bold, ink, CENTER, elide=False)
        foot = QRectF(0, bar.bottom() + 4, width, line)
        draw_words(painter, foot, "0", theme.font("caption"), theme.color("text.secondary"))
        font = theme.font("caption")
        draw_words(painter, foot, tally.entitled_text, font, theme.color("text.secondary"), RIGHT)
        painter.end()

    def _paint_parts(self, painter: QPainter, bar: QRectF) -> None:
        theme, left = self.theme, bar.left()
        counts = self._counts
        in_favour = (counts.yes or 0) + self._tally.written
        parts = (
            ("state.ok_mark", in_favour),
            ("state.error_mark", counts.no),
            ("state.mute_mark", counts.abstain),
        )
        for at, (color, votes) in enumerate(parts):
            wide = bar.width() * (votes or 0) / max(1, self._tally.entitled)
            piece = QRectF(
                left, bar.top(), max(0.0, min(wide, bar.right() - left) - 1), bar.height()
            )
            if piece.width() > 1:
                draw_box(painter, piece, 3, theme.color(color))
                words = f"{self.t('For')} {votes}"
                if not at and piece.width() > words_width(words, theme.font("caption")) + 16:
                    inside = piece.adjusted(8, 0, -4, 0)
                    draw_words(
                        painter, inside, words, theme.font("caption"), theme.color("ground.surface")
                    )
            left += wide
