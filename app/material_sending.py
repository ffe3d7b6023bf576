"""HQ's counter for packs of study materials."""

from app.materials.pack import MaterialPack
from app.pack_sending import Counter, PackSending
from app.services.materials import MATERIALS
from db.model.words import N_
from sync.replica import Replica

_COUNTER = Counter(
    "materials",
    N_("No pack of materials called {name} is in force."),
    N_("`suixing hq materials list` lists them."),
)


class MaterialSending(PackSending[MaterialPack]):
    """HQ's counter for packs of materials, over its own replica."""

    def __init__(self, replica: Replica) -> None:
        super().__init__(replica, MATERIALS, _COUNTER)
