"""The rest of a study entry: where it was studied, what documents, from which line of the plan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.records.study import DocumentReceipt
from app.services.studyplan import Planned
from ui.desktop.desk import Desk
from ui.desktop.forms.refsfield import RefsField
from ui.desktop.widgets.fields import ComboField, Field, LineField
from ui.desktop.widgets.switchfield import SwitchField

_DOCUMENTS = 80


class StudyMore(QWidget):
    """Emits `changed` when anything that counts did."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self._lines: dict[str, Planned] = {}
        self.platform = LineField(theme, placeholder=t("a platform, a school, another unit"))
        self.training = SwitchField(theme, t("This is the concentrated training of the year"))
        self.plan, self.documents = ComboField(theme), RefsField(theme, t)
        self.fields = {
            "platform": Field(theme, t("Where studied"), self.platform),
            "documents": Field(theme, t("Documents studied"), self.documents),
            "plan_item": Field(theme, t("From the study plan"), self.plan),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in self.fields.values():
            column.addWidget(field)
        column.addWidget(self.training)
        self.documents.settled.connect(lambda _ids: self.changed.emit())
        self.plan.settled.connect(lambda _item: self.changed.emit())

    def begin(self) -> None:
        """Start anew, offering the documents and the open lines of the plan as they are now."""
        book, none = self._desk.book, ("", "—")
        self.platform.set_value("")
        self.training.set_value(False)
        papers = book.records.all(DocumentReceipt, limit=_DOCUMENTS)
        self.documents.set_options([(p.id, p.title) for p in papers])
        self.documents.set_value(())
        lines = book.studyplans.open_lines(self._desk.today().year)
        self._lines = {line.item.id: line for line in lines}
        self.plan.set_options([none, *((line.item.id, line.item.title) for line in lines)])
        self.plan.set_value("")
        self.fields["plan_item"].setVisible(bool(lines))
        self.fields["documents"].setVisible(bool(papers))
        self.say_early("")

    def line(self) -> Planned | None:
        """Return the line of the plan that is chosen."""
        return self._lines.get(self.plan.value())

    def choose_line(self, item: str) -> Planned | None:
        """Choose a line of the plan; return it."""
        self.plan.set_value(item)
        return self.line()

    def say_early(self, text: str) -> None:
        """Say at the field that a document was not issued yet on that day."""
        self.fields["documents"].set_error(text)
