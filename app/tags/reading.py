"""Reads a tag pack that somebody wrote, or says what is wrong with it, and in which line."""

import re
from collections.abc import Mapping
from typing import Any

from app.rules.pack_file import must_be_of_this_release, parsed, version_of
from app.rules.pack_lines import Path
from app.rules.pack_values import PackWrong, Values, shown
from app.tags.pack import Tag, TagPack
from db.model.words import N_

MOST_TAGS = 60
"""Most tags of one pack: a report has a chapter for each."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PARTING = frozenset("、，,")
"""What parts tags in a cell of a table."""
_PACK_KEYS = ("id", "version", "title_zh", "title_en", "issuer", "format")
_TAG_KEYS = ("code", "title_zh", "title_en", "outcome", "note_zh", "note_en")


def read_tags(text: str | bytes) -> TagPack:
    """Return a tag pack. Raises PackWrong with the lines."""
    raw, lines = parsed(text)
    return _Reader(lines).pack(raw)


class _Reader(Values):
    """Reads one parsed pack; collects what is wrong, with lines."""

    def pack(self, raw: Mapping[str, Any]) -> TagPack:
        """Return the pack. Raises PackWrong."""
        head = self.table(("pack",), raw.get("pack"))
        must_be_of_this_release(self, head)
        self.known_keys((), raw, ("pack", "tag"))
        self.known_keys(("pack",), head, _PACK_KEYS)
        listed = raw.get("tag", [])
        if not isinstance(listed, list) or not listed:
            self.wrong(("tag",), N_("Line {line}: a pack has at least one [[tag]]."))
            listed = []
        if len(listed) > MOST_TAGS:
            said = N_("Line {line}: too many tags: at most {most}.")
            self.wrong(("tag", MOST_TAGS), said, most=MOST_TAGS)
            listed = listed[:MOST_TAGS]
        found = TagPack(
            self._named(("pack", "id"), head.get("id")),
            version_of(self, head),
            self.text(("pack",), head, "title_zh", "title_en", needed=True),
            self.string(("pack", "issuer"), head.get("issuer", "")),
            tuple(self._tag(("tag", at), one) for at, one in enumerate(listed)),
        )
        self._must_differ(found)
        if self.problems:
            raise PackWrong(self.problems)
        return found

    def _tag(self, path: Path, raw: Any) -> Tag:
        table = self.table(path, raw)
        self.known_keys(path, table, _TAG_KEYS)
        for name in ("title_zh", "title_en"):
            if _PARTING & set(str(table.get(name, ""))):
                said = N_("Line {line}: {name} has a comma; tags in a row could not be told apart.")
                self.wrong((*path, name), said, name=name)
        return Tag(
            self._named((*path, "code"), table.get("code")),
            self.text(path, table, "title_zh", "title_en", needed=True),
            self.flag(path, table, "outcome"),
            self.text(path, table, "note_zh", "note_en"),
        )

    def _named(self, path: Path, value: Any) -> str:
        if isinstance(value, str) and _NAME.fullmatch(value):
            return value
        said = N_("Line {line}: {name} is a short name of a-z, 0-9 and _, such as study.")
        self.wrong(path, said, name=path[-1])
        return "0"

    def _must_differ(self, pack: TagPack) -> None:
        """Two tags of one code, or of one title, could not be told apart."""
        codes: dict[str, int] = {}
        titles: dict[str, int] = {}
        for at, tag in enumerate(pack.tags):
            for name, said, held in (
                ("code", tag.code, codes),
                ("title_zh", tag.title.zh, titles),
            ):
                if said in held:
                    path = ("tag", at, name)
                    text = N_("Line {line}: {name} {value} is there already, in line {other}.")
                    self.wrong(path, text, name=name, value=shown(said), other=held[said])
                held.setdefault(said, self.line(("tag", at, name)))
