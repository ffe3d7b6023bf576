"""How code on any floor names text for people without knowing their language.

Code speaks English: the English text is the key (the msgid) under which a catalogue keeps the
translation. Where a translator is at hand it is called, `t("Saved {n} records", n=3)`. Where text is
only declared, in a constant or a field's title, it is marked with `N_` so that the catalogue knows
it, and translated later by whoever shows it.
"""

from typing import Protocol


class Translate(Protocol):
    """Turns an English msgid and its parameters into text for the person at the screen."""

    def __call__(self, msgid: str, /, **params: object) -> str:
        """Return the text in the person's language, with each `{name}` replaced by its parameter."""


def N_(text: str) -> str:  # noqa: N802 - the name every catalogue tool knows
    """Mark text as a msgid and return it unchanged."""
    return text


class Word(str):
    """A msgid given as a parameter of another message; translated when that one is said."""

    __slots__ = ()
