"""Meeting HQ from the command line: enrol, sync, bundle write, bundle read."""

from dataclasses import asdict
from pathlib import Path

import typer

from app.commands.session import Session, session_of
from app.services import instep
from app.services.delivery import Outcome
from db.model.errors import NotFound
from db.model.words import N_


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    top.command("enrol")(enrol)
    top.command("request")(request)
    top.command("sync")(sync)
    top.command("rotate-key")(rotate_key)
    stick = typer.Typer(help="The same exchange by file.")
    stick.command("write")(write)
    stick.command("read")(read)
    top.add_typer(stick, name="bundle")


def enrol(context: typer.Context, certificate: Path) -> None:
    """Take HQ's answer to the enrolment request."""
    s = session_of(context)
    state = s.book.enrolling.take_certificate(certificate)
    said = asdict(state)
    s.answer(said, s.t("Enrolled: {branch}, with {hq}.\nHQ's key: {words}", **said))


def request(
    context: typer.Context,
    output: Path = typer.Option(None, "-o", "--output", help="Request file to write."),
) -> None:
    """Write an enrolment request: for a first certificate, or a new one after a revocation."""
    s = session_of(context)
    file = output or s.home / "enrolment.request"
    raw = s.book.enrolling.request_bytes()
    try:
        file.write_bytes(raw)
    except OSError as error:
        raise NotFound(N_("{path} cannot be written."), path=file) from error
    s.answer({"file": str(file)}, s.t("Enrolment request: {file}", file=file))


def rotate_key(context: typer.Context) -> None:
    """Make a new key for this computer; the old one ends here."""
    s = session_of(context)
    state = s.book.enrolling.rotate_key()
    text = s.t("This computer has a new key: {words}\nHQ learns of it with the next sync or stick.")
    s.answer({"words": state.own_words}, text.replace("{words}", state.own_words))


def sync(
    context: typer.Context,
    hq: str = typer.Option("", help="HQ's address."),
    areas: bool = typer.Option(False, "--areas", help="Only say where the four areas stand."),
) -> None:
    """Exchange with HQ once; says bytes, changes, receipts."""
    s = session_of(context)
    if areas:
        _say_areas(s)
        return
    with s.progress(s.t("Syncing")) as bar:
        outcome = s.book.syncing.sync(hq or None, bar)
    _told(s, outcome)


def write(context: typer.Context, file: Path) -> None:
    """Write what HQ and colleagues lack to a file."""
    s = session_of(context)
    with s.progress(s.t("Writing the bundle")) as bar:
        outcome = s.book.syncing.write_bundle(file, bar)
    _told(s, outcome)


def read(context: typer.Context, file: Path) -> None:
    """Take in a file from HQ or a colleague."""
    s = session_of(context)
    with s.progress(s.t("Reading the bundle")) as bar:
        outcome = s.book.syncing.read_bundle(file, bar)
    _told(s, outcome)


def _say_areas(s: Session) -> None:
    found = instep.read(s.book.records, s.book.syncing.status())
    said = {a.area.value: {"held": a.held, "only_here": a.waiting, "apart": a.apart} for a in found}
    lines = [
        s.t("{name}: {what}", name=s.t(instep.TITLES[a.area]), what=a.said(s.t)) for a in found
    ]
    s.answer(said, "\n".join(lines))


def _told(s: Session, outcome: Outcome) -> None:
    said = asdict(outcome)
    if outcome.way == "stick-out":
        text = s.t("Written: {sent} changes, {up} bytes.", **said)
    elif outcome.way == "stick-in":
        text = s.t("Read: {got} changes, {down} bytes.", **said)
    else:
        text = s.t(
            "Sent {sent} changes ({up} bytes), received {got} ({down} bytes), {turns} turns.",
            **said,
        )
    s.answer(said, text)
    if outcome.receipt is not None:
        s.say(s.t("HQ has signed receipt {n}.", n=outcome.receipt))
    if outcome.conflicts_new:
        s.say(
            s.t(
                "1 field now holds two values.|{n} fields now hold two values.",
                n=outcome.conflicts_new,
            )
        )
    for reason in outcome.set_aside:
        s.say(s.t("Set aside: {reason}", reason=reason))
