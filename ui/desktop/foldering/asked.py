"""For whom the folder is, what for, until when; and whether sensitive boxes may be in it."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.foldering import KEEP_DAYS
from ui.desktop.desk import Desk
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.switchfield import SwitchField


class AskedCard(QWidget):
    """Emits `sensitive_changed(bool)`."""

    sensitive_changed = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self._desk = desk
        self.recipient, self.purpose = LineField(theme), LineField(theme)
        self.until = DateField(theme, t, desk.today)
        self.until.set_value(desk.today() + timedelta(days=KEEP_DAYS))
        self.sensitive = SwitchField(theme, t("Appraisal, talks and self-examinations too"))
        self.sensitive.toggled.connect(self._allow)
        self._reason = Field(theme, t("Purpose"), self.purpose, t("Printed on the cover"))
        self._warning = Label(
            t("Left out; to include it, state the purpose, and the reading is logged"),
            "caption",
            "secondary",
            wrap=True,
        )
        card = Card(theme, t("For whom, and what for"))
        card.body.setSpacing(theme.space("x3"))
        hint = t("Printed lightly on every page")
        card.add(Field(theme, t("For whom"), self.recipient, hint))
        card.add(self._reason)
        card.add(Field(theme, t("To be destroyed after"), self.until))
        card.add_rule()
        card.add(self.sensitive)
        card.add(self._warning)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def complete(self) -> bool:
        """Tell whether what is asked for is there; else the field says what is missing."""
        lacking = self.sensitive.value() and not self.purpose.value()
        text = self._desk.t("State the purpose: sensitive boxes are included only with one.")
        self._reason.set_error(text if lacking else "")
        if lacking:
            self.purpose.setFocus()
        return not lacking

    def _allow(self, allowed: bool) -> None:
        self._reason.set_error("")
        self.sensitive_changed.emit(allowed)
