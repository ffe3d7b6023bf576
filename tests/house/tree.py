"""The files of the project as the house tests walk them."""

import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("app", "ui", "sync", "db")


def modules(*folders: str) -> list[Path]:
    """Return every module under the folders, packages' fronts included."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def source(file: Path) -> str:
    """Return the text of a module."""
    return file.read_text("utf-8")


def under(file: Path, *places: str) -> bool:
    """Tell whether a file is one of the places or lies in one of them."""
    return any(file.is_relative_to(ROOT / place) for place in places)


def breaches(files: Iterable[Path], rule: Callable[[str], Iterator[str]]) -> list[str]:
    """Return what the rule finds, each line beginning with the file's place in the tree."""
    return [
        f"{file.relative_to(ROOT)}: {breach}" for file in files for breach in rule(source(file))
    ]


def tracked() -> list[Path]:
    """Return the files that travel with a clone; empty outside a clone."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
