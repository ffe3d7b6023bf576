"""How values are said on paper: dates in full, blanks to fill in, text that a page can carry.

A printed page is read by eye and searched by machine. What neither shows (zero-width and control
characters, variation selectors) is left out; a Kangxi radical pasted from a careless PDF is set as
the hanzi it stands for, so that a search for the name finds it. The attached record keeps the text
as it was typed.
"""

import re
import unicodedata
from datetime import date, datetime

from app.dates import say_year_date
from db.model.words import N_, Translate

BLANK = "____"
"""Stands where nothing is recorded: room for a hand, never a guess."""

WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)

_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180f]")
# Printable, and yet not to be set as it is: selectors, and the radicals.
_CHANGED = re.compile(_SELECTORS.pattern[:-1] + "\u2e80-\u2fdf]")


def plain(text: str) -> str:
    """Return one line of text as a page can carry it."""
    if text.isprintable() and not _CHANGED.search(text):
        return text
    kept = []
    for sign in _SELECTORS.sub("", _BREAKS.sub(" ", text)):
        if sign.isascii() and sign.isprintable():
            kept.append(sign)
            continue
        category = unicodedata.category(sign)
        if sign == "\t" or (category == "Zs" and sign != "\u3000"):
            kept.append(" ")
        elif "\u2e80" <= sign <= "\u2fdf":
            kept.append(unicodedata.normalize("NFKC", sign))
        elif category not in {"Cc", "Cf", "Cs"}:
            kept.append(sign)
    return "".join(kept)


def paragraphs(text: str | None) -> tuple[str, ...]:
    """Return the paragraphs of a text, without the blanks people indent with."""
    found = (plain(line).strip(" \u3000") for line in _BREAKS.split(text or ""))
    return tuple(line for line in found if line)


def or_blank(value: object) -> str:
    """Return a value as text; room to write where there is none."""
    said = "" if value is None else plain(str(value)).strip()
    return said or BLANK


def on(day: date | None, t: Translate) -> str:
    """Return `2026年5月22日`, or a blank."""
    return say_year_date(day, t) if day else BLANK


def span(start: datetime | None, end: datetime | None, t: Translate) -> str:
    """Return start and end to the minute: `2026年5月22日（星期五）19:30—21:05`; blanks where unknown."""
    if start is None:
        return BLANK
    if end is not None and end.date() != start.date():
        return t("{start} to {end}", start=at(start, t), end=at(end, t))
    until = f"{end:%H:%M}" if end else BLANK
    return t("{start} to {end}", start=at(start, t), end=until)


def at(when: datetime | None, t: Translate) -> str:
    """Return `2026年5月22日（星期五）19:30`, or a blank."""
    if when is None:
        return BLANK
    return t("{date} {time}", date=weekday_on(when.date(), t), time=f"{when:%H:%M}")


def weekday_on(day: date, t: Translate) -> str:
    """Return `2026年5月22日（星期五）`."""
    return t("{date} ({weekday})", date=say_year_date(day, t), weekday=t(WEEKDAYS[day.weekday()]))


def numbered(n: int, pattern: str) -> str:
    """Return a number as its pattern shows it, ready to stand before words.

    3 by `1.` is `3. `, by `一、` it is `三、`.
    """
    if "1" in pattern:
        return pattern.replace("1", str(n)) + " "
    return pattern.replace("一", hanzi(n))


def hanzi(n: int) -> str:
    """Return a whole number from 1 to 99 in hanzi; others in digits."""
    digits = "零一二三四五六七八九"
    if not 0 < n < 100:
        return str(n)
    tens, ones = divmod(n, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
