"""The one catalogue through which every sentence for people goes.

Translations are written in `resources/i18n/<language>/<area>.po`, one file per area of the program.
`make i18n` joins them into `resources/i18n/<language>.mo`, the only file read here. English needs no
file: the msgid is the English text.

A msgid may carry an English singular and plural, parted by a bar: `t("1 change|{n} changes", n=n)`.
The parameter `n` chooses between them. Chinese has one form, so its translation has no bar.
"""

import gettext
import re
from functools import cache

from app.paths import resources

SOURCE = "en"
DEFAULT = "zh_CN"
LANGUAGES = (DEFAULT, SOURCE)

_PLACE = re.compile(r"\{(\w+)\}")


class Catalogue:
    """Translates msgids into one language; an instance is a `db.model.words.Translate`.

    A msgid without a translation is shown as it stands, in English.
    """

    __slots__ = ("_messages", "language")

    def __init__(self, language: str = DEFAULT) -> None:
        """Load the compiled catalogue of `language`; one that is not shipped means English."""
        self.language = language if language in LANGUAGES else SOURCE
        self._messages = _load(self.language)

    def __call__(self, msgid: str, /, **params: object) -> str:
        """Return the text for `msgid`, each `{name}` replaced by its parameter.

        Never raises: braces inside parameters are text, a place without a parameter stays as it is.
        """
        text = self._messages.gettext(msgid) if msgid else ""
        if text == msgid and "|" in msgid:
            text = _choose(msgid, params.get("n"))
        return fill(text, params)


def fill(text: str, params: dict[str, object]) -> str:
    """Put each parameter in its `{name}` place, once: what a parameter says is never read again."""
    return _PLACE.sub(lambda m: str(params.get(m[1], m[0])), text)


def _choose(msgid: str, n: object) -> str:
    one, _, many = msgid.partition("|")
    return one if n == 1 else many


@cache
def _load(language: str) -> gettext.NullTranslations:
    file = resources("i18n", f"{language}.mo")
    if language == SOURCE or not file.is_file():
        return gettext.NullTranslations()
    with file.open("rb") as stream:
        return gettext.GNUTranslations(stream)
