"""The meeting as a whole: the account of an activity, the chair's summing up."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.longtext import LongTextField


class WholePane(QWidget):
    """Two long texts, kept while they are typed."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        theme, t = opened.desk.theme, opened.desk.t
        self._opened = opened
        self.account = LongTextField(theme, "", rows=8)
        self.summary = LongTextField(theme, "", rows=3)
        account = Field(theme, t("Account of the activity"), self.account)
        summary = Field(theme, t("Chair's summary"), self.summary)
        self._bound = (
            opened.keeper.bind(self.account, "", "minutes", typing=True, frame=account),
            opened.keeper.bind(self.summary, "", "summary", typing=True, frame=summary),
        )
        self.account.settled.connect(lambda _text: self._raise())
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 18, 6)
        column.setSpacing(10)
        column.addWidget(account)
        column.addWidget(summary)

    def show_whole(self) -> None:
        """Show both as stored; what is being typed stays."""
        for bound in self._bound:
            bound.show_record(self._opened.meeting.activity.record)

    def _raise(self) -> None:
        meeting, write = self._opened.meeting, self._opened.desk.book.meetings.write
        if meeting.activity.state in {"planned", "notified", "signed_in"}:
            self._opened.write(lambda _records: write.raise_state(meeting.activity))
