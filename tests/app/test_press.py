"""What prints is joined when something is first printed, and not before."""

import subprocess
import sys
from pathlib import Path

from app.press import Press
from app.workspace import Workspace

HEAVY = (
    "app.press",
    "app.services.exporting",
    "app.services.foldering",
    "pyhanko",
    "typst",
    "openpyxl",
)


def test_opening_a_book_loads_nothing_that_prints() -> None:
    code = f"import sys, app.workspace; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_book_that_prints_nothing_loads_nothing_that_prints_to_its_end(new_home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from app.workspace import Workspace; "
        f"Workspace.open(Path({str(new_home)!r}), 'secret1').close(); "
        f"print([m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_each_paper_comes_of_one_press(book: Workspace) -> None:
    assert isinstance(book.press, Press)
    assert book.exporting is book.press.exporting
    assert book.press is book.press
