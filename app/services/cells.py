"""What one cell of somebody's table says: text without stray signs, a day, a whole number.

People type full-width digits, spaces inside names, dates in a dozen spellings, and spreadsheets
turn half of it into numbers. Each reader here returns what is certain; where a reading leaves a
doubt it says so instead of guessing in silence.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from db.model.words import N_


class Broken(NamedTuple):
    """A cell without a usable value: an error such as #REF!, or a formula never calculated."""

    text: str


Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | Broken | None


class Day(NamedTuple):
    """A day as read: None where no day can be read; `doubt` (a msgid) says what is uncertain."""

    day: date | None
    doubt: str = ""


NO_DAY = N_("{label}: “{value}” is not a date that exists.")
MONTH_ONLY = N_("{label}: “{value}” names only the month; taken as its first day.")
MONTH_UNSURE = N_("{label}: “{value}” may be January or October; left empty.")
YEAR_ONLY = N_("{label}: “{value}” names only the year; left empty.")
SHORT_YEAR = N_("{label}: “{value}” has a year of two digits; taken as {day}.")

_FAR = date(2100, 1, 1)
_EXCEL = date(1899, 12, 30)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
_DOTS = re.compile(r"[·・•‧∙･.．・]")
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACED_HAN = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HALF = {0xFF00 + n: 0x20 + n for n in range(0x01, 0x5F) if chr(0x20 + n).isalnum()}
_HAN_TENS = re.compile(r"(\d?)十(\d?)")
_TAIL = re.compile(r"[T\s]+(\d{1,2}:\d{2}(:\d{2})?(\.\d+)?|(星期|周|礼拜)[一二三四五六日天])$")
_FULL = re.compile(r"(\d{4}|\d{2})\s*[-/.年、,]\s*(\d{1,2})\s*[-/.月、,]\s*(\d{1,2})\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_MOST_SERIAL, _LEAST_SERIAL = 73_051, 7_800
_WHOLE = 1e15
"""Above this a spreadsheet's number is no longer exact to the unit."""
FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")
"""How a text begins that a spreadsheet takes for a formula: in CSV an apostrophe stands before it."""
ID_NUMBER = re.compile(r"(?<!\d)(\d{14})(\d{3}[\dXx])(?!\d)")
"""A whole identity number; its groups are what is never kept, and the last four."""


def text_of(cell: Cell) -> str:
    """Return the cell as one line of text: full width made half, invisible signs gone."""
    match cell:
        case None | Broken():
            return ""
        case bool():
            return "是" if cell else "否"
        case float() if abs(cell) < _WHOLE and cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "seconds")
    said = unicodedata.normalize("NFKC", _INVISIBLE.sub("", str(cell)))
    return _SPACES.sub(" ", said).strip()


def line_of(cell: Cell) -> str:
    """Return a text as one line with its signs as typed: only full-width letters and digits are made half."""
    if not isinstance(cell, str):
        return text_of(cell)
    return _SPACES.sub(" ", _INVISIBLE.sub("", cell).translate(_HALF)).strip()


def name_of(cell: Cell) -> str:
    """Return a person's name: without the spaces that line up short names, its dots as typed."""
    said = _SPACES.sub(
        " ", _INVISIBLE.sub("", str(cell) if isinstance(cell, str) else text_of(cell))
    )
    return _SPACED_HAN.sub("", said.replace("\u3000", " ").strip())


def key_of(name: str) -> str:
    """Return what two spellings of one name share: no spaces, no dots, no case."""
    said = unicodedata.normalize("NFKC", _INVISIBLE.sub("", name)).casefold()
    return _DOTS.sub("", _SPACES.sub("", said))


def number_of(cell: Cell) -> int | None:
    """Return a whole number, None where the cell holds none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return int(cell) if abs(cell) < _WHOLE and cell == int(cell) else None
    said = text_of(cell).replace(",", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else None


def masked(text: str) -> str:
    """Return the text with every whole identity number cut to its last four."""
    return ID_NUMBER.sub(lambda m: "*" * 14 + m[2], text)


def day_of(cell: Cell, today: date, epoch: date = _EXCEL) -> Day:
    """Return the day a cell names; `epoch` is day 0 of the workbook's serial numbers."""
    if isinstance(cell, datetime):
        return Day(cell.date())
    if isinstance(cell, date):
        return Day(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell, epoch)
    said = text_of(cell)
    if not said:
        return Day(None)
    if re.fullmatch(r"\d+(\.0+)?", said) and len(said.split(".")[0]) != 4:
        return _from_number(int(said.split(".")[0]), epoch)
    return _from_text(_western(_TAIL.sub("", said)), today)


def _western(said: str) -> str:
    """Turn hanzi digits into digits: `二〇一四年六月二十六日` to `2014年6月26日`."""
    said = said.translate(_HAN_DIGITS)
    return _HAN_TENS.sub(lambda m: f"{m[1] or 1}{m[2] or 0}", said)


def _from_number(number: float, epoch: date) -> Day:
    whole = int(number) if abs(number) < _WHOLE else -1  # NaN and the infinities are no numbers
    digits = str(whole)
    if number == whole and len(digits) == 8:
        return _made(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if number == whole and len(digits) == 6:
        return _month(int(digits[:4]), int(digits[4:]))
    if 1900 <= number < 2100:
        return _from_text(f"{number:g}" if number != whole else digits, _FAR)
    if _LEAST_SERIAL <= number < _MOST_SERIAL:
        return Day(epoch + timedelta(days=whole))
    return Day(None, NO_DAY)


def _from_text(said: str, today: date) -> Day:
    if match := _FULL.fullmatch(said):
        year = int(match[1])
        if year >= 100:
            return _made(year, int(match[2]), int(match[3]))
        year += 2000 if 2000 + year <= today.year else 1900
        found = _made(year, int(match[2]), int(match[3]))
        return found if found.day is None else Day(found.day, SHORT_YEAR)
    if match := _MONTH.fullmatch(said):
        # A spreadsheet that takes 2014.10 for a number gives back 2014.1.
        if re.fullmatch(r"\d{4}\.1", said):
            return Day(None, MONTH_UNSURE)
        return _month(int(match[1]), int(match[2]))
    return Day(None, YEAR_ONLY if _YEAR.fullmatch(said) else NO_DAY)


def _month(year: int, month: int) -> Day:
    found = _made(year, month, 1)
    return found if found.day is None else Day(found.day, MONTH_ONLY)


def _made(year: int, month: int, day: int) -> Day:
    try:
        return Day(date(year, month, day))
    except ValueError:
        return Day(None, NO_DAY)
