"""The log of what was refused or set aside here: whose, what, when, why."""

from collections.abc import Iterable, Mapping

from db.model.errors import BundleError, LinkError, ProtocolError, SuixingError
from db.post import Refusal
from db.store import Store
from sync.core.lean import Needs
from sync.core.message import Aside
from sync.tenure import KeyRetired, Tenures
from sync.trust import Trust


def as_aside(error: SuixingError) -> Aside:
    """Return the error of a whole message as what is set aside of several."""
    return Aside("", "", 0, 0, error.text, {n: str(v) for n, v in error.params.items()})


class Refusals:
    """Writes down every no, once a matter, so that a person can look at it later."""

    def __init__(self, store: Store, trust: Trust, tenures: Tenures) -> None:
        self._store, self._trust, self._tenures = store, trust, tenures

    def aside(self, asides: Iterable[Aside], way: str) -> None:
        """Write down packs, receipts and papers that were not taken."""
        for one in asides:
            self._keep(one.scope, one.actor, (one.first, one.last), one.text, one.params, way)

    def turned_away(self, sender: str, error: SuixingError, way: str) -> None:
        """Write down a whole message that was not taken; a fault of the disk is none of it.

        Nor is what is said anew in other words.
        """
        if isinstance(error, Needs | KeyRetired):
            return
        if isinstance(error, LinkError | ProtocolError | BundleError):
            self._keep("", sender, (0, 0), error.text, error.params, way)

    def file(self, name: str, error: SuixingError) -> None:
        """Write down a file that was not taken."""
        if isinstance(error, BundleError):
            self._keep("", name, (0, 0), error.text, error.params, "stick")

    def _keep(
        self,
        scope: str,
        actor: str,
        numbers: tuple[int, int],
        text: str,
        params: Mapping[str, object],
        way: str,
    ) -> None:
        who, said = self._name(actor), {n: str(v)[:200] for n, v in params.items()}
        if not who:
            # Anybody can make up names by the thousand: they share one line for each reason.
            scope, numbers, who, actor = "", (0, 0), actor, ""
        self._store.post.refuse(
            Refusal(scope, actor, *numbers, text, said, who, way, self._store.clock())
        )

    def _name(self, actor: str) -> str:
        """Return what people call a device, empty where HQ does not vouch for it."""
        if actor == self._tenures.actor:
            return self._tenures.office.name
        grant = self._trust.grant(actor) if actor else None
        if grant is None:
            return ""
        held = grant.certificate
        return ", ".join(part for part in (held.branch, held.holder, held.device) if part)
