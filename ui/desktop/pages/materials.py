"""学习材料: what headquarters sent or somebody brought, for whom it is, and a study record from it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.seen.materials import MaterialsView
from ui.desktop.widgets.buttons import Button


class MaterialsPage(Page):
    """One view fills it."""

    place = "study"
    returns = True
    kinds = frozenset({"material", "material_pack", "branch"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self.view = MaterialsView(desk)
        self._documents = Button(theme, t("Documents received"), "secondary", "tray")
        self._documents.clicked.connect(lambda: desk.window.go(Route("documents")))
        self._bring = Button(theme, t("Bring a pack of materials"), "secondary", "file-arrow-down")
        self._bring.clicked.connect(self.view.bring)
        column = QVBoxLayout(self)
        margin = theme.layout("page_margin")
        column.setContentsMargins(margin, 0, margin, 16)
        column.addWidget(self.view)

    @override
    def title(self) -> str:
        return self.t("Study materials")

    @override
    def meta(self) -> str:
        return self.view.meta()

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._documents, self._bring]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._bring]

    @override
    def refresh(self) -> None:
        self.view.refresh()
        self.header_changed.emit()
