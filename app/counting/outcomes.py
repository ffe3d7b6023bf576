"""What came of things, in numbers: rows of one label and one unit are added, others never.

Numbers of different units stand beside each other. A share, a rate or a comparison with another
year is no quantity: such rows stand one by one. One row that says "at least" makes its sum one.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.records.cobuilding import Outcome
from app.said import grouped, listed
from db.model.words import Translate

_RATES = ("%", "‰", "百分点", "/", "每", "倍", "率", "percent", "per ")
_COMPARED = re.compile(r"率(?![先队领])|同比|环比|\b(?:rate|share)\b")

_TYPED = re.compile(
    r"(?P<label>.*?[^\s\d第.,:：±+-])\s*[:：]?\s*(?P<number>[+-]?\d+(?:,\d{3})*(?:\.\d+)?)\s*"
    r"(?P<more>余|多)?\s*(?P<unit>[^\d\s]\S{0,19}?)?\s*(?P<over>以上|\+)?"
)
_MOST = 1e12


class Typed(NamedTuple):
    """A row as somebody typed it in one line."""

    label: str
    number: float | None = None
    unit: str = ""
    at_least: bool = False


class Total(NamedTuple):
    """A sum over rows of one label and unit; `number` None where no row held one. `rows`: their ids."""

    label: str
    unit: str
    number: float | None
    at_least: bool
    rows: tuple[str, ...]
    sources: tuple[str, ...] = ()


def in_order(rows: Iterable[Outcome]) -> list[Outcome]:
    """Return the rows of one record as people put them: by their number, the others after."""
    return sorted(rows, key=lambda r: (r.number_in_list is None, r.number_in_list or 0))


def totals(rows: Iterable[Outcome]) -> tuple[Total, ...]:
    """Return the sums of rows by label and unit, in the order in which labels first appear."""
    held: dict[tuple[str, str, int], list[Outcome]] = {}
    for at, row in enumerate(rows):
        # What cannot be added has a place of its own.
        alone = 0 if is_quantity(row) else at + 1
        held.setdefault((_key(row.label), _key(row.unit or ""), alone), []).append(row)
    return tuple(_total(same) for same in held.values())


def is_quantity(row: Outcome) -> bool:
    """Tell whether a row's number may be added to others of its label and unit."""
    unit, label = _key(row.unit or ""), _key(row.label)
    return not (any(r in unit for r in _RATES) or _COMPARED.search(label))


def read_line(text: str) -> Typed:
    """Return what one line says: `口罩 10000 只`, `信息 1,600 万余条`; where no number is plain, its words.

    A number in the middle of words, and a place in an order, are words.
    """
    line = " ".join(unicodedata.normalize("NFKC", text).split())
    found = _TYPED.fullmatch(line)
    if found is None:
        return Typed(line)
    number, unit = float(found["number"].replace(",", "")), found["unit"] or ""
    if abs(number) > _MOST:
        return Typed(line)
    bare = unit.replace("余", "", 1) if len(unit) > 1 else unit
    at_least = bool(found["more"] or found["over"]) or bare != unit
    return Typed(found["label"].strip(), number, bare, at_least)


def _total(rows: Sequence[Outcome]) -> Total:
    numbers = [r.number for r in rows if r.number is not None]
    return Total(
        rows[0].label,
        rows[0].unit or "",
        math.fsum(numbers) if numbers else None,
        any(bool(r.at_least) for r in rows),
        tuple(r.id for r in rows),
        tuple(dict.fromkeys(r.source for r in rows if r.source)),
    )


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def amount(number: float | None, unit: str | None, t: Translate, *, at_least: bool) -> str:
    """Return number and unit in words: `10,000 masks`, `at least 24 h`; empty without a number."""
    if number is None:
        return ""
    many = grouped(number)
    if unit:
        # A share stands close to its number, 51%.
        many = (
            f"{many}{unit}" if unit[0] in "%％‰" else t("{number} {unit}", number=many, unit=unit)
        )
    return t("at least {amount}", amount=many) if at_least else many


def said(row: Outcome | Total, t: Translate) -> str:
    """Return a row or a sum in a few words: what was counted, how many."""
    many = amount(row.number, row.unit, t, at_least=bool(row.at_least))
    return t("{label} {amount}", label=row.label, amount=many) if many else row.label


def brief(rows: Sequence[Outcome], t: Translate, most: int = 3) -> str:
    """Return the first rows of a record in a line, and how many more there are."""
    text = listed([said(row, t) for row in rows[:most]], t)
    rest = len(rows) - most
    return text if rest <= 0 else t("{name} and {n} more", name=text, n=rest)
