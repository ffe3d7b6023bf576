#!/usr/bin/env python3
"""Join the translations of every area into the one catalogue the program reads.

python tools/compile_catalogue.py            writes resources/i18n/<language>.mo
python tools/compile_catalogue.py --check    writes nothing; names what is missing or wrong
python tools/compile_catalogue.py --missing  prints the missing msgids as a .po to fill in
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "resources" / "i18n"
FLOORS = ("app", "ui", "sync", "db")

# A call of one of these marks its first argument as text for people.
MARKS = frozenset({"t", "_", "N_"})
# A record type's fields carry their label and help as pydantic's own arguments.
FIELD_MARKS = frozenset({"title", "description"})
# Our errors carry three msgids: what happened, what is safe, what can be done.
ERROR_MARKS = frozenset({"safe", "hint"})
IN_TEMPLATE = re.compile(r"""\bt\(\s*(?:"([^"]+)"|'([^']+)')""")
PLACE = re.compile(r"\{(\w+)\}")


def area_files(language: str) -> list[Path]:
    """Return the area files of a language, in a steady order."""
    return sorted((I18N / language).glob("*.po"))


def read_area(file: Path, language: str) -> Catalog:
    """Return the messages of one area file; a line that cannot be read is an error."""
    with file.open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def join(language: str) -> tuple[dict[str, str], list[str]]:
    """Return msgid to translation of all areas, and what is wrong with them, one line each."""
    said: dict[str, str] = {}
    wrong: list[str] = []
    for file in area_files(language):
        for message in read_area(file, language):
            msgid, text = message.id, message.string
            if not msgid or not text:
                continue
            if not isinstance(msgid, str) or not isinstance(text, str):
                wrong.append(f"{file.name}: write plurals with a bar, not with msgid_plural")
                continue
            wrong += [f"{file.name}: {fault}: {msgid}" for fault in faults(msgid, text)]
            if message.fuzzy:
                wrong.append(f"{file.name}: is marked fuzzy: {msgid}")
            if said.setdefault(msgid, text) != text:
                wrong.append(f"{file.name}: another area translates it otherwise: {msgid}")
    return said, wrong


def faults(msgid: str, text: str) -> Iterator[str]:
    """Yield what makes a translation unusable whatever it says."""
    if set(PLACE.findall(msgid)) != set(PLACE.findall(text)):
        yield "the places in braces differ"
    if "|" in msgid and "|" in text:
        yield "Chinese has one form, so the translation has no bar"
    if msgid != msgid.strip():
        yield "the msgid begins or ends with white space"


def compiled(language: str, said: dict[str, str]) -> bytes:
    """Return the catalogue as gettext reads it; the same words give the same bytes."""
    catalog = Catalog(locale=language, charset="utf-8")
    # Babel's own header names the day and its version; this file shall change with its words alone.
    catalog.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Language", language)]
    for msgid in sorted(said):
        catalog.add(msgid, said[msgid])
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def current(language: str) -> dict[str, str]:
    """Return what the compiled catalogue says now; nothing when there is none."""
    file = I18N / f"{language}.mo"
    if not file.is_file():
        return {}
    with file.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_mo(stream) if m.id}


def used() -> dict[str, str]:
    """Return every msgid the program uses, with the place of its first use."""
    found: dict[str, str] = {}
    errors = error_names(ROOT / "db" / "model" / "errors.py")
    for floor in FLOORS:
        for file in sorted((ROOT / floor).rglob("*.py")):
            fields = file.is_relative_to(ROOT / "app" / "records")
            for line, msgid in in_code(file.read_text("utf-8"), errors, fields=fields):
                found.setdefault(msgid, f"{file.relative_to(ROOT)}:{line}")
    for file in sorted((ROOT / "resources").rglob("*.html")):
        for match in IN_TEMPLATE.finditer(file.read_text("utf-8")):
            found.setdefault(match[1] or match[2], str(file.relative_to(ROOT)))
    return found


def in_code(source: str, errors: frozenset[str], *, fields: bool) -> Iterator[tuple[int, str]]:
    """Yield line and msgid of every marked text in a module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = called(node.func)
        if (name in MARKS or name in errors) and node.args:
            yield from texts(node.args[0])
        for keyword in node.keywords:
            marked = (fields and keyword.arg in FIELD_MARKS) or (
                name in errors and keyword.arg in ERROR_MARKS
            )
            if marked:
                yield from texts(keyword.value)


def called(func: ast.expr) -> str:
    """Return the last name of what is called: `desk.t(…)` calls `t`."""
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def texts(node: ast.expr) -> Iterator[tuple[int, str]]:
    """Yield the literal texts an argument can be; what is computed was marked where it was made."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.lineno, node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def error_names(file: Path) -> frozenset[str]:
    """Return the names of our error classes."""
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.ClassDef))


def languages() -> list[str]:
    """Return the languages that have a folder of translations."""
    return sorted(folder.name for folder in I18N.iterdir() if folder.is_dir())


def check(language: str) -> list[str]:
    """Return what keeps a language from being complete, one line each."""
    said, wrong = join(language)
    missing = [f"{where}: no {language} for: {m}" for m, where in used().items() if m not in said]
    stale = [] if current(language) == said else [f"{language}.mo is out of date: run `make i18n`"]
    return wrong + missing + stale


def missing_as_po(language: str) -> str:
    """Return the untranslated msgids in the form of an area file."""
    said, _ = join(language)
    lines: list[str] = []
    for msgid, where in used().items():
        if msgid not in said:
            quoted = msgid.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            lines.append(f'#: {where}\nmsgid "{quoted}"\nmsgstr ""\n')
    return "\n".join(lines)


def main() -> int:
    """Compile, check, or print what is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--missing", action="store_true")
    chosen = parser.parse_args()
    wrong: list[str] = []
    for language in languages():
        if chosen.missing:
            print(missing_as_po(language))
        elif chosen.check:
            wrong += check(language)
        else:
            said, faulty = join(language)
            wrong += faulty
            (I18N / f"{language}.mo").write_bytes(compiled(language, said))
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
