"""The front door: with words it is the command line, without it opens the window."""

import importlib
import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

from app.paths import default_home

_HOME = "--home"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return its exit code. `--home DIR` alone still means the window.

    The two halves are loaded by name: a server that only takes commands has no Qt, and the window
    opens sooner without the command line.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    home = window_home(given)
    if home is None:
        return int(importlib.import_module("app.cli").main(given) or 0)
    return int(importlib.import_module("ui.desktop.application").run(home))


def window_home(given: Sequence[str]) -> Path | None:
    """Return the folder to open in the window; None where the arguments are a command's."""
    match list(given):
        case []:
            return default_home()
        case [flag, folder] if flag == _HOME:
            return Path(folder).expanduser()
        case [only] if only.startswith(_HOME + "="):
            return Path(only.removeprefix(_HOME + "=")).expanduser()
        case _:
            return None


if __name__ == "__main__":
    # The frozen program starts itself again to set a large ledger in a process of its own.
    multiprocessing.freeze_support()
    sys.exit(main())
