"""The left navigation: nine places with icon and word, the sync card above the person at its foot."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.brand import BrandMark
from ui.desktop.routes import PLACES
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import IconButton, NavButton
from ui.desktop.widgets.checks import draw_key
from ui.desktop.widgets.labels import Avatar, ElidingLabel, Label
from ui.desktop.widgets.painted import CENTER, draw_box, draw_ring, draw_words, words_width
from ui.desktop.widgets.roles import give, plain_tip

_MARGIN, _ROOMY = 12, 660


@dataclass(frozen=True, slots=True)
class Standing:
    """What the sidebar says of the whole book; the words are made by who knows them.

    `checks` contradictions, `conflicts` fields with two values, `waiting` changes that only this
    laptop has; `sync` and `receipt` are the card's two lines, `tone` their state.
    """

    checks: int = 0
    conflicts: int = 0
    waiting: int = 0
    sync: str = ""
    receipt: str = ""
    tone: str = "mute"
    icon: str = "laptop"


class Sidebar(QWidget):
    """Emits where the person wants to go; shows where one is and what the book's standing is."""

    place_chosen = Signal(str)
    search_asked = Signal()
    settings_asked = Signal()

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        give(self, part="sidebar")
        self._theme, self._narrow = theme, False
        self.mark, self._name = BrandMark(theme), Label(t("Suixing"), "heading")
        self.search = SearchButton(theme, t("Search"))
        self.search.clicked.connect(self.search_asked)
        self.places = {place.page: NavButton(theme, place.icon, t(place.title)) for place in PLACES}
        for at, (page, button) in enumerate(self.places.items(), 1):
            button.setAccessibleDescription(f"Ctrl+{at}")
            button.clicked.connect(lambda _on=False, page=page: self._choose(page))
        self.card = SyncCard(theme)
        self.card.clicked.connect(lambda: self.place_chosen.emit("sync"))
        self.gear = IconButton(theme, "gear-six", t("Settings"), "Ctrl+,")
        self.gear.clicked.connect(self.settings_asked)
        self._avatar = Avatar(theme, "", 32)
        self._person, self._post = ElidingLabel("", "body"), ElidingLabel("", "meta")
        give(self._person, weight="medium")
        self._here = ""
        self._lay()
        self.set_narrow(narrow=False)
        theme.changed.connect(self._follow_theme)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(self.mark)
        head.addWidget(self._name, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._person)
        words.addWidget(self._post)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(4, 0, 0, 0)
        self._foot.setSpacing(8)
        self._foot.addWidget(self._avatar)
        self._foot.addLayout(words, 1)
        self._foot.addWidget(self.gear)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, _MARGIN)
        column.setSpacing(4)
        column.addLayout(head)
        column.addSpacing(12)
        column.addWidget(self.search)
        column.addSpacing(8)
        for button in self.places.values():
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.card)
        column.addSpacing(8)
        column.addLayout(self._foot)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Nine places, the card and the person fit into the smallest window too.
        self._column.setSpacing(4 if self.height() >= self._theme.px(_ROOMY) else 0)

    def _follow_theme(self) -> None:
        self.set_narrow(narrow=self._narrow)

    def _choose(self, page: str) -> None:
        # The window says where one is: a page may ask to stay.
        self.show_place(self._here)
        self.place_chosen.emit(page)

    def show_place(self, page: str) -> None:
        """Mark where one is; a page that is none of them marks nothing."""
        self._here = page
        for name, button in self.places.items():
            button.setAutoExclusive(False)
            button.setChecked(name == page)

    def show_person(self, name: str, post: str) -> None:
        """Show who is writing."""
        self._avatar.set_name(name)
        self._person.setText(name)
        self._post.setText(post)

    def show_standing(self, standing: Standing) -> None:
        """Show the badges and the sync card. Numbers beside a place mean that something contradicts."""
        self.places["checks"].set_badge(standing.checks)
        self.places["sync"].set_badge(standing.conflicts)
        self.card.show_standing(standing)

    def is_narrow(self) -> bool:
        """Whether only icons show."""
        return self._narrow

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone, 64 px wide, or icons and words."""
        self._narrow = narrow
        self.setFixedWidth(self._theme.layout("sidebar_narrow" if narrow else "sidebar"))
        for part in (self._name, self._avatar, self._person, self._post):
            part.setVisible(not narrow)
        for button in self.places.values():
            button.set_narrow(narrow)
        self.search.set_narrow(narrow=narrow)
        self.card.set_narrow(narrow=narrow)


class SearchButton(QAbstractButton):
    """Looks like the field it opens, and names its key."""

    def __init__(self, theme: Theme, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._narrow = theme, False
        self.setText(text)
        self.setToolTip(plain_tip(f"{text} (Ctrl+K)"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(40, self._theme.size("control"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = _painter(self), self._theme, QRectF(self.rect())
        ground = theme.color("ground.hover" if self.underMouse() else "ground.surface")
        draw_box(painter, rect, theme.radius("control"), ground, theme.color("line.control"))
        side, middle = theme.size("icon_small"), rect.center().y()
        left = (rect.width() - side) / 2 if self._narrow else 11
        box = QRectF(left, middle - side / 2, side, side)
        theme.draw_icon(painter, box, "magnifying-glass", "text.secondary")
        if not self._narrow:
            words = rect.adjusted(box.right() + 8, 0, -8, 0)
            draw_words(
                painter, words, self.text(), theme.font("body"), theme.color("text.secondary")
            )
            width = words_width("Ctrl K", theme.font("caption")) + 16
            key = QRectF(rect.right() - width - 9, middle - theme.px(10), width, theme.px(20))
            draw_key(painter, theme, key, "Ctrl K")
        if self.hasFocus():
            draw_ring(painter, theme, rect)
        painter.end()


class SyncCard(QAbstractButton):
    """How many changes are only here, and how old the last receipt is; opens Sync."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._standing, self._narrow = theme, Standing(), False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_standing(self, standing: Standing) -> None:
        """Show another standing."""
        self._standing = standing
        self.setAccessibleName(standing.sync)
        self.setAccessibleDescription(standing.receipt)
        self.setToolTip(plain_tip(f"{standing.sync}\n{standing.receipt}") if self._narrow else "")
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icon and number alone."""
        self._narrow = narrow
        self.show_standing(self._standing)

    @override
    def sizeHint(self) -> QSize:
        return QSize(40, self._theme.px(63))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = _painter(self), self._theme, QRectF(self.rect())
        ground = theme.color("ground.hover" if self.underMouse() else "ground.surface")
        draw_box(painter, rect, theme.radius("card"), ground, theme.color("line.hair"))
        color = (
            "text.primary" if self._standing.tone == "mute" else f"state.{self._standing.tone}_text"
        )
        if self._narrow:
            self._paint_narrow(painter, rect, color)
        else:
            self._paint_words(painter, rect, color)
        if self.hasFocus():
            draw_ring(painter, theme, rect, theme.radius("card"))
        painter.end()

    def _paint_words(self, painter: QPainter, rect: QRectF, color: str) -> None:
        theme, line = self._theme, self._theme.line("body")
        side = theme.size("icon_small")
        first = QRectF(13, 10, rect.width() - 22, line)
        icon = QRectF(first.left(), first.center().y() - side / 2, side, side)
        theme.draw_icon(painter, icon, self._standing.icon, color)
        words = first.adjusted(side + 6, 0, 0, 0)
        font = theme.font("body", strong=True)
        draw_words(painter, words, self._standing.sync, font, theme.color(color))
        second = QRectF(13, first.bottom(), rect.width() - 22, theme.line("meta"))
        receipt, secondary = self._standing.receipt, theme.color("text.secondary")
        draw_words(painter, second, receipt, theme.font("meta"), secondary)

    def _paint_narrow(self, painter: QPainter, rect: QRectF, color: str) -> None:
        theme, side = self._theme, self._theme.size("icon_nav")
        icon = QRectF((rect.width() - side) / 2, 10, side, side)
        theme.draw_icon(painter, icon, self._standing.icon, color)
        below = QRectF(0, icon.bottom() + 2, rect.width(), theme.line("meta"))
        count = str(self._standing.waiting) if self._standing.waiting else ""
        draw_words(
            painter, below, count, theme.font("meta", strong=True), theme.color(color), CENTER
        )


def _painter(widget: QWidget) -> QPainter:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
