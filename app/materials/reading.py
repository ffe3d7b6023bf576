"""Reads a pack of materials that somebody wrote, or says what is wrong with it, and in which line."""

import re
from collections.abc import Mapping
from typing import Any

from app.declare import LONG, SHORT
from app.materials.pack import Item, MaterialPack
from app.records.openness import MaterialKind
from app.rules.pack_file import must_be_of_this_release, parsed, version_of
from app.rules.pack_lines import Path
from app.rules.pack_values import PackWrong, Values, shown
from db.model.words import N_

MOST = 100
"""Most materials of one pack."""
_LONGEST_LINE, _AUDIENCES = 20_000, 20
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PACK_KEYS = ("id", "version", "title_zh", "title_en", "issuer", "issued_on", "format")
_ITEM_KEYS = ("code", "title", "kind", "audience", "text")


def read_materials(text: str | bytes) -> MaterialPack:
    """Return a pack of materials. Raises PackWrong with the lines."""
    raw, lines = parsed(text, longest_line=_LONGEST_LINE)
    return _Reader(lines).pack(raw)


class _Reader(Values):
    """Reads one parsed pack; collects what is wrong, with lines."""

    def pack(self, raw: Mapping[str, Any]) -> MaterialPack:
        """Return the pack. Raises PackWrong."""
        head = self.table(("pack",), raw.get("pack"))
        must_be_of_this_release(self, head)
        self.known_keys((), raw, ("pack", "material"))
        self.known_keys(("pack",), head, _PACK_KEYS)
        listed = raw.get("material", [])
        if not isinstance(listed, list) or not 0 < len(listed) <= MOST:
            said = N_("Line {line}: a pack has 1 to {most} [[material]].")
            self.wrong(("material",), said, most=MOST)
            listed = []
        found = MaterialPack(
            self._named(("pack", "id"), head.get("id")),
            version_of(self, head),
            self.text(("pack",), head, "title_zh", "title_en", needed=True),
            self.string(("pack", "issuer"), head.get("issuer", "")),
            self.day(("pack", "issued_on"), head.get("issued_on")),
            tuple(self._item(("material", at), one) for at, one in enumerate(listed)),
        )
        self._must_differ(found)
        if self.problems:
            raise PackWrong(self.problems)
        return found

    def _item(self, path: Path, raw: Any) -> Item:
        table = self.table(path, raw)
        self.known_keys(path, table, _ITEM_KEYS)
        for name in ("title", "text"):
            if not table.get(name):
                self.wrong(path, N_("Line {line}: {name} is missing."), name=name)
        return Item(
            self._named((*path, "code"), table.get("code")),
            self._long((*path, "title"), table.get("title", ""), SHORT),
            self.chosen(path, table, "kind", tuple(MaterialKind), MaterialKind.text.value),
            self._audience((*path, "audience"), table.get("audience", [])),
            self._long((*path, "text"), table.get("text", ""), LONG),
        )

    def _audience(self, path: Path, value: Any) -> tuple[str, ...]:
        fits = isinstance(value, list) and len(value) <= _AUDIENCES
        if not fits or not all(isinstance(one, str) and one.strip() for one in value):
            said = N_("Line {line}: {name} is a list of words, at most {most}.")
            self.wrong(path, said, name=path[-1], most=_AUDIENCES)
            return ()
        return tuple(self.string(path, one) for one in value)

    def _long(self, path: Path, value: Any, most: int) -> str:
        if isinstance(value, str) and len(value) <= most:
            return value.strip()
        said = N_("Line {line}: {name} is a text of at most {most} characters.")
        self.wrong(path, said, name=path[-1], most=most)
        return ""

    def _named(self, path: Path, value: Any) -> str:
        if isinstance(value, str) and _NAME.fullmatch(value):
            return value
        said = N_("Line {line}: {name} is a short name of a-z, 0-9 and _, such as study.")
        self.wrong(path, said, name=path[-1])
        return "0"

    def _must_differ(self, pack: MaterialPack) -> None:
        held: dict[str, int] = {}
        for at, item in enumerate(pack.items):
            if item.code in held:
                path = ("material", at, "code")
                text = N_("Line {line}: {name} {value} is there already, in line {other}.")
                self.wrong(path, text, name="code", value=shown(item.code), other=held[item.code])
            held.setdefault(item.code, self.line(("material", at, "code")))
