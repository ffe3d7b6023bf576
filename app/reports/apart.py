"""Typesetting in a process of its own, which gives its memory back and can be stopped.

A ledger takes half a gigabyte, and only an ended process returns all of it; and the typesetter
itself cannot be asked to stop in the middle, but a process can.
"""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Self

import msgspec

from app.reports.typesetting import Faces, Standard, faces, typeset
from db.model.errors import ExportError
from db.model.progress import Progress
from db.model.words import N_

LOOK = 0.1
"""Seconds between two looks whether the person has stopped it."""


class Job(msgspec.Struct, frozen=True):
    """What crosses to the other process."""

    paper: str
    standard: Standard
    when: int
    machine: bool


class Setter:
    """A process that sets one paper after another; it is gone, with its memory, when this is closed.

    While it works the caller may do something else: `put` a paper, `take` the PDF.
    """

    def __init__(self, using: Faces) -> None:
        self._machine = using.machine
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._worker = context.Process(target=_work, args=(there,), daemon=True)
        self._worker.start()
        there.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._here.close()
        self._worker.terminate()
        self._worker.join()
        self._worker.close()

    def put(self, paper: str, *, standard: Standard = "a-3a", when: int) -> None:
        """Have a paper set; the one before must have been taken. Raises ExportError."""
        job = Job(paper, standard, when, self._machine)
        try:
            self._here.send_bytes(msgspec.json.encode(job))
        except OSError as error:
            raise _stopped() from error

    def take(self, waiting: Callable[[], object]) -> bytes:
        """Return the PDF of the paper that was put; `waiting` is called again and again meanwhile.

        Raises Cancelled where `waiting` does, ExportError.
        """
        while not self._here.poll(LOOK):
            waiting()
        return _answer(self._here)


def typeset_apart(
    paper: str,
    *,
    standard: Standard = "a-3a",
    when: int,
    using: Faces,
    progress: Progress,
    done: int = 0,
    what: str = "",
) -> bytes:
    """Return the PDF of a paper as `typeset` does, from a process that is gone afterwards.

    Meanwhile the progress is told `done` of `done + 1`, and `what`. Raises Cancelled, ExportError.
    """
    with Setter(using) as setter:
        setter.put(paper, standard=standard, when=when)
        return setter.take(lambda: progress.step(done, done + 1, what))


def _answer(here: Connection) -> bytes:
    try:
        said = here.recv_bytes()
    except (EOFError, OSError) as error:
        raise _stopped() from error
    if said[:1] == b"!":
        raise ExportError(
            N_("The page could not be set: {why}"),
            safe=N_("The records were not touched."),
            hint=N_("Report this line together with the version of the program."),
            why=said[1:].decode(),
        )
    return said


def _stopped() -> ExportError:
    return ExportError(
        N_("The pages could not be made: the computer ran out of memory, or stopped the work."),
        safe=N_("The records were not touched."),
        hint=N_("Close other programs, or print a shorter period."),
    )


def _work(there: Connection) -> None:
    """Run in the other process: read jobs, send each PDF, or `!` and the reason, until nobody asks."""
    while True:
        try:
            job = msgspec.json.decode(there.recv_bytes(), type=Job)
            there.send_bytes(_set(job))
        except (EOFError, OSError):
            return


def _set(job: Job) -> bytes:
    try:
        using = faces(machine=job.machine)
        return typeset(job.paper, standard=job.standard, when=job.when, using=using)
    except ExportError as error:
        return b"!" + str(error.params.get("why", error)).encode()
