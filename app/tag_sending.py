"""HQ's counter for tag packs: it chooses among those of the program, edits them, sends its own."""

from app.pack_sending import Counter, PackSending
from app.services.tagpacks import TAGS
from app.tags.pack import TagPack
from db.model.words import N_
from sync.replica import Replica

_COUNTER = Counter(
    "tags",
    N_("No tag pack called {name} is in force."),
    N_("`suixing hq tags list` lists them."),
)


class TagSending(PackSending[TagPack]):
    """HQ's counter for tag packs, over its own replica."""

    def __init__(self, replica: Replica) -> None:
        super().__init__(replica, TAGS, _COUNTER)
