"""Headquarters on the command line: init, serve, enrol, ingest, status."""

from pathlib import Path

import typer

from app.commands.session import Session, session_of
from app.hq import Headquarters
from app.hqreport import FileReport
from db.model.change import Json
from db.model.errors import NotFound
from db.model.words import N_


def commands() -> typer.Typer:
    """Return the commands of `suixing hq`."""
    room = typer.Typer(help="Headquarters: one home for all branches.")
    for name, command in (
        ("init", init),
        ("serve", serve),
        ("enrol", enrol),
        ("ingest", ingest),
        ("status", status),
    ):
        room.command(name)(command)
    return room


def init(
    context: typer.Context,
    database: str = typer.Option(
        "", help="postgresql://… for a large HQ; it keeps an encrypted file else."
    ),
    name: str = typer.Option("", help="What HQ is called."),
    url: str = typer.Option("", help="Address that laptops reach it under."),
) -> None:
    """Make a headquarters home; prints the recovery key once."""
    s = session_of(context)
    hq, recovery = Headquarters.create(
        s.home,
        s.passphrase(new=True),
        name=name or s.t("Party-work department"),
        url=url,
        database=database,
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
) -> None:
    """Answer laptops by network until stopped with Ctrl+C."""
    s = session_of(context)
    hq = _opened(s)

    def ready(at: int) -> None:
        url = f"http://{host}:{at}"
        s.answer({"url": url}, s.t("Headquarters listens at {url}. Stop it with Ctrl+C.", url=url))

    try:
        hq.serve(host, port, ready)
    finally:
        hq.close()


def enrol(
    context: typer.Context,
    request: Path,
    output: Path = typer.Option(..., "-o", "--output", help="Certificate file to write."),
) -> None:
    """Answer a laptop's enrolment request with a certificate file."""
    s = session_of(context)
    hq = _opened(s)
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


def ingest(
    context: typer.Context,
    files: list[Path],
    out: Path = typer.Option(None, help="Folder for the answer bundles."),
) -> None:
    """Take in bundles; damaged or foreign ones are set aside with the reason."""
    s = session_of(context)
    hq = _opened(s)
    try:
        with s.progress(s.t("Taking in")) as bar:
            done = hq.ingest(files, out, bar)
    finally:
        hq.close()
    taken = sum(1 for f in done.files if f.taken)
    s.answer(
        {
            "files": [_file(s, f) for f in done.files],
            "taken": taken,
            "set_aside": len(done.files) - taken,
            "answers": [str(a) for a in done.answers],
        }
    )
    for report in done.files:
        s.say(_line(s, report))
    s.say(
        s.t(
            "{taken} files taken in, {aside} set aside.", taken=taken, aside=len(done.files) - taken
        )
    )


def _file(s: Session, report: FileReport) -> dict[str, Json]:
    return {
        "file": report.name,
        "taken": report.taken,
        "branch": report.branch,
        "holder": report.holder,
        "changes": report.changes,
        "files": report.files,
        "set_aside": [r.said(s.t) for r in report.set_aside],
        "reason": report.error.said(s.t) if report.error else "",
    }


def _line(s: Session, report: FileReport) -> str:
    if report.error is not None:
        reason = report.error.said(s.t)
        return s.t("{file}: set aside: {reason}", file=report.name, reason=reason)
    return s.t("{file}: {n} changes taken", file=report.name, n=report.changes)


def status(context: typer.Context) -> None:
    """Say what headquarters holds of each branch."""
    s = session_of(context)
    hq = _opened(s)
    try:
        held = hq.status()
    finally:
        hq.close()
    rows: list[dict[str, Json]] = [
        {
            "branch": b.name,
            "scope": b.scope,
            "devices": [
                {"actor": d.actor, "holder": d.holder, "device": d.device, "seen": d.seen}
                for d in b.devices
            ],
            "changes": b.changes,
            "records": b.records,
            "conflicts": b.conflicts,
            "files_missing": b.files_missing,
            "receipt": b.receipt,
            "received": b.received,
        }
        for b in held.branches
    ]
    s.answer({"name": held.name, "url": held.url, "words": held.words, "items": rows})
    for b in held.branches:
        s.say(
            s.t(
                "{branch}: {records} records, {changes} changes, receipt {receipt}",
                branch=b.name,
                records=b.records,
                changes=b.changes,
                receipt=b.receipt or "-",
            )
        )


def _opened(s: Session) -> Headquarters:
    if not Headquarters.here(s.home):
        raise NotFound(
            N_("There is no headquarters in {path}."),
            hint=N_("Make one with: suixing hq init"),
            path=s.home,
        )
    return Headquarters.open(s.home, s.passphrase())
