"""HQ's no by stick: a revoked laptop that comes without a network is told so too, in HQ's own hand."""

from pathlib import Path

from db.model.errors import SuixingError
from db.model.progress import Silent
from sync.core.bundle import Front
from sync.core.closing import REVOKED
from sync.replica import Replica
from sync.server.hub import Hub
from sync.transports import bundle


def written_no(
    hub: Hub, replica: Replica, device: str, error: SuixingError, out: Path
) -> list[Path]:
    """Write the no to a revoked device as a bundle that it alone can read; nothing for any other."""
    grant, closed = replica.trust.grant(device), replica.trust.closed(device)
    if grant is None or closed is None or closed.how != REVOKED:
        return []
    office = replica.office
    front = Front(closed.branch, office.actor, office.name, replica.store.clock(), 0)
    path = out / f"{device}{bundle.SUFFIX}"
    bundle.write(path, bundle.Cargo(front, [hub.refusal(error)]), [grant.receive], Silent())
    return [path]
