"""The rules of the house that a parser can judge: source in, breaches out, nothing read or run."""

import ast
import re
from collections.abc import Container, Iterator

MODULE_LINES, FUNCTION_LINES, CLASS_LINES = 400, 50, 250

EMPTY_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "manager", "managers", "data", "info", "misc"}
)
SCREEN = frozenset({"PySide6", "shiboken6", "qtawesome", "qtpy"})
ENGINES = frozenset({"sqlite3", "sqlite_utils", "sqlcipher3", "psycopg", "apsw"})
CARRIERS = frozenset({"requests", "urllib3", "httpx", "http.client", "urllib.request"})

# What nobody may record of a person (docs/architecture.md, guardrails). Whole words of a field's
# name: a work_point or a meeting's place is no breach.
NEVER_RECORDED = frozenset(
    {
        *(
            "score",
            "scores",
            "rank",
            "ranking",
            "points",
            "streak",
            "streaks",
            "rating",
            "badge",
            "leaderboard",
        ),
        *(
            "latitude",
            "longitude",
            "geo",
            "gps",
            "geolocation",
            "location",
            "coordinates",
            "geofence",
            "track",
        ),
        *("biometric", "biometrics", "fingerprint", "face", "iris", "voiceprint"),
        *("sentiment", "portrait", "prediction", "income", "salary", "idcard", "passport"),
    }
)

# Calls whose words stay inside: names of families, formats, settings.
SPOKEN_TO_NOBODY = frozenset({"QFont", "Field", "typer", "Typer", "Option", "Argument"})

_SQL = re.compile(
    r"\b(select|SELECT)\s+[\w*,.()'\s]+?\s(from|FROM)\s+\w"
    r"|\b(insert|INSERT)\s+(or\s+\w+\s+|OR\s+\w+\s+)?(into|INTO)\s+\w"
    r"|\b(update|UPDATE)\s+\w+\s+(set|SET)\s"
    r"|\b(delete|DELETE)\s+(from|FROM)\s+\w"
    r"|\b(create|CREATE)\s+(\w+\s+)?(table|view|index|trigger|TABLE|VIEW|INDEX|TRIGGER)\s"
    r"|\b(drop|alter|DROP|ALTER)\s+(table|view|index|TABLE|VIEW|INDEX)\s"
    r"|^\s*(pragma|PRAGMA)\s+\w+|\b(begin immediate|BEGIN IMMEDIATE)\b"
)
_SQL_WORD = re.compile(
    r"\b(select|insert|update|delete|create|drop|alter|pragma|begin immediate)\b", re.IGNORECASE
)
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
# Hanzi anywhere, or a full-width mark that joins two texts; a set of marks to break lines at is data.
_HANZI = re.compile(r"[\u3400-\u9fff]|^\s*[\uff01-\uff5e\u3001\u3002]\s*$")
# A language is named in itself, whatever language is on.
_NAMES_OF_LANGUAGES = frozenset({"中文", "简体中文"})
_SENTENCE = re.compile(r"[A-Z][a-z]+(?: [A-Za-z{][\w{}']*)+[.:?…]?")
_KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift)[ +])+\w+")
_MUTABLE_CALLS = frozenset({"list", "dict", "set", "defaultdict", "deque", "Counter", "bytearray"})
_CONSTANT = re.compile(r"_{0,2}[A-Z][A-Z0-9_]*_{0,2}|__\w+__")


def too_long(source: str) -> Iterator[str]:
    """Yield what is longer than a person can hold at once."""
    if (lines := len(source.splitlines())) > MODULE_LINES:
        yield f"the module has {lines} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            limit = FUNCTION_LINES
        elif isinstance(node, ast.ClassDef):
            limit = CLASS_LINES
        else:
            continue
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > limit:
            yield f"{node.name} has {lines} lines"


def more_than_a_docstring(source: str) -> Iterator[str]:
    """Yield what a package's front holds besides the one sentence it should hold."""
    tree = ast.parse(source)
    if not ast.get_docstring(tree):
        yield "no docstring"
    for node in tree.body[1:]:
        yield f"line {node.lineno}: more than a docstring"


def empty_name(stem: str) -> Iterator[str]:
    """Yield when a module's name says nothing about what is in it."""
    if EMPTY_NAMES & set(stem.split("_")):
        yield f"{stem} is a name for anything"


def imported(source: str) -> Iterator[str]:
    """Yield every name a module imports, dotted: modules, and what is taken from them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _last_name(node.func) == "import_module":
            yield from (str(part.value) for part in node.args if isinstance(part, ast.Constant))


def imports_of(source: str, banned: frozenset[str]) -> Iterator[str]:
    """Yield the imports of banned packages, wherever in the module they stand."""
    if not _names_any(source, banned):
        return
    for name in imported(source):
        if name in banned or name.partition(".")[0] in banned:
            yield f"imports {name}"


def literals(tree: ast.Module, besides: Container[int] = ()) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string that does something: docstrings do not."""
    words = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) in words or id(node) in besides:
                continue
            yield node.lineno, node.value


def speaks_sql(source: str) -> Iterator[str]:
    """Yield strings that are meant for a database."""
    if not _SQL_WORD.search(source):
        return
    for line, text in literals(ast.parse(source)):
        if _SQL.search(text):
            yield f"line {line}: SQL: {text.strip()[:40]}"


def names_a_colour(source: str) -> Iterator[str]:
    """Yield colours written in code; they belong to the tokens of the theme."""
    if not _COLOUR.search(source):
        return
    for line, text in literals(ast.parse(source)):
        if _COLOUR.fullmatch(text.strip()):
            yield f"line {line}: the colour {text}"


def mutable_globals(source: str) -> Iterator[str]:
    """Yield module-level values that can change while the program runs."""
    tree = ast.parse(source)
    for node in ast.walk(tree) if "global" in source else ():
        if isinstance(node, ast.Global):
            yield f"line {node.lineno}: global {', '.join(node.names)}"
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets: list[ast.expr] = statement.targets
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets = [statement.target]
        else:
            continue
        if statement.value is None or not _is_mutable(statement.value):
            continue
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        # An empty container is there to be filled, whatever its name says.
        if _is_empty(statement.value) or not all(_CONSTANT.fullmatch(name) for name in names):
            yield f"line {statement.lineno}: {', '.join(names)} can change"


def _is_mutable(value: ast.expr) -> bool:
    made = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
    if isinstance(value, made):
        return True
    return isinstance(value, ast.Call) and _last_name(value.func) in _MUTABLE_CALLS


def _is_empty(value: ast.expr) -> bool:
    if isinstance(value, ast.List | ast.Set):
        return not value.elts
    if isinstance(value, ast.Dict):
        return not value.keys
    return isinstance(value, ast.Call) and not value.args and not value.keywords


def _names_any(source: str, names: frozenset[str]) -> bool:
    # Most modules do not even name what is looked for: parsing all of them for each rule is felt.
    return any(name.rpartition(".")[2] in source for name in names)


def _last_name(node: ast.expr | None) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def catches_all(source: str) -> Iterator[str]:
    """Yield nets that catch everything and keep it; cleaning up and raising again is no net."""
    if "except" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        everything = any(
            kind is None or _last_name(kind) in {"Exception", "BaseException"} for kind in caught
        )
        last = node.body[-1]
        if everything and not (isinstance(last, ast.Raise) and last.exc is None):
            yield f"line {node.lineno}: catches everything"


def calls(source: str, names: frozenset[str]) -> Iterator[str]:
    """Yield calls of the named functions or methods."""
    if not _names_any(source, names):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _last_name(node.func)) in names:
            yield f"line {node.lineno}: {name}()"


def inherits(source: str, bases: frozenset[str]) -> Iterator[str]:
    """Yield classes derived from the named ones."""
    if not _names_any(source, bases):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and (bases & {_last_name(base) for base in node.bases}):
            yield f"line {node.lineno}: {node.name}"


def never_recorded(source: str) -> Iterator[str]:
    """Yield fields of a record type that no record of a person may have."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ClassDef):
            continue
        for field in node.body:
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                name = field.target.id
                if NEVER_RECORDED & set(name.lower().split("_")):
                    yield f"{node.name}.{name}"


def speaks_chinese(source: str) -> Iterator[str]:
    """Yield Chinese written in code; code speaks English and the catalogue translates."""
    if source.isascii() and "\\" not in source:
        return
    for line, text in literals(ast.parse(source)):
        if _HANZI.search(text) and text not in _NAMES_OF_LANGUAGES:
            yield f"line {line}: {text.strip()[:20]}"


def untranslated(source: str, marks: frozenset[str]) -> Iterator[str]:
    """Yield English sentences that reach a person without passing the catalogue."""
    tree = ast.parse(source)
    passed = {
        id(part)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and _last_name(node.func) in marks)
        or isinstance(node, ast.Raise | ast.Assert)
        for part in ast.walk(node)
    }
    for line, text in literals(tree, passed):
        if _SENTENCE.fullmatch(text) and not _KEYS.fullmatch(text):
            yield f"line {line}: {text}"
