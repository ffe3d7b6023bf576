"""What tests of the parts stand on: words in English, which need no compiled catalogue."""

import pytest

from app.words import Catalogue


@pytest.fixture
def t() -> Catalogue:
    """English, as the code speaks it."""
    return Catalogue("en")
