"""The machines of the demonstration: headquarters, laptops, and the two ways between them."""

from pathlib import Path

from app.hq import Headquarters
from app.services.delivery import Outcome
from app.services.sample import Sample, StoppedClock
from app.workspace import Workspace
from db.keys import Cost
from db.model.progress import Silent

PASSPHRASE = "suixing-demo"  # noqa: S105 - the demonstration prints it
_CHEAP = Cost(1, 1, 8)
"""What is printed need not be dear to guess."""


class Machines:
    """All of them in one folder; each is real, and closed with the others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._running: list[Headquarters | Workspace] = []

    def headquarters(self, name: str) -> Headquarters:
        """Set up headquarters."""
        self.hq, _ = Headquarters.create(self.folder / "hq", PASSPHRASE, name=name, cost=_CHEAP)
        self._running.append(self.hq)
        return self.hq

    def laptop(self, name: str, writer: str, sample: Sample) -> tuple[Workspace, StoppedClock]:
        """Set up a laptop for the branch of a sample, in the morning of its first day."""
        clock = StoppedClock(sample.moment("01-05", "08:50"))
        book = Workspace.create(
            self.folder / name,
            PASSPHRASE,
            branch=sample.text["branch"]["name"],
            writer=writer,
            clock=clock,
            cost=_CHEAP,
        ).workspace
        self._running.append(book)
        return book, clock

    def enrol(self, book: Workspace, holder: str) -> None:
        """Ask headquarters for a certificate and take it."""
        request = book.home / "enrolment.request"
        request.write_bytes(book.enrolling.request_bytes(holder))
        certificate = book.home / "enrolment.certificate"
        certificate.write_bytes(self.hq.enrol(request).certificate)
        book.enrolling.take_certificate(certificate)

    def online(self, book: Workspace) -> Outcome:
        """Sync by HTTP with a real server that lives as long as the exchange."""
        with self.hq.in_background() as url:
            return book.syncing.sync(url, Silent())

    def by_stick(self, book: Workspace) -> int:
        """Carry a bundle to headquarters and the answer back; return how many changes came."""
        stick = self.folder / "stick"
        stick.mkdir(exist_ok=True)
        letter = stick / f"{book.home.name}.sxb"
        book.syncing.write_bundle(letter, Silent())
        written = max(stick.glob(f"{book.home.name}*"))
        answers = self.hq.ingest([written], stick / "answers", Silent()).answers
        return sum(book.syncing.read_bundle(answer, Silent()).got for answer in answers)

    def close(self) -> None:
        """Close the laptops, then headquarters."""
        for machine in reversed(self._running):
            machine.close()
