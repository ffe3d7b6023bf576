"""Where the program finds what it ships, and where a person's records live by default."""

import os
import sys
from pathlib import Path

from platformdirs import user_data_path


def resources(*parts: str) -> Path:
    """Return a path inside the shipped resources, the same from source and in the frozen program."""
    unpacked = getattr(sys, "_MEIPASS", None)
    root = Path(unpacked) if unpacked else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)


def fonts() -> Path:
    """Return the folder of the shipped fonts (TrueType files beside their licences)."""
    return resources("fonts")


def default_home() -> Path:
    """Return the folder of this person's records: SUIXING_HOME, else the system's usual place."""
    named = os.environ.get("SUIXING_HOME")
    return Path(named).expanduser() if named else user_data_path("suixing", appauthor=False)
