"""A tab that leads with a view of its own; its registers, with Excel in and out, are one press away."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.registers import RegistersTab
from ui.desktop.widgets.buttons import Button

REGISTERS = "registers"


class LeadingTab(RegistersTab):
    """Details: `registers`, a kind's name and `new:<kind>` show the registers; all else the view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self.front = self.make_front()
        self._out = Button(theme, t("Registers"), "secondary", "table")
        self._out.clicked.connect(lambda: self._go(REGISTERS))
        self._back = Button(theme, t("Back to the overview"), "secondary", "arrow-left")
        self._back.clicked.connect(lambda: self._go(""))
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.front)
        self.browser.hide()

    def _go(self, detail: str) -> None:
        self.desk.window.go(Route(self.page, detail=f"{self.key}:{detail}"))

    @property
    def in_registers(self) -> bool:
        """Tell whether the registers show."""
        return self.browser.isVisibleTo(self)

    # What a tab of this sort says of its view

    def make_front(self) -> QWidget:
        """Return the view, made once."""
        raise NotImplementedError

    def front_meta(self) -> str:
        """Return the line under the title while the view shows."""
        return ""

    def front_actions(self) -> list[QWidget]:
        """Return the header's actions while the view shows, the primary one last."""
        return []

    def front_writing(self) -> list[Button]:
        """Return those of them that change the book."""
        return []

    def show_front(self, record: str, detail: str) -> None:
        """Show a record or a detail in the view, read anew."""
        raise NotImplementedError

    def refresh_front(self) -> None:
        """Read the view again."""
        raise NotImplementedError

    # What the page asks

    @override
    def meta(self) -> str:
        return super().meta() if self.in_registers else self.front_meta()

    @override
    def header_actions(self) -> list[QWidget]:
        if self.in_registers:
            return [self._back, *super().header_actions()]
        return [self._out, *self.front_actions()]

    @override
    def writing_actions(self) -> list[Button]:
        return [*super().writing_actions(), *self.front_writing()]

    @override
    def arrive(self, record: str, detail: str) -> None:
        kind = detail.rpartition(":")[2]
        registers = detail == REGISTERS or kind in self._kinds()
        self.browser.setVisible(registers)
        self.front.setVisible(not registers)
        if registers:
            super().arrive(record, "" if detail == REGISTERS else detail)
        else:
            self.show_front(record, detail)
        self.header_changed.emit()

    def _kinds(self) -> set[str]:
        return {kind for _, kinds in self.groups for kind in kinds}

    @override
    def refresh(self) -> None:
        if self.in_registers:
            super().refresh()
        else:
            self.refresh_front()
            self.header_changed.emit()
