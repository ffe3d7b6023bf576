"""Every icon that a record type declares, or that the desktop asks for by name, can be drawn."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ui.desktop
from app.kinds import discover
from app.paths import resources
from ui.desktop.theme.icons import Icons

_NAMED = "icon"
_DRAWN = {"draw_icon": ("painter", "rect", "name"), "icon": ("name",)}
"""What the theme draws by; there the parameter is called `name`."""


@pytest.fixture(scope="module")
def icons(qapp: QApplication) -> Icons:
    """The shipped set and our own drawings."""
    return Icons(resources("icons"))


def modules() -> list[tuple[str, list[ast.AST]]]:
    """Return the desktop's modules, each with its nodes."""
    folder = Path(ui.desktop.__path__[0])
    return [
        (str(f.relative_to(folder)), list(ast.walk(ast.parse(f.read_text("utf-8")))))
        for f in folder.rglob("*.py")
    ]


def places(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield (what is called, the place of its icon among the arguments)."""
    if isinstance(node, ast.FunctionDef):
        names = [a.arg for a in node.args.args if a.arg != "self"]
        if _NAMED in names:
            yield node.name, names.index(_NAMED)
    if isinstance(node, ast.ClassDef):
        fields = [
            s.target.id
            for s in node.body
            if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)
        ]
        if _NAMED in fields:
            yield node.name, fields.index(_NAMED)
        for made in node.body:
            if isinstance(made, ast.FunctionDef) and made.name == "__init__":
                yield from ((node.name, at) for _, at in places(made))


def words(value: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression may come to."""
    match value:
        case ast.Constant(value=str(text)) if text and "." not in text:  # with a dot: a colour
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from (*words(body), *words(other))
        case ast.BoolOp(values=values):
            yield from (text for part in values for text in words(part))
        case ast.Dict(values=values):
            yield from (text for part in values for text in words(part))


def asked(nodes: Iterable[ast.AST], known: Mapping[str, int]) -> Iterator[str]:
    """Yield every icon a module asks for by name."""
    for node in nodes:
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = len(_DRAWN[called]) - 1 if called in _DRAWN else known.get(called, -1)
            if 0 <= at < len(node.args):
                yield from words(node.args[at])
            yield from (w for k in node.keywords if k.arg == _NAMED for w in words(k.value))
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any("icon" in getattr(target, "id", "").lower() for target in targets):
                yield from words(node.value)


def test_every_icon_that_a_record_type_declares_exists(icons: Icons) -> None:
    missing = {k.name: k.shape.icon for k in discover().values() if not icons.knows(k.shape.icon)}
    assert missing == {}


def test_every_icon_that_the_desktop_names_exists(icons: Icons) -> None:
    parsed = modules()
    known = {name: at for _, nodes in parsed for node in nodes for name, at in places(node)}
    # What a class asks its own base for is not known by name.
    known.pop("__init__", None)
    used = {(file, name) for file, nodes in parsed for name in asked(nodes, known)}
    assert len(used) > 100
    assert sorted(use for use in used if not icons.knows(use[1])) == []
