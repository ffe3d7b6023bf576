"""Every error a person may see, in one tree; each says what happened, what is safe, what to do.

    SuixingError
    ├── InvalidRecord        a value that cannot be true or cannot be stored; names the field
    ├── NotFound             a record, a file or a key that is not there
    ├── Cancelled            the person stopped it
    ├── StoreError
    │   ├── StoreBusy        another window or program holds it
    │   ├── StoreFull        the disk is full
    │   ├── StoreReadOnly    the folder cannot be written
    │   ├── StoreDamaged     pages, log and state do not agree
    │   ├── StoreMissing     the file was removed or is not there
    │   ├── StoreTooNew      written by a newer release
    │   └── WrongPassphrase  no key slot opens with it
    ├── LinkError
    │   ├── Offline          no way to HQ
    │   ├── TimedOut         it stopped answering
    │   └── Refused          HQ said no, and why
    ├── ProtocolError
    │   ├── PeerBroke        what came is not what the protocol allows
    │   └── WeBroke          we would have sent something wrong: a bug of ours
    ├── BundleError          a bundle that is cut, changed, foreign or not one
    ├── ImportFailed         a file that cannot be read as what it claims to be
    └── ExportError          a page or file that cannot be made
        └── NoGlyph          a character that no font has; a draft can be made all the same

The text is an English msgid with ``{name}`` places; the edge (window, command line, web) translates
it: ``error.said(t)``. ``hint`` is the way forward, ``safe`` what was not harmed; both msgids too.
"""

from functools import reduce

from db.model.words import Translate, Word


class SuixingError(Exception):
    """The root. ``text`` what happened, ``safe`` what is unharmed, ``hint`` what can be done."""

    def __init__(self, text: str = "", *, safe: str = "", hint: str = "", **params: object) -> None:
        self.text, self.safe, self.hint, self.params = text, safe, hint, params
        super().__init__(text, params)

    def said(self, t: Translate) -> str:
        """Return the whole message in the reader's language, one line."""
        params = self.worded(t)
        parts = (self.text, self.safe, self.hint)
        return " ".join(t(part, **params) for part in parts if part)

    def worded(self, t: Translate) -> dict[str, object]:
        """Return the parameters as they stand in the message: those that are words, translated."""
        return {name: _worded(value, t) for name, value in self.params.items()}

    def __str__(self) -> str:
        return " ".join(
            _filled(part, self.params) for part in (self.text, self.safe, self.hint) if part
        )


def _worded(value: object, t: Translate) -> object:
    if isinstance(value, Word):
        return t(value)
    if isinstance(value, tuple):
        return reduce(
            lambda first, rest: t("{first}, {rest}", first=first, rest=rest),
            [str(_worded(part, t)) for part in value],
        )
    return value


def _filled(text: str, params: dict[str, object]) -> str:
    for name, value in params.items():
        text = text.replace("{" + name + "}", str(value))
    return text


class InvalidRecord(SuixingError):
    """A value that cannot be true or cannot be stored. ``field`` names it; empty for the whole."""

    def __init__(
        self, text: str, *, field: str = "", safe: str = "", hint: str = "", **params: object
    ) -> None:
        super().__init__(text, safe=safe, hint=hint, **params)
        self.field = field


class Closed(SuixingError):
    """Something is not to be changed any more, or not now: an archived record, a closed book."""


class NotFound(SuixingError):
    """A record, a file or a key that is not there."""


class Cancelled(SuixingError):
    """The person stopped the work; what was whole stays."""


class StoreError(SuixingError):
    """The store cannot do what was asked."""


class StoreBusy(StoreError):
    """Another window or program holds the store."""


class StoreFull(StoreError):
    """The disk is full; the write was rolled back."""


class StoreReadOnly(StoreError):
    """The folder or file cannot be written."""


class StoreDamaged(StoreError):
    """Pages, log and state do not agree."""


class StoreMissing(StoreError):
    """The file is not there, or was removed while open."""


class StoreTooNew(StoreError):
    """The file was written by a newer release; nothing was touched."""


class WrongPassphrase(StoreError):
    """No key slot opens with this passphrase or recovery key."""


class LinkError(SuixingError):
    """The way to HQ."""


class Offline(LinkError):
    """No network, or one that only pretends (a captive page)."""


class TimedOut(LinkError):
    """The other side stopped answering."""


class Refused(LinkError):
    """HQ answered no, with its reason."""


class ProtocolError(SuixingError):
    """Somebody broke the protocol."""


class PeerBroke(ProtocolError):
    """What came is not what the protocol allows; it was not taken."""


class WeBroke(ProtocolError):
    """We would have sent something wrong: a bug of ours."""


class BundleError(SuixingError):
    """A bundle file that is cut, changed, foreign, or not a bundle."""


class ImportFailed(SuixingError):
    """A file that cannot be read as what it claims to be."""


class ExportError(SuixingError):
    """A page or file that cannot be made."""


class NoGlyph(ExportError):
    """A character that no font has: another font, or a draft, is the way on."""
