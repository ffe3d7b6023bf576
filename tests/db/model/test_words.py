"""Text can be marked where no catalogue is at hand."""

from app.words import Catalogue
from db.model.words import N_, Translate


def test_marking_changes_nothing() -> None:
    assert N_("Saved {n} records") == "Saved {n} records"


def test_the_catalogue_is_a_translator() -> None:
    t: Translate = Catalogue("en")
    assert t(N_("{who} signed"), who="Li") == "Li signed"
