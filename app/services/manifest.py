"""The manifest of an inspection folder: a signed JSON file that says what is in it and who vouches.

It carries everything a stranger's computer needs to check the folder without a network: the hash of
every file, the ends of the branch's chains, HQ's receipts as they were signed, the papers that lead
from HQ's root key to the device that signed, and the certificate of the signatures in the PDFs.
"""

import msgspec

from db.model.errors import BundleError
from db.model.words import N_
from sync.core import signing

NAME = "manifest.json"
FORMAT = "suixing-folder"
MOST = 64 * 1024 * 1024
"""Largest manifest that is read, bytes: a million files."""


class Listed(msgspec.Struct, frozen=True):
    """One file of the folder: its path with `/`, SHA-256 in hex, bytes, and what it is.

    ``what`` is ``cover``, ``check``, ``box``, ``list`` or ``evidence``; ``pages`` of a PDF.
    """

    path: str
    sha256: str
    bytes: int
    what: str
    box: int = 0
    pages: int = 0


class Filed(msgspec.Struct, frozen=True):
    """What became of one box: ``state`` is ``in``, ``not chosen``, ``sensitive`` or ``not this type``."""

    number: int
    title: str
    state: str
    meetings: int = 0
    records: int = 0
    contradictions: int = 0
    reminders: int = 0
    explained: int = 0


class End(msgspec.Struct, frozen=True):
    """Where an actor's chain of changes stood: after number ``seq`` its hash was ``head`` (hex)."""

    actor: str
    seq: int
    head: str


class Vouching(msgspec.Struct, frozen=True):
    """Whose word this is. ``actor`` and ``key`` (Ed25519, hex) of the device that signed.

    ``certificate`` is that of the PDFs' signatures, DER in base64. ``ends`` are the tips of all
    chains, ``places`` where each receipt ends in them. ``receipts`` and ``credentials`` are base64 of
    docs/protocol.md's own bytes. ``hq`` its name and ``root`` its root key in hex, empty before
    enrolment; ``tenure`` HQ's word on later keys, empty while it has its first.
    """

    actor: str
    key: str
    certificate: str
    ends: tuple[End, ...]
    places: tuple[End, ...] = ()
    receipts: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    hq: str = ""
    root: str = ""
    tenure: str = ""


class Manifest(msgspec.Struct, frozen=True):
    """Everything the folder says of itself. Days are ISO, ``made`` the site's own time (UTC+8)."""

    made: str
    by: str
    branch: str
    scope: str
    first: str
    last: str
    recipient: str
    purpose: str
    until: str
    boxes: tuple[Filed, ...]
    files: tuple[Listed, ...]
    vouching: Vouching


class _Paper(msgspec.Struct, frozen=True):
    format: str
    version: int
    body: msgspec.Raw
    signature: str


class Read(msgspec.Struct, frozen=True):
    """A manifest that was read: what it says, and whether its own key signed exactly that."""

    said: Manifest
    genuine: bool


def written(said: Manifest, private: bytes) -> bytes:
    """Return the file; `private` is the device's key, 32 bytes."""
    raw = msgspec.json.format(msgspec.json.encode(said), indent=2)
    paper = _Paper(FORMAT, 1, msgspec.Raw(raw), signing.sign(private, FORMAT.encode(), raw).hex())
    return msgspec.json.encode(paper) + b"\n"


def read(raw: bytes) -> Read:
    """Read a manifest and look at its signature. Raises BundleError for what is none."""
    try:
        if len(raw) > MOST:
            raise _not_one()
        paper = msgspec.json.decode(raw, type=_Paper)
        if paper.format != FORMAT or paper.version != 1:
            raise _not_one()
        said = msgspec.json.decode(paper.body, type=Manifest)
        public, signature = bytes.fromhex(said.vouching.key), bytes.fromhex(paper.signature)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _not_one() from error
    # The file is written one way only: what was put between or behind its parts is a change too.
    whole = msgspec.json.encode(paper) + b"\n" == raw
    genuine = signing.genuine(public, FORMAT.encode(), bytes(paper.body), signature)
    return Read(said, whole and genuine)


def _not_one() -> BundleError:
    return BundleError(
        N_("The manifest of this folder cannot be read: it is damaged, or from a newer release."),
        hint=N_("Ask whoever made the folder for it once more."),
    )
