"""Ctrl+K: people by initials, records by text, actions by name; `>` shows actions alone."""

import time
from collections.abc import Iterable, Sequence
from functools import reduce

from PySide6.QtCore import QObject

from app.kinds import Kind
from app.records.member import Member
from app.services.people import initials, matches
from db.model.query import Query
from db.model.record import Record
from db.model.words import N_
from ui.desktop.actions import ACTIONS, Action, for_person
from ui.desktop.desk import Desk, Route
from ui.desktop.widgets.overlay import OverlayHost
from ui.desktop.widgets.palette import Hit, PaletteGroup, PaletteOverlay

_PEOPLE, _RECORDS, _ACTIONS, _ALL = 4, 8, 6, 200
# Kinds that are shown on the page of their meeting, with the step where they are.
_STEPS = {
    "attendance": "signin",
    "agenda_item": "prepare",
    "speech": "minutes",
    "motion": "vote",
    "sign_in_sheet": "file",
}
_OFFERED = ("ledger", "joint", "service")
"""Places whose kinds can be begun from here."""
_PLACES = {
    "local": ("wait", N_("Only here")),
    "stick": ("info", N_("On the stick")),
    "hq": ("ok", N_("HQ has it")),
}


class Palette(QObject):
    """Opens the sheet, answers what is typed into it, and goes where a hit leads."""

    def __init__(self, desk: Desk, overlay: OverlayHost, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._overlay = desk, overlay
        self._sheet: PaletteOverlay | None = None
        self._people: tuple[Member, ...] = ()
        self._groups: dict[str, str] = {}

    def open(self, text: str = "") -> None:
        """Show the sheet with this text in its field."""
        records = self._desk.book.records
        self._people = tuple(self._desk.book.members.roster(everyone=True))
        self._groups = {
            r.id: str(r.get("name", "")) for r in records.find(records.query("party_group"))
        }
        sheet = PaletteOverlay(self._desk.theme, self._desk.t, self.found)
        sheet.opened.connect(self._follow)
        sheet.opened_beside.connect(self._follow)
        sheet.closed.connect(self._overlay.close_sheet)
        self._overlay.closed.connect(sheet.deleteLater)
        self._sheet = sheet
        self._overlay.open_sheet(sheet)
        sheet.start(text)

    def act(self, key: str) -> None:
        """Do one action by its key."""
        action = next(action for action in ACTIONS if action.key == key)
        self._desk.window.go(action.route)

    def found(self, text: str) -> Sequence[PaletteGroup]:
        """Return what a text finds, in three groups; the first hit is the likeliest."""
        began = time.monotonic()
        t = self._desk.t
        if text.startswith(">"):
            groups = [PaletteGroup(t("Things to do"), tuple(self._actions(text[1:].strip(), _ALL)))]
        else:
            groups = self._everything(text.strip())
        count = sum(len(group.hits) for group in groups)
        if self._sheet is not None:
            spent = max(1, round((time.monotonic() - began) * 1000))
            self._sheet.show_count(t("{n} found, {ms} ms", n=count, ms=spent))
        return groups if count else [self._nothing(text)]

    def _everything(self, text: str) -> list[PaletteGroup]:
        t = self._desk.t
        people = self._find_people(text) if text else []
        records = self._find_records(text) if text else []
        about = [
            hit for person in people[:1] for hit in for_person(self._desk, person.id, person.name)
        ]
        actions = [*about, *self._actions(text, _ACTIONS)]
        return [
            PaletteGroup(t("Members"), tuple(map(self._person_hit, people))),
            PaletteGroup(t("Meetings and records"), tuple(map(self._record_hit, records))),
            PaletteGroup(t("Things to do"), tuple(actions)),
        ]

    def _nothing(self, text: str) -> PaletteGroup:
        t = self._desk.t
        hint = Hit("clear", "x", t("Clear"), t("Try one word alone, or initials"))
        return PaletteGroup(t("Nothing found for “{text}”", text=text), (hint,))

    # People

    def _find_people(self, text: str) -> list[Member]:
        found = [member for member in self._people if matches(member.name, text)]
        return sorted(found, key=lambda member: not member.is_here)[:_PEOPLE]

    def _person_hit(self, member: Member) -> Hit:
        about = (initials(member.name), self._groups.get(member.group or "", ""), member.post or "")
        return Hit(f"go/members/{member.id}", "user", member.name, self._joined(about))

    # Records

    def _find_records(self, text: str) -> list[Record]:
        found = self._desk.book.records.find(
            Query(text=text, order=("-touched",), limit=_RECORDS + _PEOPLE)
        )
        return [record for record in found if record.kind not in ("member", "branch")][:_RECORDS]

    def _record_hit(self, record: Record) -> Hit:
        desk, t = self._desk, self._desk.t
        kind = desk.book.kinds.get(record.kind)
        name = desk.book.records.name_of(record)
        title = t("{kind}: {name}", kind=t(kind.shape.title), name=name) if kind else name
        tone, word = _PLACES[desk.book.syncing.where(record)]
        key = "/".join(("go", *route_of(record, kind)))
        icon = kind.shape.icon if kind else "note"
        return Hit(key, icon, title, self._about(record, kind), t(word), tone)

    def _about(self, record: Record, kind: Kind | None) -> str:
        """Return what a record hangs on: its meeting, its person."""
        records, said = self._desk.book.records, []
        for field in kind.fields if kind else ():
            value = record.get(field.name)
            if field.ref in ("activity", "member") and isinstance(value, str):
                said.append(records.name(value))
        return self._joined(said)

    def _joined(self, parts: Iterable[str]) -> str:
        """Return the parts that say something, one after another."""
        t = self._desk.t
        return reduce(
            lambda a, b: t("{a}, {b}", a=a, b=b), [part for part in parts if part] or [""]
        )

    # Actions

    def _actions(self, text: str, most: int) -> list[Hit]:
        t = self._desk.t
        named = [(action, t(action.title)) for action in ACTIONS]
        kinds = [
            (_making(kind), t("New: {kind}", kind=t(kind.shape.title))) for kind in self._kinds()
        ]
        fits = [(a, name) for a, name in (*named, *kinds) if matches(name, text)]
        return [Hit(_key(a.route), a.icon, name) for a, name in fits[:most]]

    def _kinds(self) -> list[Kind]:
        return [kind for kind in self._desk.book.kinds.values() if kind.shape.place in _OFFERED]

    # Going there

    def _follow(self, key: str) -> None:
        if key == "clear":
            if self._sheet is not None:
                self._sheet.start()
            return
        self._overlay.close_sheet()
        _, *parts = key.split("/")
        self._desk.window.go(Route(*parts))


_OWN = {
    "heart_to_heart_talk": ("talks", ""),
    "matter": ("matter", ""),
    "cobuild_agreement": ("agreement", ""),
    "service_visit": ("visit", ""),
    "suggestion": ("service", "ideas"),
}
"""Kinds that a page of their own shows, and its detail."""


def route_of(record: Record, kind: Kind | None) -> Route:
    """Return where a record is shown."""
    meeting = record.get("activity")
    if record.kind == "activity":
        return Route("meeting", record.id)
    if record.kind in _STEPS and isinstance(meeting, str):
        return Route("meeting", meeting, _STEPS[record.kind])
    if record.kind == "member":
        return Route("members", record.id)
    if record.kind in _OWN:
        page, detail = _OWN[record.kind]
        return Route(page, record.id, detail)
    if record.kind in ("access_entry", "inspection", "appraisal"):
        return Route(kind.shape.place if kind else "record", record.id)
    if kind is not None and kind.shape.place == "settings":
        return Route("settings", record.id)
    return Route("record", record.id)


def _making(kind: Kind) -> Action:
    return Action("new", "plus", kind.shape.title, Route("record", "", f"new:{kind.name}"))


def _key(route: Route) -> str:
    return "/".join(("go", *route))
