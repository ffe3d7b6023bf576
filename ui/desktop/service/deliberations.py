"""议事: a question laid before members, and how far it has come: agenda, opinions, vote, resolution."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.dates import say_near_date
from app.records.openness import Deliberation, DeliberationState
from app.said import listed
from app.services.deliberating import DECIDING, Deliberating
from app.terms import Stance
from db.model.change import Json
from db.model.errors import NotFound, SuixingError
from ui.desktop.desk import Desk, Route
from ui.desktop.papers import make_paper
from ui.desktop.service.remarks import RemarksCard
from ui.desktop.service.stages import StageCard
from ui.desktop.service.view import ListView, picked
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rows import Chip, Column, Row, Text
from ui.desktop.widgets.stepper import Step, Stepper

_STATES = {
    DeliberationState.agenda: ("mute", "circle-dashed"),
    DeliberationState.opinions: ("wait", "chats-circle"),
    DeliberationState.vote: ("info", "scales"),
    DeliberationState.resolved: ("ok", "check-circle"),
    DeliberationState.dropped: ("mute", "x-circle"),
}
_OVER = (DeliberationState.resolved, DeliberationState.dropped)
_WORTH = (Stance.support, Stance.oppose, Stance.neutral)


class DeliberationsView(ListView):
    """The stepper says where it stands; the card below it holds what can be done now."""

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(
            desk,
            (Column("title", t("Deliberation")), Column("state", t("State"), 172)),
            (
                t("Nothing was laid before members yet"),
                t("Say what is proposed, collect opinions, vote in a meeting, keep the resolution"),
                t("New deliberation"),
            ),
        )
        self._found: dict[str, Deliberation] = {}
        self._bringing = ("", "")
        self._head = Card(theme, " ")
        change = Button(theme, t("Change the entry"), "link", compact=True)
        change.clicked.connect(lambda: desk.window.go(Route("record", self.chosen)))
        self._head.set_action(change)
        self._proposal = Label("", "read", wrap=True)
        self._head.add(self._proposal)
        self.stepper, self.stage = Stepper(theme), StageCard(desk)
        self.opinions = RemarksCard(
            desk, t("Opinions"), _WORTH, t("Without a name it goes into the box")
        )
        self._new = Button(theme, t("New deliberation"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        for part in (self._head, self.stepper, self.stage, self.opinions):
            self.page.body.addWidget(part)
        self._join()

    def _join(self) -> None:
        stage = self.stage
        stage.asked.connect(self._ask)
        stage.summed_up.connect(self._sum_up)
        stage.brought.connect(self._bring)
        stage.linked.connect(self._link)
        stage.resolved.connect(self._resolve)
        stage.dropped.connect(self._drop)
        stage.reopened.connect(self._reopen)
        self.opinions.said.connect(self._say)
        self.opinions.answered.connect(self._answer)

    # The list

    @override
    def meta(self) -> str:
        going = sum(d.state not in _OVER for d in self._found.values())
        return self.t("{n} under way", n=going) if self._found else ""

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._new] if self._found else []

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def rows(self) -> list[Row]:
        self._found = {d.id: d for d in self._deliberating.all()}
        return [self._row(d) for d in self._found.values()]

    def _row(self, one: Deliberation) -> Row:
        t, today = self.t, self.desk.today()
        tone, icon = _STATES[one.state]
        under = " "
        if one.state == DeliberationState.opinions and one.opinions_until is not None:
            under = t("opinions until {day}", day=say_near_date(one.opinions_until, today, t))
        elif one.opened_on is not None:
            under = say_near_date(one.opened_on, today, t)
        chip = Chip(tone, icon, t(one.state.title_))
        return Row(one.id, (Text(one.title, under), chip), quiet=one.state in _OVER)

    @override
    def show_chosen(self) -> None:
        try:
            found = self._deliberating.get(self.chosen)
        except NotFound:
            return
        t, one = self.t, found.deliberation
        self._head.set_title(one.title)
        self._proposal.setText(one.proposal or t("What is proposed is not written yet"))
        steps = [Step(s.state.value, t(s.state.title_), s.mark) for s in found.stages]
        self.stepper.set_steps(steps)
        voting = one.state == DeliberationState.vote and found.activity is None
        meetings = self._deliberating.meetings() if voting else []
        motions = [m for m in self._deliberating.motions() if m.title] if voting else []
        self.stage.show_stage(found, meetings, motions)
        counted = [
            t("{name}: {n}", name=t(s.title_) if s else t("No position"), n=n)
            for s, n in (found.stances or {}).items()
        ]
        self.opinions.show_remarks(found.opinions, t("None are on record."))
        self.opinions.set_meta(listed(counted, t))
        self.opinions.let_write(allowed=one.state == DeliberationState.opinions)

    # Doing

    @property
    def _deliberating(self) -> Deliberating:
        return self.desk.book.openness.deliberating

    def _ask(self, until: date | None) -> None:
        chosen = self.chosen
        self.edit(lambda: self._deliberating.ask(chosen, until), self.t("Members are asked"))

    def _sum_up(self, text: str) -> None:
        chosen, said = self.chosen, self.t("Summed up; a vote is next")
        self.edit(lambda: self._deliberating.sum_up(chosen, text), said)

    def _bring(self, to: str) -> None:
        chosen, t = self.chosen, self.t
        # Pressed twice it would stand on two agendas.
        if self._bringing == (chosen, to):
            return
        self._bringing = chosen, to
        word, _, kind = to.partition(":")
        if word == "new" and kind:
            of_kind = picked(DECIDING, kind)
            self.edit(
                lambda: self._deliberating.bring_new(chosen, of_kind, None, t),
                t("A meeting was begun with it on the agenda"),
            )
        elif to:
            self.edit(lambda: self._deliberating.bring(chosen, to), t("It is on the agenda"))

    @override
    def refresh(self) -> None:
        self._bringing = ("", "")
        super().refresh()

    @override
    def failed(self, error: SuixingError) -> None:
        self._bringing = ("", "")
        super().failed(error)

    def _link(self, motion: str) -> None:
        chosen = self.chosen
        if motion:
            self.edit(lambda: self._deliberating.link(chosen, motion), self.t("The vote is linked"))

    def _resolve(self, resolution: str) -> None:
        chosen, said = self.chosen, self.t("The resolution is linked")
        self.edit(lambda: self._deliberating.resolve(chosen, resolution), said)

    def _drop(self, reason: str) -> None:
        chosen = self.chosen
        self.edit(lambda: self._deliberating.drop(chosen, reason), self.t("Not pursued"))

    def _reopen(self) -> None:
        chosen = self.chosen
        self.edit(lambda: self._deliberating.reopen(chosen), self.t("Taken up again"))

    def _say(self, text: str, stance: str, name: str) -> None:
        book = self.desk.book
        fields: dict[str, Json] = {
            "about": self.chosen, "kind": "opinion", "stance": stance, "text": text,
        }  # fmt: skip
        back = partial(self.opinions.give_back, text, name)
        if name:
            day = self.desk.today().isoformat()
            fields |= {"author": name, "on": day}
            self.edit(lambda: book.records.add("comment", fields), refused=back)
            return
        said = self.t("It is in the box, and comes out with what else lies there.")

        def kept(error: SuixingError) -> None:
            back()
            self.failed(error)

        self.desk.work.edit(
            lambda: book.box.drop("comment", fields),
            lambda _none: self.desk.window.note("ok", said),
            kept,
        )

    def _answer(self, comment: str, reply: str) -> None:
        telling = self.desk.book.openness.telling
        self.edit(
            lambda: telling.answer(comment, reply),
            refused=partial(self.opinions.answer_again, comment, reply),
        )

    @override
    def leave(self) -> None:
        # Without a name it was meant for the box: it is not left lying here.
        self.opinions.forget()

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", detail="new:deliberation"))

    @override
    def print_this(self) -> None:
        papers, chosen = self.desk.book.openness.papers, self.chosen
        if chosen:
            make_paper(
                self.desk,
                self.t("Deliberation"),
                lambda _progress, draft: papers.deliberation_pdf(chosen, draft=draft),
                name=self._found[chosen].title,
            )
