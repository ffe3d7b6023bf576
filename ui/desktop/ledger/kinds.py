"""The kinds of the ledger to choose among: by area, those in use first, the others folded."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.kinds import Kind, Kinds
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import RIGHT, Painted, draw_box, draw_ring, draw_words

PLACE = "ledger"
PAGES = {
    "heart_to_heart_talk": "talks",
    "appraisal": "appraisal",
    "access_entry": "access",
    "inspection": "inspection",
}
"""Kinds that stand among the others here and have a page of their own."""
_FOLD = "\0"
_HEAD, _ROW = 30, 36


class _Line(NamedTuple):
    """One line: a heading (no kind), a kind, or the fold."""

    text: str
    kind: str = ""
    icon: str = ""
    many: str = ""


def areas(
    kinds: Kinds, counts: Mapping[str, int], folded: frozenset[str] = frozenset()
) -> tuple[list[tuple[str, list[Kind]]], list[Kind]]:
    """Return the areas with their kinds in use, and the kinds nobody used yet.

    What has a page of its own always shows: nobody looks for it among what is not used. `folded` are those that this type of branch has no use for: folded also in a new book.
    """
    here = [k for k in kinds.values() if k.shape.place == PLACE or k.name in PAGES]
    # A new book: nothing is folded, or nobody would find where to begin.
    new = not any(counts.get(kind.name) for kind in here)
    used: dict[str, list[Kind]] = {}
    unused: list[Kind] = []
    for kind in here:
        offered = (new or kind.name in PAGES) and kind.name not in folded
        if counts.get(kind.name) or offered:
            used.setdefault(kind.shape.area, []).append(kind)
        else:
            unused.append(kind)
    return list(used.items()), unused


class KindChooser(Painted):
    """Up and Down walk, a press or Enter chooses. Emits `chosen(kind)`, `page_chosen(page)`.

    Walking shows a kind's list at once; what leads away, a page or the fold, waits for Enter.
    """

    chosen = Signal(str)
    page_chosen = Signal(str)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._areas: list[tuple[str, list[Kind]]] = []
        self._unused: list[Kind] = []
        self._counts: Mapping[str, int] = {}
        self._current, self._hover, self._open = "", "", False
        self._cursor = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_kinds(
        self, kinds: Kinds, counts: Mapping[str, int], folded: frozenset[str] = frozenset()
    ) -> None:
        """Show the kinds with how many records each has."""
        self._areas, self._unused = areas(kinds, counts, folded)
        self._counts = counts
        self.follow_theme()

    def show_groups(
        self, groups: Sequence[tuple[str, list[Kind]]], counts: Mapping[str, int]
    ) -> None:
        """Show these kinds under these words, used or not, with how many records each has."""
        self._areas, self._unused, self._counts = list(groups), [], counts
        self.follow_theme()

    def current(self) -> str:
        """Return the kind chosen."""
        return self._current

    def choose(self, kind: str) -> None:
        """Choose a kind, silently; a folded one opens the fold."""
        self._current = self._cursor = kind
        self._open = self._open or any(k.name == kind for k in self._unused)
        self._name_it()
        self.follow_theme()

    def first(self) -> str:
        """Return the first kind in use, else the first there is."""
        own = ("", _FOLD, *PAGES)
        return next((line.kind for line in self._lines() if line.kind not in own), "") or (
            self._unused[0].name if self._unused else ""
        )

    def _lines(self) -> Sequence[_Line]:
        t, lines = self.t, list[_Line]()
        for area, kinds in self._areas:
            lines.append(_Line(t(area)))
            lines += [self._line(kind) for kind in kinds]
        if self._unused:
            icon = "caret-down" if self._open else "caret-right"
            lines.append(_Line(t("Not used"), _FOLD, icon, str(len(self._unused))))
            lines += [self._line(kind) for kind in self._unused] if self._open else []
        return lines

    def _line(self, kind: Kind) -> _Line:
        count = self._counts.get(kind.name, 0)
        return _Line(
            self.t(kind.shape.title), kind.name, kind.shape.icon, str(count) if count else ""
        )

    def _rects(self) -> list[tuple[_Line, QRectF]]:
        top, found = 0.0, []
        for line in self._lines():
            height = self.theme.px(_ROW if line.kind else _HEAD)
            found.append((line, QRectF(0, top, self.width(), height)))
            top += height
        return found

    @override
    def sizeHint(self) -> QSize:
        height = sum(self.theme.px(_ROW if line.kind else _HEAD) for line in self._lines())
        return QSize(204, height + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        for line, rect in self._rects():
            if line.kind:
                self._paint_kind(painter, line, rect)
            else:
                words = rect.adjusted(12, 6, -8, 0)
                color = self.theme.color("text.tertiary")
                draw_words(painter, words, line.text, self.theme.font("caption"), color)
        painter.end()

    def _paint_kind(self, painter: QPainter, line: _Line, rect: QRectF) -> None:
        theme, here = self.theme, line.kind == self._current
        box = rect.adjusted(0, 1, 0, -1)
        if here:
            draw_box(painter, box, 6, theme.color("ground.surface"))
            bar = QRectF(0, box.top() + 8, 3, box.height() - 16)
            draw_box(painter, bar, 1, theme.color("accent.mark"))
        elif line.kind == self._hover:
            draw_box(painter, box, 6, theme.color("ground.hover"))
        if line.kind == self._cursor and self.hasFocus():
            draw_ring(painter, theme, box)
        color = "text.primary" if here else "text.secondary"
        icon = QRectF(12, rect.center().y() - 8, 16, 16)
        theme.draw_icon(painter, icon, line.icon, "accent.mark" if here else color)
        words = rect.adjusted(38, 0, -36, 0)
        draw_words(painter, words, line.text, theme.font("body", strong=here), theme.color(color))
        count = rect.adjusted(0, 0, -10, 0)
        draw_words(
            painter, count, line.many, theme.font("meta"), theme.color("text.tertiary"), RIGHT
        )

    def _at(self, y: float) -> str:
        return next(
            (line.kind for line, rect in self._rects() if rect.top() <= y < rect.bottom()), ""
        )

    def _press(self, kind: str) -> None:
        if kind == _FOLD:
            self._open = not self._open
            self.follow_theme()
        elif kind in PAGES:
            self.page_chosen.emit(PAGES[kind])
        elif kind:
            self.choose(kind)
            self.chosen.emit(kind)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press(self._at(event.position().y()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._at(event.position().y())
        self.update()

    @override
    def leaveEvent(self, event: object) -> None:
        self._hover = ""
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        kinds = [line.kind for line in self._lines() if line.kind]
        if step is not None and kinds:
            at = kinds.index(self._cursor) + step if self._cursor in kinds else 0
            self._walk(kinds[max(0, min(len(kinds) - 1, at))])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and kinds:
            self._press(self._cursor)
        else:
            super().keyPressEvent(event)

    def _walk(self, kind: str) -> None:
        if kind == _FOLD or kind in PAGES:
            self._cursor = kind
            self._name_it()
            self.update()
        else:
            self._press(kind)

    def _name_it(self) -> None:
        line = next((line for line in self._lines() if line.kind == self._cursor), None)
        self.setAccessibleName(f"{line.text} {line.many}".strip() if line else "")
