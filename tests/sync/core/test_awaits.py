"""What waiting for another change promises: it is said which one."""

from db.model.errors import PeerBroke
from sync.core.awaits import Awaits


def test_it_names_the_change_that_has_not_come() -> None:
    error = Awaits("9f2c6a11d03b77e4.12.0")
    assert isinstance(error, PeerBroke)
    assert "9f2c6a11d03b77e4.12.0" in str(error)
