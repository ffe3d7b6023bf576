"""Checking an inspection folder from the command line; no home and no passphrase is needed."""

from datetime import datetime
from pathlib import Path

import typer

from app.commands.session import Session, session_of
from app.services.verifying import Line, Verified
from app.services.verifying import verify as verified
from app.site import SITE

_MARKS = {"ok": "√", "bad": "×", "note": "·"}


def add_to(top: typer.Typer) -> None:
    """Add this module's command."""
    top.command("verify")(verify)


def verify(
    context: typer.Context,
    folder: Path = typer.Argument(..., help="Folder that `pdf folder` made."),
) -> None:
    """Check every file, signature, receipt and chain of an inspection folder."""
    s = session_of(context)
    with s.progress(s.t("Checking the folder")) as bar:
        found = verified(folder, datetime.now(SITE).date(), bar)
    s.answer(_told(found, s), "\n".join(_lines(found, s)))
    if not found.good:
        raise typer.Exit(1)


def _told(found: Verified, s: Session) -> dict[str, object]:
    said = found.manifest
    return {
        "good": found.good,
        "branch": said.branch if said else "",
        "made": said.made if said else "",
        "first": said.first if said else "",
        "last": said.last if said else "",
        "recipient": said.recipient if said else "",
        "hq_words": found.root_words,
        "device_words": found.device_words,
        "items": [_item(line, s) for line in found.lines],
    }


def _item(line: Line, s: Session) -> dict[str, object]:
    return {"check": line.key, "state": line.tone, "file": line.path, "text": line.said(s.t)}


def _lines(found: Verified, s: Session) -> list[str]:
    said, lines = found.manifest, list[str]()
    if said is not None:
        period = s.t("{start} to {end}", start=said.first, end=said.last)
        lines.append(
            s.t(
                "{branch}, {period}, made {made}", branch=said.branch, period=period, made=said.made
            )
        )
    lines += [f"{_MARKS[line.tone]} {line.said(s.t)}" for line in found.lines]
    return [*lines, found.summary(s.t)]
