"""What the door's names promise: short, of this version, and no page looks like the greeting."""

from sync.core.door import HEALTH, HELLO, SYNC, TYPE


def test_the_paths_carry_their_version() -> None:
    assert SYNC.startswith("/v1/")
    assert HEALTH.startswith("/v1/")


def test_the_greeting_is_small_and_no_html() -> None:
    assert len(HELLO) < 20
    assert b"<" not in HELLO
    assert "html" not in TYPE
