"""What a side says, in words."""

from app.said import Said
from app.services.dispute import Shown
from db.model.words import Translate


def words_of(shown: Shown, t: Translate) -> str:
    """Return a text that may still be without a language."""
    return shown(t) if isinstance(shown, Said) else shown
