"""One row of a roster: which member it tells of, and what about it is uncertain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.said import Said, say
from app.services import roster_words as words
from app.services.cells import Broken, Cell, day_of, key_of, masked, name_of, number_of, text_of
from db.model.change import Json
from db.model.words import N_

_LONGEST_NAME = 60
_DAYS = {"joined_on": N_("Joined the Party on"), "full_on": N_("Full member since")}


@dataclass(frozen=True, slots=True)
class Roster:
    """What is known of the whole table: field -> place of its column, and how its days count."""

    places: Mapping[str, int]
    today: date
    epoch: date


@dataclass(slots=True)
class Read:
    """What one row says."""

    name: str
    fields: dict[str, Json] = field(default_factory=dict)
    group: str = ""
    office: str = ""
    refused: bool = False
    found: list[Said] = field(default_factory=list)

    @property
    def doubts(self) -> tuple[Said, ...]:
        """Return what is uncertain."""
        return tuple(self.found)

    def doubt(self, text: str, **params: object) -> None:
        """Note what is uncertain."""
        self.found.append(say(text, **params))

    def refuse(self, text: str, **params: object) -> None:
        """Note why the row is not taken."""
        self.refused = True
        self.found.insert(0, say(text, **params))


def read_row(roster: Roster, row: Sequence[Cell]) -> Read | None:
    """Return what a row says; None where it is empty but for its number, or the header once more."""
    held = {f: row[at] for f, at in roster.places.items() if at < len(row)}
    numbered = roster.places.get("number")
    if not any(isinstance(c, Broken) or text_of(c) for at, c in enumerate(row) if at != numbered):
        return None
    name = name_of(held.get("name"))
    if words.field_of(name) == "name":
        return None
    read = Read(name)
    _read_name(read, held.get("name"), row)
    if not read.refused:
        read.fields["name"] = name
        _read_standing(read, held)
        _read_days(read, held, roster)
        _read_rest(read, held)
        _read_note(read, held)
    return read


def _read_name(read: Read, cell: Cell, row: Sequence[Cell]) -> None:
    first = next((text for c in row if (text := text_of(c))), "").replace(" ", "")
    name = read.name
    if first.startswith(words.TOTALS) or name.replace(" ", "").startswith(words.TOTALS):
        read.name = first[:_LONGEST_NAME]
        read.refuse(N_("a line of totals or remarks"))
    elif isinstance(cell, Broken):
        read.refuse(N_("the name's formula has no value; open the file in Excel and save it once"))
    elif not name:
        read.name = first[:_LONGEST_NAME]
        read.refuse(N_("no name"))
    elif not isinstance(cell, str) or len(name) > _LONGEST_NAME or not any(map(str.isalpha, name)):
        read.name = name[:_LONGEST_NAME]
        read.refuse(N_("“{value}” is not a name"), value=name[:_LONGEST_NAME])


def _read_standing(read: Read, held: Mapping[str, Cell]) -> None:
    said = text_of(held.get("status"))
    status = words.choice_of(said, words.STATUSES)
    if said and words.bare(said) in words.NO_MEMBERS:
        read.refuse(N_("not a Party member: {value}"), value=said)
    else:
        read.fields["status"] = status or "full"
    if said and not status and not read.refused:
        read.doubt(
            N_("{label}: “{value}” is not known; taken as a full member"),
            label=say("Status"),
            value=said,
        )
    for name, known, label in (
        ("relation_here", words.RELATIONS, "Organisational relation"),
        ("gender", words.GENDERS, "Gender"),
    ):
        if said := text_of(held.get(name)):
            code = words.choice_of(said, known)
            if code:
                read.fields[name] = code
            else:
                read.doubt(
                    N_("{label}: “{value}” is not known; left as usual"),
                    label=say(label),
                    value=said,
                )


def _read_days(read: Read, held: Mapping[str, Cell], roster: Roster) -> None:
    for name, label in _DAYS.items():
        cell = held.get(name)
        day, doubt = day_of(cell, roster.today, roster.epoch)
        if isinstance(cell, Broken):
            read.doubt(N_("{label}: the formula has no value; left empty"), label=say(label))
        if doubt:
            read.doubt(doubt, label=say(label), value=text_of(cell), day=str(day))
        if day is not None and day > roster.today:
            read.doubt(N_("{label}: {day} lies ahead; left empty"), label=say(label), day=str(day))
        elif day is not None:
            read.fields[name] = day.isoformat()
    joined, full = read.fields.get("joined_on"), read.fields.get("full_on")
    if joined and full and full < joined:
        read.doubt(
            N_("became a full member ({full}) before joining ({joined})"), full=full, joined=joined
        )
    if full and read.fields.get("status") == "probationary":
        read.doubt(N_("is probationary, and a full member since {full}"), full=full)


def _read_rest(read: Read, held: Mapping[str, Cell]) -> None:
    for name in ("post", "code", "phone"):
        if said := masked(text_of(held.get(name)))[:200]:
            read.fields[name] = said
    read.group = text_of(held.get("group")).replace(" ", "")[:200]
    if number_of(held.get("group")) is not None:
        read.group = _group_called(number_of(held.get("group")) or 0)
    if suffix := text_of(held.get("id_suffix")):
        read.fields["id_number_suffix"] = suffix.replace(" ", "")[-4:].upper()
    said = text_of(held.get("office"))
    if said and words.bare(said) not in words.NO_OFFICE:
        read.office = words.choice_of(said, words.OFFICES)
        if not read.office:
            read.doubt(
                N_("{label}: “{value}” is not known; left empty"), label=say("Office"), value=said
            )


def _group_called(number: int) -> str:
    """A column that says only 1, 2, 3 means the groups of those numbers."""
    signs = "零一二三四五六七八九十"
    return f"第{signs[number]}党小组" if 0 < number <= 10 else f"第{number}党小组"


def _read_note(read: Read, held: Mapping[str, Cell]) -> None:
    note = masked(text_of(held.get("note")))
    if note and key_of(note) not in ("无", "-", "/"):
        read.fields["note"] = note
