"""A whole book of the sample branch, to look at before one's own branch begins."""

from pathlib import Path

from app.services.sample import Sample, StoppedClock
from app.services.sample_meeting import write_all
from app.workspace import Workspace
from db.keys import Cost

PASSPHRASE = "suixing-sample"  # noqa: S105 - there is nothing in it to protect
"""Opens every sample book: there is nothing in it to protect."""


def sample_book(home: Path, *, held: bool = True) -> Workspace:
    """Make a new home with the sample branch in it; its clock stands at the sample's evening.

    `held` writes the meeting that the sample is about as held. Raises StoreReadOnly, InvalidRecord.
    """
    sample = Sample()
    clock = StoppedClock(sample.moment("01-05", "08:00"))
    branch, secretary = sample.text["branch"]["name"], next(iter(sample.text["offices"]))
    book = Workspace.create(
        home, PASSPHRASE, branch=branch, writer=secretary, clock=clock, cost=Cost(1, 1, 8)
    ).workspace
    write_all(book.records, clock.set, held=held)
    clock.set(sample.now)
    return book
