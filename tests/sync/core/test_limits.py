"""What damage sounds like: what happened, that nothing was taken, what can be done."""

from sync.core.limits import CONTENT, MESSAGE, broke


def test_damage_is_told_in_three_parts() -> None:
    said = str(broke("cut"))
    assert "(cut)" in said
    assert "nothing here was changed" in said
    assert "once more" in said


def test_a_pack_fits_a_message() -> None:
    assert CONTENT < MESSAGE
