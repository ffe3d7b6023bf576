"""One small function per parser: bytes in, an error of ours or none out.

A new parser is a function here and a line in `TARGETS`; a new codec is fuzzed without either. Where
a signature or a compression stands before a parser, there is a target behind it too, else nothing
that a fuzzer tries would come through.
"""

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from app.materials.reading import read_materials
from app.rules.pack_check import changes, must_fit
from app.rules.pack_reading import read_pack
from app.rules.rulebook import Rulebook
from app.rules.shipped import shipped
from app.services.roster_import import read_roster
from app.services.tables import pasted
from app.tags.reading import read_tags
from db import backup, keys
from db.model.progress import Silent
from sync.core import bundle, codecs, direct, lean, message, papers, receipt, signing, texts
from sync.core.columns import Run
from sync.core.ids import IdReader, Names
from sync.core.pack import header_of, opened
from sync.core.squeeze import patched, unsqueezed
from sync.core.stream import BOX, boxes, unboxed
from sync.core.tokens import few_in_msgpack
from sync.core.varints import Source, counted, varint
from sync.identity import Keys
from sync.transports import bundle as carried
from tests.fuzz import house
from tests.sync.workload import ACTOR, SCOPE

PRIVATE = bytes(range(32))
KEYS = Keys(PRIVATE, PRIVATE)
RUN = Run(SCOPE, ACTOR, 1, 6)
_TODAY = date(2026, 5, 22)
_RANDOM = bytes(16)


class Target(NamedTuple):
    """A parser under test: what runs it, and how many mutated inputs a test run affords."""

    run: Callable[[bytes], object]
    tries: int = 300


def base(op: str) -> str | None:
    """Give the text that patches in the corpus were written against."""
    return BASE if op == f"{ACTOR}.1.0" else None


BASE = "传达上级通知，逐条对照本工区落实情况，研究冬季施工安全措施。" * 6


def codec(number: int, raw: bytes) -> None:
    """Read a run out of a content, as after the header."""
    codecs.decoded(number, RUN, raw, base)


def pack_1(raw: bytes) -> None:
    """Read a content behind the header and the signature of the first format."""
    content = raw[1:]
    front = b"SXP" + bytes([1, raw[0] % 3 if raw else 0, signing.ED25519])
    front += counted(SCOPE.encode()) + bytes.fromhex(ACTOR) + varint(1) + varint(1)
    front += bytes(64) + varint(len(content)) + house.sha256(content)
    opened(front + signing.sign(PRIVATE, b"suixing pack 1", front) + content, KEYS.sign_public)


def envelope(raw: bytes) -> None:
    """Open an envelope and look at its signature."""
    message.envelope(raw).genuine(KEYS.sign_public)


def question(raw: bytes) -> None:
    """Open a question and look at its tag."""
    direct.question_of(raw).genuine(PRIVATE)


def answer(raw: bytes) -> None:
    """Open the answer to a question."""
    direct.answer_of(raw, direct.question_of(ASKED), PRIVATE)


ASKED = direct.asked(message.SYNC, ACTOR, 5, b"\x80", PRIVATE)
ENDS = (message.End(bytes.fromhex(ACTOR), 6, bytes(8)), message.End(bytes(8), 1))
FACTS = lean.Facts(
    ACTOR, SCOPE, 5, lambda *_: bytes(32), message.Message((message.Part(SCOPE, ENDS),))
)


def ids(raw: bytes) -> None:
    """Read ids to the end of a stream."""
    source = Source(raw)
    reader = IdReader(Names([ACTOR, "ffffffffffffffff"], ["branch"]), source)
    while not source.done:
        reader.get(7)


def split_texts(raw: bytes) -> None:
    """Part joined texts, in the encoding that the first byte names."""
    list(texts.parted(raw[0] if raw else 0, raw[1:]))


def numbers(raw: bytes) -> None:
    """Read numbers to the end."""
    source = Source(raw)
    while not source.done:
        source.signed()
    few_in_msgpack(raw, 1000)


def patch(raw: bytes) -> None:
    """Unpack a text that is written against another one."""
    source = Source(raw)
    length = source.varint()
    patched(source.rest(), BASE.encode(), length, 1 << 20)


def paper(raw: bytes) -> None:
    """Read papers of every kind."""
    for name, type_ in _PAPERS.items():
        house.expected(partial(papers.read, name, type_, raw, lambda _: PUBLIC))


def signed_paper(raw: bytes) -> None:
    """Read the body of a paper whose signature fits."""
    for name, type_ in _PAPERS.items():
        signature = signing.sign(PRIVATE, name.encode(), raw).hex()
        whole = b'{"format":"%s","version":1,"body":%s,"signature":"%s"}'
        paper_ = whole % (name.encode(), raw, signature.encode())
        house.expected(partial(papers.read, name, type_, paper_, lambda _: PUBLIC))


PUBLIC = KEYS.sign_public.hex()
_PAPERS: Mapping[str, type[msgspec.Struct]] = MappingProxyType(
    {
        papers.REQUEST: papers.Request,
        papers.CERTIFICATE: papers.Certificate,
        papers.SUCCESSION: papers.Succession,
        papers.REVOCATION: papers.Revocation,
        papers.TENURE: papers.Tenure,
    }
)


def credential(raw: bytes) -> None:
    """Follow a credential from the root."""
    papers.granted(raw, KEYS.sign_public)


def head(raw: bytes) -> None:
    """Read a bundle's head and look for the own key in it."""
    bundle.stream_key(bundle.head_of(raw), [KEYS.receive])


def stream(raw: bytes) -> None:
    """Open boxes that nobody sealed."""
    pieces = [raw[at : at + BOX] for at in range(0, len(raw), BOX)]
    for _ in unboxed(((p, p is pieces[-1]) for p in pieces), PRIVATE, b""):
        pass


def frames(raw: bytes) -> None:
    """Read frames that come in pieces of seven bytes."""
    for kind, content in bundle.frames(raw[at : at + 7] for at in range(0, len(raw), 7)):
        if kind == bundle.FRONT:
            bundle.front_of(content)


def bundle_file(raw: bytes) -> None:
    """Read a whole file as a bundle."""
    carried.read(_file(raw, carried.SUFFIX), [KEYS.receive], house.Files(), Silent())


def bundle_inside(raw: bytes) -> None:
    """Read frames behind encryption and hash."""
    front = bundle.head_for([KEYS.receive_public], PRIVATE, _RANDOM)
    whole = front + b"".join(boxes([raw], PRIVATE, house.sha256(front)))
    bundle_file(whole + house.sha256(whole))


def table(suffix: str, raw: bytes) -> None:
    """Read a file as a roster."""
    read_roster(_file(raw, suffix), today=_TODAY)


def sheet(raw: bytes) -> None:
    """Read XML as the sheet of a workbook that is whole otherwise."""
    table(".xlsx", house.workbook(raw))


def clipboard(raw: bytes) -> None:
    """Read what was copied from a spreadsheet."""
    pasted(raw.decode("utf-8", "replace"))


def rule_pack(raw: bytes) -> None:
    """Read a rule pack, lay it over the program's own and look whether it may be sent."""
    pack = read_pack(raw)
    book = Rulebook((*shipped(), pack))
    for entry in pack.entries:
        book.on(entry.rule, _TODAY, entry.part)
    list(changes(pack, shipped()))
    must_fit(pack, shipped())


def tag_pack(raw: bytes) -> None:
    """Read a tag pack, and all that it says of its tags."""
    pack = read_tags(raw)
    assert set(pack.inputs) | set(pack.outcomes) == set(pack.tokens)


def material_pack(raw: bytes) -> None:
    """Read a pack of study materials."""
    assert read_materials(raw).items


def backup_file(raw: bytes) -> None:
    """Read a file as a backup, and put it back."""
    path = _file(raw, backup.SUFFIX)
    house.expected(partial(backup.read_slots, path))
    house.expected(partial(backup.restore, path, _folder() / "home", PRIVATE))
    backup.read_manifest(path)


def slots(raw: bytes) -> None:
    """Read a file of key slots, and try them."""
    found = keys.read_slots(_file(raw, ".json"))
    keys.unwrapped(tuple(s for s in found if s.m <= 1 << 10 and s.t <= 2), "secret1")


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="suixing-fuzz-"))


def _file(raw: bytes, suffix: str) -> Path:
    path = _folder() / f"input{suffix}"
    path.write_bytes(raw)
    return path


TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        **{f"codec{n}": Target(partial(codec, n)) for n in codecs.CODECS},
        "pack": Target(lambda raw: opened(raw, KEYS.sign_public, base)),
        "pack1": Target(pack_1),
        "header": Target(header_of),
        "squeeze": Target(lambda raw: unsqueezed(raw, 1 << 20)),
        "patch": Target(patch),
        "texts": Target(split_texts),
        "ids": Target(ids),
        "numbers": Target(numbers),
        "envelope": Target(envelope),
        "message": Target(message.message_of),
        "refusal": Target(message.refusal_of),
        "parcel": Target(message.parcel_of),
        "question": Target(question),
        "answer-whole": Target(answer),
        "lean": Target(lambda raw: lean.read(raw, FACTS)),
        "receipt": Target(receipt.unchecked),
        "paper": Target(paper),
        "signed-paper": Target(signed_paper),
        "credential": Target(credential),
        "bundle-head": Target(head),
        "bundle-stream": Target(stream),
        "bundle-frames": Target(frames),
        "bundle": Target(bundle_file, 100),
        "bundle-inside": Target(bundle_inside, 100),
        "hub": Target(lambda raw: house.site().hub(raw), 100),
        "hub-inside": Target(lambda raw: house.site().hub_inside(raw), 100),
        "hub-direct": Target(lambda raw: house.site().hub_direct(raw), 100),
        "answer-direct": Target(lambda raw: house.site().answer_direct(raw), 50),
        "door": Target(lambda raw: house.site().door(raw), 50),
        "answer": Target(lambda raw: house.site().answer(raw), 50),
        "answer-inside": Target(lambda raw: house.site().answer_inside(raw), 50),
        "roster-csv": Target(partial(table, ".csv"), 200),
        "roster-xlsx": Target(partial(table, ".xlsx"), 60),
        "roster-sheet": Target(sheet, 60),
        "clipboard": Target(clipboard),
        "rules": Target(rule_pack),
        "tags": Target(tag_pack),
        "materials": Target(material_pack),
        "backup": Target(backup_file, 60),
        "slots": Target(slots, 100),
    }
)
