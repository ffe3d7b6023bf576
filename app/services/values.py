"""A field's value between the record and people: said in words, and read back from words.

Lists, histories, forms and Excel say values the same way, so that what was exported can be pasted
back: dates as 2026-05-22, choices by their label, other records by their name.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from app.kinds import FieldShape
from app.said import figure
from app.services.cells import Cell, day_of, key_of, line_of, masked, text_of
from app.services.naming import TAG, TOKEN
from db.model.change import Json
from db.model.errors import InvalidRecord, SuixingError
from db.model.words import N_, Translate

Name = Callable[[str], str]
"""What people call the record of an id."""
Find = Callable[[str, str], str]
"""The id of the record of a kind that people call so; empty where there is none."""

SEPARATOR = "、"
ANY = "*"
"""The kind of a reference that may point to a record of any kind."""
YES, NO = N_("Yes"), N_("No")
UNOPENED = N_("Sealed, not opened")
"""How a sealed text shows wherever it is not opened."""
_JOINED = 4
"""So many signs that part names may stand in one name."""
_TRUE = frozenset({"是", "有", "对", "true", "yes", "1", "√", "y"})
_FALSE = frozenset({"否", "无", "不", "没有", "false", "no", "0", "×", "x", "n"})


def shown(field: FieldShape, value: Json, t: Translate, name: Name) -> str:
    """Return a value in words; empty where there is none. A value of another release as it stands."""
    if value is None or value in ("", []) or field.type == "sealed":
        return t(UNOPENED) if value else ""
    match field.type:
        case "ref":
            return name(str(value)) or str(value)
        case "refs" | "tags" if isinstance(value, list):
            return SEPARATOR.join(name(str(v)) or str(v) for v in value)
        case "choice":
            return next((t(c.title_) for c in field.choices if c.value == value), str(value))
        case "yes-no":
            return t(YES) if value else t(NO)
        case "moment":
            return str(value).replace("T", " ")[:16]
        case "decimal" if isinstance(value, int | float):
            return figure(value)
    return str(value)


def brief(text: str, most: int = 80) -> str:
    """Return the first line of a text, cut at `most` characters."""
    line = " ".join(text.split("\n", 1)[0].split())
    return line if len(line) <= most and "\n" not in text else f"{line[:most]}…"


def read(field: FieldShape, cell: Cell, t: Translate, find: Find, today: date) -> Json:
    """Return the stored form of what stands in a cell; None where it is empty.

    Raises InvalidRecord where it names nothing that fits: validation proper comes after.
    """
    text = text_of(cell)
    # A list that was exported does not bring back what it could not show.
    if not text or (field.type == "sealed" and text in (UNOPENED, t(UNOPENED))):
        return None
    if field.type in ("ref", "refs", "tags"):
        return _named(field, text, t, find)
    match field.type:
        case "sealed":
            raise _wrong(
                field, "", t, N_("{label} is a sealed text; it is not brought in from a table.")
            )
        case "date":
            return _day(field, cell, t, today)
        case "moment":
            return _moment(field, cell, t, today)
        case "choice":
            return _choice(field, text, t)
        case "yes-no":
            return _yes_no(field, text, t)
        case "long" if isinstance(cell, str):
            text = cell
        case "text":
            text = line_of(cell)
    return masked(text)


def _day(field: FieldShape, cell: Cell, t: Translate, today: date) -> Json:
    day = day_of(cell, today).day
    if day is None:
        raise _wrong(field, cell, t, N_("{label}: “{value}” is not a date that exists."))
    return day.isoformat()


def _moment(field: FieldShape, cell: Cell, t: Translate, today: date) -> Json:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    try:
        moment = datetime.fromisoformat(text_of(cell).replace("/", "-"))
    except ValueError:
        return f"{_day(field, cell, t, today)}T00:00:00"
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _choice(field: FieldShape, text: str, t: Translate) -> Json:
    for choice in field.choices:
        if key_of(text) in (key_of(choice.value), key_of(choice.title_), key_of(t(choice.title_))):
            return choice.value
    expected = SEPARATOR.join(t(c.title_) for c in field.choices)
    raise _wrong(field, text, t, N_("{label}: {value} is none of {expected}."), expected=expected)


def _yes_no(field: FieldShape, text: str, t: Translate) -> Json:
    said = text.casefold()
    if said in _TRUE or said == t(YES).casefold():
        return True
    if said in _FALSE or said == t(NO).casefold():
        return False
    raise _wrong(field, text, t, N_("{label}: {value} is neither yes nor no."))


def _named(field: FieldShape, text: str, t: Translate, find: Find) -> Json:
    if field.type == "ref":
        return _ref(field, text, t, find)
    one = _ref if field.type == "refs" else _tag
    kind = field.ref if field.type == "refs" else TAG
    return [one(field, part, t, find) for part in _parts(kind, text, find) if part.strip()]


def _parts(kind: str, text: str, find: Find) -> Iterator[str]:
    """Yield the names in a list; one may hold the sign that parts them (安全、环保部)."""
    words, at = re.split("([、,，])", text), 0
    while at < len(words):
        several = range(min(len(words), at + 2 * _JOINED + 1), at, -2)
        end = next((n for n in several if find(kind, "".join(words[at:n]).strip())), at + 1)
        yield "".join(words[at:end])
        at = end + 1


def _ref(field: FieldShape, text: str, t: Translate, find: Find) -> Json:
    found = find(field.ref, text.strip())
    if not found and field.ref == ANY:
        return text.strip()
    if not found:
        raise _wrong(field, text, t, N_("{label}: there is no “{value}” here yet."))
    return found


def _tag(field: FieldShape, text: str, t: Translate, find: Find) -> str:
    word = text.strip()
    found = find(TAG, word) or (word if TOKEN.fullmatch(word) else "")
    if not found:
        raise _wrong(
            field, text, t, N_("{label}: “{value}” is no tag of a pack, or several packs have it.")
        )
    return found


def _wrong(
    field: FieldShape, cell: Cell, t: Translate, text: str, expected: str = ""
) -> InvalidRecord:
    value = text_of(cell)[:60]
    label = t(field.title)
    return InvalidRecord(text, field=field.name, label=label, value=value, expected=expected)


class Finder:
    """Finds records by the name people call them; a name that several share finds none."""

    def __init__(self, named: Callable[[str], Mapping[str, str]]) -> None:
        self._named = named
        self._held: dict[str, dict[str, str]] = {}

    def __call__(self, kind: str, text: str) -> str:
        """Return the id of the record of a kind that is called so."""
        if kind not in self._held:
            by_key: dict[str, str] = {}
            for record, name in self._named(kind).items():
                key = key_of(name)
                by_key[key] = "" if key in by_key else record
            self._held[kind] = by_key
        return self._held[kind].get(key_of(text), "")


def complaint(error: SuixingError, t: Translate) -> str:
    """Return what is wrong in one sentence; the field's label in it is a msgid until here."""
    params = dict(error.params)
    if isinstance(label := params.get("label"), str):
        params["label"] = t(label)
    return t(error.text, **params)
