"""One talk beside the matrix: its form, and the paper for the two people."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from db.model.change import Json
from ui.desktop.confidential.purpose import Purpose
from ui.desktop.desk import Desk
from ui.desktop.forms.form import RecordForm
from ui.desktop.papers import make_paper
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.panel import SidePanel, panel_width

KIND = "heart_to_heart_talk"


class TalkPanel(SidePanel):
    """Emits `made(id)` when a talk was written down, `removed(id)` when it is to go."""

    made = Signal(str)
    removed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(theme, t, t("One talk"), width=panel_width(theme))
        self._desk, self._form = desk, RecordForm(desk, desk.book.kinds[KIND], columns=1)
        self._form.made.connect(self._made)
        self.hint = Label(
            t("That you talked is open; what was said is sealed and in no list, search or folder."),
            "meta",
            "secondary",
            wrap=True,
        )
        self.purpose = Purpose(desk, t("Print for the two"))
        self.purpose.given.connect(self._print)
        self._press = Button(theme, t("Print for the two"), "quiet", "printer")
        self._press.clicked.connect(self.purpose.begin)
        self._remove = IconButton(theme, "trash", t("Delete"), edged=True)
        self._remove.clicked.connect(lambda: self.removed.emit(self._form.record))
        self.set_foot(self._press, self._remove)
        self.body.setContentsMargins(20, 16, 20, 12)
        self.body.setSpacing(10)
        for part in (self.purpose, self.hint, self._form):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._show_foot()

    @property
    def record(self) -> str:
        """Return the talk that shows; "" while it is new."""
        return self._form.record

    def show_new(self, fields: Mapping[str, Json]) -> None:
        """Begin a talk of two people."""
        self.settle()
        self._form.show_new(fields)
        self._show_foot()
        both = fields.get("initiator") and fields.get("partner")
        if both:
            # Both names are known, so there is a talk: the day and the words can follow.
            self._desk.work.edit(
                lambda: self._desk.book.records.add(KIND, dict(fields)),
                self._made,
                self._desk.window.problem,
            )

    def show_talk(self, record: str) -> None:
        """Show a talk."""
        found = self._desk.book.records.raw(record)
        if found is not None and not found.deleted:
            if record != self._form.record:
                self.settle()
            self._form.show_record(found)
            self._show_foot()

    def settle(self) -> None:
        """Write what is being typed."""
        self._form.settle()

    def focus_first(self) -> None:
        """Go on where something is missing."""
        self._form.focus_first()

    def _made(self, record: str) -> None:
        self.show_talk(record)
        self.made.emit(record)

    def _show_foot(self) -> None:
        lacking = "" if self._form.record else self._desk.t("Nothing is recorded yet")
        self._press.explain(lacking)
        self._remove.setEnabled(not lacking)

    def _print(self, purpose: str, recipient: str) -> None:
        press, record = self._desk.book.slips, self._form.record
        make_paper(
            self._desk,
            self._desk.t("Record of a talk"),
            lambda _progress, draft: press.talk_pdf(
                record, purpose=purpose, recipient=recipient, draft=draft
            ),
        )
