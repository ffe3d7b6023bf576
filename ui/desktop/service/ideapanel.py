"""One suggestion beside the list: its words, what was decided, the reply, whether it is published."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal

from app.records.service import SuggestionState
from app.services.suggesting import Idea
from db.model.change import Json
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.service.asked import AskedForm, Place
from ui.desktop.service.idearows import answer_words, state_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.panel import SidePanel, panel_width
from ui.desktop.widgets.scroll import FlowRow

_FIELDS = ("title", "content", "unit", "by", "may_be_named", "received_on")
_ACCEPT: tuple[Place, ...] = (("matter", "owner"), ("matter", "owner_unit"), ("matter", "due_on"))
_DECLINE: tuple[Place, ...] = (("suggestion", "decision_reason"),)
_REPLY: tuple[Place, ...] = (("suggestion", "reply"),)


class IdeaPanel(SidePanel):
    """Emits `changed(id, words)` when something was written; the words say what, for the undo."""

    changed = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(theme, t, t("One suggestion"), width=panel_width(theme))
        self._desk = desk
        self.is_new = False
        self.form = RecordForm(desk, desk.book.kinds["suggestion"], _FIELDS, columns=1)
        self.form.made.connect(self._made)
        self.form.saved.connect(lambda: self.changed.emit(self.form.record, ""))
        self.asked = AskedForm(desk)
        self._state, self._steps = FlowRow(8), FlowRow(8)
        self._said = Label("", "meta", "secondary", wrap=True)
        self.accept = self._way(t("Take it up"), "check", self._begin_accept)
        self.decline = self._way(t("Decline it"), "x-circle", self._begin_decline)
        self.reply = self._way(t("Reply to it"), "chat-circle-text", self._begin_reply)
        self.publish = self._way(t("Put it on the published list"), "megaphone", self._publish)
        self.matter = self._way(t("Open its matter"), "clipboard-text", self._go_to_matter)
        for button in (self.accept, self.decline, self.reply, self.publish, self.matter):
            self._steps.add(button)
        self.body.setContentsMargins(20, 14, 20, 12)
        self.body.setSpacing(10)
        for part in (self._state, self._said, self._steps, self.asked, self.form):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _way(self, words: str, icon: str, act: Callable[[], object]) -> Button:
        made = Button(self._desk.theme, words, "secondary", icon, compact=True)
        made.clicked.connect(act)
        return made

    @property
    def record(self) -> str:
        """Return the suggestion that shows; "" while it is new."""
        return self.form.record

    # Showing

    def show_new(self) -> None:
        """Begin a suggestion, received today."""
        self.settle()
        self.asked.close_form()
        self.is_new = True
        self.form.show_new({"received_on": self._desk.today().isoformat()})
        for part in (self._state, self._said, self._steps):
            part.hide()
        self.form.focus_first()

    def show_idea(self, record: str) -> None:
        """Show a suggestion."""
        idea = self._desk.book.suggesting.idea(record)
        if idea is None:
            return
        if record != self.form.record:
            self.settle()
            self.asked.close_form()
        self.is_new = False
        self.form.show_record(idea.suggestion.record)
        self._show_state(idea)

    def refresh(self) -> None:
        """Read again what shows; begin anew where it is gone."""
        if self.form.record and self._idea() is None:
            self.form.show_new({})
            self.asked.close_form()
            for part in (self._state, self._said, self._steps):
                part.hide()
        elif self.form.record:
            self.show_idea(self.form.record)

    def settle(self) -> None:
        """Write what is being typed."""
        self.form.settle()

    def _show_state(self, idea: Idea) -> None:
        t, theme, held = self._desk.t, self._desk.theme, idea.suggestion
        for part in (self._state, self._steps):
            part.show()
        self._state.clear()
        self._state.add(StatusChip(theme, *state_words(idea, t)))
        tone = "wait" if idea.waiting is not None else "ok" if held.reply else "mute"
        self._state.add(
            StatusChip(
                theme, tone, "chat-circle-text", answer_words(idea, self._desk.today(), t)[0]
            )
        )
        said = [held.decision_reason or "", held.reply or ""]
        if idea.matter is not None and idea.matter.result:
            said.append(t("Result: {text}", text=idea.matter.result))
        self._said.setText("\n".join(line for line in said if line))
        self._said.setVisible(any(said))
        undecided = held.state == SuggestionState.received
        self.accept.setVisible(idea.may_be_accepted)
        self.decline.setVisible(undecided)
        self.matter.setVisible(idea.matter is not None)
        self.publish.set_label(
            t("Take off the list") if held.published_on else t("Put it on the published list")
        )

    # Doing

    def _idea(self) -> Idea | None:
        return self._desk.book.suggesting.idea(self.form.record) if self.form.record else None

    def _made(self, record: str) -> None:
        self.is_new = False
        name = self._desk.book.records.name(record)
        self.show_idea(record)
        self.changed.emit(record, self._desk.t("Recorded {name}", name=name))

    def _begin_accept(self) -> None:
        t, suggesting, record = self._desk.t, self._desk.book.suggesting, self.form.record

        def act(values: Mapping[Place, Json]) -> None:
            fields = {name: value for (_, name), value in values.items() if value is not None}
            self._do(lambda: suggesting.accept(record, fields), t("Made a matter of it"))

        hint = t("It becomes a matter; whom and by when may follow there.")
        self.asked.begin(t("Take it up"), t("Take it up as a matter"), _ACCEPT, {}, act, hint)

    def _begin_decline(self) -> None:
        t, suggesting, record = self._desk.t, self._desk.book.suggesting, self.form.record

        def act(values: Mapping[Place, Json]) -> None:
            reason = str(values[_DECLINE[0]] or "")
            self._do(lambda: suggesting.decline(record, reason), t("Declined with a reason"))

        self.asked.begin(t("Decline it"), t("Decline it"), _DECLINE, {}, act)

    def _begin_reply(self) -> None:
        t, suggesting, record = self._desk.t, self._desk.book.suggesting, self.form.record
        idea = self._idea()

        def act(values: Mapping[Place, Json]) -> None:
            text = str(values[_REPLY[0]] or "")
            self._do(lambda: suggesting.reply(record, text), t("Reply written down"))

        known = {_REPLY[0]: idea.suggestion.reply if idea else None}
        self.asked.begin(t("Reply to it"), t("Write the reply down"), _REPLY, known, act)

    def _publish(self) -> None:
        t, suggesting, idea = self._desk.t, self._desk.book.suggesting, self._idea()
        if idea is not None:
            shown = not idea.suggestion.published_on
            words = t("On the published list") if shown else t("Off the published list")
            self._do(lambda: suggesting.publish(idea.id, shown=shown), words)

    def _go_to_matter(self) -> None:
        idea = self._idea()
        if idea is not None and idea.matter is not None:
            self._desk.window.go(Route("matter", idea.matter.id))

    def _do(self, act: Callable[[], object], words: str) -> None:
        record = self.form.record

        def done(_result: object) -> None:
            self.asked.close_form()
            self.show_idea(record)
            self.changed.emit(record, words)

        self._desk.work.edit(act, done, self.asked.refuse)
