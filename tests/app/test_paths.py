"""Where things are: the same from source, in the frozen program, and for a person with a wish."""

import sys
from pathlib import Path

import pytest

from app import paths


def test_resources_lie_beside_the_code() -> None:
    assert (paths.resources("i18n") / "zh_CN").is_dir()
    assert paths.resources() == paths.resources("i18n").parent


def test_the_frozen_program_looks_where_it_was_unpacked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources("fonts") == tmp_path / "resources" / "fonts"


def test_a_home_named_by_the_person_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUIXING_HOME", str(tmp_path))
    assert paths.default_home() == tmp_path


def test_without_a_wish_the_home_is_where_the_system_keeps_such_things() -> None:
    assert paths.default_home().name == "suixing"
