"""The demonstration on the command line."""

from pathlib import Path

import typer

from app.commands.session import session_of
from app.services.delivery import site_time
from app.services.demo import Demo
from app.services.demo_machines import PASSPHRASE
from app.site import wall_clock


def add_to(top: typer.Typer) -> None:
    """Add this module's command."""
    top.command("demo")(demo)


def demo(context: typer.Context, folder: Path) -> None:
    """HQ and two laptops of one branch in FOLDER: a month, a conflict, HTTP, a stick, PDFs."""
    s = session_of(context)
    with s.progress(s.t("Building the demonstration")) as bar:
        told = Demo(folder, bar, site_time(wall_clock()).date()).run()
    lines = [s.t(text, **params) for text, params in told.lines]
    s.answer({"folder": str(folder), "passphrase": PASSPHRASE, "told": lines})
    for n, line in enumerate(lines, 1):
        s.say(f"{n:2}. {line}")
    s.say(
        s.t(
            "Open it: suixing --home {path}   Passphrase: {word}",
            path=folder / "laptop-1",
            word=PASSPHRASE,
        )
    )
