"""The palette for what Qt draws by itself: placeholders, selections, tooltips, menus."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

_ROLES = {
    QPalette.ColorRole.Window: "ground.canvas",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Base: "ground.surface",
    QPalette.ColorRole.AlternateBase: "ground.sunken",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
    QPalette.ColorRole.Button: "ground.surface",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.BrightText: "text.on_accent",
    QPalette.ColorRole.Highlight: "state.info_soft",
    QPalette.ColorRole.HighlightedText: "text.primary",
    QPalette.ColorRole.Link: "text.link",
    QPalette.ColorRole.LinkVisited: "text.link",
    QPalette.ColorRole.ToolTipBase: "text.primary",
    QPalette.ColorRole.ToolTipText: "ground.surface",
    QPalette.ColorRole.Light: "ground.surface",
    QPalette.ColorRole.Midlight: "line.hair",
    QPalette.ColorRole.Mid: "line.strong",
    QPalette.ColorRole.Dark: "line.control",
    QPalette.ColorRole.Shadow: "line.control",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def make_palette(color: Callable[[str], QColor]) -> QPalette:
    """Return the palette for a theme whose colours `color` gives by name."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, color(name))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("text.disabled"))
    return palette
