"""What lies beside the code is true: pins, licences, the commands people are told to type."""

import os
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.house.tree import ROOT, tracked
from tools import third_party

PINS = ("requirements.txt", "requirements-dev.txt")
ELSEWHERE = re.compile(
    r"(?:pypi\.(?:org|io)|files\.pythonhosted|npmjs\.|deb\.debian|registry\.)"
    r"|(?<![\w.}])/(?:root|work|tmp|farm|home/\w+)/"
)
TARGET = re.compile(r"^([a-z][a-z0-9]*):", re.MULTILINE)


def pinned(name: str) -> dict[str, set[str]]:
    """Versions by package; more than one where systems or Pythons differ."""
    found: dict[str, set[str]] = {}
    for package, version in third_party.PIN.findall((ROOT / name).read_text("utf-8")):
        found.setdefault(package, set()).add(version)
    return found


def papers() -> str:
    """Everything a newcomer may read."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return "\n".join(file.read_text("utf-8") for file in found)


@pytest.mark.parametrize("name", PINS)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert third_party.PIN.match(block), block[:80]
        assert "--hash=sha256:" in block, block[:80]
    assert not re.search(r"^-|://", text, re.MULTILINE)


def test_both_lists_agree_wherever_they_overlap() -> None:
    shipped, all_of_them = pinned(PINS[0]), pinned(PINS[1])
    assert {name: all_of_them.get(name) for name in shipped} == shipped


def test_the_pins_are_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for name, wanted in (
        (PINS[0], project["dependencies"]),
        (PINS[1], project["optional-dependencies"]["dev"]),
    ):
        have = pinned(name)
        for requirement in map(Requirement, wanted):
            versions = map(Version, have[requirement.name.lower()])
            assert any(version in requirement.specifier for version in versions), requirement


def test_the_list_of_third_party_parts_is_up_to_date() -> None:
    page = third_party.page()
    assert (ROOT / "THIRD_PARTY.md").read_text("utf-8") == page, "python tools/third_party.py"
    assert "| ? |" not in page


def test_the_licence_is_the_one_the_project_names() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")[:200]


def test_no_file_names_a_package_host_or_a_path_of_one_machine() -> None:
    found = []
    for file in tracked():
        if file.name == "test_papers.py":
            continue
        content = file.read_bytes()
        if b"\0" not in content[:8000]:
            text = content.decode("utf-8", "replace")
            found += [f"{file.relative_to(ROOT)}: {hit[0]}" for hit in ELSEWHERE.finditer(text)]
    assert found == []


@pytest.mark.parametrize("text", ["/root/x", "see /tmp/y", "pypi.org"])
def test_such_a_path_or_host_is_seen(text: str) -> None:
    assert ELSEWHERE.search(text)


def test_what_decides_a_change_can_be_run_by_hand() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert "make --no-print-directory check test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_target_is_explained_in_the_papers() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    assert {"setup", "run", "test", "check", "bench", "screenshots", "build"} <= targets
    text = papers()
    assert sorted(name for name in targets if f"make {name}" not in text) == []
