"""Several records of one kind in one field, added from a list."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.forms.chipsfield import ChipsField
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.fields import ComboField


class RefsField(ChipsField):
    """Names as chips; the list below them offers those not yet taken."""

    longest = 18

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        options: Sequence[tuple[str, str]] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        self.list = ComboField(theme)
        super().__init__(theme, t, self.list, parent)
        self.list.settled.connect(self._add)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these records: (id, name)."""
        self._names = dict(options)
        self._show()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        self.list.set_wrong(wrong)

    @override
    def _show(self) -> None:
        rest = [(i, name) for i, name in self._names.items() if i not in self._chosen]
        self.list.set_options([("", self.t("Add one more") if self._chosen else "—"), *rest])
        self.list.set_value("")
        super()._show()
