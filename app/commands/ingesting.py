"""`suixing hq ingest`: bundles by the folder, or as they are dropped into one."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

import typer

from app.commands.session import Bar, Session, session_of
from app.hq import Headquarters
from app.hqreport import FileReport, Ingested
from db.model.change import Json
from db.model.errors import Cancelled, NotFound
from db.model.progress import Progress, Stoppable
from db.model.words import N_

EVERY = 2.0
"""Seconds between two looks into a watched folder."""


def ingest(
    context: typer.Context,
    files: list[Path] = typer.Argument(None, help="Bundles, or folders of them."),
    out: Path = typer.Option(None, help="Folder for the answer bundles."),
    watch: Path = typer.Option(
        None, help="Take in what is dropped into this folder, until Ctrl+C."
    ),
) -> None:
    """Take in bundles; damaged or foreign ones are set aside with the reason."""
    if not files and watch is None:
        raise typer.BadParameter("FILES, or --watch DIR")
    s = session_of(context)
    hq = opened(s)
    try:
        if files:
            _once(s, hq, files, out)
        if watch is not None:
            _watching(s, hq, watch, out)
    finally:
        hq.close()


def _once(s: Session, hq: Headquarters, files: list[Path], out: Path | None) -> None:
    stoppable = Stoppable()
    try:
        with s.progress(s.t("Taking in")) as bar, _interrupting(stoppable.stop):
            done = hq.ingest(files, out, _Both(stoppable, bar))
    except Cancelled as stopped:
        raise Cancelled(
            N_("Stopped."),
            safe=N_("What was taken in stays."),
            hint=N_("The same command goes on from there."),
        ) from stopped
    _say(s, done)


def _watching(s: Session, hq: Headquarters, folder: Path, out: Path | None) -> None:
    ended = Event()
    with _interrupting(ended.set):
        watch = hq.watched(folder, out)
        s.say(s.t("Watching {folder}. Stop it with Ctrl+C.", folder=folder))
        while not ended.is_set():
            done = watch.look()
            if done is not None:
                _say(s, done)
            ended.wait(EVERY)


@contextmanager
def _interrupting(stop: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl+C, and a service that is stopped, end the work between two groups."""

    def heard(_number: int, _frame: FrameType | None) -> None:
        stop()

    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, was in before.items():
            signal.signal(number, was)


class _Both:
    """Shows the progress, and stops where that was asked for."""

    def __init__(self, stoppable: Stoppable, bar: Bar) -> None:
        self._listeners: tuple[Progress, Progress] = (stoppable, bar)

    def step(self, done: int, total: int, what: str = "") -> None:
        for listener in self._listeners:
            listener.step(done, total, what)


def _say(s: Session, done: Ingested) -> None:
    taken = sum(1 for f in done.files if f.taken)
    aside, pace = len(done.files) - taken, done.pace
    rate = round(pace.records / pace.merged) if pace.merged else 0
    s.answer(
        {
            "files": [_file(s, f) for f in done.files],
            "taken": taken,
            "set_aside": aside,
            "repeated": sum(1 for f in done.files if f.repeated),
            "answers": [str(a) for a in done.answers],
            "kept": [
                {"file": k.file, "changes": k.changes, "reason": k.reason.said(s.t)}
                for k in done.kept
            ],
            "changes": pace.changes,
            "records": pace.records,
            "seconds": {
                "durable": round(pace.durable, 3),
                "merged": round(pace.merged, 3),
                "all": round(pace.seconds, 3),
            },
            "memory": pace.memory,
        }
    )
    for report in done.files:
        if not report.repeated:
            s.say(_line(s, report))
    s.say(s.t("{taken} files taken in, {aside} set aside.", taken=taken, aside=aside))
    s.say(
        s.t(
            "{changes} changes, {records} new records in {seconds} s, {rate} a second; at most {memory} MB held.",
            changes=pace.changes,
            records=pace.records,
            seconds=f"{pace.merged:.1f}",
            rate=rate,
            memory=pace.memory // 1_000_000,
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
    said = s.t("{file}: {n} changes taken", file=report.name, n=report.changes)
    return "\n  ".join([said, *(reason.said(s.t) for reason in report.set_aside)])


def opened(s: Session) -> Headquarters:
    """Open the HQ of a command's home. Raises NotFound."""
    if not Headquarters.here(s.home):
        raise NotFound(
            N_("There is no headquarters in {path}."),
            hint=N_("Make one with: suixing hq init"),
            path=s.home,
        )
    return Headquarters.open(s.home, s.passphrase())
