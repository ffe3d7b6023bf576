"""One campaign opened: its own fields, items by front line, records that carry it, honours, result."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QWidget

from app.counting.fronts import Front, FrontLine
from app.dates import say_date
from app.reports.campaign import STATES
from app.said import along
from app.services.campaigns import CampaignView, day_of
from db.model.errors import SuixingError
from db.model.record import Record
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.ledger.hanging import BeginButton
from ui.desktop.palette import route_of
from ui.desktop.people.branchlists import span
from ui.desktop.settings.rows import in_margins
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import ComboField, Field, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.work import Task

_OWN = ("title", "issuer", "from_on", "to_on", "document", "goal", "tags")
_MARKS = {
    "done": ("check-circle", "ok"),
    "explained": ("chat-teardrop-text", "wait"),
    "open": ("circle-dashed", "mute"),
    "overdue": ("clock-counter-clockwise", "wait"),
}
_FRONT = 180


class OpenedCampaign(ScrollPage):
    """Shows and edits one campaign; every change is written at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=desk.theme.layout("stack"))
        self._desk = desk
        self._view: CampaignView | None = None
        self._half: dict[str, tuple[str, str]] = {}
        theme, t = desk.theme, desk.t
        kind = desk.book.kinds["campaign"]
        self.form = RecordForm(desk, kind, _OWN)
        self.result = RecordForm(desk, kind, ("result",))
        self.front, self.title = LineField(theme), LineField(theme)
        self.front.setFixedWidth(theme.px(_FRONT))
        self._add = Button(theme, t("Add the item"), "secondary", "plus")
        self._add.clicked.connect(self.add_item)
        self.title.returnPressed.connect(self.add_item)
        self._records = ComboField(theme)
        self._records.setAccessibleName(t("Link a record"))
        self._records.settled.connect(self.link)
        own = Card(theme, t("Period and goal"))
        own.add(self.form)
        self._fronts = Card(theme, t("Items by front line"), head="sunken")
        self._carried = Card(theme, t("Records that carry it"), head="sunken")
        self.begun = BeginButton(desk)
        self._carried.set_action(self.begun)
        self._honours = Card(theme, t("Honours granted by others"), head="sunken")
        result = Card(theme, t("Result"))
        result.add(self.result)
        self._name, self._about = Label("", "heading", wrap=True), Label("", "meta", wrap=True)
        self._adder = self._lay_adder()
        self.body.addWidget(self._name)
        self.body.addWidget(self._about)
        self._linker = Field(theme, t("Link a record"), self._records)
        for part in (self._fronts, self._adder, self._carried, self._linker):
            self.body.addWidget(part)
        for card in (self._honours, result, own):
            self.body.addWidget(card)

    def _lay_adder(self) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Field(theme, t("Front line"), self.front))
        row.addWidget(Field(theme, t("Plan item"), self.title), 1)
        row.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        return frame

    def show_view(self, view: CampaignView) -> None:
        """Show a campaign as it stands."""
        if self._view is None or view.campaign.id != self._view.campaign.id:
            self._turn_to(view.campaign.id)
        self._view = view
        campaign, t = view.campaign, self._desk.t
        self._name.setText(campaign.title)
        said = (
            span(campaign.from_on, campaign.to_on, t),
            campaign.issuer or "",
            campaign.goal or "",
        )
        self._about.setText(along([part for part in said if part], t))
        for form in (self.form, self.result):
            form.show_record(view.campaign.record)
        self._show_fronts(view)
        self._show_carried(view)
        self._show_honours(view)
        names = sorted({front.name for front in view.fronts if front.name})
        self.front.setCompleter(QCompleter(names, self.front))
        self._fill_linkable(view)

    def _turn_to(self, campaign: str) -> None:
        """Another campaign: an item half typed waits at the one it was typed for."""
        if self._view is not None:
            self._half[self._view.campaign.id] = (self.front.value(), self.title.value())
        front, title = self._half.pop(campaign, ("", ""))
        self.front.set_value(front)
        self.title.set_value(title)

    def settle(self) -> None:
        """Write what is still being typed."""
        self.form.settle()
        self.result.settle()

    # Items

    def _show_fronts(self, view: CampaignView) -> None:
        card, t = self._fronts, self._desk.t
        card.clear()
        card.set_meta(t("{done} of {n} done", done=view.done, n=view.items) if view.items else "")
        if not view.fronts:
            card.add(in_margins(Label(t("None yet"), "meta", "secondary")))
        for front in view.fronts:
            self._show_front(front, named=bool(front.name) or len(view.fronts) > 1)

    def _show_front(self, front: Front, *, named: bool) -> None:
        desk, t = self._desk, self._desk.t
        if named:
            said = front.name or t("Under no front line")
            done = t("{done} of {n} done", done=front.done, n=len(front.lines))
            self._fronts.add_group(desk.theme, said, done)
        for n, line in enumerate(front.lines):
            if n:
                self._fronts.add_rule()
            self._fronts.add(self._line(line))

    def _line(self, line: FrontLine) -> ListRow:
        desk, t, item = self._desk, self._desk.t, line.item
        icon, tone = _MARKS[line.state]
        day = item.done_on or item.due_on
        words = (item.unit, say_date(day, t) if day else "", item.result or item.explanation)
        sub = "  ".join(w.split("\n", 1)[0] for w in words if w)
        waits = line.state in ("open", "overdue")
        action = t("Done today") if waits else ""
        said = t(STATES[line.state])
        row = ListRow(
            desk.theme, icon, item.title, sub, said, tone=tone, action=action, wrap=True, lines=2
        )
        row.set_pressable()
        row.pressed.connect(lambda: desk.window.go(Route("record", item.id)))
        row.acted.connect(partial(self.done_today, item.id))
        return row

    def done_today(self, item: str) -> None:
        """Note that an item was done today."""
        records, today = self._desk.book.records, self._desk.today().isoformat()
        self._do(lambda: records.change(item, {"done_on": today}), self._desk.t("Noted as done"))

    def add_item(self) -> None:
        """Add what was typed as an item."""
        title, front = self.title.text().strip(), self.front.text().strip()
        if not title or self._view is None:
            return
        window, said = self._desk.window, self._desk.t("Added: {name}", name=title)
        campaigns, campaign = self._desk.book.campaigns, self._view.campaign.id
        self.title.clear()

        def refused(error: SuixingError) -> None:
            if self._view is not None and self._view.campaign.id == campaign:
                self.title.set_value(self.title.value() or title)
            window.problem(error)

        self._desk.work.edit(
            lambda: campaigns.add_item(campaign, title, front),
            lambda _done: window.undoable(said),
            refused,
        )

    # Records

    def _show_carried(self, view: CampaignView) -> None:
        card, t = self._carried, self._desk.t
        card.clear()
        card.set_meta(t("{n} record|{n} records", n=view.records) if view.records else "")
        kinds = {*self._desk.book.campaigns.kinds(), "honour"}
        ties = self._desk.book.hanging.ties("campaign")
        mine = [one for one in ties if one.begun and one.field == "campaign" and one.kind in kinds]
        self.begun.offer(view.campaign.id, mine)
        if not view.carried:
            card.add(in_margins(Label(t("None yet"), "meta", "secondary")))
        for kind, found in view.carried.items():
            title = t(self._desk.book.kinds[kind].shape.title)
            card.add_group(self._desk.theme, title, str(len(found)))
            for n, record in enumerate(found):
                if n:
                    card.add_rule()
                card.add(self._record_row(record))

    def _record_row(self, record: Record) -> ListRow:
        desk, t = self._desk, self._desk.t
        kind = desk.book.kinds[record.kind]
        name = desk.book.records.name_of(record) or t(kind.shape.title)
        row = ListRow(
            desk.theme,
            kind.shape.icon,
            name,
            right=day_of(record),
            action=t("Take out of it"),
            wrap=True,
            lines=2,
        )
        row.set_pressable()
        row.pressed.connect(lambda: desk.window.go(route_of(record, kind)))
        row.acted.connect(partial(self.unlink, record.id))
        return row

    def _show_honours(self, view: CampaignView) -> None:
        card, desk = self._honours, self._desk
        card.clear()
        card.setVisible(bool(view.honours))
        for n, honour in enumerate(view.honours):
            if n:
                card.add_rule()
            day = honour.decided_on.isoformat() if honour.decided_on else ""
            whose = "  ".join(w for w in (honour.to_whom, honour.granted_by) if w)
            row = ListRow(desk.theme, "medal", honour.title, whose, day, wrap=True, lines=2)
            row.set_pressable()
            row.pressed.connect(partial(desk.window.go, Route("record", honour.id)))
            card.add(row)

    def _fill_linkable(self, view: CampaignView) -> None:
        desk, t = self._desk, self._desk.t
        found = desk.book.campaigns.linkable(view.campaign.id)
        options = [
            (
                record.id,
                t(
                    "{kind}: {name}",
                    kind=t(desk.book.kinds[record.kind].shape.title),
                    name=desk.book.records.name_of(record) or day_of(record),
                ),
            )
            for record in found
        ]
        self._records.set_options([("", t("Choose a record of its period")), *options])
        self._records.set_value("")

    def link(self, record: object) -> None:
        """Let a record carry the campaign."""
        if isinstance(record, str) and record and self._view is not None:
            campaigns, campaign = self._desk.book.campaigns, self._view.campaign.id
            self._do(lambda: campaigns.link(record, campaign), self._desk.t("Linked"))

    def unlink(self, record: str) -> None:
        """Let a record carry it no more."""
        campaigns = self._desk.book.campaigns
        self._do(lambda: campaigns.unlink(record), self._desk.t("Taken out of the campaign"))

    def _do(self, task: Task, said: str) -> None:
        window = self._desk.window
        self._desk.work.edit(task, lambda _done: window.undoable(said), window.problem)
