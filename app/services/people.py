"""Finding people by what is quick to type: the initials of their names' readings.

`crw` finds 次仁旺堆, `zeng` and `zg` find 曾国平, 国平 finds him too. A character with several
readings answers to each of them; a surname is shown with its reading as a surname.
"""

import importlib
import os
from functools import lru_cache
from typing import Any

# Surnames whose first reading in the dictionary begins with another letter.
_SURNAMES = {
    "曾": "zeng",
    "翟": "zhai",
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "盖": "ge",
    "区": "ou",
    "朴": "piao",
    "缪": "miao",
    "乐": "yue",
    "尉": "wei",
    "种": "chong",
    "重": "chong",
    "佴": "nai",
    "祭": "zhai",
    "句": "gou",
    "秘": "bi",
    "折": "she",
}
_GAPS = frozenset(" ·•・．.-—　")


def initials(name: str) -> str:
    """Return the small letters people type for a name: `crwd` for 次仁旺堆; empty for no letters."""
    return "".join(said[0][0] for said in _readings(name.strip()) if said)


def matches(name: str, typed: str) -> bool:
    """Tell whether what was typed finds a name.

    It may be a part of the name as written, or its readings from the start of the name or of one of
    its parts: initials, whole syllables, or a mixture. Nothing typed finds everyone.
    """
    wanted = typed.strip().lower()
    if not wanted or wanted in name.lower():
        return True
    letters = "".join(sign for sign in wanted if sign not in _GAPS)
    said = _readings(name.strip())
    starts = [at for at in range(len(said)) if said[at] and (at == 0 or not said[at - 1])]
    return any(_read(said[at:], letters) for at in starts)


def _read(said: tuple[tuple[str, ...], ...], letters: str) -> bool:
    """Tell whether the letters can be read off these characters, each whole, begun, or by one letter."""
    if not letters:
        return True
    if not said:
        return False
    if not said[0]:
        return _read(said[1:], letters)
    for reading in said[0]:
        for length in range(len(reading), 0, -1):
            if letters.startswith(reading[:length]) and _read(said[1:], letters[length:]):
                return True
    return False


def _dictionary() -> Any:
    """Return pypinyin, loaded when the first name is read.

    Only single characters are looked up: its phrases, 45 MB in memory, are left out.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    return importlib.import_module("pypinyin")


@lru_cache(4096)
def _readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the readings of each character, the usual one first; none for what is no letter."""
    if name.isascii():
        return tuple(_letter(sign) for sign in name)
    pinyin = _dictionary()
    found: list[tuple[str, ...]] = []
    for at, sign in enumerate(name):
        if sign in _GAPS:
            found.append(())
            continue
        if sign.isascii():
            found.append(_letter(sign))
            continue
        said = pinyin.pinyin(sign, style=pinyin.Style.NORMAL, heteronym=True, errors="ignore")
        readings = tuple(str(reading).lower() for reading in said[0]) if said else ()
        surname = _SURNAMES.get(sign) if at == 0 else None
        found.append((surname, *readings) if surname else readings)
    return tuple(found)


def _letter(sign: str) -> tuple[str, ...]:
    return (sign.lower(),) if sign.isalnum() else ()
