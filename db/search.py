"""Chinese full text: one character is one token, so words of 1, 2, 3 ... characters are found.

SQLite's trigram tokenizer finds nothing for the two-character words that Chinese is made of.
Punctuation becomes a break token, so a phrase never matches across a sentence end.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from db.engines.engine import Engine

_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
# Captures a token; a run of other signs matches too, with nothing captured: a break.
_TOKEN = re.compile(rf"([A-Za-z0-9]+|[{_HAN}])|[^\sA-Za-z0-9{_HAN}]+")
_BREAK = "zzbrk"


def segmented(text: str) -> str:
    """Return `text` as tokens with spaces between them."""
    return " ".join([word or _BREAK for word in _TOKEN.findall(text.lower())])


def match(words: str) -> str:
    """Return the FTS5 query for what a person typed; empty when there is nothing to look for.

    Words are ANDed phrases; the quoting also disarms FTS syntax.
    """
    phrases = (segmented(word) for word in words.split())
    return " AND ".join(f'"{p}"' for p in phrases if set(p.split()) - {_BREAK})


def text_of(values: Iterable[object]) -> str:
    """Return the text to index of a record's values: strings, also those inside lists."""
    out: list[str] = []
    for value in values:
        if isinstance(value, str):
            out.append(value)
        elif isinstance(value, list):
            out.extend(v for v in value if isinstance(v, str))
    return "\n".join(out)


class Looking(NamedTuple):
    """What a question for words adds to a selection from ``record r``."""

    join: str
    where: str
    params: tuple[str, ...]
    latest: str
    """The cheapest order that has the latest first."""


class Words(Protocol):
    """The text of every living record, for finding what words are in."""

    def cut(self, text: str) -> str:
        """Return a text as `put` takes it."""

    def put(self, scope: str, texts: Mapping[str, str]) -> None:
        """Replace the text of records that are there; an empty one is found by no word."""

    def forget(self, scope: str) -> None:
        """Drop everything of a scope, before its records are dropped."""

    def looking(self, words: str) -> Looking | None:
        """Return how to find what a person typed; None when there is nothing to look for."""


def words_of(engine: Engine) -> Words:
    """Return the words of an engine."""
    return FullText(engine) if engine.dialect.full_text else PlainText(engine)


class FullText:
    """SQLite's FTS5: an index over tokens, by the row number of the record."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def cut(self, text: str) -> str:
        """Return a text as tokens."""
        return segmented(text)

    def put(self, scope: str, texts: Mapping[str, str]) -> None:
        """Replace the text of records."""
        self._engine.many(
            "insert or replace into record_fts(rowid, text) "
            "select place, ? from record where scope = ? and id = ?",
            [(text, scope, record) for record, text in texts.items() if text],
        )
        self._engine.many(
            "delete from record_fts where rowid = "
            "(select place from record where scope = ? and id = ?)",
            [(scope, record) for record, text in texts.items() if not text],
        )

    def forget(self, scope: str) -> None:
        """Drop everything of a scope."""
        self._engine.run(
            "delete from record_fts where rowid in (select place from record where scope = ?)",
            (scope,),
        )

    def looking(self, words: str) -> Looking | None:
        """Return how to find what a person typed."""
        phrases = match(words)
        if not phrases:
            return None
        join = "join record_fts f on f.rowid = r.place"
        # Found words come in the order of their rows; going backwards needs no sorting.
        return Looking(join, "record_fts match ?", (phrases,), "f.rowid desc")


class PlainText:
    """The tokens of each record in one column, looked through branch by branch.

    PostgreSQL's own full text keeps 256 places of a word and 16,383 of a text, and an index over
    all branches would hold every common character of all of them. One branch's texts are a few
    megabytes: its key finds them, and looking through them answers exactly what FTS5 does.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def cut(self, text: str) -> str:
        """Return a text as one string of tokens."""
        return strung(text)

    def put(self, scope: str, texts: Mapping[str, str]) -> None:
        """Replace the text of records."""
        self._engine.many(
            "insert into record_words(scope, record, text) values(?, ?, ?) "
            "on conflict(scope, record) do update set text = excluded.text",
            [(scope, record, text) for record, text in texts.items() if text],
        )
        self._engine.many(
            "delete from record_words where scope = ? and record = ?",
            [(scope, record) for record, text in texts.items() if not text],
        )

    def forget(self, scope: str) -> None:
        """Drop everything of a scope."""
        self._engine.run("delete from record_words where scope = ?", (scope,))

    def looking(self, words: str) -> Looking | None:
        """Return how to find what a person typed."""
        phrases = tuple(strung(word) for word in words.split() if match(word))
        if not phrases:
            return None
        within = self._engine.dialect.within.format("f.text", "?")
        return Looking(
            "join record_words f on f.scope = r.scope and f.record = r.id",
            " and ".join([within] * len(phrases)),
            phrases,
            "r.made desc",
        )


def strung(text: str) -> str:
    """Return the tokens of a text as one string in which a run of tokens is a run of signs.

    A character stands alone, a word between spaces, a break is a line end: so whatever lies within
    the string of a text is a phrase of it, and no part of a word is.
    """
    tokens = (word or _BREAK for word in _TOKEN.findall(text.lower()))
    return "".join("\n" if t == _BREAK else f" {t} " if t.isascii() else t for t in tokens)
