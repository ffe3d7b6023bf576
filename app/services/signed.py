"""A receipt opened: what HQ signed for with it, and the signed paper as a file for whoever asks."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from app.services.delivery import site_time
from db.model.errors import NotFound
from db.model.words import N_
from db.store import Store
from sync.core import receipt
from sync.core.receipt import Statement
from sync.forks import Forks
from sync.receipts import Receipts, signer
from sync.replica import Replica

FORMAT = "suixing-receipt"


@dataclass(frozen=True, slots=True)
class Covered:
    """Changes of one device that a receipt covers for the first time: `first` to `last`."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A receipt: `at` the site's time by HQ's clock, `hq` its name.

    ``genuine`` HQ's key fits the signature. ``before`` and ``after`` are the numbers of the
    neighbours that are here, None where there is none.
    """

    number: int
    at: datetime
    hq: str
    covers: tuple[Covered, ...]
    genuine: bool
    before: int | None = None
    after: int | None = None


class Signed:
    """The receipts of one book."""

    def __init__(self, store: Store) -> None:
        self._receipts = Receipts(store, Forks(store.settings))

    def opened(
        self, scope: str, number: int, replica: Replica, name: Callable[[str], str]
    ) -> Opened:
        """Open a receipt; `name` says whose a device is. Raises NotFound."""
        body, said = self._body(scope, number)
        numbers = self._receipts.numbers(scope)
        covers = []
        for actor, since in self._receipts.history(scope).items():
            before = max((s.seq for s in since if s.number < number), default=0)
            last = max((s.seq for s in since if s.number == number), default=0)
            if last > before:
                covers.append(Covered(name(actor), before + 1, last))
        return Opened(
            number,
            site_time(said.at),
            replica.office.name,
            tuple(covers),
            signer(body, replica.tenures.receipt_keys()) is not None,
            max((n for n in numbers if n < number), default=None),
            min((n for n in numbers if n > number), default=None),
        )

    def paper(self, scope: str, number: int, replica: Replica) -> bytes:
        """Return a receipt as a JSON file: what it says to read, and as it was signed to check.

        ``signed`` is the receipt of docs/protocol.md in base64, ``key`` the office key that HQ signed
        it with, in hex.
        Raises NotFound.
        """
        body, said = self._body(scope, number)
        office = replica.office
        key = signer(body, replica.tenures.receipt_keys())
        holds = [{"actor": h.actor.hex(), "upto": h.seq, "chain": h.head.hex()} for h in said.holds]
        paper: dict[str, Any] = {
            "format": FORMAT,
            "version": 1,
            "hq": office.name,
            "scope": scope,
            "number": number,
            "signed_at": f"{site_time(said.at).isoformat(timespec='seconds')}+08:00",
            "holds": holds,
            "key": key.hex() if key else office.sign,
            "signed": base64.b64encode(body).decode(),
        }
        return msgspec.json.format(msgspec.json.encode(paper), indent=2) + b"\n"

    def _body(self, scope: str, number: int) -> tuple[bytes, Statement]:
        body = self._receipts.body(scope, number)
        if body is None:
            raise NotFound(
                N_("Receipt {number} is not on this computer."),
                hint=N_("Sync with HQ once: it sends the receipts that are missing here."),
                number=number,
            )
        return body, receipt.unchecked(body)
