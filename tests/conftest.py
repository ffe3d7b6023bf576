"""What every test stands on: no real screen, no real home, the shipped fonts, steady randomness."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app import paths
from tests import postgres as server
from ui.desktop.theme.theme import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A fixed scale and no portal or accessibility bus: tests look the same on every machine.
os.environ.setdefault("QT_SCALE_FACTOR", "1")
os.environ.setdefault("QT_ACCESSIBILITY", "0")

# "ci" draws the same examples every time, so a red run can be repeated; "nightly" looks further.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("nightly", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def borrowed_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point every per-person folder at a temporary one and forget what the shell has set."""
    root = tmp_path_factory.mktemp("person")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SUIXING_HOME", "SUIXING_PASSPHRASE"):
            patch.delenv(name, raising=False)
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(root / name.lower()))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[server.Server]:
    """A PostgreSQL server; what needs it is skipped, loudly, where none can start."""
    running = server.running()
    try:
        made = running.__enter__()
    except server.NoServer as error:
        pytest.skip(f"PostgreSQL cannot start here: {error}")
    yield made
    running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Give pytest-qt's application the shipped fonts, so that no hanzi is measured as a box."""
    for file in sorted(paths.fonts().glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    qapp.setFont(QFont("Noto Sans SC", 10))
    return qapp


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The look, light, at 100 per cent; one for the process, as in the program."""
    return Theme(qapp, paths.resources(), "light", calm=True)
