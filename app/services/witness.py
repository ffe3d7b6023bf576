"""What this book can swear to when a folder leaves it: chains, receipts, papers, and its signature."""

import base64
from collections.abc import Iterator

from app.services.delivery import LastReceipt, site_time
from app.services.manifest import End, Manifest, Vouching, written
from app.services.pades import PaperKey
from db.store import Store
from sync.core import receipt
from sync.forks import Forks
from sync.identity import Identity, Keys, six_groups
from sync.receipts import Receipts
from sync.tenure import Tenures


class Witness:
    """Reads one store; the keys stay inside."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._identity = Identity(store.settings, store.clock, store.entropy)
        self._receipts = Receipts(store, Forks(store.settings))

    @property
    def _keys(self) -> Keys:
        return self._identity.own()

    @property
    def words(self) -> str:
        """Return the fingerprint of this device's key, to compare by telephone."""
        return six_groups(self._keys.sign_public)

    @property
    def hq(self) -> tuple[str, str]:
        """Return HQ's name and the fingerprint of its root key; empty before enrolment."""
        office = self._identity.office()
        return ("", "") if office is None else (office.name, six_groups(bytes.fromhex(office.root)))

    def paper_key(self, branch: str) -> PaperKey:
        """Return the key that signs PDFs here."""
        return PaperKey(self._keys.sign, self._identity.actor(), branch)

    def signed_for(self, scope: str) -> tuple[LastReceipt | None, int, int]:
        """Return HQ's latest receipt, how many changes it covers, and how many there are."""
        vector = self._store.log.vector(scope)
        covered = self._store.post.receipts(scope)
        count = sum(min(r.seq, vector[actor]) for actor, r in covered.items())
        last = max(covered.values(), key=lambda r: r.number, default=None)
        shown = None if last is None else LastReceipt(last.number, site_time(last.at))
        return shown, count, sum(vector.values())

    def vouching(self, scope: str, branch: str) -> Vouching:
        """Return what leads from HQ to this folder."""
        office, vector = self._identity.office(), self._store.log.vector(scope)
        bodies = self._receipts.since(scope, 0)
        tenure = None if office is None else Tenures(self._store.settings, office).paper()
        return Vouching(
            actor=self._identity.actor(),
            key=self._keys.sign_public.hex(),
            certificate=base64.b64encode(self.paper_key(branch).certificate).decode(),
            ends=tuple(self._end(scope, actor, seq) for actor, seq in sorted(vector.items())),
            places=tuple(self._places(scope, bodies)),
            receipts=tuple(base64.b64encode(body).decode() for body in bodies),
            credentials=tuple(base64.b64encode(c).decode() for c in self._credentials(vector)),
            hq=office.name if office else "",
            root=office.root if office else "",
            tenure=tenure.decode() if tenure else "",
        )

    def sign(self, said: Manifest) -> bytes:
        """Return the manifest as a signed file."""
        return written(said, self._keys.sign)

    def _end(self, scope: str, actor: str, seq: int) -> End:
        return End(actor, seq, (self._store.log.head(scope, actor, seq) or b"").hex())

    def _places(self, scope: str, bodies: list[bytes]) -> Iterator[End]:
        """Yield what receipts are for and this book has; what has not come here yet is left out."""
        seen = set()
        for body in bodies:
            for holding in receipt.unchecked(body).holds:
                if holding not in seen and self._receipts.place(scope, holding) is not None:
                    seen.add(holding)
                    yield End(holding.actor.hex(), holding.seq, holding.head.hex())

    def _credentials(self, vector: dict[str, int]) -> Iterator[bytes]:
        for actor in sorted({*vector, self._identity.actor()}):
            peer = self._store.post.peer(actor)
            own = self._identity.credential(actor)
            if own or (peer is not None and peer.certificate):
                yield own or (peer.certificate if peer else b"")
