"""How the program looks and speaks; each choice holds at once."""

from typing import Any

from typing_extensions import override

from app.services.choices import Choices
from db.model.errors import SuixingError
from ui.desktop.desk import Desk
from ui.desktop.settings.rows import Group
from ui.desktop.theme.theme import SCALES
from ui.desktop.widgets.segmented import SegmentedControl

_LANGUAGES = (("zh_CN", "\u4e2d\u6587"), ("en", "English"))


class LookGroup(Group):
    """Appearance, text size, language."""

    key = "look"

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(desk, t("Appearance"))
        theme = desk.theme
        looks = (("system", t("As the system")), ("light", t("Light")), ("dark", t("Dark")))
        self.look = SegmentedControl(theme, looks)
        self.look.chosen.connect(lambda value: self._change(theme=value))
        self.text_size = SegmentedControl(theme, [(str(scale), f"{scale} %") for scale in SCALES])
        self.text_size.chosen.connect(lambda value: self._change(scale=int(value)))
        self.language = SegmentedControl(theme, _LANGUAGES)
        self.language.chosen.connect(lambda value: self._change(language=value))
        self.add_row(t("Look"), t("Dark rests the eyes at night."), self.look)
        self.add_row(t("Text size"), t("Controls grow with it."), self.text_size)
        self.add_row(t("Language"), "", self.language)

    def _change(self, **chosen: Any) -> None:
        try:
            self.desk.book.choices.change(**chosen)
        except SuixingError as error:
            self.desk.window.problem(error)

    @override
    def refresh(self) -> None:
        now: Choices = self.desk.book.choices.now
        self.look.set_current(now.theme)
        self.text_size.set_current(str(now.scale))
        self.language.set_current(now.language)
