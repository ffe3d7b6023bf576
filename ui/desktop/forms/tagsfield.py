"""Tags of packs in one field: chips with titles, and a list grouped by pack that adds one more."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.tags.pack import TagPack
from db.model.words import Translate
from ui.desktop.forms.chipsfield import ChipsField
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.fields import ComboField

_INDENT = "\u2003"
_OPENS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _Chooser(ComboField):
    """Keys open the list, and choose in it: walking past tags must not add them."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS:
            self.showPopup()
        else:
            event.ignore()


class TagsField(ChipsField):
    """The value is a list of tokens; one that no pack in use has keeps its last known title.

    ``packs`` gives the packs in use and ``name`` what a tag is called, both as they are now.
    """

    longest = 18

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        packs: Callable[[], Sequence[TagPack]],
        name: Callable[[str], str],
        *,
        parent: QWidget | None = None,
    ) -> None:
        self.list = _Chooser(theme)
        self._packs, self._name = packs, name
        super().__init__(theme, t, self.list, parent)
        self.list.settled.connect(self._add)
        self._show()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        self.list.set_wrong(wrong)

    def offered(self) -> list[str]:
        """Return the tokens that can be added now."""
        values = (str(self.list.itemData(at) or "") for at in range(self.list.count()))
        return [value for value in values if value]

    @override
    def _show(self) -> None:
        packs, t = self._packs(), self.t
        first = t("Add one more") if self._chosen else "—"
        options = [("", first if packs else t("No tag pack in use; choose one in Settings"))]
        heads = []
        for pack in packs:
            rest = [tag for tag in pack.tags if pack.token(tag) not in self._chosen]
            if rest:
                heads.append(len(options))
                options.append(("", pack.title(t)))
                options += [(pack.token(tag), _INDENT + tag.title(t)) for tag in rest]
        self.list.set_options(options)
        self._make_heads(heads)
        self.list.set_value("")
        self._names = {token: self._name(token) or token for token in self._chosen}
        super()._show()

    def _make_heads(self, rows: Sequence[int]) -> None:
        model = self.list.model()
        if isinstance(model, QStandardItemModel):
            for row in rows:
                # Walked past by keys, and not to be chosen.
                model.item(row).setEnabled(False)
