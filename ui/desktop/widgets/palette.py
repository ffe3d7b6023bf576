"""Ctrl+K: people by initials, records by text, actions by name, in one list under one field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.checks import draw_key
from ui.desktop.widgets.labels import IconLabel, KeyCap, Label, Rule
from ui.desktop.widgets.painted import RIGHT, Painted, draw_words, words_width
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.scroll import ScrollPage

_HEAD, _ROW = 30, 50


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `mark` is the word at the right in the colour of `tone`."""

    key: str
    icon: str
    title: str
    sub: str = ""
    mark: str = ""
    tone: str = "mute"


@dataclass(frozen=True, slots=True)
class PaletteGroup:
    """Hits under one caption."""

    title: str
    hits: tuple[Hit, ...]


class PaletteOverlay(QFrame):
    """Asks `provider(text)` at every key. Emits `opened(key)`, `opened_beside(key)`, `closed`."""

    opened = Signal(str)
    opened_beside = Signal(str)
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        provider: Callable[[str], Sequence[PaletteGroup]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        give(self, part="sheet")
        self._theme, self.t, self._provider = theme, t, provider
        self.setFixedWidth(theme.layout("palette_width"))
        self.field = QLineEdit()
        give(self.field, kind="bare")
        self.field.setAccessibleName(t("Search"))
        self.field.textChanged.connect(self._ask)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._hits = _Hits(theme, t)
        self._hits.opened.connect(self._open)
        self._count = Label("", "caption", "secondary")
        self._scroll = ScrollPage(gap=0)
        self._lay()

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(22, 12, 20, 12)
        head.setSpacing(8)
        head.addWidget(IconLabel(self._theme, "magnifying-glass", size="icon_nav"))
        head.addWidget(self.field, 1)
        head.addWidget(KeyCap(self.t("Esc close")))
        self._scroll.body.addWidget(self._hits)
        foot = QHBoxLayout()
        foot.setContentsMargins(22, 10, 20, 10)
        foot.setSpacing(8)
        for key, text in self._keys():
            foot.addWidget(KeyCap(key))
            foot.addWidget(Label(text, "caption", "secondary"))
            foot.addSpacing(6)
        foot.addStretch(1)
        foot.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    def _keys(self) -> tuple[tuple[str, str], ...]:
        t = self.t
        return (
            ("↑ ↓", t("choose")),
            (t("Enter"), t("open")),
            (f"Ctrl {t('Enter')}", t("open beside")),
            (">", t("actions only")),
        )

    def start(self, text: str = "") -> None:
        """Begin anew with this text."""
        self.field.setText(text)
        self._ask(text)
        self.field.setFocus()

    def show_count(self, text: str) -> None:
        """Say how many were found and how long it took."""
        self._count.setText(text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), min(self._theme.px(560), 118 + self._hits.sizeHint().height()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self._open(self._hits.current(), beside=beside)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                return False
        return True

    def _step(self, step: int) -> None:
        rect = self._hits.step(step)
        self._scroll.ensureVisible(0, int(rect.center().y()), 0, self._theme.px(_ROW))

    def _open(self, key: str, *, beside: bool = False) -> None:
        if key:
            (self.opened_beside if beside else self.opened).emit(key)

    def _ask(self, text: str) -> None:
        self._hits.set_groups(self._provider(text))
        self._scroll.verticalScrollBar().setValue(0)
        self.adjustSize()


class _Hits(Painted):
    opened = Signal(str)

    def __init__(self, theme: Theme, t: Translate) -> None:
        super().__init__(theme)
        self.t = t
        self._groups: tuple[PaletteGroup, ...] = ()
        self._at = 0
        self.setMouseTracking(True)

    def set_groups(self, groups: Sequence[PaletteGroup]) -> None:
        self._groups, self._at = tuple(group for group in groups if group.hits), 0
        self._name_it()
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def current(self) -> str:
        hits = self._flat()
        return hits[self._at].key if self._at < len(hits) else ""

    def step(self, step: int) -> QRectF:
        count = len(self._flat())
        self._at = (self._at + step) % count if count else 0
        self._name_it()
        self.update()
        return next((rect for at, _, rect in self._rows() if at == self._at), QRectF())

    @override
    def sizeHint(self) -> QSize:
        height = sum(_HEAD + _ROW * len(group.hits) for group in self._groups)
        return QSize(320, self.theme.px(height) + 4)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for _, hit, rect in self._rows():
            if rect.contains(event.position()):
                self.opened.emit(hit.key)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        for at, _, rect in self._rows():
            if rect.contains(event.position()) and at != self._at:
                self._at = at
                self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, top = self.open_painter(), self.theme, 0.0
        for group in self._groups:
            head = QRectF(22, top + 6, self.width() - 44, theme.px(_HEAD) - 8)
            draw_words(
                painter, head, group.title, theme.font("caption"), theme.color("text.secondary")
            )
            top += theme.px(_HEAD) + theme.px(_ROW) * len(group.hits)
        for at, hit, rect in self._rows():
            self._paint_row(painter, hit, rect, here=at == self._at)
        painter.end()

    def _paint_row(self, painter: QPainter, hit: Hit, rect: QRectF, *, here: bool) -> None:
        theme = self.theme
        if here:
            painter.fillRect(rect, theme.color("ground.selected"))
            painter.fillRect(QRectF(0, rect.top(), 3, rect.height()), theme.color("accent.mark"))
        icon = QRectF(22, rect.center().y() - 10, 20, 20)
        theme.draw_icon(painter, icon, hit.icon, "accent.text" if here else "text.secondary")
        right = self._paint_right(painter, hit, rect, here=here)
        words = QRectF(54, rect.top() + 5, right - 54 - 12, theme.line("strong"))
        if not hit.sub:
            words.setHeight(rect.height() - 10)
        draw_words(painter, words, hit.title, theme.font("strong"), theme.color("text.primary"))
        sub = QRectF(54, words.bottom() - 1, words.width(), theme.line("caption"))
        draw_words(painter, sub, hit.sub, theme.font("caption"), theme.color("text.secondary"))

    def _paint_right(self, painter: QPainter, hit: Hit, rect: QRectF, *, here: bool) -> float:
        theme, right = self.theme, rect.right() - 20
        font = theme.font("caption")
        if hit.mark:
            width = words_width(hit.mark, font)
            box = QRectF(right - width, rect.top(), width + 1, rect.height())
            draw_words(painter, box, hit.mark, font, theme.tone(hit.tone), RIGHT)
            return right - width
        if here:
            words = f"{self.t('Enter')} {self.t('open')}"
            width = words_width(words, font) + 18
            draw_key(
                painter, theme, QRectF(right - width, rect.center().y() - 10, width, 20), words
            )
            return right - width
        return right

    def _rows(self) -> list[tuple[int, Hit, QRectF]]:
        rows: list[tuple[int, Hit, QRectF]] = []
        top, height = 0.0, self.theme.px(_ROW)
        for group in self._groups:
            top += self.theme.px(_HEAD)
            for hit in group.hits:
                rows.append((len(rows), hit, QRectF(0, top, self.width(), height)))
                top += height
        return rows

    def _flat(self) -> list[Hit]:
        return [hit for group in self._groups for hit in group.hits]

    def _name_it(self) -> None:
        hits = self._flat()
        self.setAccessibleName(
            f"{hits[self._at].title} {hits[self._at].sub}" if self._at < len(hits) else ""
        )
