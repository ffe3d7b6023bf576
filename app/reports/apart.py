"""Typesetting in a process of its own, which gives its memory back and can be stopped.

A ledger takes half a gigabyte, and only an ended process returns all of it; and the typesetter
itself cannot be asked to stop in the middle, but a process can.
"""

import multiprocessing
from multiprocessing.connection import Connection

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
    job = Job(paper, standard, when, using.machine)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(there, msgspec.json.encode(job)), daemon=True)
    worker.start()
    there.close()
    try:
        while not here.poll(LOOK):
            progress.step(done, done + 1, what)
        return _answer(here)
    finally:
        here.close()
        worker.terminate()
        worker.join()
        worker.close()


def _answer(here: Connection) -> bytes:
    try:
        said = here.recv_bytes()
    except EOFError as error:
        raise ExportError(
            N_("The pages could not be made: the computer ran out of memory, or stopped the work."),
            safe=N_("The records were not touched."),
            hint=N_("Close other programs, or print a shorter period."),
        ) from error
    if said[:1] == b"!":
        raise ExportError(
            N_("The page could not be set: {why}"),
            safe=N_("The records were not touched."),
            hint=N_("Report this line together with the version of the program."),
            why=said[1:].decode(),
        )
    return said


def _work(there: Connection, said: bytes) -> None:
    """Run in the other process: read the job, set the paper, send the PDF or `!` and the reason."""
    job = msgspec.json.decode(said, type=Job)
    try:
        using = faces(machine=job.machine)
        pdf = typeset(job.paper, standard=job.standard, when=job.when, using=using)
    except ExportError as error:
        there.send_bytes(b"!" + str(error.params.get("why", error)).encode())
    else:
        there.send_bytes(pdf)
    there.close()
