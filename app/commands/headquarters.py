"""Headquarters on the command line: init, serve, enrol, ingest, status, revoke, rotate-key."""

from dataclasses import asdict
from pathlib import Path

import typer

from app import hqtls
from app.commands import materials, rules, tags
from app.commands.ingesting import ingest, opened
from app.commands.refusals import tell_refused
from app.commands.session import Session, session_of
from app.hq import Headquarters
from app.hqreport import BranchStatus
from app.services.refused import refused as matters
from app.sizes import sized
from db.model.change import Json
from db.model.errors import NotFound
from db.model.words import N_

_NAMED = 5
"""So many lacking files are named to people; `--json` names them all."""


def add_to(top: typer.Typer) -> None:
    """Add the commands of `suixing hq`."""
    room = typer.Typer(help="Headquarters: one home for all branches.")
    for name, command in (
        ("init", init),
        ("serve", serve),
        ("enrol", enrol),
        ("ingest", ingest),
        ("status", status),
        ("revoke", revoke),
        ("rotate-key", rotate_key),
    ):
        room.command(name)(command)
    room.add_typer(rules.hq_commands(), name="rules")
    room.add_typer(tags.hq_commands(), name="tags")
    room.add_typer(materials.hq_commands(), name="materials")
    top.add_typer(room, name="hq")


def init(
    context: typer.Context,
    database: str = typer.Option(
        "", help="postgresql://… for a large HQ; it keeps an encrypted file else."
    ),
    name: str = typer.Option("", help="What HQ is called."),
    url: str = typer.Option("", help="Address that laptops reach it under."),
    ca: str = typer.Option(
        hqtls.OWN,
        help="Whom laptops believe at an address in https: own, system, or a PEM file.",
    ),
) -> None:
    """Make a headquarters home; prints the recovery key once."""
    s = session_of(context)
    believed = ca if ca in (hqtls.OWN, hqtls.SYSTEM) else hqtls.authority_of(Path(ca))
    hq, recovery = Headquarters.create(
        s.home,
        s.passphrase(new=True),
        name=name or s.t("Party-work department"),
        url=url,
        database=database,
        ca=believed,
    )
    held = hq.status()
    hq.close()
    s.answer(
        {"home": str(s.home), "name": held.name, "words": held.words, "recovery_key": recovery},
        s.t(
            "Headquarters {name} is in {home}.\nRecovery key, shown this once; write it down: {key}\n"
            "Its key, to compare by telephone: {words}",
            name=held.name,
            home=s.home,
            key=recovery,
            words=held.words,
        ),
    )


def serve(
    context: typer.Context,
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(8417, min=0, max=65535, help="Port; 0 takes a free one."),
    tls: bool = typer.Option(
        None, "--tls/--no-tls", help="With TLS or without; by itself where --url is https."
    ),
    cert: Path = typer.Option(None, help="Server certificate from elsewhere, PEM."),
    key: Path = typer.Option(None, help="The private key of --cert, PEM."),
) -> None:
    """Answer laptops by network until stopped with Ctrl+C."""
    s = session_of(context)
    hq = opened(s)
    try:
        secured = hqtls.secured(hqtls.Wanted(tls, cert, key), hq.store.settings, hq.clock, host)
        scheme = "http" if secured is None else "https"

        def ready(at: int) -> None:
            url = f"{scheme}://{host}:{at}"
            said = s.t("Headquarters listens at {url}. Stop it with Ctrl+C.", url=url)
            s.answer({"url": url}, said)

        hq.serve(host, port, ready, secured)
    finally:
        hq.close()


def enrol(
    context: typer.Context,
    request: Path,
    output: Path = typer.Option(..., "-o", "--output", help="Certificate file to write."),
) -> None:
    """Answer a laptop's enrolment request with a certificate file."""
    s = session_of(context)
    hq = opened(s)
    try:
        done = hq.enrol(request)
    finally:
        hq.close()
    try:
        output.write_bytes(done.certificate)
    except OSError as error:
        raise NotFound(N_("{path} cannot be written."), path=output) from error
    s.answer(
        {
            "branch": done.branch,
            "device": done.device,
            "holder": done.holder,
            "scope": done.scope,
            "joined": done.joined,
            "words": done.words,
            "file": str(output),
        },
        s.t(
            "Certificate for {branch}, {device}: {file}",
            branch=done.branch,
            device=done.device,
            file=output,
        ),
    )


def revoke(
    context: typer.Context,
    device: str = typer.Argument(help="The device's number, its name, or its holder."),
    reason: str = typer.Option(..., help="Why; the laptop and its branch are told."),
) -> None:
    """Answer a device no longer; what came of it before goes on to count."""
    s = session_of(context)
    hq = opened(s)
    try:
        done = hq.authority.revoke(device, reason)
    finally:
        hq.close()
    s.answer(
        done._asdict(),
        s.t(
            "Revoked: {device} ({holder}, {branch}). {changes} changes of it count as before.",
            **done._asdict(),
        ),
    )


def rotate_key(context: typer.Context) -> None:
    """Make a new key for headquarters; receipts of the old one stay good."""
    s = session_of(context)
    hq = opened(s)
    try:
        words = hq.authority.rotate()
    finally:
        hq.close()
    text = s.t("Headquarters signs with a new key: {words}\nLaptops learn of it when they sync.")
    s.answer({"words": words}, text.replace("{words}", words))


def status(
    context: typer.Context,
    refused: bool = typer.Option(False, "--refused", help="List what was refused or set aside."),
) -> None:
    """Say what headquarters holds of each branch."""
    s = session_of(context)
    hq = opened(s)
    try:
        if refused:
            tell_refused(s, matters(hq.store))
            return
        held = hq.status()
    finally:
        hq.close()
    s.answer(
        {
            "name": held.name,
            "url": held.url,
            "words": held.words,
            "items": [_branch(b) for b in held.branches],
        }
    )
    for b in held.branches:
        _say_branch(s, b)
    unread = sum(b.unread for b in held.branches)
    if unread:
        s.say(s.t("{n} packs are here and not read yet: suixing hq ingest reads them.", n=unread))


def _branch(b: BranchStatus) -> dict[str, Json]:
    return {
        "branch": b.name,
        "scope": b.scope,
        "devices": [asdict(d) for d in b.devices],
        "changes": b.changes,
        "records": b.records,
        "conflicts": b.conflicts,
        "files_missing": b.files_missing,
        "files_missing_bytes": sum(f.size for f in b.originals),
        "files": [
            {"name": f.name, "hash": f.sha, "size": f.size, "have": f.have} for f in b.originals
        ],
        "receipt": b.receipt,
        "received": b.received,
        "unread": b.unread,
    }


def _say_branch(s: Session, b: BranchStatus) -> None:
    s.say(
        s.t(
            "{branch}: {records} records, {changes} changes, receipt {receipt}",
            branch=b.name,
            records=b.records,
            changes=b.changes,
            receipt=b.receipt or "-",
        )
    )
    for d in b.devices:
        if d.revoked:
            said = {"on": d.revoked, "device": d.device, "holder": d.holder, "reason": d.reason}
            s.say(s.t("Revoked on {on}: {device} ({holder}): {reason}", **said))
    if b.originals:
        s.say(_lacking(s, b))


def _lacking(s: Session, branch: BranchStatus) -> str:
    files = branch.originals
    names = ", ".join(f.name for f in files[:_NAMED]) + (", …" if len(files) > _NAMED else "")
    return "  " + s.t(
        "1 original is still wanted, {size}: {names}|{n} originals are still wanted, {size}: {names}",
        n=len(files),
        size=sized(sum(f.size for f in files)),
        names=names,
    )
