"""Tag packs: those in use, others to put into use, a file to bring."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.rules.pack_file import content_of
from app.said import listed
from app.services.tagpacks import Choice
from db.model.errors import SuixingError
from db.model.words import N_
from ui.desktop.desk import Desk
from ui.desktop.settings.rows import Group, SettingRow
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import Label

_FROM = {
    "hq": N_("sent by headquarters"),
    "own": N_("from a file of this branch"),
    "shipped": N_("comes with the program"),
}
_FEW, _OTHERS = 6, 240


class TagsGroup(Group):
    """What is chosen here is a record of the branch: it goes to its other laptops."""

    key = "tags"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.t("Tag packs"))
        self.others = ComboField(desk.theme)
        self.rows: dict[str, SettingRow] = {}

    @override
    def refresh(self) -> None:
        packs, t = self.desk.book.tags, self.t
        self.clear()
        self._rows, self.rows = 0, {}
        choices = packs.choices()
        for choice in choices:
            if choice.in_use:
                title, hint = choice.pack.title(t), self._hint(choice)
                self.rows[choice.pack.id] = self.add_row(title, hint, self._control(choice))
        for one in packs.unread():
            problem = one.wrong.said(t) if one.wrong is not None else ""
            name = Label(f"{one.id} {one.version}", "meta", "secondary")
            self.add_row(t("Cannot be read here"), problem, name)
        self._add_choosers([c for c in choices if not c.in_use])

    def _hint(self, choice: Choice) -> str:
        t, tags = self.t, choice.pack.tags
        said = listed([tag.title(t) for tag in tags[:_FEW]], t)
        more = "…" if len(tags) > _FEW else ""
        return t("{where}: {tags}", where=t(_FROM[choice.source]), tags=said + more)

    def _control(self, choice: Choice) -> QWidget:
        if choice.source == "hq":
            return Label(self.t("In use"), "meta", "secondary")
        out = Button(self.desk.theme, self.t("Put out of use"), "quiet", compact=True)
        out.clicked.connect(partial(self.drop, choice.pack.id))
        return out

    def _add_choosers(self, choices: list[Choice]) -> None:
        desk, t = self.desk, self.t
        self.others = ComboField(desk.theme)
        options = [(c.pack.id, c.pack.title(t)) for c in choices]
        self.others.set_options([("", t("Choose a pack")), *options])
        self.others.setFixedWidth(desk.theme.px(_OTHERS))
        self.others.settled.connect(self.use)
        self.add_row(
            t("Put into use"),
            t("Records can then carry its tags, and be reported under it."),
            self.others,
        )
        bring = Button(desk.theme, t("Choose the file"), "secondary", "file-arrow-down")
        bring.clicked.connect(self.bring)
        self.add_row(
            t("Bring a pack from a file"),
            t("A .toml file that headquarters or a partner gave, or one's own."),
            bring,
        )

    def use(self, pack: object) -> None:
        """Put a pack into use."""
        if isinstance(pack, str) and pack:
            packs = self.desk.book.tags
            self.desk.work.edit(lambda: packs.use(pack), None, self.desk.window.problem)

    def drop(self, pack: str) -> None:
        """Put a pack out of use; undone like any other change."""
        packs, window = self.desk.book.tags, self.desk.window
        said = self.t("Out of use; records keep its tags")
        self.desk.work.edit(
            lambda: packs.drop(pack), lambda _done: window.undoable(said), window.problem
        )

    def bring(self) -> None:
        """Take in a pack's file."""
        window, packs = self.desk.window, self.desk.book.tags
        path = window.choose_file(self.t("Bring a pack from a file"), "(*.toml)")
        if not path:
            return
        try:
            content = content_of(Path(path))
        except SuixingError as error:
            window.problem(error)
            return
        self.desk.work.edit(lambda: packs.bring(content), None, window.problem)
