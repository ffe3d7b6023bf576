#!/usr/bin/env python3
"""Write THIRD_PARTY.md: what the program ships that others made, and under which licence.

    python tools/third_party.py

Packages come from requirements.txt and their own metadata; what metadata leaves vague was read in
the licence files and stands in READ. Parts inside packages, and fonts, are listed by hand.
"""

import importlib.metadata
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)

# Read in the licence files, where metadata is silent, or says it in a way of its own.
READ = {
    "click-default-group": "public domain",
    "colorama": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",
    "segno": "BSD-3-Clause",
    "shellingham": "ISC",
    "sqlcipher3": "Zlib",
    "sqlite-fts4": "Apache-2.0",
}

HEAD = """\
# Third-party parts

The program itself is under the Apache License 2.0 (LICENSE). It is built with the parts below, each
under its own licence. `python tools/third_party.py` writes this page from the pinned requirements;
a test says when it is out of date. Each package carries its licence text; the fonts' texts lie
beside them in `resources/fonts`.

## Python packages

| package | version | licence |
|---|---|---|
"""

TAIL = """
Qt and PySide6 are used under the LGPL-3.0: they are loaded as separate libraries, in the frozen
program too, and may be replaced by other builds of the same version.

## Parts inside packages

| part | comes in | licence |
|---|---|---|
| Qt 6 | pyside6-essentials | LGPL-3.0-only |
| SQLCipher (community edition) | sqlcipher3 | BSD-3-Clause |
| SQLite | sqlcipher3 | public domain |
| OpenSSL | cryptography, sqlcipher3 | Apache-2.0 |
| Typst | typst | Apache-2.0 |
| Libertinus, New Computer Modern, DejaVu Sans Mono (not used) | typst | OFL-1.1, GUST, Bitstream Vera |
| PDFium | pypdfium2 | BSD-3-Clause |
| Phosphor icons | qtawesome | MIT |
| Zstandard | zstandard | BSD-3-Clause |

## Fonts

| font | files | licence |
|---|---|---|
| Noto Sans SC | NotoSansSC-Regular.ttf, NotoSansSC-SemiBold.ttf | OFL-1.1 |
| Noto Serif SC | NotoSerifSC-Regular.ttf, NotoSerifSC-Bold.ttf | OFL-1.1 |

Both were cut by `tools/make_fonts.py` from the files published as @expo-google-fonts/noto-sans-sc
and @expo-google-fonts/noto-serif-sc 0.4.3: no character was removed, vertical setting was.
"""


def licence(name: str) -> str:
    """Return the licence of an installed package as an SPDX expression."""
    if name in READ:
        return READ[name]
    stated = importlib.metadata.metadata(name).json
    return str(stated.get("license_expression") or stated.get("license") or "?")


def page() -> str:
    """Return the whole page."""
    pins = PIN.findall((ROOT / "requirements.txt").read_text("utf-8"))
    rows = "".join(f"| {name} | {version} | {licence(name)} |\n" for name, version in pins)
    return HEAD + rows + TAIL


def main() -> None:
    """Write the page."""
    (ROOT / "THIRD_PARTY.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
