"""What is sealed, opened for a paper: whatever does not open is no reason for a paper not to be made."""

from collections.abc import Callable

from app.records.oversight import AccessWay
from app.services.confidential import Confidential
from db.model.errors import Closed, NotFound, StoreDamaged, WrongPassphrase
from db.model.words import N_, Translate

DAMAGED = N_("(sealed; does not open: it was changed, or moved here from another record)")


def for_paper(
    confidential: Confidential, words: Callable[[], Translate]
) -> Callable[[str, str], str | None]:
    """Return what opens sealed texts for papers, each opening written down.

    It gives None where a text stays sealed: nobody unlocked it, the time ran out in the middle of
    the work, another key is needed, an inspection goes on. A damaged one is said to be damaged.
    """

    def opened(record: str, field: str) -> str | None:
        if not confidential.left():
            return None
        try:
            return confidential.open(record, field, way=AccessWay.export)
        except (NotFound, Closed, WrongPassphrase):
            return None
        except StoreDamaged:
            return words()(DAMAGED)

    return opened
