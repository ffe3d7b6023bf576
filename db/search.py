"""Chinese full text: one character is one token, so words of 1, 2, 3 ... characters are found.

SQLite's trigram tokenizer finds nothing for the two-character words that Chinese is made of.
Punctuation becomes a break token, so a phrase never matches across a sentence end.
"""

import re
from collections.abc import Iterable

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
