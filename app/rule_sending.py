"""HQ's counter for rule packs: what would have no effect at a branch is not sent."""

from typing_extensions import override

from app.pack_sending import Counter, PackSending
from app.rules.pack import Pack
from app.rules.pack_check import must_fit
from app.rules.shipped import shipped
from app.services.rulepacks import RULES
from db.model.words import N_
from sync.replica import Replica

_COUNTER = Counter(
    "rules",
    N_("No rule pack called {name} is in force."),
    N_("`suixing hq rules list` lists them."),
)


class RuleSending(PackSending[Pack]):
    """HQ's counter for rule packs, over its own replica."""

    def __init__(self, replica: Replica) -> None:
        super().__init__(replica, RULES, _COUNTER)

    @override
    def look(self, content: bytes) -> Pack:
        pack = super().look(content)
        must_fit(pack, shipped())
        return pack
