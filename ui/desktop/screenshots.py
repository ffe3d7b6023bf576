"""Draw pages of an opened book into pictures, to lay beside the target pictures."""

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from app.paths import resources
from app.words import Catalogue
from app.workspace import Workspace
from ui.desktop.application import application
from ui.desktop.desk import Route
from ui.desktop.theme.theme import Theme
from ui.desktop.window import Window
from ui.desktop.work import Work

_SETTLED_MS = 500


def main() -> int:
    """Draw one page of a home: --page, --record, --detail name the route."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked = _arguments().parse_args()
    app = application()
    theme = Theme(app, resources(), asked.theme, asked.scale, calm=True)
    book = Workspace.open(Path(asked.home), asked.passphrase)
    work = Work()
    window = Window(book, theme, Catalogue(asked.language), work, book.now)
    width, _, height = asked.size.partition("x")
    window.resize(int(width), int(height))
    window.show()
    window.open(Route(asked.page, asked.record, asked.detail))
    # Layouts and what is counted off the screen's thread settle within a moment.
    QTimer.singleShot(_SETTLED_MS, app.quit)
    app.exec()
    window.grab().save(asked.o)
    window.finish()
    work.finish()
    book.close()
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", required=True)
    parser.add_argument("--passphrase", required=True)
    parser.add_argument("--page", default="home")
    parser.add_argument("--record", default="")
    parser.add_argument("--detail", default="")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--theme", default="light", choices=("light", "dark"))
    parser.add_argument("--scale", type=int, default=100, choices=(100, 112, 125))
    parser.add_argument("--language", default="zh_CN", choices=("zh_CN", "en"))
    parser.add_argument("-o", default="page.png")
    return parser


if __name__ == "__main__":
    sys.exit(main())
