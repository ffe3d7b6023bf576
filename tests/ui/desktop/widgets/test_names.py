"""What is typed means the right person."""

import pytest

from ui.desktop.widgets.names import means


@pytest.mark.parametrize("typed", ["hsl", "HS", "h", "胡", "胜利"])
def test_initials_and_characters_mean_a_person(typed: str) -> None:
    assert means(typed, "胡胜利", "hsl")


@pytest.mark.parametrize("typed", ["", " ", "sl", "王", "hslx"])
def test_anything_else_does_not(typed: str) -> None:
    assert not means(typed, "胡胜利", "hsl")
