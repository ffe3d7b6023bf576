"""Settings: one column of groups; what is changed holds at once."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.desk import Desk
from ui.desktop.page import Page
from ui.desktop.settings.about import AboutGroup
from ui.desktop.settings.backups import BackupsGroup
from ui.desktop.settings.confidential import ConfidentialGroup
from ui.desktop.settings.hq import EnrolmentGroup, HqGroup
from ui.desktop.settings.lock import LockGroup
from ui.desktop.settings.look import LookGroup
from ui.desktop.settings.rows import Group
from ui.desktop.settings.tags import TagsGroup
from ui.desktop.settings.writing import BranchGroup, WritingGroup
from ui.desktop.widgets.scroll import ScrollPage

GROUPS: tuple[Callable[[Desk], Group], ...] = (
    LookGroup,
    WritingGroup,
    BranchGroup,
    TagsGroup,
    HqGroup,
    EnrolmentGroup,
    LockGroup,
    ConfidentialGroup,
    BackupsGroup,
    AboutGroup,
)


class SettingsPage(Page):
    """Its detail names a group to show first. Emits `restore_asked(path)` for a backup."""

    place = "settings"
    kinds = frozenset({"branch", "member", "confidential_key", "tag_pack"})
    restore_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        margin = desk.theme.layout("page_margin")
        self._scroll = ScrollPage((margin, 0, margin, margin), gap=16)
        self.groups = {group.key: group for group in (make(desk) for make in GROUPS)}
        for group in self.groups.values():
            group.setMaximumWidth(desk.theme.px(desk.theme.layout("wizard_width")))
            group.asked_away.connect(self.restore_asked)
            self._scroll.body.addWidget(group)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    @override
    def title(self) -> str:
        return self.t("Settings")

    @override
    def meta(self) -> str:
        return self.t("Changes hold at once")

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.refresh()
        group = self.groups.get(record or detail)
        if group is not None:
            # Its place is known once the page was laid out.
            QTimer.singleShot(0, self, lambda: self._show(group))

    def _show(self, group: QWidget) -> None:
        self._scroll.verticalScrollBar().setValue(group.y() - 8)
        group.setFocus()

    @override
    def refresh(self) -> None:
        for group in self.groups.values():
            group.refresh()

    @override
    def leave(self) -> None:
        for group in self.groups.values():
            group.settle()
