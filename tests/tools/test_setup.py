"""Set-up on a bare machine: it knows what is missing, and says the one line when it may not act."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import setup


def test_a_machine_with_everything_needs_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda name: f"lib{name}.so")
    assert setup.missing_packages() == []


def test_a_bare_debian_is_told_from_its_missing_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: "apt-get" if name == "apt-get" else None)
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert setup.missing_packages() == [*setup.LIBRARIES.values(), "python3-venv"]


def test_a_system_without_apt_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    assert setup.missing_packages() == []


def test_who_may_not_install_is_given_the_one_line_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit):
        setup.install_packages(["libegl1", "libgl1"])
    said = capsys.readouterr().out
    assert "sudo apt-get install" in said
    assert said.rstrip().endswith("libegl1 libgl1")
    assert len(said.splitlines()) == 1


def test_a_broken_environment_is_made_again(tmp_path: Path) -> None:
    broken = tmp_path / "venv"
    assert not setup.works(broken)
    python = setup.python_in(broken)
    python.parent.mkdir(parents=True)
    python.write_text("#!/nonexistent\n")
    python.chmod(0o755)
    assert not setup.works(broken)


def test_a_folder_of_somebody_else_is_never_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("three years")
    with pytest.raises(SystemExit):
        setup.make_environment(tmp_path)
    assert (tmp_path / "thesis.txt").exists()
    assert "no environment" in capsys.readouterr().out


def test_the_script_needs_nothing_but_python() -> None:
    file = Path(setup.__file__)
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import runpy; runpy.run_path({str(file)!r})"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
