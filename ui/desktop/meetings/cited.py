"""Which documents were studied at a meeting; none before it was issued."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.records.study import DocumentReceipt
from app.services.receiving import before_issue
from ui.desktop.forms.refsfield import RefsField
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.labels import Label

_MOST, _WIDE = 80, 380


class CitedDocuments(QWidget):
    """What is chosen is written at once."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        self._opened = opened
        desk = opened.desk
        theme, t = desk.theme, desk.t
        activity, day = opened.meeting.activity, opened.meeting.day
        papers = desk.book.records.all(DocumentReceipt, limit=_MOST)
        later = [p for p in papers if before_issue(p, day)]
        fit = [p for p in papers if p not in later or p.id in activity.documents]
        self.field = RefsField(theme, t, [(p.id, p.title) for p in fit])
        self.field.set_value(activity.documents)
        self.field.settled.connect(self._write)
        self.frame = Field(theme, t("Documents studied"), self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.frame)
        if not papers:
            column.addWidget(Label(t("No document registered yet"), "meta", "secondary"))
        if later:
            said = t(
                "{n} document was issued after the meeting and is not offered|"
                "{n} documents were issued after the meeting and are not offered",
                n=len(later),
            )
            column.addWidget(Label(said, "caption", "secondary", wrap=True))
        self.setFixedWidth(_WIDE)
        self._say_early(activity.documents)

    def _write(self, documents: object) -> None:
        if isinstance(documents, list):
            activity = self._opened.meeting.id
            self._say_early(documents)
            self._opened.write(lambda records: records.change(activity, {"documents": documents}))

    def _say_early(self, documents: Sequence[str]) -> None:
        desk = self._opened.desk
        found = desk.book.receiving.too_early(documents, self._opened.meeting.day)
        self.frame.set_error(found(desk.t) if found else "")
