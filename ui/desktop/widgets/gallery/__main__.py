"""Opens the gallery, or draws one sheet of it: `python -m ui.desktop.widgets.gallery --grab FILE.png`."""

import argparse
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from app.paths import resources
from app.words import DEFAULT, LANGUAGES, Catalogue
from ui.desktop.theme.theme import SCALES, Theme
from ui.desktop.widgets.gallery.sheets import SHEETS, make_sheet

_SETTLED_MS = 200


def main() -> None:
    """Show the sheets in a window, or grab the named one into a picture."""
    asked = _arguments()
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise SystemExit(2)
    theme = Theme(app, resources(), "dark" if asked.dark else "light", asked.scale, calm=True)
    t = Catalogue(asked.language)
    width, _, height = asked.size.partition("x")
    if asked.grab is not None:
        sheet = make_sheet(asked.sheet, theme, t)
        sheet.resize(int(width), int(height))
        sheet.show()
        # A text that wraps asks for its height after it has its width.
        QTimer.singleShot(_SETTLED_MS, app.quit)
        app.exec()
        sheet.grab().save(str(asked.grab))
        _destroy(sheet)
        return
    window = QTabWidget()
    for name in SHEETS:
        window.addTab(_page(make_sheet(name, theme, t)), name)
    window.resize(int(width), int(height))
    window.show()
    app.exec()
    _destroy(window)


def _destroy(window: QWidget) -> None:
    # Widgets still alive when Python ends are deleted in no order, children twice.
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _page(sheet: QWidget) -> QWidget:
    sheet.setMinimumSize(0, 0)
    return sheet


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("--grab", type=Path, default=None, help="draw into this file and end")
    parser.add_argument("--sheet", choices=SHEETS, default="components")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=int, choices=SCALES, default=100)
    parser.add_argument("--language", choices=LANGUAGES, default=DEFAULT)
    parser.add_argument("--size", default="1366x768")
    return parser.parse_args()


if __name__ == "__main__":
    main()
