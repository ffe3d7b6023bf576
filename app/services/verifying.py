"""Checks an inspection folder on any computer: no record book, no passphrase, no network.

Every answer is a sentence that says what was looked at and what it means. What a folder cannot prove
by itself is said too: whose root key it is, is a matter of comparing words with HQ.
"""

import base64
import binascii
import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from app.said import Said, say
from app.services import manifest as manifests
from app.services.manifest import NAME, End, Listed, Manifest
from app.services.pades import verdict
from db.model.errors import BundleError, NotFound, PeerBroke, SuixingError
from db.model.progress import Progress, Silent
from db.model.words import N_
from sync.core import receipt
from sync.core.papers import TENURE, Grant, Tenure, granted, read
from sync.identity import six_groups

Tone = Literal["ok", "bad", "note"]
_PIECE = 1024 * 1024
_CLUTTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""What systems leave in any folder; it is named and does no harm."""


class Line(NamedTuple):
    """One answer: what was looked at (``key``), how it stands, the sentence, the file if one."""

    key: str
    tone: Tone
    said: Said
    path: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """Everything that was found. ``manifest`` is None where it cannot be read."""

    lines: tuple[Line, ...]
    manifest: Manifest | None
    root_words: str = ""
    device_words: str = ""

    @property
    def good(self) -> bool:
        """Tell whether nothing is wrong."""
        return all(line.tone != "bad" for line in self.lines)

    @property
    def wrong(self) -> tuple[Line, ...]:
        """Return what is wrong."""
        return tuple(line for line in self.lines if line.tone == "bad")

    @property
    def summary(self) -> Said:
        """Return in one sentence what it all comes to."""
        if not self.good:
            return say(N_("Not all is well with this folder."))
        if not self.root_words:
            return say(N_("The folder is whole, but HQ vouches for nothing in it."))
        return say(N_("The folder is whole."))


def verify(folder: Path, today: date, progress: Progress | None = None) -> Verified:
    """Check a folder. Raises NotFound where there is none, Cancelled."""
    watched = progress or Silent()
    if not folder.is_dir():
        raise NotFound(N_("There is no folder {path}."), path=folder)
    there = dict(_files(folder))
    raw = _content(there.get(NAME))
    if raw is None:
        lost = say(N_("manifest.json is missing: it cannot be told what belongs into this folder."))
        return _alone(there, Line("manifest", "bad", lost, NAME))
    try:
        found = manifests.read(raw)
    except BundleError as error:
        return _alone(there, Line("manifest", "bad", say(error.text), NAME))
    said = found.said
    lines = [_manifest_line(genuine=found.genuine), *_papers(said)]
    lines += _listed(said, there, watched)
    lines += _dates(said, today)
    return Verified(tuple(lines), said, _words(said.vouching.root), _words(said.vouching.key))


def _manifest_line(*, genuine: bool) -> Line:
    if genuine:
        text = N_("The manifest is as the device signed it.")
        return Line("manifest", "ok", say(text), NAME)
    text = N_("manifest.json was changed after it was signed: nothing it says can be relied on.")
    return Line("manifest", "bad", say(text), NAME)


def _alone(there: dict[str, Path], why: Line) -> Verified:
    """Say what can be said without a manifest: whether each PDF is as it was signed."""
    lines = [why]
    for name, path in sorted(there.items()):
        if not name.lower().endswith(".pdf"):
            continue
        seen = verdict(_content(path) or b"", b"")
        if seen.intact:
            text = N_("{file} is as it was signed, but by whom is not known without the manifest.")
            lines.append(Line("signature", "note", say(text, file=name), name))
        else:
            lines.append(Line("signature", "bad", _unsigned(name), name))
    return Verified(tuple(lines), None)


def _unsigned(name: str) -> Said:
    return say(N_("{file}: the signature in it does not fit, or there is none."), file=name)


# Files


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file by its name as the manifest writes it; a system may have decomposed it."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            name = path.relative_to(folder).as_posix()
            yield unicodedata.normalize("NFC", name), path


def _content(path: Path | None) -> bytes | None:
    if path is None or path.is_symlink():
        return None
    try:
        return path.read_bytes()
    except OSError:
        return None


def _hash(path: Path) -> str:
    """Return the SHA-256 of a file; empty where it is a link or cannot be read."""
    if path.is_symlink():
        return ""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def _listed(said: Manifest, there: dict[str, Path], progress: Progress) -> Iterator[Line]:
    extra = {name: path for name, path in there.items() if name != NAME}
    whole, missing = list[Listed](), list[Listed]()
    for n, listed in enumerate(said.files):
        progress.step(n, len(said.files), listed.path)
        path = extra.pop(unicodedata.normalize("NFC", listed.path), None)
        if path is None:
            missing.append(listed)
        elif _hash(path) != listed.sha256:
            text = N_(
                "{file} was changed after the folder was made: it is not what was signed. "
                "Ask for it once more."
            )
            yield Line("hash", "bad", say(text, file=listed.path), listed.path)
        else:
            whole.append(listed)
    yield from _astray(missing, extra)
    if whole:
        text = N_("{n} file is as it was signed|{n} files are as they were signed")
        yield Line("files", "ok", say(text, n=len(whole)))
    yield from _signatures(said, whole, there)


def _astray(missing: Sequence[Listed], extra: dict[str, Path]) -> Iterator[Line]:
    """Name what is missing, what was renamed, and what was added."""
    hashes = {_hash(path): name for name, path in extra.items()} if missing else {}
    for listed in missing:
        renamed = hashes.get(listed.sha256)
        if renamed is not None and renamed in extra:
            del extra[renamed]
            text = N_("{file} is now called {name}: its content is whole, its name was changed.")
            yield Line("name", "bad", say(text, file=listed.path, name=renamed), listed.path)
        else:
            text = N_("{file} is missing: it was in the folder when it was signed.")
            yield Line("missing", "bad", say(text, file=listed.path), listed.path)
    for name in sorted(extra):
        last = PurePosixPath(name).name.lower()
        if last in _CLUTTER or last.startswith("._"):
            text = N_("{file} was left by a computer's system; it is no part of the folder.")
            yield Line("added", "note", say(text, file=name), name)
        else:
            text = N_("{file} was added: it is no part of what was signed.")
            yield Line("added", "bad", say(text, file=name), name)


def _signatures(said: Manifest, whole: Sequence[Listed], there: dict[str, Path]) -> Iterator[Line]:
    certificate, good = _bytes(said.vouching.certificate), 0
    for listed in whole:
        if not listed.path.lower().endswith(".pdf") or listed.what == "evidence":
            continue
        seen = verdict(
            _content(there.get(unicodedata.normalize("NFC", listed.path))) or b"", certificate
        )
        if seen.intact and seen.own:
            good += 1
        elif seen.intact:
            text = N_("{file} is signed, but not with this device's certificate.")
            yield Line("signature", "bad", say(text, file=listed.path), listed.path)
        else:
            yield Line("signature", "bad", _unsigned(listed.path), listed.path)
    if good:
        text = N_("{n} PDF carries this device's signature|{n} PDFs carry this device's signature")
        yield Line("signatures", "ok", say(text, n=good))


# Papers


def _papers(said: Manifest) -> list[Line]:
    """Look at who vouches, from HQ's root key down."""
    held = said.vouching
    if not held.root:
        text = N_("The computer that made it was not enrolled with HQ: nobody vouches for its key.")
        lines = [Line("certificate", "note", say(text))]
        return [*lines, *_receipts(said, ())]
    try:
        root = bytes.fromhex(held.root)
        grants = [granted(_bytes(paper), root) for paper in held.credentials]
        office, keys = _office(held.tenure, held.root, grants)
    except (SuixingError, ValueError):
        text = N_("A certificate in the manifest does not lead to HQ's key: it is not genuine.")
        return [Line("certificate", "bad", say(text))]
    return [_device(said, grants), _root(said, office), *_receipts(said, keys)]


Key = tuple[bytes, int | None]
"""A key that signed receipts, and until when (ms; None: still does)."""


def _office(tenure: str, root: str, grants: Sequence[Grant]) -> tuple[str, tuple[Key, ...]]:
    """Return HQ's name and its receipt keys, as its certificates and its own word have them."""
    keys: dict[bytes, int | None] = {}
    name = ""
    for grant in grants:
        office = grant.certificate.hq
        name = office.name
        keys[bytes.fromhex(office.sign)] = None
    if tenure:
        said = read(TENURE, Tenure, tenure.encode(), lambda _: root)
        name = said.office.name
        keys = {bytes.fromhex(said.office.sign): None}
        keys |= {bytes.fromhex(former.sign): former.until for former in said.formers}
    return name, tuple(keys.items())


def _device(said: Manifest, grants: Sequence[Grant]) -> Line:
    held = said.vouching
    mine = next((g for g in grants if g.actor == held.actor), None)
    if mine is None or mine.sign.hex() != held.key or not mine.may("w", said.scope):
        text = N_("HQ's certificates do not name the key that signed this folder.")
        return Line("certificate", "bad", say(text))
    card = mine.certificate
    text = N_("Signed by {device} ({holder}, {branch}), which HQ enrolled on {date}.")
    shown = {"device": card.device, "holder": card.holder, "branch": card.branch}
    return Line("certificate", "ok", say(text, **shown, date=card.issued[:10]))


def _root(said: Manifest, office: str) -> Line:
    text = N_("HQ is {name}; its key words: {words}. Compare them with HQ by telephone.")
    words = _words(said.vouching.root)
    return Line("root", "note", say(text, name=office or said.vouching.hq, words=words))


def _receipts(said: Manifest, keys: Sequence[Key]) -> Iterator[Line]:
    held = said.vouching
    ends = {end.actor: end for end in held.ends}
    places = set(held.places)
    good, latest = 0, 0
    for raw in held.receipts:
        wrong = _receipt(said.scope, _bytes(raw), keys, ends, places)
        if isinstance(wrong, Said):
            yield Line("receipt", "bad", wrong)
        else:
            good, latest = good + 1, max(latest, wrong)
    if good:
        text = N_("{n} receipt of HQ is genuine|{n} receipts of HQ are genuine")
        yield Line("receipts", "ok", say(text, n=good))
        text = N_("The branch's chain of records agrees with them, up to receipt no. {n}.")
        yield Line("chain", "ok", say(text, n=latest))
    elif not held.receipts:
        text = N_(
            "HQ has signed for nothing yet: when the records were written is this branch's word."
        )
        yield Line("receipts", "note", say(text))


def _receipt(
    scope: str, body: bytes, keys: Sequence[Key], ends: dict[str, End], places: set[End]
) -> Said | int:
    """Return the number of a receipt that is good, else what is wrong with it."""
    try:
        statement = receipt.unchecked(body)
        fit = (key for key, until in keys if until is None or statement.at <= until)
        genuine = any(receipt.signed_by(body, key) for key in fit)
    except PeerBroke:
        return say(N_("A receipt in the manifest is damaged."))
    if not genuine:
        return say(N_("Receipt no. {n} was not signed by HQ."), n=statement.number)
    if statement.scope != scope:
        return say(N_("Receipt no. {n} is another branch's."), n=statement.number)
    for holding in statement.holds:
        place = End(holding.actor.hex(), holding.seq, holding.head.hex())
        end = ends.get(place.actor)
        if place not in places and end is not None and holding.seq <= end.seq:
            text = N_(
                "Receipt no. {n} is for other records than these: "
                "the book was changed after HQ signed, or the receipt is from elsewhere."
            )
            return say(text, n=statement.number)
        if end is not None and holding.seq == end.seq and place.head != end.head:
            text = N_("The chain of records and receipt no. {n} contradict each other.")
            return say(text, n=statement.number)
    return statement.number


# What it says of itself


def _dates(said: Manifest, today: date) -> Iterator[Line]:
    try:
        until = date.fromisoformat(said.until)
    except ValueError:
        return
    if today > until:
        text = N_("It was to be destroyed after {date}.")
        yield Line("until", "note", say(text, date=said.until))


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _words(key: str) -> str:
    try:
        return six_groups(bytes.fromhex(key)) if key else ""
    except ValueError:
        return ""
