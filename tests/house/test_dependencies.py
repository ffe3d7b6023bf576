"""Every package the project names is really used, and every one it uses is named."""

import importlib.metadata
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house import rules
from tests.house.tree import FLOORS, ROOT, modules, source

# Used by name and not by import: plugins of pytest, commands of the Makefile, types for mypy; the
# exception says which.
COMMANDS = frozenset(
    {
        *("import-linter", "mypy", "pyinstaller", "pytest-qt", "pytest-xdist", "ruff"),
        *("httpx",),  # FastAPI's test client asks for it
        *("types-openpyxl", "types-psutil", "types-requests"),
    }
)


def declared(*groups: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lists = {"": project["dependencies"], **project["optional-dependencies"]}
    return {canonicalize_name(Requirement(line).name) for g in groups for line in lists[g]}


def imported(*folders: str) -> set[str]:
    """The distributions that the modules of the folders import."""
    homes = importlib.metadata.packages_distributions()
    tops = {
        name.partition(".")[0]
        for file in modules(*folders)
        for name in rules.imported(source(file))
    }
    found = {homes[top][0] for top in tops if top in homes and top not in sys.stdlib_module_names}
    return {canonicalize_name(name) for name in found}


def test_what_the_floors_import_is_a_declared_dependency() -> None:
    # Ourselves, and PySide6's own other half.
    assert imported(*FLOORS) - declared("", "postgres") - {"suixing", "shiboken6"} == set()


def test_what_is_declared_is_in_real_use() -> None:
    assert declared("", "postgres") - imported(*FLOORS, "tools") == set()
    assert declared("dev") - imported("tests", "tools") - COMMANDS == set()
