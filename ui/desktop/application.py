"""The desktop program as a process: Qt set up once, one window per home, no error unsaid."""

import sys
import threading
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.paths import resources
from app.services.choices import ChoiceFile
from app.words import Catalogue
from db.model.errors import SuixingError
from ui.desktop.brand import brand_icon
from ui.desktop.collecting import Collector
from ui.desktop.frame import Frame
from ui.desktop.single import SingleWindow
from ui.desktop.theme.theme import Theme
from ui.desktop.work import unexpected

NAME = "suixing"


def run(home: Path) -> int:
    """Open the window over a home; return the exit code when it is closed."""
    app = application()
    choices = ChoiceFile(home)
    t = Catalogue(choices.now.language)
    app.setApplicationDisplayName(t("Suixing"))
    speak(app, choices.now.language)
    theme = Theme(app, resources(), choices.now.theme, choices.now.scale)
    app.setWindowIcon(brand_icon(theme))
    frame = Frame(home, theme, choices)
    single = SingleWindow(home, frame)
    try:
        if not single.first() and single.raise_first():
            return 0
    except SuixingError as error:
        frame.trouble(error)
    else:
        frame.start()
    single.raise_asked.connect(partial(come_forward, frame))
    catch_all(frame)
    come_forward(frame)
    code = app.exec()
    frame.end()
    single.release()
    return code


def application() -> QApplication:
    """Return the process's QApplication, made before anything that draws."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setDesktopFileName(NAME)
    Collector(app)
    return app


def speak(app: QApplication, language: str) -> None:
    """Let Qt's own dialogs speak the person's language."""
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)


def come_forward(frame: Frame) -> None:
    """Show the window before all others; on a small screen it takes all there is."""
    room = frame.screen().availableGeometry()
    if frame.isHidden() and (room.width() <= frame.width() or room.height() <= frame.height()):
        frame.showMaximized()
    frame.setWindowState(frame.windowState() & ~Qt.WindowState.WindowMinimized)
    frame.show()
    frame.raise_()
    frame.activateWindow()


def catch_all(frame: Frame) -> None:
    """Show what nobody caught, in the screen's thread or another, as a calm error."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        elif isinstance(error, Exception):
            frame.failed.emit(unexpected(error))
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = caught
    threading.excepthook = lambda args: caught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
