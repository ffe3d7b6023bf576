"""The look as one object that is handed to every part: its tokens, fonts, icons, and their changing."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QApplication

from ui.desktop.theme.focusring import FocusRing
from ui.desktop.theme.fonts import first_family, load_fonts, weight_of
from ui.desktop.theme.icons import Icons, paint_pixmap
from ui.desktop.theme.palette import make_palette
from ui.desktop.theme.sheet import make_sheet
from ui.desktop.theme.tokens import Tokens, load_tokens

Choice = Literal["light", "dark", "system"]
SCALES = (100, 112, 125)
# Qt counts edges outside the height: two of 1 px, or two of 2 px under focus.
_EDGES = {"edge": 2, "inner": 4}
# What moves for the eye alone; the others are waits, and keep their length under reduced motion.
_MOVING = frozenset({"hover", "press", "panel", "toast_in"})


class Theme(QObject):
    """Sets the application's style once, and again at every change, then emits `changed`.

    `resources` holds `themes/`, `fonts/` and `icons/`. `calm` stops what moves (reduced motion,
    remote desktop).
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        resources: Path,
        choice: Choice = "system",
        scale: int = 100,
        *,
        calm: bool = False,
    ) -> None:
        super().__init__(app)
        self._app, self._folder = app, resources / "themes"
        self._choice, self._scale, self._calm = choice, scale, calm
        self._icons = Icons(resources / "icons")
        self._themes = {name: load_tokens(self._folder, name) for name in ("light", "dark")}
        families = self._themes["light"].families
        load_fonts(resources / "fonts", families)
        self._family = first_family(families)
        self.tokens = self._chosen()
        self._shown: tuple[Tokens, int] | None = None
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int, bool], QFont] = {}
        self._ring = FocusRing(app, lambda: self.color("line.focus"))
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def dark(self) -> bool:
        """Whether the dark theme shows."""
        return self.tokens.dark

    @property
    def choice(self) -> Choice:
        """What the person chose: light, dark or system."""
        return self._choice

    @property
    def scale(self) -> int:
        """The text scale in per cent."""
        return self._scale

    def set_choice(self, choice: Choice) -> None:
        """Show another theme at once."""
        self.choose(choice, self._scale)

    def set_scale(self, scale: int) -> None:
        """Show text and controls at 100, 112 or 125 per cent; gaps stay."""
        self.choose(self._choice, scale)

    def choose(self, choice: Choice, scale: int) -> None:
        """Show another theme and text scale at once; nothing is drawn anew where it looks the same."""
        self._choice, self._scale = choice, scale
        self._refresh()

    def color(self, name: str) -> QColor:
        """Return a colour by its dotted name; KeyError where the theme has none of that name."""
        found = self._colors.get(name)
        if found is None:
            found = self._colors[name] = _parse(self.tokens.colors[name])
        return found

    def tone(self, tone: str, part: str = "text") -> QColor:
        """Return a state's colour: part is text, soft or mark. A text role's name works too."""
        if tone in ("primary", "secondary", "tertiary", "disabled"):
            return self.color(f"text.{tone}")
        return self.color("accent.text" if tone == "accent" else f"state.{tone}_{part}")

    def size(self, name: str) -> int:
        """Return a control's size in pixels at the present text scale."""
        return self.px(self.tokens.sizes[name])

    def space(self, name: str) -> int:
        """Return a gap in pixels; gaps don't grow."""
        return self.tokens.spaces[name]

    def radius(self, name: str) -> int:
        """Return a corner's radius in pixels."""
        return self.tokens.radii[name]

    def layout(self, name: str) -> int:
        """Return a measure of the page's frame in pixels."""
        return self.tokens.layouts[name]

    def motion(self, name: str) -> int:
        """Return a duration in milliseconds, 0 for what moves when the theme is calm."""
        return 0 if self._calm and name in _MOVING else self.tokens.motions[name]

    def px(self, pixels: int) -> int:
        """Scale a length that belongs to text."""
        return round(pixels * self._scale / 100)

    def font(self, role: str, *, strong: bool = False) -> QFont:
        """Return the font of a type role; `strong` makes it as heavy as a heading."""
        key = (role, self._scale, strong)
        found = self._fonts.get(key)
        if found is None:
            found = QFont(self._family)
            found.setPixelSize(self.px(self.tokens.types[role][0]))
            weights = self.tokens.weights
            weight = weights["strong"] if strong else weight_of(role, weights)
            found.setWeight(QFont.Weight(weight))
            self._fonts[key] = found
        # A copy: what one painter makes of its font must not be what the next one gets.
        return QFont(found)

    def metrics(self, role: str, *, strong: bool = False) -> QFontMetrics:
        """Return the metrics of a role's font."""
        return QFontMetrics(self.font(role, strong=strong))

    def line(self, role: str) -> int:
        """Return the line height of a type role in pixels."""
        return self.px(self.tokens.types[role][1])

    def icon(
        self, name: str, color: str = "text.secondary", *, fill: bool = False, air: int = 0
    ) -> QIcon:
        """Return an icon in the theme's present colours; make it again when `changed` is emitted.

        `air` widens its box at the right, to set the icon and the words of a button apart.
        """
        side = self.size("icon")
        icon = QIcon()
        for screen in self._app.screens():
            for mode, shown in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, "text.disabled")):

                def paint(painter: QPainter, shown: str = shown) -> None:
                    self.draw_icon(painter, QRectF(0, 0, side, side), name, shown, fill=fill)

                ratio = screen.devicePixelRatio()
                icon.addPixmap(paint_pixmap(QSize(side + air, side), ratio, paint), mode)
        return icon

    def draw_icon(
        self, painter: QPainter, rect: QRectF, name: str, color: str, *, fill: bool = False
    ) -> None:
        """Draw an icon in a token's colour into the middle of `rect`."""
        self._icons.draw(painter, rect, name, self.color(color), fill=fill)

    def _chosen(self) -> Tokens:
        system_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._choice == "dark" or (self._choice == "system" and system_dark)
        return self._themes["dark" if dark else "light"]

    def _follow_system(self) -> None:
        if self._choice == "system":
            self._refresh()

    def _refresh(self) -> None:
        self.tokens = self._chosen()
        if self._shown == (self.tokens, self._scale):
            # Qt looks at every widget again, a second for a window whose pages were all visited.
            return
        self._colors.clear()
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        self._shown = (self.tokens, self._scale)
        self._app.setPalette(make_palette(self.color))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(make_sheet(self._folder / "sheet.qss", self._value))

    def _value(self, name: str) -> str:
        group, _, key = name.partition(".")
        if group == "family":
            return self._family
        if group == "weight":
            return str(self.tokens.weights[key])
        if group in _EDGES:
            return f"{self.size(key) - _EDGES[group]}px"
        if group in ("size", "type", "radius", "space", "layout"):
            return f"{self._length(group, key)}px"
        return _css(self.color(name))

    def _length(self, group: str, key: str) -> int:
        if group == "type":
            return self.px(self.tokens.types[key][0])
        if group == "size":
            return self.size(key)
        shelf = {
            "radius": self.tokens.radii,
            "space": self.tokens.spaces,
            "layout": self.tokens.layouts,
        }
        return shelf[group][key]


def _parse(text: str) -> QColor:
    color = QColor(text[:7])
    if len(text) == 9:
        color.setAlpha(int(text[7:], 16))
    return color


def _css(color: QColor) -> str:
    if color.alpha() == 255:
        return color.name()
    return f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"
