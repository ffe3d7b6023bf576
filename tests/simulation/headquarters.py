"""HQ of the simulation: a computer whose store answers devices, by network and by stick."""

from collections.abc import Callable
from pathlib import Path

from sync import enrolment
from sync.core.papers import Office
from sync.identity import Keys
from sync.replica import Replica
from sync.server.hub import Hub
from sync.tenure import OfficeKeys
from tests.simulation.machine import RELEASES, Machine

SCOPE = "5c0fe00000000001"


class Headquarters(Machine):
    """HQ; it knows every kind there is."""

    def __init__(self, home: Path, now: Callable[[], int]) -> None:
        self.hub: Hub | None = None
        super().__init__(home, now, len(RELEASES) - 1)
        self.root, self.keys = OfficeKeys(self.store.settings).found(self.entropy)
        self.office = Office(
            "党群工作部",
            self.actor,
            self.root.sign_public.hex(),
            self.keys.sign_public.hex(),
            self.keys.receive_public.hex(),
        )
        self.identity.trust(self.office)

    def replica(self) -> Replica:
        """Return HQ as a partner."""
        return Replica(self.store, self.office, self.keys)

    def answering(self) -> Hub:
        """Return the machine that answers, one for each life of the program."""
        if self.hub is None:
            self.hub = Hub(self.replica(), self.keys)
        return self.hub

    def _set_up(self) -> None:
        self.store.settings.put("actor", self.entropy(8).hex())

    def _start(self, release: int | None = None) -> None:
        super()._start(release)
        self.hub = None

    def enrol(self, laptop: Machine) -> None:
        """Answer a laptop's request; it takes the certificate."""
        asked = enrolment.asked(laptop.request())
        raw = enrolment.issued(asked, SCOPE, self.office, self.root.sign, self.clock())
        self.replica().trust.meet(enrolment.shown(raw))
        self.hub = None
        enrolment.Applicant(laptop.store).take(raw)

    def private(self) -> list[bytes]:
        """Return the key that opens what was written for HQ."""
        return [self.keys.receive]

    def pair(self) -> Keys:
        """Return the keys that sign answers and receipts."""
        return self.keys
