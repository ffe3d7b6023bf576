"""The front door: words lead to the command line, none to the window."""

from pathlib import Path

import pytest

from app.paths import default_home
from ui import main


@pytest.mark.parametrize(
    ("given", "home"),
    [
        (["--home", "/somewhere"], Path("/somewhere")),
        (["--home=/somewhere"], Path("/somewhere")),
        (["list", "member"], None),
        (["--home", "/somewhere", "list", "member"], None),
        (["--help"], None),
        (["--home"], None),
    ],
)
def test_only_a_home_means_the_window(given: list[str], home: Path | None) -> None:
    assert main.window_home(given) == home


def test_without_words_the_usual_home_opens() -> None:
    assert main.window_home([]) == default_home()


def test_a_wrong_command_is_answered_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["no-such-command"]) == 2
    assert capsys.readouterr().err


def test_the_window_is_asked_for_its_home(monkeypatch: pytest.MonkeyPatch) -> None:
    class Desktop:
        def __init__(self) -> None:
            self.homes: list[Path] = []

        def run(self, home: Path) -> int:
            self.homes.append(home)
            return 0

    desktop = Desktop()
    monkeypatch.setattr("importlib.import_module", lambda _name: desktop)
    assert main.main(["--home", "/somewhere"]) == 0
    assert desktop.homes == [Path("/somewhere")]
