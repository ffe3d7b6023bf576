"""A machine's choices hold at once, come back, and a damaged file never stops anyone."""

from pathlib import Path

import pytest

from app.services.choices import FILE, ChoiceFile, Choices
from db.model.errors import StoreReadOnly


def test_a_new_machine_has_the_defaults(tmp_path: Path) -> None:
    assert ChoiceFile(tmp_path).now == Choices()


def test_what_was_chosen_comes_back_at_the_next_start(tmp_path: Path) -> None:
    ChoiceFile(tmp_path).change(theme="dark", lock_minutes=5)
    again = ChoiceFile(tmp_path).now
    assert (again.theme, again.lock_minutes, again.scale) == ("dark", 5, 100)


def test_who_listens_is_told_once_and_only_of_changes(tmp_path: Path) -> None:
    file = ChoiceFile(tmp_path)
    heard: list[Choices] = []
    file.listen(heard.append)
    file.change(scale=125)
    file.change(scale=125)
    file.forget(heard.append)
    assert [choices.scale for choices in heard] == [125]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b'{"theme": "purple"}', b"[]"])
def test_a_damaged_file_means_defaults(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    assert ChoiceFile(tmp_path).now == Choices()


def test_a_choice_of_a_later_release_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"theme": "dark", "wallpaper": "plateau"}')
    assert ChoiceFile(tmp_path).now.theme == "dark"


def test_before_there_is_a_home_a_choice_holds_and_is_written_later(tmp_path: Path) -> None:
    home = tmp_path / "home"
    file = ChoiceFile(home)
    file.change(language="en")
    assert not home.exists()
    home.mkdir()
    file.save()
    assert ChoiceFile(home).now.language == "en"


def test_a_folder_that_cannot_be_written_is_named_and_the_choice_holds(tmp_path: Path) -> None:
    file = ChoiceFile(tmp_path)
    (tmp_path / "choices.part").mkdir()
    with pytest.raises(StoreReadOnly):
        file.change(theme="dark")
    assert file.now.theme == "dark"
