"""Every package the project names is really used, and every one it uses is named."""

import ast
import importlib.metadata
import sys
import tomllib
from collections.abc import Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import FLOORS, ROOT, modules

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
        for name in imports(ast.parse(file.read_text("utf-8")))
    }
    found = {homes[top][0] for top in tops if top in homes and top not in sys.stdlib_module_names}
    return {canonicalize_name(name) for name in found}


def imports(tree: ast.Module) -> Iterator[str]:
    """The modules a module imports, by statement or by name when it is first needed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (str(part.value) for part in node.args if isinstance(part, ast.Constant))


def test_what_the_floors_import_is_a_declared_dependency() -> None:
    # shiboken6 is PySide6's own other half.
    assert imported(*FLOORS) - declared("") - {"shiboken6"} == set()


def test_what_is_declared_is_in_real_use() -> None:
    assert declared("") - imported(*FLOORS, "tools") == set()
    assert declared("dev") - imported("tests", "tools") - COMMANDS == set()
