"""One window per home; the second start brings the first to the front."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.model.errors import StoreReadOnly
from ui.desktop.single import SingleWindow, name_of


def test_the_first_takes_the_home_and_the_second_raises_it(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    assert first.first()
    assert not second.first()
    with qtbot.waitSignal(first.raise_asked):
        assert second.raise_first()
    first.release()


def test_a_home_that_was_let_go_can_be_taken_again(qapp: object, tmp_path: Path) -> None:
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    assert first.first()
    first.release()
    assert second.first()
    second.release()


def test_two_homes_have_two_windows(qapp: object, tmp_path: Path) -> None:
    one, two = SingleWindow(tmp_path / "one"), SingleWindow(tmp_path / "two")
    assert one.first()
    assert two.first()
    assert name_of(tmp_path / "one") != name_of(tmp_path / "two")
    one.release()
    two.release()


def test_nobody_there_is_no_answer(qapp: object, tmp_path: Path) -> None:
    assert not SingleWindow(tmp_path).raise_first()


def test_a_home_that_cannot_be_made_is_named(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreReadOnly):
        SingleWindow(tmp_path / "file" / "home").first()
